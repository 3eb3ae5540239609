"""The bytes of a document become its text, and what is no text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.importing import document
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("Quai – “été”\r\nzwei\rdrei\n".encode(), "utf-8", "Quai – “été”\nzwei\ndrei\n"),
        ("\ufeffQuai".encode(), "utf-8-sig", "Quai"),
        ("Quai é".encode("utf-16"), "utf-16", "Quai é"),
        ("\ufeffQuai é".encode("utf-16-be"), "utf-16", "Quai é"),
        ("Der Steg am Südufer".encode("utf-16-le"), "utf-16-le", "Der Steg am Südufer"),
        (
            "Стены из снега, и кораблей нет\r\n".encode("utf-16-be"),
            "utf-16-be",
            "Стены из снега, и кораблей нет\n",
        ),
        ("Quai – “été”".encode("cp1252"), "cp1252", "Quai – “été”"),
        (
            "הנמל נסגר באפריל ואיש בעיר לא ידע מתי ייפתח שוב. הוועדה הבטיחה להשיב עד הסתיו.".encode("cp1255"),
            "cp1255",
            "הנמל נסגר באפריל ואיש בעיר לא ידע מתי ייפתח שוב. הוועדה הבטיחה להשיב עד הסתיו.",
        ),
    ],
)
def test_the_encoding_is_found_from_the_bytes(data, encoding, text):
    found = document.read("a.txt", data)
    assert isinstance(found, Document)
    assert (found.encoding, found.text) == (encoding, text)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-document"),
        (b" \n\t\xef\xbb\xbf\n", "empty-document"),
        (b"text\0text", "binary-document"),
        (b"a text with\0zeros at odd places\0or so, \0as in a damaged file\0s", "binary-document"),
        (bytes(range(32, 127)) + b"\0\1\0\2\0\3" * 40 + b" ", "binary-document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 60)) * 9, "binary-document"),
        (b"\xff\xfea", "undecodable-document"),
        (b"a\x81b\xff", "undecodable-document"),
        (b"a" * (document.SIZE_LIMIT + 1), "document-too-large"),
    ],
)
def test_what_is_not_text_is_refused(data, code):
    assert document.read("a.txt", data).code == code


def test_a_text_says_what_its_wrapping_says_of_the_encoding():
    found = document.read("a.txt", "Łódź".encode("iso8859-2"), "iso-8859-2")
    assert isinstance(found, Document)
    assert found.text == "Łódź"


def test_unseen_characters_are_not_published_but_joiners_are():
    assert document.clean("a\u202eb\u200b c\u00a0\u00a0d\te\u2028f 👩\u200d🚀\x07") == "ab c d e f 👩\u200d🚀"


@given(
    st.text(
        st.one_of(st.sampled_from("ab .,:-|»>#*\n\n\n19:0 By(posts)"), st.characters(codec="utf-8")),
        max_size=400,
    )
)
def test_any_text_gives_a_draft_whose_words_stand_in_the_document(text):
    draft = plain_text.extract(Document("a.txt", "", "utf-8", text), Names())
    whole = document.clean(text.replace("\n", " "))
    for block in draft.blocks:
        assert "".join(block.text.split()) in "".join(whole.split())
