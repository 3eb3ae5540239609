"""Front matter is written so that it is read as what was meant, whatever a field holds."""

import unicodedata

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.content.parse import parse
from site_builder.importing.document import clean
from site_builder.importing.writing.emit import front_matter, scalar

TEXT = (
    st.text(st.characters(codec="utf-8"), max_size=60)
    .map(clean)
    .filter(lambda text: any(map(str.isalnum, text)))
)
HOSTILE = [
    'He said "no": twice', "a: b", "a #b", "---", "- a", "no", "Yes", "null", "2014", "0x1F", "1e3", "12:30:00", "~", "?",
    "[a]", "{a}", "*a", "&a", "!a", "%a", "@a", "`a`", "a'b", "it’s", "\\n", "🎈 emoji", "2014-06-17", ".inf", "a, b",
    "Iran: a #1 'deal' — \"really\"", "=", "<<", "y", "a:", "on",
]  # fmt: skip


def with_title(title: str) -> bytes:
    fields = {
        "id": "2014-06-17-x",
        "title": title,
        "author": "A B",
        "date": "2014-06-17",
        "region": "r",
        "source": "s",
    }
    return front_matter(fields).encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_read_back_as_that_text(text):
    assert yaml.safe_load(f"a: {scalar(text)}") == {"a": text} or text == "2014-06-17"
    assert yaml.load(f"a: {scalar(text)}", Loader=yaml.BaseLoader) == {"a": text}  # noqa: S506 - BaseLoader makes strings only
    assert yaml.safe_load(f"a: [{scalar(text, flow=True)}]")["a"] == [text] or text == "2014-06-17"


@given(TEXT)
@example("\U0002f800 is 丽 in NFC")
@example("No: 1 “quoted” 'title' # with everything")
def test_a_title_survives_the_content_layer(title):
    parsed = parse("content/entries/2014/x.md", with_title(title))
    assert parsed.record is not None, parsed.diagnostics
    assert parsed.record.metadata.title == " ".join(unicodedata.normalize("NFC", title).split())


def test_fields_keep_their_order_and_only_what_needs_quotes_has_them():
    fields = {
        "id": "2014-06-17-x",
        "title": "One: two",
        "authors": [{"name": "A B", "role": "Editor"}, {"name": "C", "organisation": True}],
        "region": None,
        "topics": ["iran", "no"],
        "status": "draft",
        "provenance": {"poster": "p", "inherited": ("region",)},
    }
    assert front_matter(fields, {"status": "why"}) == (
        '---\nid: 2014-06-17-x\ntitle: "One: two"\nauthors:\n  - name: A B\n    role: Editor\n  - name: C\n'
        '    organisation: true\nregion:\ntopics: [iran, "no"]\nstatus: draft  # why\n'
        "provenance:\n  poster: p\n  inherited: [region]\n---\n"
    )
