"""The index of a judged digest, made without pages: what is judged is search, and pages of 100,000 entries take longer than it does."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

from judged_corpus import Written, written

from site_builder.search.entries import Card, Searchable, Value, classes, packed
from site_builder.search.files import digest
from site_builder.search.geometry import geometry
from site_builder.search.numbers import steps
from site_builder.search.stage import Search

SHELL = 9000
"""Bytes of a page beside the text."""


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def searchable(entry: Written) -> Searchable:
    """Return what `search.entries.searchable` would make of the entry's page."""
    kind = "repost" if entry.original is not None else "commentary"
    told = SimpleNamespace(title=entry.title, summary=entry.summary, kind=kind, date=entry.date)
    card = Card(
        entry.title, f"/{entry.date[:4]}/e{entry.number}/", entry.author, entry.source, entry.date, entry.date,
        "" if entry.language == "en" else entry.language, "rtl" if entry.language == "ar" else "ltr",
        (entry.region, *entry.topics[:2]), entry.summary, steps([SHELL + len(entry.body.encode())]),
    )  # fmt: skip
    facets = (
        (slug(entry.region),), tuple(map(slug, entry.topics)), (slug(entry.source),), (slug(entry.author),), (entry.date[:4],), (kind,),
    )  # fmt: skip
    named = " ".join([entry.region, *entry.topics, entry.author, entry.source, entry.date[:4]])
    return Searchable(entry.id, card, facets, *classes(told, named, entry.body))  # type: ignore[arg-type]


def write_index(cache: Path, output: Path, entries: int) -> None:
    """Make the index of so many entries in the folder `output`; its store, in `cache`, is kept from one time to the next."""
    from site_builder.search.entries import FACETS

    search = Search(cache, output, "judged")
    store = search._store
    known: set[tuple[str, str]] = set()
    with store.transaction():
        for number in range(entries):
            entry = written(number)
            found = searchable(entry)
            data = packed(found)
            store.put(entry.id, 0, entry.id, b"", digest(data), data)
            called = dict(
                zip(
                    map(slug, (n := [entry.region, *entry.topics, entry.source, entry.author])),
                    n,
                    strict=True,
                )
            )
            for facet, slugs in zip(FACETS, found.facets, strict=True):
                for each in slugs:
                    if (facet, each) not in known:
                        known.add((facet, each))
                        store.know(facet, each, Value(called.get(each, each)))
            if number % 5000 == 4999:
                print(number + 1, flush=True)  # noqa: T201
        search._deal(geometry(0))
        store.set_meta("seen", "judged")
    while search.unfinished:
        search.index(lambda *_: None)
    search.close()


if __name__ == "__main__":
    write_index(Path(sys.argv[1], "cache"), Path(sys.argv[1], "output"), int(sys.argv[2]))
