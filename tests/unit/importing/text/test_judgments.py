"""Judgments: the judge is the author, in the office that the head prints, and the day is that of the judgment."""

from __future__ import annotations

import pytest
from drafted import drafted, signed
from test_pasted_documents import BODY, TITLE

from site_builder.importing.recognising import judges

PARTIES = "Harbour Trust of Ellery v Minister for Fisheries"
ITEMS = "".join(f"<li>{one}</li>" for one in BODY.split("\n\n"))
ENGLISH = f"""Neutral Citation Number: [2019] EWHC 541 (Admin)

Case No: CO/1234/2018

IN THE HIGH COURT OF JUSTICE
QUEEN'S BENCH DIVISION
ADMINISTRATIVE COURT

Royal Courts of Justice
Strand, London, WC2A 2LL

Date: 12/03/2019

Before :

THE HONOURABLE MRS JUSTICE LANG DBE
- - - - - - - - - - - - - - - - - - - - -
Between :

HARBOUR TRUST OF ELLERY
Claimant
- and -
MINISTER FOR FISHERIES
Defendant

- - - - - - - - - - - - - - - - - - - - -
Paul Brown QC (instructed by Smith & Co) for the Claimant
Hearing dates: 5 & 6 February 2019

Approved Judgment

Mrs Justice Lang :

1. {BODY}
"""
APPEAL = f"""Neutral Citation Number: [2019] EWCA Civ 541
Case No: C1/2018/1234

IN THE COURT OF APPEAL (CIVIL DIVISION)

Date: 12 March 2019

Before:

LORD JUSTICE BEAN
LADY JUSTICE KING
and
SIR STEPHEN RICHARDS

Between:
{PARTIES}

Judgment Approved

Lord Justice Bean:

{BODY}

Lady Justice King:

I agree.

Sir Stephen Richards:

I also agree.
"""
AMERICAN = f"""SUPREME COURT OF THE NORTHERN TERRITORIES

No. 17-4410

Harbour Trust of Ellery v. Minister for Fisheries

Argued March 4, 2019 - Decided June 14, 2019

Justice Okafor delivered the opinion of the Court.

{BODY}

It is so ordered.
"""
AUSTRALIAN = f"""HIGH COURT OF AUSTRALIA

Coram: GLEESON CJ

Harbour Trust of Ellery v Minister for Fisheries
[2019] HCA 12
Date of Judgment: 14 June 2019
P5/2018

{BODY}
"""
CANADIAN = f"""Federal Court

Date: 20190312
Docket: T-1234-18
Citation: 2019 FC 300

Ottawa, Ontario, March 12, 2019
PRESENT: The Honourable Madam Justice Strickland

BETWEEN:
HARBOUR TRUST Applicant
and
MINISTER Respondent

JUDGMENT AND REASONS

{BODY}
"""
PAGE = f"""<html><head><title>Harbour Trust v Minister [2019] EWHC 541 (Admin) (12 March 2019)</title></head><body><h1>England and Wales High Court (Administrative Court) Decisions</h1>
<p>You are here: Law Reports >> Databases</p>
<hr>
<table><tr><td>Neutral Citation Number: [2019] EWHC 541 (Admin)</td></tr></table>
<p align=right>Case No: CO/1234/2018</p>
<p><b>IN THE HIGH COURT OF JUSTICE</b></p>
<p align=right>12/03/2019</p>
<p>B e f o r e :</p>
<p><b>MR JUSTICE SAINI</b></p>
<p>____________________</p>
<p>Between:</p>
<p>HARBOUR TRUST</p>
<p>- and -</p>
<p>MINISTER FOR FISHERIES</p>
<p>Handed down 12/03/2019</p>
<p>Mr Justice Saini :</p>
<ol>{ITEMS}</ol></body></html>"""


@pytest.mark.parametrize(
    ("name", "text", "authors", "date"),
    [
        ("a.txt", ENGLISH, [("Lang", "Mrs Justice")], "2019-03-12"),
        ("a.txt", APPEAL, [("Bean", "Lord Justice")], "2019-03-12"),
        ("a.txt", AMERICAN, [("Okafor", "Justice")], "2019-06-14"),
        ("a.txt", AUSTRALIAN, [("Gleeson", "CJ")], "2019-06-14"),
        ("a.txt", CANADIAN, [("Strickland", "Madam Justice")], "2019-03-12"),
        ("a.html", PAGE, [("Saini", "Mr Justice")], "2019-03-12"),
    ],
    ids=["english", "appeal", "american", "australian", "canadian", "page"],
)
def test_the_judge_has_written_a_judgment_and_its_own_day_is_its_date(name, text, authors, date):
    draft = drafted(name, text)
    assert (signed(draft), draft.date) == (authors, date)
    assert not [one for one in draft.doubts if one.field in {"author", "date"}]


CIRCUIT = f"""UNITED STATES COURT OF APPEALS

No. 18-4410

Ellery Trust v. Fisheries Board

Argued: March 4, 2019   Decided: June 14, 2019

Before SMITH, JONES, and OKAFOR, Circuit Judges.

OKAFOR, Circuit Judge:

{BODY}
"""
SUPREME = f"""Trinity Term
[2019] NTSC 12

Ellery Trust v Fisheries Board

before

Lady Hale, President
Lord Reed, Deputy President
Lord Kerr

JUDGMENT GIVEN ON

14 June 2019

Heard on 4 and 5 March 2019

LORD KERR: (with whom Lady Hale and Lord Reed agree)

{BODY}
"""
ISLES = f"""HIGH COURT OF THE ISLES

GLEESON CJ,
KIRBY AND HAYNE JJ

Ellery Trust v Fisheries Board
[2019] HCI 12

Date of Order: 14 June 2019

{BODY}
"""


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        (CIRCUIT, [("Okafor", "Circuit Judge")]),
        (SUPREME, [("Lord Kerr", "")]),
        (ISLES, [("Gleeson", "CJ"), ("Kirby", "J"), ("Hayne", "J")]),
        (ISLES.replace("Date of Order: 14 June 2019", "14 June 2019\n\n1 GLEESON CJ."), [("Gleeson", "CJ")]),
        (CIRCUIT.replace("OKAFOR, Circuit Judge:", "PER CURIAM:"), [(name, "Circuit Judge") for name in ("Smith", "Jones", "Okafor")]),
    ],
    ids=["circuit", "supreme", "isles", "isles-reasons", "per-curiam"],
)  # fmt: skip
def test_of_a_bench_the_one_whose_name_opens_the_reasons_has_written_them(text, authors):
    draft = drafted("a.txt", text)
    assert (signed(draft), draft.date) == (authors, "2019-06-14")


@pytest.mark.parametrize(
    "title",
    ["Ellery Trust v Board [2019] HCI 12 (14 June 2019)", "Ellery Trust v Board, 2019 HCI 12"],
)
def test_the_citation_behind_the_parties_is_no_part_of_the_title(title):
    items = "".join(f"<li>{one}</li>" for one in BODY.split("\n\n"))
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Case No: 12/18</p><p>High Court</p><ol>{items}</ol></body></html>"
    assert drafted("a.html", page).title == "Ellery Trust v Board"


def test_a_judgment_is_called_after_its_parties_and_never_after_its_citation():
    assert drafted("a.txt", APPEAL).title == PARTIES
    assert drafted("a.txt", AUSTRALIAN).title == PARTIES
    assert "Citation" not in drafted("a.txt", ENGLISH).title


def test_where_nobody_s_reasons_are_told_apart_the_whole_bench_signs():
    text = (
        APPEAL.replace("Lord Justice Bean:", "")
        .replace("Lady Justice King:", "")
        .replace("Sir Stephen Richards:", "")
    )
    bench = [("Bean", "Lord Justice"), ("King", "Lady Justice"), ("Sir Stephen Richards", "")]
    assert signed(drafted("a.txt", text)) == bench


def test_a_day_in_figures_has_the_month_first_in_a_court_of_the_united_states():
    head = "UNITED STATES DISTRICT COURT\n\nCase No. 18-cv-4410\n\nEllery Trust v. Fisheries Board\n\nJudge: Hon. Jane Okafor, District Judge\n\nFiled: 03/12/2019"
    draft = drafted("a.txt", f"{head}\n\n{BODY}\n")
    assert draft.date == "2019-03-12"
    assert signed(draft) == [("Jane Okafor", "District Judge")]


def test_a_piece_about_a_court_is_its_authors_though_it_names_judge_and_day():
    text = f"{TITLE}\n\nBy Henrike Voss\n\n3 March 2021\n\nThe High Court ruled on Monday. Before Mrs Justice Lang the keepers had said otherwise, and she listened for nine hours.\n\n{BODY}\n"
    draft = drafted("a.txt", text)
    assert (draft.title, signed(draft), draft.date) == (TITLE, [("Henrike Voss", "")], "2021-03-03")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Honourable Mr. Justice John McDonald", [("John McDonald", "Mr. Justice")]),
        ("HIS HONOUR JUDGE PELLING QC", [("Pelling", "Judge")]),
        (
            "Lord Reed, Lady Black and Lord Kitchin",
            [("Lord Reed", ""), ("Lady Black", ""), ("Lord Kitchin", "")],
        ),
        ("Smith J", [("Smith", "J")]),
        ("Jane Roe, United States Circuit Judge", [("Jane Roe", "United States Circuit Judge")]),
        ("Harbour Trust of Ellery", []),
        ("the learned judge below", []),
        ("Paul Brown QC (instructed by Smith & Co) for the Claimant", []),
    ],
)
def test_judges_are_named_by_their_offices_and_nobody_else_is_one(text, named):
    assert [(one.name, one.role) for one in judges.read(text)] == named
