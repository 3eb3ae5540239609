"""The law of the fast way to HTML: whatever the body, the same bytes as by markdown-it alone, and as fast as promised.

Bodies are made of what its shortcuts could mistake, and of paragraphs of the measured corpus with mistakes put in.
"""

from __future__ import annotations

import os
import random
import sys
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_bodies import bodies, mutated, random_body

from site_builder.model import Rights
from site_builder.render.body import to_html
from site_builder.render.parsed_body import parsed_html
from site_builder.render.plain_blocks import Other, blocks
from site_builder.render.text import Link, Text

ROOT = Path(__file__).resolve().parents[2]
STEPS = int(os.environ.get("PROPERTY_STEPS", "40"))
"""`make test` asks for 2,000, of which each stands for five bodies of either kind."""

BODIES = STEPS * 5

LINKS = (Link("known", 'A *title* <&> [x] "q" `c`', "/x/known/"), Link("hidden", "Not _shown_"))
RIGHTS = (
    None,
    None,
    None,
    Rights("full"),
    Rights("link"),
    Rights("excerpt"),
    Rights("excerpt", 2, 8, 1.0),
    Rights("excerpt", 3, 40, 0.7),
    Rights("excerpt", 9, 400, 1.0),
)


def text(body: str, rights: Rights | None = None) -> Text:
    return Text(body, LINKS, rights, base="/digest/", anchor="<x>-")


def has_plain_blocks(body: str) -> bool:
    return any(not isinstance(block, Other) for block in blocks(body) or ())


@cache
def corpus() -> list[str]:
    sys.path.append(str(ROOT / "tests" / "bench"))
    from corpus import _Writer

    files = [text for path, text in _Writer(7, 40).files() if path.startswith("content/entries/")]
    return [text.split("\n---\n", 1)[1] for text in files]


@settings(max_examples=max(STEPS, 100), derandomize=STEPS == 40, database=None, print_blob=True)
@given(bodies(), st.sampled_from(RIGHTS))
def test_any_body_becomes_what_markdown_it_makes_of_it(body: str, rights: Rights | None):
    assert to_html(text(body, rights)) == parsed_html(text(body, rights))


def test_many_bodies_become_what_markdown_it_makes_of_them():
    chance = random.Random(STEPS)  # noqa: S311 - chance that can be repeated is the point
    plain = 0
    for _ in range(BODIES):
        body, rights = random_body(chance), chance.choice(RIGHTS)
        assert to_html(text(body, rights)) == parsed_html(text(body, rights)), (body, rights)
        plain += has_plain_blocks(body)
    assert plain > BODIES * 0.3  # else this proves nothing


def test_written_bodies_with_mistakes_become_what_markdown_it_makes_of_them():
    chance = random.Random(STEPS)  # noqa: S311 - chance that can be repeated is the point
    plain = 0
    for _ in range(BODIES):
        body, rights = mutated(chance.choice(corpus()), chance), chance.choice(RIGHTS)
        assert to_html(text(body, rights)) == parsed_html(text(body, rights)), (body, rights)
        plain += has_plain_blocks(body)
    assert plain > BODIES * 0.6


def test_bodies_of_the_corpus_are_plain_and_become_what_markdown_it_makes_of_them():
    for body in corpus():
        assert not any(isinstance(block, Other) for block in blocks(body) or [Other(body)])
        for rights in (None, Rights(), Rights("excerpt", 99, 9999, 1.0)):
            assert to_html(text(body, rights)) == parsed_html(text(body, rights))


def test_bodies_of_the_demo_become_what_markdown_it_makes_of_them():
    found = [path.read_text(encoding="utf-8") for path in (ROOT / "content").rglob("*.md")]
    written = [parts[1] for text in found if len(parts := text.split("\n---\n", 1)) > 1]
    assert len(written) > 40
    for body in written:
        for rights in (None, Rights()):
            assert to_html(text(body, rights)) == parsed_html(text(body, rights))
    assert sum(map(has_plain_blocks, written)) > len(written) * 0.5
