"""A generated digest of some 2,000 entries that has pages of every kind, built once for all tests of a run.

What the benchmark's digest lacks is added here: pieces in languages written from right to left, a text with many followers,
one that moved, one that was withdrawn, records with all they can say, and names and titles that are hard to set.
"""

from __future__ import annotations

import fcntl
import json
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from search_site import write_searched

from site_builder.build import Builder
from site_builder.pages import PAGE_KINDS
from site_builder.project import project_at

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from corpus import write_corpus

ENTRIES = 2000
AS_OF = "2026-11-22T00:00:00Z"
HTML = [kind.name for kind in PAGE_KINDS.values() if kind.template.endswith(".html")]
"""The kinds of pages that a browser shows."""
AT_REST = "at-rest/index.html"
"""A copy of a redirect that stays where it is."""
HUB = "https://hub.example.net/"
SETTINGS = {
    "search": True, "websub": HUB, "tagline": "Two thousand arguments, none of them made by anybody",
    "description": "A generated digest with pages of every kind, for tests to look at.", "editor": "The Machine",
}  # fmt: skip
TERMS = {
    "sources/al-mithal": {"name": "المثال", "home": "https://mithal.example.org/", "rights": "full", "language": "ar"},
    "sources/room": {"name": "The Common Room", "home": "https://room.example.com/", "language": "en", "kind": "forum",
                     "rights": {"policy": "excerpt", "paragraphs": 1, "words": 60, "share": 0.5}},
    "authors/نور-التمر": {"name": "نور التمر", "role": "مهندسة مياه", "home": "https://tamr.example.org/"},
    "topics/المياه": {"name": "المياه"},
}  # fmt: skip
WORDS = [
    "الماء",
    "المدينة",
    "الباب",
    "القاضي",
    "البحر",
    "الحقل",
    "الطريق",
    "الدفتر",
    "السوق",
    "الجسر",
    "الليل",
    "الحارس",
    "الورق",
    "القمح",
    "الضوء",
    "النهر",
]
ORIGINAL = "2024-02-03-two-ledgers"
LONG = "2025-01-31-long"
WITHDRAWN = "2023-04-05-withdrawn"
FOLLOWERS = 24
RELATIONS = {
    "excerpt": "excerpt_of",
    "repost": "repost_of",
    "adaptation": "adapts",
    "response": "responds_to",
}
TONGUES = ("en", "ar", "de", "fa", "he")


def _arabic(chance: random.Random) -> Iterator[tuple[dict[str, Any], str]]:
    for number in range(45):
        fields = {
            "id": f"{2016 + number // 5}-0{1 + number % 5}-1{number % 10}-حكاية-{number}",
            "title": f"{' '.join(chance.sample(WORDS, 4))}؟", "author": "نور التمر",
            "region": ("maghreb", "nile-and-levant")[number % 2], "source": "al-mithal",
            "source_url": f"https://mithal.example.org/{number}", "language": "ar", "topics": ["المياه"],
            "summary": f"A story of {number} boards, told in Arabic, and why each of them keeps a book of its own.",
        }  # fmt: skip
        yield fields, "\n\n".join(f"{' '.join(chance.choices(WORDS, k=60))}." for _ in range(3))


def _cluster() -> Iterator[tuple[dict[str, Any], str]]:
    """One text that many follow, and some of these are followed in turn."""
    base = {
        "author": {"name": "Nour Tamarind", "role": "Hydrologist"},
        "region": "nile-and-levant",
        "topics": ["water"],
    }
    yield base | {
        "id": ORIGINAL, "title": "Rain on Two Ledgers", "source": "al-mithal", "summary": "Two boards, one valley.",
        "source_url": "https://mithal.example.org/two-ledgers", "standfirst": "Their books differ by a tenth.",
        "aliases": ["/2024/rain/"], "language": "en", "cites": LONG, "via": "https://room.example.com/t/1",
        "corrections": [{"date": "2024-03-01", "was": "three boards", "now": "two boards"}],
        "provenance": {"poster": "ledger_reader", "posted": "2024-02-03T14:52", "inherited": ["region", "topics"],
                       "accessed": "2024-02-04"},
    }, "The valley has two boards.[^1]\n\n## The clock\n\n| East | West |\n|--:|--:|\n| 211 | 204 |\n\n[^1]: And one rain."  # fmt: skip
    earlier = [ORIGINAL]
    for number in range(FOLLOWERS):
        kind, relation = list(RELATIONS.items())[number % 4]
        tongue = TONGUES[number % 5]
        entry = f"{2024 + number // 12}-{1 + number % 12:02d}-2{number % 9}-follower-{number}"
        entry = "2024-02-04-" + entry[11:] if entry < ORIGINAL else entry
        title = (
            "مطر في دفترين"
            if tongue in {"ar", "fa"}
            else "גשם בשני ספרים"
            if tongue == "he"
            else f"Rain, {number} times"
        )
        yield base | {
            "id": entry, "kind": kind, relation: earlier[0 if number < 8 else number % 5], "title": title, "source": "room",
            "source_url": f"https://room.example.com/t/{number}", "language": tongue, "summary": f"The {number}th to follow.",
        }, "A word of it, and another."  # fmt: skip
        earlier.append(entry)


def _hard() -> Iterator[tuple[dict[str, Any], str]]:
    """Records that say much or little, and words that are hard to break."""
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    yield {
        "id": LONG, "language": "de", "region": "western-europe", "source": "room",
        "title": f"Über das {word} und alle, die es in den Jahren seither zu lesen, zu befolgen oder abzuschaffen versucht haben",
        "authors": [{"name": f"{name} von und zu {word[:30]}", "role": "Geschäftsführende Vorsitzende"} for name in ("Ada", "Bo", "Cy")],
        "source_url": f"https://room.example.com/{word.lower()}/{'0123456789abcdef' * 8}?from={'x' * 60}",
        "topics": ["water", "data", "law-and-the-people-who-write-it-down"], "summary": f"Ein Wort: {word}.",
    }, f"`{'unbroken' * 20}`\n\n> {word}\n\n<https://room.example.com/{'y' * 120}>"  # fmt: skip
    yield (
        {"id": "2025-02-01-note", "kind": "note", "title": "A note", "region": "asia", "author": "Ada Quill"},
        "Of our own.",
    )
    yield {
        "id": WITHDRAWN, "title": "The Census of Bells", "author": "Lamis Corkwood", "region": "asia", "source": "room",
        "status": "withdrawn", "reason": "The bells were counted from a painting.",
    }, "Gone."  # fmt: skip
    yield {"id": "2026-12-01-later", "title": "Not yet", "author": "Ada Quill", "region": "asia", "source": "room",
           "publish_at": "2026-12-01"}, "Of the future."  # fmt: skip


def write_digest(root: Path) -> None:
    """Write the digest into the folder `root`."""
    write_corpus(root, ENTRIES)
    settings = root / "content/site.yaml"
    more = "".join(f"{name}: {json.dumps(value)}\n" for name, value in SETTINGS.items())
    settings.write_text(settings.read_text("utf-8") + more, encoding="utf-8")
    write_searched(root)
    for path, fields in TERMS.items():
        _write(root / f"content/{path}.md", fields, "")
    chance = random.Random(7)  # noqa: S311 - chance that can be repeated is the point
    for fields, text in (*_arabic(chance), *_cluster(), *_hard()):
        _write(root / f"content/entries/{fields['id']}.md", fields | {"date": fields["id"][:10]}, text)


def _write(path: Path, fields: dict[str, Any], text: str) -> None:
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    path.write_text("\n".join(["---", *lines, "---", "", text, ""]), encoding="utf-8")


@dataclass(frozen=True)
class LargeSite:
    """The digest as it is published: its output folder, and the files of each kind of page, the largest first."""

    output: Path
    files: dict[str, list[str]]

    def example(self, kind: str) -> str:
        """Return the file that shows most of a kind; of redirects one that stays where it is."""
        assert self.files.get(kind), (
            f"no page of the kind {kind} is in this digest: add one to {Path(__file__).name}"
        )
        return AT_REST if kind == "redirect" else self.files[kind][0]

    def of_entry(self, entry: str) -> str:
        """Return the file of an entry."""
        return f"{entry[:4]}/{entry[11:]}/index.html"


def link_to(file: str) -> str:
    """Return the path below the host's root at which a file is asked for."""
    return file.removesuffix("index.html")


def _built(root: Path) -> None:
    write_digest(root)
    builder = Builder(project_at(root), as_of=lambda: AS_OF)
    report = builder.build()
    builder.close()
    assert report.ok, report.diagnostics
    output = root / "output"
    redirect = (output / "2024/rain/index.html").read_text("utf-8")
    stays = "".join(line for line in redirect.splitlines(keepends=True) if 'http-equiv="refresh"' not in line)
    assert stays != redirect
    (output / AT_REST).parent.mkdir()
    (output / AT_REST).write_text(stays, encoding="utf-8")


def build_once(factory: pytest.TempPathFactory) -> LargeSite:
    """Return the digest, built by whichever process of the run is the first to ask."""
    shared = factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen-") else shared
    root = shared / "large-site"
    with _alone(shared / "large-site.lock"):
        if not (root / "output" / AT_REST).is_file():
            _built(root)
    connection = sqlite3.connect(root / ".site-cache/state.sqlite")
    found = connection.execute(
        "SELECT kind, path FROM page WHERE path IS NOT NULL ORDER BY size DESC, path"
    ).fetchall()
    connection.close()
    files: dict[str, list[str]] = {}
    for kind, path in found:
        files.setdefault(kind, []).append(path)
    return LargeSite(root / "output", files)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
