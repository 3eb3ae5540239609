"""Messages as mail programs make them: parts, attachments, forwards, and what nobody encoded."""

from __future__ import annotations

import pytest
from documents import PROSE, newsletter, page

from site_builder.importing.document import Document
from site_builder.importing.inputs import parts
from site_builder.importing.inputs.opening import held

HEAD = (
    "From: Jane Example <jane@quay.example.org>\nDate: Fri, 3 May 2019 10:00:00 +0200\n"
    "Subject: The Old Pier\nMIME-Version: 1.0\n"
)
TEXT = f"Content-Type: text/plain; charset=utf-8\n\n{PROSE}\n"
OTHER = "<p>Nothing of this stands in the letter, whoever looks for it there.</p>"


def document(data: bytes) -> Document:
    (part,) = held("a.eml", data)
    found = parts.read(part)
    assert isinstance(found, Document), found
    return found


def mixed(*inner: str, kind: str = "mixed") -> bytes:
    within = "".join(f"--xx\n{one}\n" for one in inner)
    return f"{HEAD}Content-Type: multipart/{kind}; boundary=xx\n\n{within}--xx--\n".encode()


@pytest.mark.parametrize(
    "attached",
    [
        f"Content-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n{OTHER}",
        f"Content-Type: text/html; name=a.html\n\n{OTHER}",
        f"Content-Type: message/rfc822\n\nFrom: Joe <j@b.example>\nSubject: No\nContent-Type: text/html\n\n{OTHER}",
    ],
)
def test_what_is_attached_to_a_message_is_not_what_it_says(attached):
    found = document(mixed(TEXT, attached))
    assert PROSE.strip() in found.text
    assert "Nothing of this" not in found.text


def test_a_message_that_only_forwards_another_gives_that_one_and_who_sent_it():
    inner = f"From: Joe Sample <joe@b.example>\nDate: Thu, 2 May 2019 09:00:00 +0200\nSubject: The Mole\nContent-Type: text/html\n\n{page()}"
    found = document(
        mixed(
            "Content-Type: text/plain\n\nFor your information.\n", f"Content-Type: message/rfc822\n\n{inner}"
        )
    )
    assert (found.stated.title, found.stated.authors, found.stated.date) == (
        "The Mole",
        ("Joe Sample",),
        "2019-05-02",
    )


@pytest.mark.parametrize(
    "blank", ["<html><body>&nbsp;</body></html>", " ", "<style>p { color: red }</style><p></p>"]
)
def test_a_page_that_shows_nothing_does_not_hide_the_text_beside_it(blank):
    found = document(mixed(TEXT, f"Content-Type: text/html\n\n{blank}", kind="alternative"))
    assert PROSE.strip() in found.text


def test_a_text_that_attachments_divide_is_one_text():
    picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
    found = document(mixed(TEXT, picture, "Content-Type: text/plain\n\nAnd that was the end of the pier.\n"))
    assert found.text.index("And that was the end") > found.text.index(PROSE.strip())


@pytest.mark.parametrize(
    "charset", ["", "; charset=x-unknown", "; charset=us-ascii", "; charset=rot13", "; charset=idna"]
)
def test_letters_are_read_whatever_a_message_says_of_their_encoding(charset):
    said = f"{HEAD}Content-Type: text/plain{charset}\n\nLe café du port, « très vieux ».\n"
    for encoding in ("cp1252", "utf-8"):
        assert "Le café du port, « très vieux »." in document(said.encode(encoding)).text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_subject_that_nobody_encoded_is_read_too(encoding):
    data = f"{HEAD}Content-Type: text/html\n\n{page()}".replace("The Old Pier", "Le café du port").encode(
        encoding
    )
    assert document(data).stated.title == "Le café du port"


def test_the_broken_lines_of_a_flowing_text_are_joined():
    said = "The harbour board met for nine \nhours and agreed on nothing \nbut the hour of lunch.\n\nNobody ate.\n-- \nJane\n"
    found = document(f"{HEAD}Content-Type: text/plain; format=flowed\n\n{said}".encode())
    assert "met for nine hours and agreed on nothing but the hour of lunch.\n\nNobody ate." in found.text


def test_what_the_head_of_a_message_lacks_is_not_printed():
    assert document(f"MIME-Version: 1.0\nSubject: Old\n\n{PROSE}".encode()).text.startswith(
        "Subject: Old\n\nThe harbour"
    )


def test_each_message_of_a_mailbox_is_a_document_of_its_own():
    first, second = newsletter(subject="One"), newsletter(text=f">From here on. {PROSE}", subject="Two")
    box = (
        b"From a@b.example Fri May  3 10:00:00 2019\n"
        + first
        + b"\nFrom c@d.example Sat May  4 10:00:00 2019\n"
        + second
    )
    found = [parts.read(one) for one in held("letters.mbox", box)]
    assert ["Subject: One" in found[0].text, "Subject: Two" in found[1].text] == [True, True]
    assert "Two" not in found[0].text
    assert "\nFrom here on." in found[1].text
    assert [one.name for one in held("letters.mbox", box)] == ["letters.mbox#1", "letters.mbox#2"]
