"""Messages in the archives of lists: the title is what they are about, without the list's tag and the marks of answers."""

from __future__ import annotations

import pytest
from drafted import drafted
from test_pasted_documents import BODY, FIRST, LAST, TITLE

from site_builder.importing.recognising import mail_heads

WAYS = """<UL><LI>Previous message (by thread): <A HREF="000011.html">[quay-l] Dues</A></LI>
<LI>Next message (by thread): <A HREF="000013.html">[quay-l] Lamps</A></LI>
<LI><B>Messages sorted by:</B> <a href="date.html#12">[ date ]</a><a href="thread.html#12">[ thread ]</a></LI></UL>"""


def mailman(subject: str) -> str:
    return f"""<HTML><HEAD><TITLE> {subject}
</TITLE><LINK REL="Index" HREF="index.html"><META NAME="robots" CONTENT="index,nofollow"></HEAD>
<BODY BGCOLOR="#ffffff"><H1>{subject}</H1><B>Nadia Ferrante</B>
<A HREF="mailto:quay-l%40lists.quay.example" TITLE="{subject}">nadia at quay.example</A><BR>
<I>Mon Mar 11 09:22:07 CET 2019</I><P>{WAYS}<HR><!--beginarticle--><PRE>{BODY}
</PRE><!--endarticle--><HR><P>{WAYS}<HR>
<a href="https://lists.quay.example/listinfo/quay-l">More information about the quay-l mailing list</a></BODY></HTML>"""


def plain_archive(subject: str) -> str:
    """A page that is one preformatted text, whose title has the archive's own name."""
    ways = '[<a href="?m=1">prev in list</a>] [<a href="?m=3">next in list</a>] [prev in thread]'
    return f"""<html><head><title>'{subject}' - ALMA</title></head><body><pre>{ways}

<b>List:       <a href="?l=quay-l">quay-l</a>
Subject:    <a href="?t=1">{subject}</a>
From:       <a href="?a=1">Nadia Ferrante &lt;nadia () quay ! example&gt;</a>
Date:       <a href="?b=201903">2019-03-11 8:22:07</a>
Message-ID: <a href="?i=1">5C86 () quay ! example</a></b>

{BODY}

{ways}</pre></body></html>"""


def kitty(subject: str) -> str:
    text = "".join(f"<p>{one}</p>" for one in BODY.split("\n\n"))
    return f"""<!DOCTYPE HTML><html><head><title>{subject} - Quay-l - lists.quay.example</title></head><body>
<nav><a href="/archives/">lists.quay.example</a><a href="/accounts/login">Sign In</a></nav><div class="container">
<section id="thread-content"><div class="thread-header"><h2>{subject}</h2></div><div class="email first">
<div class="email-header"><div class="email-author"><a href="/users/1">Nadia Ferrante</a></div>
<div class="email-date"><span title="Sender's time: March 11, 2019, 9:22 a.m.">11 Mar 2019</span></div></div>
<div class="email-body">{text}</div></div></section></div><footer>Powered by HyperKitty version 1.3.5</footer></body></html>"""


def dump(subject: str) -> str:
    ways = "  * Previous message (by thread): [quay-l] Dues\n  * Messages sorted by: [ date ] [ thread ]"
    return f"{subject}\n\nNadia Ferrante nadia at quay.example\nMon Mar 11 09:22:07 CET 2019\n\n{ways}\n\n{BODY}\n\n{ways}\n"


def mailbox(subject: str) -> str:
    head = f"From: nadia at quay.example (Nadia Ferrante)\nDate: Mon, 11 Mar 2019 09:22:07 +0100\nSubject: {subject}"
    return f"From nadia at quay.example  Mon Mar 11 09:22:07 2019\n{head}\nMessage-ID: <5C86@quay.example>\n\n{BODY}\n\n___________\nQuay-l mailing list\n"


@pytest.mark.parametrize(
    "subject", [f"[quay-l] {TITLE}", f"[Quay-l] Re: {TITLE}", f"Re: [quay-l] Fwd: {TITLE}", f"AW: {TITLE}"]
)
@pytest.mark.parametrize(
    ("name", "archive"),
    [("a.html", mailman), ("b.html", plain_archive), ("c.html", kitty), ("d.txt", dump), ("e.txt", mailbox)],
)
def test_neither_the_lists_tag_nor_marks_of_answers_are_part_of_a_title(name, archive, subject):
    draft = drafted(name, archive(subject))
    assert (draft.title, draft.date) == (TITLE, "2019-03-11")


def test_the_ways_to_other_messages_of_an_archive_are_no_part_of_the_piece():
    text = drafted("a.html", mailman(f"[quay-l] {TITLE}")).body_text
    assert (text[:40], text.rstrip().endswith(LAST)) == (FIRST[:40], True)
    assert "sorted by" not in text


@pytest.mark.parametrize("subject", ["[PATCH v2 0/3] Count the boats", "[Vote] Count the boats"])
def test_a_tag_by_which_the_writer_says_what_is_wanted_stays(subject):
    assert mail_heads.archived_title(f"Re: {subject}", "") == subject
    assert mail_heads.archived_title(f"[quay-l] Re: {subject}", "") == subject


def test_a_bracket_before_the_title_of_a_page_that_is_no_archive_stays():
    text = "".join(f"<p>{one}</p>" for one in BODY.split("\n\n"))
    title = "[Review] The Count at the Outer Light"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
    assert drafted("a.html", page).title == title


RUSSIAN = """Хранители десять лет считали лодки, которые проходят мимо дальнего маяка, и десять лет их становилось меньше. Никто в совете не спросил их, почему.

Лодки не исчезли. Они идут ночью, без огней, и причаливают у старого спуска, где пошлин не берут. В гавани об этом знают все, и те, кто должен это запрещать, покупают там рыбу."""  # noqa: RUF001 - Cyrillic letters


@pytest.mark.parametrize("opening", ["Всем привет", "От редакции портовой газеты"])
def test_a_subject_is_the_title_though_the_text_has_its_words_with_other_endings(opening):
    head = "From: Nadia Ferrante <nadia@quay.example>\nDate: Mon, 11 Mar 2019 09:22:07 +0100\nSubject: Лодка и маяк"
    assert drafted("a.txt", f"{head}\n\n{opening}\n\n{RUSSIAN}\n").title == "Лодка и маяк"
