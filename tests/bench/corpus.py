"""A digest of any size to measure with: the same arguments give the same bytes, on every machine.

Lengths are log-normal around 800 words; authors and topics are drawn by Zipf's law, so that a few of them have
long lists; bodies hold what bodies hold: headings, quotations, links, lists, tables, notes and references.
"""

from __future__ import annotations

import json
import random
import shutil
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REGIONS: Final = Path(__file__).resolve().parents[2] / "content" / "regions"
TOPICS: Final = 200
SOURCES: Final = 8
FIRST_YEAR: Final = 2014
YEARS: Final = 12
WORDS: Final = 800
SITE: Final = {
    "title": "The Measured Digest",
    "base_url": "https://digest.example.org/",
    "identity": "example.org,2026",
}
T = TypeVar("T")


def write_corpus(root: Path, entries: int, seed: int = 1) -> list[str]:
    """Write a digest of `entries` entries into the folder `root`; return the entries' paths, oldest id first."""
    writer = _Writer(seed, entries)
    shutil.copytree(REGIONS, root / "content" / "regions")
    written = []
    for path, text in writer.files():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        if path.startswith("content/entries/"):
            written.append(path)
    return sorted(written)


class _Zipf:
    """Draws from a list, the n-th item n times as seldom as the first."""

    def __init__(self, items: Sequence[str]) -> None:
        self._items = items
        self._weights = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._items, cum_weights=self._weights, k=count)


class _Writer:
    def __init__(self, seed: int, entries: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - chance that can be repeated is the point
        self._entries = entries
        names = _lexicon(random.Random(seed + 1), 4000)  # noqa: S311 - likewise
        self._words = _Zipf(names[:3000])
        self._authors = [f"{a.title()} {b.title()}" for a, b in zip(names[3000:], names[3500:], strict=False)]
        self._authors = self._authors[: max(1, entries // 20)]
        self._by = _Zipf(self._authors)
        self._topics = [f"{word}-affairs" for word in names[:TOPICS]]
        self._about = _Zipf(self._topics)
        self._sources = [f"{word}-review" for word in names[TOPICS : TOPICS + SOURCES]]
        self._regions = sorted(path.stem for path in REGIONS.glob("*.md"))

    def files(self) -> Iterator[tuple[str, str]]:
        yield "content/site.yaml", json.dumps(SITE)
        yield "content/pages/about.md", _file({"title": "About"}, "A digest to measure with.")
        for slug in self._sources:
            fields = {"name": _spoken(slug), "home": f"https://{slug}.example.org/", "rights": "full"}
            yield f"content/sources/{slug}.md", _file(fields, "")
        for name in self._authors:
            slug = name.lower().replace(" ", "-")
            yield f"content/authors/{slug}.md", _file({"name": name}, f"{name} writes.")
        for slug in self._topics:
            yield f"content/topics/{slug}.md", _file({"name": _spoken(slug)}, "")
        days = sorted(self._chance.randrange(YEARS * 365) for _ in range(self._entries))
        earlier: list[str] = []
        for number, day in enumerate(days):
            year, left = FIRST_YEAR + day // 365, day % 365
            date = f"{year}-{1 + min(left // 31, 11):02d}-{1 + left % 28:02d}"
            entry = f"{date}-{self._slug()}-{number}"
            yield f"content/entries/{year}/{entry}.md", self._entry(entry, date, earlier)
            earlier.append(entry)

    def _slug(self) -> str:
        return "-".join(self._words.draw(self._chance, 4))

    def _entry(self, entry: str, date: str, earlier: Sequence[str]) -> str:
        chance = self._chance
        source = chance.choice(self._sources)
        authors = list(dict.fromkeys(self._by.draw(chance, 2 if chance.random() < 0.1 else 1)))
        fields: dict[str, object] = {
            "id": entry,
            "title": self._sentence(4, 9).rstrip("."),
            "authors": [{"name": name} for name in authors],
            "date": date,
            "region": chance.choice(self._regions),
            "source": source,
            "source_url": f"https://{source}.example.org/{entry}",
            "topics": list(dict.fromkeys(self._about.draw(chance, chance.randint(1, 4)))),
            "summary": f"{self._sentence(10, 20)} {self._sentence(10, 20)}",
            "language": "en",
        }
        fields |= self._ties(earlier)
        return _file(fields, self._body(earlier))

    def _ties(self, earlier: Sequence[str]) -> dict[str, object]:
        """One entry in seven belongs to the cluster of an earlier one."""
        chance = self._chance
        if not earlier or chance.random() > 1 / 7:
            return {}
        kind, relation = chance.choice(
            [
                ("excerpt", "excerpt_of"),
                ("repost", "repost_of"),
                ("response", "responds_to"),
                ("adaptation", "adapts"),
            ]
        )
        return {"kind": kind, relation: chance.choice(earlier[-200:])}

    def _body(self, earlier: Sequence[str]) -> str:
        chance = self._chance
        wanted = min(max(int(chance.lognormvariate(6.5, 0.5)), 80), 6 * WORDS)
        blocks: list[str] = []
        notes: list[str] = []
        written = 0
        while written < wanted:
            if len(blocks) % 6 == 5:
                blocks.append(f"## {self._sentence(3, 6).rstrip('.')}")
            block = self._block(earlier, notes)
            blocks.append(block)
            written += len(block.split())
        return "\n\n".join([*blocks, *notes])

    def _block(self, earlier: Sequence[str], notes: list[str]) -> str:
        roll = self._chance.random()
        if roll < 0.08:
            return "\n".join(f"> {line}" for line in (self._sentence(12, 25), self._sentence(8, 15)))
        if roll < 0.13:
            return "\n".join(f"- {self._sentence(6, 14)}" for _ in range(self._chance.randint(3, 6)))
        if roll < 0.15:
            rows = "\n".join(f"| {self._sentence(1, 3)} | {self._chance.randrange(1000)} |" for _ in range(5))
            return f"| what | how many |\n|---|--:|\n{rows}"
        return self._paragraph(earlier, notes)

    def _paragraph(self, earlier: Sequence[str], notes: list[str]) -> str:
        chance = self._chance
        sentences = [self._sentence(8, 26) for _ in range(chance.randint(3, 6))]
        if chance.random() < 0.35:
            words = " ".join(self._words.draw(chance, 2))
            sentences.append(
                f"See [{words}](https://{chance.choice(self._sources)}.example.org/{words.replace(' ', '/')})."
            )
        if chance.random() < 0.3:
            sentences[0] = f"*{sentences[0]}*"
        if chance.random() < 0.15:
            sentences[-1] += " It was **never** so."
        if earlier and chance.random() < 0.08:
            sentences.append(f"Compare [[{chance.choice(earlier)}]].")
        if chance.random() < 0.06:
            notes.append(f"[^{len(notes) + 1}]: {self._sentence(8, 20)}")
            sentences[0] += f"[^{len(notes)}]"
        return " ".join(sentences)

    def _sentence(self, low: int, high: int) -> str:
        words = self._words.draw(self._chance, self._chance.randint(low, high))
        if len(words) > 8:
            words[len(words) // 2] += ","
        return f"{' '.join(words).capitalize()}."


def _lexicon(chance: random.Random, size: int) -> list[str]:
    """Return pronounceable words, each once; the common ones, which come first, are short."""
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = 1 + min(3, len(words) * 4 // size) + (chance.random() < 0.3)
        words["".join(chance.choice("bdfgklmnprstv") + chance.choice(("a", "e", "i", "o", "u", "an", "er", "is"))
                      for _ in range(syllables))] = None  # fmt: skip
    return list(words)


def _spoken(slug: str) -> str:
    return slug.replace("-", " ").title()


def _file(fields: dict[str, object], body: str) -> str:
    """Return a Markdown file whose front matter has each value as JSON, which is YAML."""
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])
