"""What is read line by line is what the YAML parser says, places and all; or it is left to the parser.

Half of the cases are put together from what the reader looks at: indicators, quotes, brackets, indentation, line
ends of every sort. The others are real front matter with a few characters or lines changed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.content import simple_front_matter
from site_builder.content.faults import Faults
from site_builder.content.frontmatter import compose

CASES = max(1_000, 3 * int(os.environ.get("PROPERTY_STEPS", "0")))
"""Texts to read, in all; `make test` asks for 6,000."""

SHARE = 0.2  # of the cases are read without the parser, at least

WRITTEN_AS_JSON = {
    "id": "2019-05-16-one",
    "title": "A Sentence, “Quoted”",
    "authors": [{"name": "Ada Roe"}, {"name": "Ben Ode", "role": "Fellow"}],
    "source_url": "https://courier.example.org/2019-05-16-one",
    "topics": ["iron", "grain"],
}
IMPORTED = """\
id: 2014-06-17-one
authors:
  - name: Ada Roe
    role: Fellow
  - name: Ben Ode
provenance:
  poster: ada
  inherited: [region, topics]
cites:
- two
- 'three: a tale'
summary: >
  A line that folds,
  and: another #1
"""


def real_front_matter() -> list[str]:
    content = Path(__file__).resolve().parents[2] / "content"
    texts = [path.read_text(encoding="utf-8").split("---\n")[1] for path in sorted(content.rglob("*.md"))]
    as_json = "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in WRITTEN_AS_JSON.items()
    )
    simple = [text for text in texts if simple_front_matter.read(text)]
    return [*simple, *[as_json, IMPORTED] * (len(simple) // 4)]


REAL = real_front_matter()
PIECES = (
    *" \t\n:#,-?&*!|>%@`~'\"[]{}\\/=<.+0aZé", *"\r\x85\xa0\u2028\u2029\ufeff\x00\x7f\u0301\ud800\U0001f600",
    ": ", " #", "- ", ", ", "---\n", "...\n", "\n\n", "\n  ", "\n  - ", '"', "''", "key: ", ">-\n  ", "&a ", "*a", "!!str ",
    "{a: b}", '{"a": b, c: "d"}', "[a, 'b']", "http://a/b", "null", "12:30", "<<: ", "? ", "a" * 70, "x y" * 400,
)  # fmt: skip
SAFE = (
    "a",
    "a b",
    "2014-06-17",
    "null",
    "é",
    "مطر",
    "it's",
    'say "so"',
    "a&b",
    "1",
    "~",
    "=",
    "a\xa0b",
    "<<",
    "a-b",
    "x? y",
)
ODD = (
    "one: two", "e\u0301", "c#", "a:b", "a,b", "a ", "#a", " ", "", "-", "- a", "-a", "?a", "? a", "a?", ":a", "a:", "@a", "`a",
    "[a", "a]", "a}b", ">", ">-", "|", "%a", "a\tb", "http://a.b/c:d#e", "a\\n", "\xa0", "a: b", "a #b", '"', "'",
)  # fmt: skip

words = st.sampled_from(SAFE * 8 + ODD)
scalars = st.one_of(words, words.map('"{}"'.format), words.map("'{}'".format), words.map(json.dumps))
names = st.sampled_from(
    (*"abcdefghijklmnopqrst", "two_words") * 4
    + ('"a"', "'a'", "a-b", "_", "1", "a b", "é", "n" * 61, "n" * 62)
)
separators = st.sampled_from((": ",) * 40 + (":", ":  ", " : ", ":\t"))
commas = st.sampled_from((", ",) * 40 + (",", ",  ", " , "))
pairs = st.tuples(names, separators, scalars).map("".join)
mappings = st.tuples(commas, st.lists(pairs, max_size=3)).map(
    lambda drawn: "{" + drawn[0].join(drawn[1]) + "}"
)
lists = st.tuples(commas, st.lists(st.one_of(scalars, scalars, mappings), max_size=4)).map(
    lambda drawn: "[" + drawn[0].join(drawn[1]) + "]"
)
values = st.one_of(scalars, scalars, lists, mappings)
tails = st.sampled_from(("",) * 80 + (" ", " # c", "\t", " x", ","))
ends = st.sampled_from(("\n",) * 100 + ("\n\n", "\n# c\n", "\r\n", "\u2028", " \n", "\n \n"))
indents = st.sampled_from(("  ",) * 20 + ("", " ", "    ", "\t"))
fields = st.tuples(names, separators, values, tails, ends).map("".join)
dashes = st.sampled_from(("- ",) * 30 + ("-", "-  ", "-\t"))
items = st.one_of(
    st.tuples(dashes, values), st.tuples(dashes, pairs), pairs.map(lambda pair: (pair,)), values.map(lambda value: (value,))
).map("".join)  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A name and what stands below it, mostly indented alike."""
    indent = draw(indents)
    style = draw(st.sampled_from(("", " >-", "", " >") * 4 + (" |", " ", " >+", " >2")))
    sort = draw(st.sampled_from((items, st.tuples(dashes, values).map("".join), pairs, scalars)))
    lines = draw(st.lists(st.tuples(sort, tails, ends).map("".join), min_size=1, max_size=3))
    odd = draw(st.sampled_from((None,) * 12 + (0, 1, 2)))
    other = draw(indents)
    return f"{draw(names)}:{style}\n" + "".join(
        (indent + other if number == odd else indent) + line for number, line in enumerate(lines)
    )


composed = st.lists(st.one_of(fields, fields, blocks()), min_size=1, max_size=3).map("".join)


@st.composite
def changed(draw: st.DrawFn) -> str:
    """Real front matter with up to two changes."""
    text = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(("insert", "delete", "replace", "line", "indent", "join")))
        lines = text.splitlines(keepends=True)
        number = text.count("\n", 0, at)
        if kind == "insert":
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
        elif kind == "delete":
            text = text[:at] + text[at + draw(st.integers(1, 3)) :]
        elif kind == "replace":
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + 1 :]
        elif number < len(lines):
            line = lines.pop(number)
            if kind == "line":
                lines.insert(draw(st.integers(0, len(lines))), line)
                lines.insert(number, line if draw(st.booleans()) else "")
            elif kind == "indent":
                lines.insert(number, draw(indents) + line.lstrip(" "))
            else:
                lines.insert(number, line.rstrip("\n"))
            text = "".join(lines)
    return text


def assert_read_alike(text: str, offset: int) -> bool:
    """Hold the two against each other; tell whether the text was read without the parser."""
    read = simple_front_matter.read(text, offset)
    if read is None:
        return False
    faults = Faults("content/entries/a.md")
    assert repr(read) == repr(compose(faults, text, offset))  # types, places, and fields in order
    assert faults.sorted() == ()
    return True


@pytest.mark.parametrize("texts", [composed, changed()], ids=["composed", "changed"])
def test_front_matter_is_read_as_the_parser_reads_it(texts: st.SearchStrategy[str]):
    found: list[bool] = []

    @settings(
        max_examples=CASES // 2,
        suppress_health_check=list(HealthCheck),
        derandomize="PROPERTY_STEPS" not in os.environ,
        database=None,
        print_blob=True,
    )
    @given(texts, st.integers(0, 1))
    def compare(text: str, offset: int) -> None:
        found.append(assert_read_alike(text, offset))

    compare()
    assert sum(found) > SHARE * len(found), f"{sum(found)} of {len(found)}"


def test_the_front_matter_of_every_entry_is_read_without_the_parser():
    entries = (Path(__file__).resolve().parents[2] / "content" / "entries").rglob("*.md")
    texts = [path.read_text(encoding="utf-8").split("---\n")[1] for path in entries]
    assert len(texts) > 40
    assert all(assert_read_alike(text, 1) for text in texts)
