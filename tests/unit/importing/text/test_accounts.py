"""Messages and journals that nobody signs with a name are their account's; a name that is stated is never displaced."""

from __future__ import annotations

import pytest
from drafted import drafted, signed
from test_pasted_documents import BODY, TITLE

TEXT = "".join(f"<p>{one}</p>" for one in BODY.split("\n\n"))


def message(title: str, shown: str, name: str, handle: str = "@halyard42") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{shown}"><meta property="og:site_name" content="Tides"></head><body>
<main><article role="article"><div class="user-name"><a href="/halyard42"><span>{name}</span></a>
<a href="/halyard42"><span>{handle}</span></a></div><div lang="en">{TEXT}</div>
<a href="/halyard42/status/1781234"><time datetime="2024-04-19T08:14:00Z">Apr 19, 2024</time></a></article></main></body></html>"""


def journal(account: str, link: str, byline: str = "", foot: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}: {account} — Journals</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Journals"></head><body><article><h1>{TITLE}</h1>
<dl><a href="{link}">{account}</a></dl>{byline}<p class="date">October 4 2021, 11:20</p><div>{TEXT}</div>{foot}</article></body></html>"""


@pytest.mark.parametrize(
    ("title", "shown", "name", "author"),
    [
        ("halyard on Tides: “For ten years”", "halyard (@halyard42) on Tides", "halyard", "halyard"),
        ("Oona Pellervo on Tides: “For ten”", "Oona Pellervo (@halyard42) on Tides", "Oona Pellervo", "Oona Pellervo"),
        ("oona: “For ten years” - Tides", "oona (@oona@tides.example)", "oona", "oona"),
        ("@halyard42@tides.example: “For ten”", "@halyard42@tides.example", "", "@halyard42@tides.example"),
        ("Tides: Contact @halyard42", "Quiet Bay", "Quiet Bay", "Quiet Bay"),
        ("Tides: Contact @halyard42", "@halyard42", "@halyard42", "@halyard42"),
    ],
)  # fmt: skip
def test_a_message_of_a_network_is_of_whom_it_shows_or_else_of_its_handle_and_has_no_title(
    title, shown, name, author
):
    draft = drafted("a.html", message(title, shown, name))
    assert (signed(draft), draft.title) == ([(author, "")], "")


def test_an_entry_of_a_journal_that_nobody_signs_is_its_accounts():
    page = journal("starik_i_more", "https://starik-i-more.journals.example/profile")
    assert signed(drafted("a.html", page)) == [("starik_i_more", "")]
    assert signed(drafted("a.html", journal("starik_i_more", "/users/starik_i_more"))) == [
        ("starik_i_more", "")
    ]


@pytest.mark.parametrize(
    "page",
    [
        journal("starik_i_more", "/users/starik_i_more", "<p class='byline'>By <a rel='author' href='/a'>Jane Doe</a></p>"),
        journal("starik_i_more", "/users/starik_i_more", foot="<p>Posted by <a href='/u/tidewrack'>tidewrack</a> at 9:41</p>").replace(
            "<h1>", "<p class='byline'>By Jane Doe</p><h1>"
        ),
    ],
)  # fmt: skip
def test_no_account_displaces_a_name_that_a_page_states(page):
    assert signed(drafted("a.html", page)) == [("Jane Doe", "")]


@pytest.mark.parametrize("account", ["admin", "Editor"])
def test_an_account_of_the_site_itself_is_nobody(account):
    assert signed(drafted("a.html", journal(account, f"/users/{account}"))) == []


def test_a_link_to_an_account_elsewhere_names_no_author():
    link = "<footer><a href='https://tides.example/@halyard42'>@halyard42</a></footer>"
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{TEXT}</article>{link}</body></html>"
    assert signed(drafted("a.html", page)) == []


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (f"halyard\n@halyard42\n\n{BODY}\n\n8:14 AM · Apr 19, 2024\n", "halyard"),
        (f"@halyard42\n\n{BODY}\n\n8:14 AM · Apr 19, 2024\n", "@halyard42"),
        (f"Quiet Bay\n@quietbay\n\n{BODY}\n\n18.2K views, Oct 9, 2022, 14:05\n", "Quiet Bay"),
        (f"starik_i_more\nOctober 4 2021, 11:20\n{TITLE}\n{BODY}\n", "starik_i_more"),
        (f"{TITLE}\n\n{BODY}\n\nPosted by tidewrack at 9:41\n", "tidewrack"),
        (f"{TITLE}\n\nBy Henrike Voss\n\n{BODY}\n\nPosted by tidewrack at 9:41\n", "Henrike Voss"),
        (f"{TITLE}\n\n3 March 2021\n\n{BODY}\n\nFollow @halyard42\n", ""),
    ],
)
def test_a_pasted_text_that_nobody_signs_is_of_the_account_that_posted_it(text, author):
    draft = drafted("a.txt", text)
    assert signed(draft) == ([(author, "")] if author else [])
    assert draft.title in {TITLE, ""}
