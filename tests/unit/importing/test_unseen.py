"""What readers cannot see in a document: it gets into no field and gives no terminal an order."""

from __future__ import annotations

from documents import PROSE, page
from imports import entries, run

from site_builder.content.parse import parse
from site_builder.importing.document import clean, printable

UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\xad"


def test_marks_that_turn_text_around_get_into_no_field_of_a_page(project, tmp_path):
    document = tmp_path / "turned.html"
    head = (
        "<meta name=author content='Jane &#x202e;Example&#x202c;'><meta property='og:site_name' content='The &#x2067;Quay'>"
        "<meta name=description content='What the &#x202e;board of the quay said of the old pier on Monday'>"
        "<meta property='article:published_time' content='2020-05-03'>"
    )
    title = "The &#x202e;Old&#x202c; Pi&shy;er Coun&#x200b;ted &#x2066;Twice&#x2069;"
    document.write_text(page(title, f"{PROSE} A &#x202e;plank.".replace("hour", "ho&shy;ur"), head))
    assert run(project, document).status == 0
    ((path, data),) = entries(project).items()
    assert not set(UNSEEN) & set(data.decode())
    found = parse(path, data)
    assert found.record is not None
    assert found.record.metadata.title == "The Old Pier Counted Twice"
    assert "the hour of lunch" in data.decode()


def test_soft_hyphens_and_the_marks_of_direction_are_no_part_of_a_text():
    assert clean(f"a{UNSEEN}b") == "ab"


def test_a_file_s_name_and_a_document_s_words_give_a_terminal_no_orders(project, tmp_path):
    named = tmp_path / "old\x1b[31mpier\x9b2J.txt"
    named.write_text(f"\x1b[31mThe Old Pier\n\nBy Jane Example\n\n{PROSE}\n\n{PROSE} Again.\n")
    text = run(project, named).text()
    assert "old\\x1b[31mpier\\x9b2J.txt: imported" in text
    assert printable(text) == text
    assert printable("two\nlines \udcff") == "two\nlines \\udcff"
