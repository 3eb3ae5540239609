"""The records of a citation, read back by the programs that others read them with."""

import json
import re
from urllib.parse import unquote_to_bytes

import pytest
import rispy
from digest_records import LINK, entry, follows, page
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.richtext import Text

from site_builder.model import Author, Byline, Provenance, Source
from site_builder.pages.bibtex import bibtex
from site_builder.pages.people import taken_apart
from site_builder.pages.reference import csl, reference, ris
from site_builder.render.filters import data_url

ONE, TWO = "2014-01-02-one", "2014-01-03-two"
KINDS = [
    ("newspaper", "article", "NEWS", "article-newspaper"),
    ("magazine", "article", "MGZN", "article-magazine"),
    ("blog", "online", "BLOG", "post-weblog"),
    ("forum", "online", "ELEC", "post"),
    ("", "online", "ELEC", "webpage"),
]
HOSTILE = [
    "100% of $5: \\input{x}_y ~ ^", "{", "}{", "\\", "a & b # c", 'He said "no"', "Über Ærø – „x“", "مطر في دفترين", "TY - NEWS", "<b>",
]  # fmt: skip


def cited(*entries, key=ONE):
    return page("entry", key, *entries).citation


def in_bibtex(text):
    [found] = parse_string(text, "bibtex").entries.values()
    return found


def in_ris(text):
    [found] = rispy.loads(text)
    return found


def in_csl(text):
    [found] = json.loads(text)
    return found


def plain(value):
    """What LaTeX would print of a field."""
    for name, character in (
        ("textbackslash", "\\"),
        ("textbraceleft", "{"),
        ("textbraceright", "}"),
        ("textasciitilde", "~"),
        ("textasciicircum", "^"),
    ):
        value = value.replace(f"\\{name}{{}}", {"{": "\0", "}": "\1"}.get(character, character))
    value = re.sub(r"\\([%&#$_])", r"\1", value)
    return value.replace("{", "").replace("}", "").replace("\0", "{").replace("\1", "}")


@pytest.mark.parametrize(("kind", "bib", "ris_type", "csl_type"), KINDS)
def test_a_piece_is_of_the_type_that_its_source_s_kind_makes_it(kind, bib, ris_type, csl_type):
    source = Source("review", "The Review", kind=kind)
    found = cited(source, entry(ONE))
    record = in_bibtex(found.bibtex)
    assert record.type == bib
    assert record.fields.get("entrysubtype", "") == (kind if bib == "article" else "")
    assert record.fields["journaltitle" if bib == "article" else "organization"] == "The Review"
    assert in_ris(found.ris)["type_of_reference"] == ris_type
    assert in_csl(found.csl)["type"] == csl_type


def test_the_three_records_say_the_same():
    authors = (
        Byline("Ada Okoro", "ada-okoro"),
        Byline("Ballast & Sons", "b", organisation=True),
        Byline("Ludwig van Beek", "l"),
    )
    entries = [entry(ONE, authors=authors, language="de-CH", provenance=Provenance(accessed="2020-05-06"))]
    found = cited(*entries)
    book, lines, item = in_bibtex(found.bibtex), in_ris(found.ris), in_csl(found.csl)
    people = book.persons["author"]
    assert [(p.first_names, p.prelast_names, p.last_names) for p in people] == [
        (["Ada"], [], ["Okoro"]),
        ([], [], ["{Ballast \\& Sons}"]),
        (["Ludwig"], ["van"], ["Beek"]),
    ]
    assert lines["authors"] == ["Okoro, Ada", "Ballast & Sons", "van Beek, Ludwig"]
    assert item["author"] == [
        {"family": "Okoro", "given": "Ada"},
        {"literal": "Ballast & Sons"},
        {"family": "van Beek", "given": "Ludwig"},
    ]
    assert (book.fields["title"], lines["title"], item["title"]) == (
        "{Title of one}",
        "Title of one",
        "Title of one",
    )
    assert (book.fields["organization"], lines["secondary_title"], item["container-title"]) == (
        "The Review", "The Review", "The Review",
    )  # fmt: skip
    assert (book.fields["date"], lines["date"], lines["year"], item["issued"]) == (
        "2014-01-02", "2014/01/02/", "2014", {"date-parts": [[2014, 1, 2]]},
    )  # fmt: skip
    assert (book.fields["urldate"], lines["access_date"], item["accessed"]) == (
        "2020-05-06", "2020/05/06/", {"date-parts": [[2020, 5, 6]]},
    )  # fmt: skip
    assert (book.fields["langid"], lines["language"], item["language"]) == ("nswissgerman", "de-CH", "de-CH")
    urls = {book.fields["url"], *lines["urls"], item["URL"]}
    assert urls == {"https://review.example/one"}
    assert {book.key, lines["id"], item["id"], found.key} == {"okoro2014title"}


def test_what_is_not_known_is_left_out():
    bare = cited(entry(ONE, authors=(), source="", source_url=""))
    assert set(in_bibtex(bare.bibtex).fields) == {"title", "date"}
    assert set(in_ris(bare.ris)) == {"type_of_reference", "id", "title", "date", "year"}
    assert set(in_csl(bare.csl)) == {"id", "type", "title", "issued"}


def test_the_original_is_cited_and_not_when_its_copy_was_read():
    copy = entry(
        TWO,
        kind="excerpt",
        source="forum",
        title="Another",
        provenance=Provenance(accessed="2020-05-06"),
        relations=follows("excerpt_of", ONE),
    )
    found = cited(entry(ONE), copy, key=TWO)
    assert (in_ris(found.ris)["title"], in_csl(found.csl)["container-title"]) == (
        "Title of one",
        "The Review",
    )
    assert "accessed" not in in_csl(found.csl)


def test_the_language_is_the_source_s_where_the_piece_names_none():
    assert in_csl(cited(entry(ONE, source="beispiel")).csl)["language"] == "de"
    assert in_csl(cited(entry(ONE, source="beispiel", language="fr")).csl)["language"] == "fr"


def test_a_link_only_source_is_cited_like_any_other_and_an_author_s_record_changes_nothing():
    shown = cited(Source("review", "The Review", rights=LINK), Author("ada-okoro", "Dr. Ada O."), entry(ONE))
    assert in_ris(shown.ris)["authors"] == ["Okoro, Ada"]


@pytest.mark.parametrize("text", HOSTILE)
def test_special_characters_come_back_as_they_were(text):
    found = cited(Source("review", text), entry(ONE, title=text, authors=(Byline(text, "t"),)))
    book, lines, item = in_bibtex(found.bibtex), in_ris(found.ris), in_csl(found.csl)
    assert plain(book.fields["title"]) == lines["title"] == item["title"] == text
    assert plain(book.fields["organization"]) == lines["secondary_title"] == item["container-title"] == text
    [author] = book.persons["author"]
    assert sorted(plain(str(author)).replace(",", "").split()) == sorted(text.split())
    assert [line[:6] for line in found.ris.split("\r\n")] == [
        f"{tag}  - " for tag in ("TY", "ID", "TI", "AU", "T2", "DA", "PY", "UR", "ER")
    ] + [""]


texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(title=texts, name=texts, other=texts, outlet=texts, whole=st.booleans())
def test_any_text_gives_records_that_can_be_read_back(title, name, other, outlet, whole):
    bylines = (Byline(name, "n", organisation=whole), Byline(other, "o"))
    made = reference(
        entry(ONE, title=title, authors=bylines).metadata, outlet, "https://a.example/{x}?a=1%2F"
    )
    book = in_bibtex(bibtex(made))
    assert plain(book.fields["title"]) == title
    assert len(book.persons["author"]) == 2
    assert book.fields["url"] == "https://a.example/%7Bx%7D?a=1%2F"
    assert in_csl(csl(made))["title"] == title
    assert [line[:6] for line in ris(made).split("\r\n")[:3]] == ["TY  - ", "ID  - ", "TI  - "]
    assert unquote_to_bytes(data_url(bibtex(made), "a/b").partition(",")[2]).decode() == bibtex(made)
    assert re.fullmatch(r"data:a/b;charset=utf-8,[\w.~%/:;,=?@+!$*()-]*", data_url(title, "a/b"), re.ASCII)


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Ada Okoro", ("Okoro", "Ada", "")),
        ("Ada B. Okoro", ("Okoro", "Ada B.", "")),
        ("Martin Luther King Jr.", ("King", "Martin Luther", "Jr.")),
        ("Charles de la Tour", ("de la Tour", "Charles", "")),
        ("Åsa Ærlig", ("Ærlig", "Åsa", "")),
        ("Платон Иванов", ("Иванов", "Платон", "")),
        ("Plato", ("Plato", "", "")),
        ("نور الدين", ("نور الدين", "", "")),
        ("毛 泽东", ("毛 泽东", "", "")),
        ("Okoro, Ada", ("Okoro, Ada", "", "")),
        ("Ada and others", ("Ada and others", "", "")),
        ("Staff of the Review", ("Staff of the Review", "", "")),
        ("bell hooks", ("bell hooks", "", "")),
        ("Jr.", ("Jr.", "", "")),
    ],
)
def test_a_name_is_taken_apart_only_where_the_rule_can_hold(printed, parts):
    assert tuple(taken_apart(Byline(printed, "x"))) == parts
    assert tuple(taken_apart(Byline(printed, "x", organisation=True))) == (printed, "", "")


@pytest.mark.parametrize(
    ("printed", "key", "tag"),
    [
        ("Ada Okoro", "okoro2014title", "Ada Okoro"),
        ("Martin Luther King Jr.", "king2014title", "Martin Luther King Jr."),
        ("Charles de la Tour", "tour2014title", "de la Tour, Charles"),
        ("Okoro, Ada", "ada2014title", "Okoro, Ada"),
        ("نور الدين", "2014title", "نور الدين"),
    ],
)
def test_a_key_and_a_tag_have_the_family_name(printed, key, tag):
    shown = page("entry", ONE, entry(ONE, authors=(Byline(printed, "p"),)))
    assert shown.citation.key == key
    assert ("citation_author", tag) in shown.machine.meta


def test_nobody_is_called_and_others():
    found = cited(
        entry(ONE, authors=(Byline("others", "o"), Byline("Ada Okoro", "a"), Byline("others", "o")))
    )
    assert "author = {{others} and Ada Okoro and {others}}" in found.bibtex
    assert str(in_bibtex(found.bibtex).persons["author"][0]) == "{others}"


def test_a_suffix_is_no_family_name():
    found = cited(entry(ONE, authors=(Byline("Martin Luther King Jr.", "m"),)))
    [person] = in_bibtex(found.bibtex).persons["author"]
    assert (person.last_names, person.lineage_names, person.first_names) == (["King"], ["Jr."], ["Martin"])
    assert Text.from_latex(found.bibtex)
