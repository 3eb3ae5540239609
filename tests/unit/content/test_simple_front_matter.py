"""What is read without the YAML parser, and what is not; tests/property compares the two at length."""

import pytest

from site_builder.content import simple_front_matter
from site_builder.content.faults import Faults
from site_builder.content.frontmatter import compose

SIMPLE = (
    "a: plain text, with “quotes” (and brackets [1])\n",
    "a: https://example.org/ref:1#part\n",
    'a: "one: \'two\' #3"\nb: \'a "b" \\n\'\nc: ""\n',
    "a: [one, 'two, three', \"four]\", {name: five, role: six}]\nb: []\n",
    'a: {name: One, "role": "Two}"}\nb: {}\n',
    'a: [{"name": "One"}, {"name": "Two", "role": "Three"}]\n',
    "a: >-\n  Some text: folded,\n  - and #more\nb: >\n    Other.\n",
    "a:\n  - one\n  - [two]\n  - {three: 3}\nb:\n- four\n",
    "a:\n  b: one\n  c: [two]\n",
    "a:\n  - b: one\n    c: two\n  - three\n  - b: four\n",
    "a:\n  one\nb:\n  'two'\n",
)
NOT_SIMPLE = (
    "",
    "a: one",
    "a:\n",
    "a: \n",
    "a: one # note\n",
    "# note\na: one\n",
    "a: one\n# note",
    "a: one\n\nb: two\n",
    "a: one\n  and more\n",
    "a: one: two\n",
    "a: one:\n",
    "a: one \n",
    "a:  one\n",
    "a: one\na: two\n",
    "a: {b: one, b: two}\n",
    'a: "\\n"\n',
    "a: 'it''s'\n",
    "a: [one, two\n",
    "a: [one,two]\n",
    "a: [one, two, ]\n",
    "a: [b: c]\n",
    "a: &b one\n",
    "a: *b\n",
    "a: !!str one\n",
    "a: |\n  one\n",
    "a: >-\n  one\n    two\n",
    "a: >-\n  one\n\n  two\n",
    "a: >-\n",
    "a: >-\n- one\n",
    "a:\n  - one\n  two\n",
    "a:\n  - one\n    two\n",
    "a:\n  - one\n   - two\n",
    "a:\n  b: one\n    c: two\n",
    "a:\n  b: one\n  - c\n",
    "- one\n",
    "? a\n",
    "a:\tone\n",
    "a: o\u2028ne\n",
    "a: e\u0301\n",
    "a: \ufeff\n",
    "a: one\n...\n",
    f"a: {'one ' * 1_000}one\n",
    f"{'a' * 62}: one\n",
)

CHARACTERS = [
    *map(chr, range(0xA1)),
    *"éا\u0301\u2027\u2028\u2029\u202a\ufeff\ufffd\ufffe\uffff\ud800\U0001f600",
]
AROUND = ("", "{}", "x{}", "{}x", "x{}x", "x {}", "{} x", "x {}x", "x{} x", "{}{}", "x {} x")
PLACES = (
    "a: <>\n", 'a: "<>"\n', "a: '<>'\n", "a: [<>, b]\n", "a: [b, <>]\n", 'a: ["<>", \'<>\']\n', "a: [b<>, {c: d}<>]\n",
    "a: {b: <>}\n", "a: {b: <>, c: d}\n", 'a: {"b": "<>"}\n', 'a: {"b<>": c}\n', "a: {b: c<>d: e}\n", "a: ['b'<>'c']\n",
    "a:\n  - <>\n", "a:\n  - 'b'<>\n  - c\n", "a:\n  b: <>\n  c: d\n", "a:\n  - b: <>\n    c: d\n", "a:\n<>- b\n", "a:\n  <>\n",
    "a: >-\n  <>\n  b\n", "a: >\n  b\n  <>\n", "a: ><>\n  b\n", "a: >-\n<>b\n", "<>: b\n", "a: b\n<>c: d\n", "a:<>b\n",
)  # fmt: skip


def assert_read_alike(text: str) -> bool:
    """Hold the two against each other; tell whether `text` was read without the parser."""
    read = simple_front_matter.read(text, 1)
    if read is None:
        return False
    faults = Faults("content/entries/a.md")
    assert repr(read) == repr(compose(faults, text, 1))  # types, places, and fields in order
    assert faults.sorted() == ()
    return True


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_front_matter_is_read_as_the_parser_reads_it(text):
    assert assert_read_alike(text)


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_all_other_front_matter_is_left_to_the_parser(text):
    assert not assert_read_alike(text)


@pytest.mark.parametrize("place", PLACES)
def test_every_character_means_in_every_place_what_the_parser_says(place):
    texts = {place.replace("<>", around.replace("{}", one)) for one in CHARACTERS for around in AROUND}
    assert sum(map(assert_read_alike, sorted(texts))) > 0
