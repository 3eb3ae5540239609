"""The development pages as plain-text dumps, with what is known of each: which segments are its body.

Where no person has marked the body of a page, what trafilatura makes of its markup stands for it, to learn from and
never to measure by.
"""

from __future__ import annotations

import json
import re
import unicodedata
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from site_builder.importing import document, segments
from site_builder.importing.document import Document
from site_builder.importing.segments import Segment

_TOKEN: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_RUN: Final = 4
_LONG: Final = 8
_NEAR: Final = 3
_LEAST: Final = 400  # characters of a machine's body that is worth learning from


class Page(Struct):
    """One dump: its segments, the words of each, and what a person says of the page."""

    id: str
    site: str
    style: str
    origin: str
    kind: str
    url: str
    segments: list[Segment]
    words: list[list[str]]
    gold: dict[str, Any]
    body: list[str]
    machine: bool = False


def load(data: Path, dumps: Path) -> list[Page]:
    """Return the pages of `data` of which a dump stands in a folder of `dumps`, in the order of the manifest."""
    styles = {file.stem: file.parent.name for file in sorted(dumps.glob("*/*.txt"))}
    with (data / "manifest.jsonl").open(encoding="utf-8") as manifest:
        rows = [json.loads(line) for line in manifest]
    return [
        page for row in rows if row["id"] in styles and (page := _page(row, styles[row["id"]], data, dumps))
    ]


def _page(row: dict[str, Any], style: str, data: Path, dumps: Path) -> Page | None:
    found = document.read("page.txt", (dumps / style / f"{row['id']}.txt").read_bytes())
    if not isinstance(found, Document):
        return None
    split = segments.split(found.text)
    body = row["gold"].get("body") or ""
    machine = not body
    if machine:
        body = _by_machine((data / row["file"].removesuffix(".gz")).read_bytes(), row["url"])
    words = [tokens(one.text) for one in split]
    return Page(
        row["id"], row["site"], style, row["origin"], row["page_type"], row["url"], split, words, row["gold"],
        body.split("\n"), machine,
    )  # fmt: skip


def _by_machine(markup: bytes, url: str) -> str:
    import trafilatura

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = trafilatura.extract(markup, url=url, include_comments=False) or ""
    return found if len(found) >= _LEAST else ""


def tokens(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def marks(page: Page) -> list[int]:
    """Tell of each segment of a page whether it is of the body: half of its words come back there in runs of four.

    A shorter one must be a line of the body, or stand in it and between other segments of it. Of what is printed
    several times, those that stand among the body count.
    """
    body = [word for line in page.body for word in tokens(line)]
    runs = {tuple(body[at : at + _RUN]) for at in range(len(body) - _RUN + 1)}
    lines = {tuple(tokens(line)) for line in page.body}
    whole = f" {' '.join(body)} "
    covered = [_covered(words, runs, lines, whole) for words in page.words]
    large = [share >= 0.5 and len(words) >= _LONG for share, words in zip(covered, page.words, strict=True)]
    found = []
    for at, (share, words) in enumerate(zip(covered, page.words, strict=True)):
        beside = [any(large[max(0, at - _NEAR) : at]), any(large[at + 1 : at + 1 + _NEAR])]
        short = (share == 1 and any(beside)) or (share > 0 and all(beside))
        found.append(int(share >= 0.5 if len(words) >= _RUN else short))
    return _once(page, found, whole)


def _covered(words: list[str], runs: set[tuple[str, ...]], lines: set[tuple[str, ...]], whole: str) -> float:
    if len(words) < _RUN:
        return (1.0 if tuple(words) in lines else 0.5 * (f" {' '.join(words)} " in whole)) if words else 0.0
    hit = [False] * len(words)
    for at in range(len(words) - _RUN + 1):
        if tuple(words[at : at + _RUN]) in runs:
            hit[at : at + _RUN] = [True] * _RUN
    return sum(hit) / len(words)


def _once(page: Page, found: list[int], whole: str) -> list[int]:
    places = defaultdict(list)
    for at, words in enumerate(page.words):
        if found[at] and words:
            places[tuple(words)].append(at)
    kept = list(found)
    for words, at in places.items():
        real = max(1, whole.count(f" {' '.join(words)} "))
        if len(at) > real:
            among = sorted(at, key=lambda one: _company(page, found, one), reverse=True)
            for one in among[real:]:
                kept[one] = 0
    return kept


def _company(page: Page, found: Sequence[int], at: int) -> int:
    near = range(max(0, at - 6), min(len(found), at + 7))
    own = page.words[at]
    return sum(len(page.words[one]) for one in near if found[one] and page.words[one] != own)


def agreement(page: Page, taken: Sequence[bool]) -> float:
    """Return the F1 of the words of the segments taken beside those of the body."""
    ours = Counter(word for words, one in zip(page.words, taken, strict=True) if one for word in words)
    theirs = Counter(word for line in page.body for word in tokens(line))
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def by_group(pages: Sequence[Page], values: Sequence[float]) -> Iterator[str]:
    """Yield the mean of the values over all pages, then for each style, origin and kind of page."""
    yield f"  all {sum(values) / len(values):.3f} ({len(values)})"
    for key in ("style", "origin", "kind"):
        groups = defaultdict(list)
        for page, value in zip(pages, values, strict=True):
            groups[getattr(page, key)].append(value)
        told = ", ".join(f"{name} {sum(rows) / len(rows):.3f} ({len(rows)})" for name, rows in groups.items())
        yield f"  by {key}: {told}"
