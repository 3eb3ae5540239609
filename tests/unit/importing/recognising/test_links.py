"""Which address a text states as its own, in its one form."""

import pytest

from site_builder.importing.recognising import links
from site_builder.importing.segments import Segment


@pytest.mark.parametrize(
    ("found", "canonical"),
    [
        ("https://www.Example.org/a/ref:C5/#.U6", "https://www.example.org/a/ref:C5/"),
        ("HTTPS://example.org/Path?utm_source=x&id=9&fbclid=1", "https://example.org/Path?id=9"),
        ("https://example.org/a?b=%20c;d", "https://example.org/a?b=%20c;d"),
        ("https://example.org/a).", "https://example.org/a"),
        ("http://example.org", "http://example.org/"),
        ("javascript:alert(1)", ""),
        ("https://user:secret@example.org/", ""),
        ("https://[broken", ""),
        ("https://example.org:port/", ""),
        ("https://", ""),
    ],
)
def test_an_address_is_kept_without_what_is_not_part_of_it(found, canonical):
    assert links.canonical(found) == canonical


@pytest.mark.parametrize(
    ("text", "partial", "first"),
    [
        ("in full: https://example.org/a", True, False),
        ("Read the full article at https://example.org/a.", True, False),
        ("Continue reading: https://example.org/a", True, False),
        ("Originally published at https://example.org/a", False, True),
        ("https://example.org/a", False, False),
        ("Source: https://example.org/a", False, False),
    ],
)
def test_a_line_says_what_its_address_is(text, partial, first):
    (link,) = links.find([Segment(text, 3, 3)])
    assert (link.url, link.line, link.partial, link.first) == ("https://example.org/a", 3, partial, first)


def test_an_address_within_a_sentence_is_not_the_piece_s_own():
    assert links.find([Segment("The council answered at https://example.org/a on the same day.", 1, 1)]) == []


def test_an_outlet_is_named_without_an_address():
    (link,) = links.find(
        [Segment("This essay was originally published in The Specimen Courier on 1 May.", 1, 1)]
    )
    assert (link.url, link.outlet) == ("", "The Specimen Courier")
