"""How much the title of a copy counts: less than that of its original, whatever their length."""

import pytest

from site_builder.content.parse import parse
from site_builder.model import Entry
from site_builder.search.entries import classes as by_class

WORDS = ["quay", "pier", "lamp", "buoy", "rope", "sail", "mast", "keel", "oar", "tide", "wharf", "dock"]


def classes(title, kind):
    relation = "repost_of: 2020-01-01-first\n" if kind == "repost" else ""
    text = f"---\nid: 2020-01-02-a\ntitle: {title}\nkind: {kind}\nauthor: Ada Roe\ndate: 2020-01-02\nregion: asia\nsource: courier\nsource_url: https://quay.example.org/a\n{relation}---\nText.\n"
    record = parse("content/entries/2020/a.md", text.encode()).record
    assert isinstance(record, Entry)
    found, _ = by_class(record.metadata, "", "")
    return [place for place, terms in enumerate(found) if "quay" in terms.split()]


@pytest.mark.parametrize("length", range(1, 13))
def test_the_title_of_a_copy_is_in_a_class_behind_its_original_s(length):
    title = " ".join(WORDS[:length])
    assert classes(title, "repost") > classes(title, "commentary") > [-1]
