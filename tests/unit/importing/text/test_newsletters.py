"""A newsletter in plain text is the piece of who sends it; what a message hands on is somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from imports import entries, run
from test_pasted_documents import BODY, FIRST, LAST, TITLE, read, told

if TYPE_CHECKING:
    from pathlib import Path

SENDER = "Morag Tulloch"
FOOT = "You are receiving this email because you subscribed to Slack Water.\nUnsubscribe: https://x.example/u?id=7"
LIST_FOOT = "_______________________________________________\nquay-l mailing list\nTo unsubscribe: https://lists.example/quay-l"


def message(text: str, sender: str = f"{SENDER} <m@x.example>", subject: str = TITLE, more: str = "") -> str:
    head = f"From: {sender}\nTo: reader@desk.example\nSubject: {subject}\nDate: Tue, 14 Feb 2023 07:00:31 +0000\n{more}"
    return f"{head}\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n--\n{FOOT}",
        f"{BODY}\n\nMorag\n\n{FOOT}",
        f"{TITLE}\n\nBy {SENDER}\n\n{BODY}",
        f"Dear readers,\n\n{BODY}\n\nBest,\n{SENDER}",
        f"{BODY}\n\n> Nobody in the council has asked them why, since the book is up two hundred steps.\n\n{FOOT}",
        f"View this email in your browser: https://x.example/c?u=7\n\n{BODY}",
    ],
)
def test_a_letter_that_its_sender_signs_or_sends_to_subscribers_is_the_senders_own(text: str):
    draft = read(message(text))
    assert (draft.frame, draft.poster, draft.posted) == ("", "", "")
    assert (draft.title, told(draft), draft.date) == (TITLE, [(SENDER, "")], "2023-02-14")
    assert (any(block.text.endswith(LAST) for block in draft.blocks), draft.link) == (True, "")
    assert FIRST in [block.text for block in draft.blocks[:2]]


def test_who_writes_from_an_outlet_is_told_from_it_and_where_the_letter_can_be_read_is_its_address():
    text = f"View this post on the web at https://slackwater.example/p/the-count-at\n\n{BODY}\n\nUnsubscribe https://x.example/u?"
    draft = read(message(text, f"{SENDER} from Slack Water <slackwater@x.example>"))
    assert (told(draft), draft.site_name) == ([(SENDER, "")], "Slack Water")
    assert draft.link == "https://slackwater.example/p/the-count-at"


def test_of_an_outlets_letter_the_byline_tells_the_author():
    draft = read(message(f"{TITLE}\n\nBy Helena Marsk\n\n{BODY}\n\n{FOOT}", "Basin Weekly <w@basin.example>"))
    assert (draft.frame, told(draft), draft.site_name) == ("", [("Helena Marsk", "")], "Basin Weekly")


@pytest.mark.parametrize(
    "fields",
    [
        ("Von", "An", "Betreff", "Datum: Di, 14. Februar 2023 07:00"),
        ("De", "À", "Objet", "Envoyé: mardi 14 février 2023 07:00"),
        ("De", "Para", "Asunto", "Fecha: 14 de febrero de 2023, 7:00"),
        ("Da", "A", "Oggetto", "Data: 14 febbraio 2023 07:00"),
    ],
)
def test_the_head_of_a_message_may_be_in_another_language(fields):
    sender, to, subject, dated = fields
    head = f"{sender}: {SENDER} <m@x.example>\n{to}: reader@x.example\n{subject}: {TITLE}\n{dated}"
    draft = read(f"{head}\n\n{BODY}\n\n{FOOT}\n")
    assert (draft.frame, draft.title, told(draft), draft.date) == ("", TITLE, [(SENDER, "")], "2023-02-14")


def test_a_letter_without_an_outlet_says_nothing_of_its_site():
    draft = read(message(f"{BODY}\n\n{FOOT}"))
    assert (draft.site_name, [one for one in draft.evidence if one.field == "site_name"]) == ("", [])


def test_an_address_alone_names_neither_author_nor_site():
    draft = read(message(f"{BODY}\n\n{FOOT}", "no-reply@x.example"))
    assert (draft.frame, told(draft), draft.site_name) == ("", [], "")


def test_who_sends_through_a_list_has_posted_there():
    draft = read(message(f"{BODY}\n\n{FOOT}", f"{SENDER} via quay-l <quay-l@lists.x.example>"))
    assert (draft.frame, told(draft)) == ("forum", [])


@pytest.mark.parametrize(
    ("text", "subject", "more"),
    [
        (BODY, TITLE, ""),
        (f"{BODY}\n\n{LIST_FOOT}", TITLE, ""),
        (f"{BODY}\n\n{FOOT}", f"[quay-l] {TITLE}", ""),
        (f"{BODY}\n\n{FOOT}", f"Fwd: {TITLE}", ""),
        (f"{BODY}\n\n{FOOT}", f"Re: {TITLE}", ""),
        (f"{BODY}\n\n{FOOT}", TITLE, "List-Post: <mailto:quay-l@x.example>\n"),
        (f"Worth reading.\n\n> {BODY.replace(chr(10), chr(10) + '> ')}\n\n{SENDER}\n\n{FOOT}", TITLE, ""),
        (f"{BODY}\n\nFull text: https://courier.example/count\n\n{FOOT}", TITLE, ""),
    ],
)
def test_what_a_list_answers_or_quotations_carry_is_posted_and_not_its_senders_own(text, subject, more):
    draft = read(message(text, subject=subject, more=more))
    assert (draft.frame, draft.poster, draft.title) == ("forum", SENDER, TITLE)
    assert SENDER not in [name for name, _ in told(draft)]


@pytest.mark.parametrize(
    ("head", "kind"),
    [("", "repost"), ("List-Unsubscribe: <https://x.example/u>\n", "commentary")],
)
def test_the_head_of_a_mail_tells_a_newsletter(project: Path, tmp_path: Path, head: str, kind: str):
    mime = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    path = tmp_path / "letter.eml"
    path.write_text(f"{mime}{head}{message(BODY)}", encoding="utf-8")
    run(project, path)
    ((_, entry),) = entries(project).items()
    assert f"kind: {kind}\ntitle: {TITLE}\n".encode() in entry
    assert (f"author: {SENDER}\n".encode() in entry) == (kind == "commentary")
    assert (f"poster: {SENDER}\n".encode() in entry) == (kind == "repost")
