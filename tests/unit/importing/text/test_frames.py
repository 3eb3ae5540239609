"""What surrounds a piece that somebody handed on."""

import pytest

from site_builder.importing import segments
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import frames, mail

PROSE = (
    "The quay was built for ships that never came, and the ships that do come are too long for it, "
    "which is why the council has bought a second quay and means to build a third."
)


def test_a_message_is_told_by_its_head_and_keeps_the_zone_that_it_states():
    text = f"From: Ann Quill <ann@example.org>\nDate: Fri, 17 Apr 2009 10:02:11 +0100\nSubject: Quays\n\n{PROSE}\n\n--\nAnn"
    frame = mail.find(segments.split(text))
    assert frame is not None
    assert (frame.poster, frame.posted, frame.start, frame.end) == (
        "Ann Quill",
        "2009-04-17T10:02:11+01:00",
        3,
        4,
    )


def test_a_message_without_a_subject_is_none():
    assert mail.find(segments.split(f"From: Ann Quill\nDate: 17 Apr 2009\n\n{PROSE}")) is None


def test_the_poster_stands_above_rank_place_and_count():
    text = f"Forum index\n08-28-2013, 06:15 AM\nQuantfish\nSenior Member\nLocation: Quay\nPosts: 5,412\n{PROSE}\nReply With Quote"
    frame = frames.find(segments.split(text), Names())
    assert frame is not None
    assert (frame.poster, frame.posted) == ("Quantfish", "2013-08-28T06:15")


def test_who_posted_a_page_at_its_foot_frames_no_post():
    text = f"A blog of quays\n{PROSE}\n{PROSE[:-1]}, or so it says.\nPosted by Ann on 3 May 2011 at 8:14\nPermalink\nForum"
    assert frames.find(segments.split(text), Names()) is None


def test_a_page_that_is_mostly_quoted_hands_on_what_it_quotes():
    assert frames.quoting(segments.split(f"I liked this:\n\n> {PROSE}\n\nSo there.")) is not None
    assert frames.quoting(segments.split(f"{PROSE}\n\n> The quay was built for ships.\n\n{PROSE}")) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Welcome to TideTalk! The open harbour community", "TideTalk"),
        ("Welcome to the Harbour Board, all of you", "Harbour Board"),
        ("Welcome to the .NET notes of the Weir Group! Subscribe", ".NET notes of the Weir Group"),
        ("Welcome to the .Quay Board!", ".Quay Board"),
        ("Welcome to Weir.js Talk.", "Weir.js Talk"),
        ("Welcome to our community!", None),
        ("Welcome to the", None),
    ],
)
def test_a_welcome_names_the_forum_only_by_a_name(line: str, name: str | None):
    found = frames.WELCOME.search(line)
    assert (found["name"] if found else None) == name
