"""A digest of any size to measure with: the same arguments give the same bytes, on every machine.

Lengths are log-normal around 800 words; authors and topics are drawn by Zipf's law, so that a few of them have
long lists; bodies hold what bodies hold: headings, quotations, links, lists, tables, notes and references.
Words are drawn once, as one long text in which frequent words are frequent; a sentence is made of two places in
it. So an entry costs two draws for each sentence, not one for each word, and only the ids of earlier entries are
kept.
"""

from __future__ import annotations

import json
import random
import shutil
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REGIONS: Final = Path(__file__).resolve().parents[2] / "content" / "regions"
TOPICS: Final = 200
SOURCES: Final = 8
FIRST_YEAR: Final = 2014
YEARS: Final = 12
WORDS: Final = 800
DRAWN: Final = 300_000
"""Words drawn once, of which sentences are taken, each in two parts: 10¹⁰ different ones and more."""
SITE: Final = {
    "title": "The Measured Digest",
    "base_url": "https://digest.example.org/",
    "identity": "example.org,2026",
}


def write_corpus(root: Path, entries: int, seed: int = 1) -> list[str]:
    """Write a digest of `entries` entries into the folder `root`; return the entries' paths, oldest id first."""
    shutil.copytree(REGIONS, root / "content" / "regions")
    written = []
    folders: set[str] = set()
    for path, text in _Writer(seed, entries).files():
        folder = path.rpartition("/")[0]
        if folder not in folders:
            (root / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        (root / path).write_text(text, encoding="utf-8")
        if path.startswith("content/entries/"):
            written.append(path)
    return sorted(written)


def read_file(path: Path) -> tuple[dict[str, Any], str]:
    """Return the fields and the body of a file of the corpus."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    lines = (line.partition(": ") for line in front.splitlines())
    return {name: json.loads(value) for name, _, value in lines}, body.strip("\n")


def address_of(entry: str) -> str:
    """Return where the entry of this id stands: `/YEAR/SLUG/`, the id without its date."""
    return f"/{entry[:4]}/{entry[11:]}/"


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
        self._text = _Zipf(names[:3000]).draw(self._chance, DRAWN)
        self._authors = list(islice(_people(names[3000:3500], names[3500:]), max(1, entries // 20)))
        self._by = _Zipf(self._authors)
        self._topics = [f"{word}-affairs" for word in names[:TOPICS]]
        self._about = _Zipf(self._topics)
        self._sources = [f"{word}-review" for word in names[TOPICS : TOPICS + SOURCES]]
        self._regions = sorted(path.stem for path in REGIONS.glob("*.md"))

    def files(self) -> Iterator[tuple[str, str]]:
        yield "content/site.yaml", "".join(f"{name}: {json.dumps(value)}\n" for name, value in SITE.items())
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
            entry = "-".join([date, *self._words(4), str(number)])
            yield f"content/entries/{year}/{entry}.md", self._entry(entry, date, earlier)
            earlier.append(entry)

    def _words(self, count: int) -> list[str]:
        """Return words from two places of the text, so that no two sentences are likely to be the same."""
        half = count // 2
        start, other = (int(self._chance.random() * (DRAWN - count)) for _ in range(2))
        return self._text[start : start + half] + self._text[other : other + count - half]

    def _between(self, low: int, high: int) -> int:
        return low + int(self._chance.random() * (high - low + 1))

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
            "topics": list(dict.fromkeys(self._about.draw(chance, self._between(1, 4)))),
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
            while block.startswith("- ") and blocks and blocks[-1].startswith("- "):
                block = self._block(earlier, notes)  # two lists in a row would be one with gaps
            blocks.append(block)
            written += len(block.split())
        return "\n\n".join([*blocks, *notes])

    def _block(self, earlier: Sequence[str], notes: list[str]) -> str:
        roll = self._chance.random()
        if roll < 0.08:
            return "\n".join(f"> {line}" for line in (self._sentence(12, 25), self._sentence(8, 15)))
        if roll < 0.13:
            return "\n".join(f"- {self._sentence(6, 14)}" for _ in range(self._between(3, 6)))
        if roll < 0.15:
            rows = "\n".join(f"| {self._sentence(1, 3)} | {self._between(0, 999)} |" for _ in range(5))
            return f"| what | how many |\n|---|--:|\n{rows}"
        return self._paragraph(earlier, notes)

    def _paragraph(self, earlier: Sequence[str], notes: list[str]) -> str:
        chance = self._chance
        sentences = [self._sentence(8, 26) for _ in range(self._between(3, 6))]
        if chance.random() < 0.35:
            one, other = self._words(2)
            sentences.append(
                f"See [{one} {other}](https://{chance.choice(self._sources)}.example.org/{one}/{other})."
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
        words = self._words(self._between(low, high))
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


def _people(given: Sequence[str], family: Sequence[str]) -> Iterator[str]:
    """Yield names of people, each once; neighbours share neither part."""
    for turn in range(len(family)):
        for number, name in enumerate(given):
            yield f"{name.title()} {family[(number + turn) % len(family)].title()}"


def _spoken(slug: str) -> str:
    return slug.replace("-", " ").title()


def _file(fields: dict[str, object], body: str) -> str:
    """Return a Markdown file whose front matter has each value as JSON, which is YAML."""
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])
