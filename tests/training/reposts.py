"""Learn to tell a page with a copied passage from one that shares only menus, teasers or a quotation.

    python -m tests.training.reposts --data DIR

`DIR` holds `corpus.jsonl` and `queries.jsonl`. Each query is looked up among all articles, and each article that
it leads to is an example. Written is `site_builder/importing/models/reposts.json`; printed is what is to be
expected on sites never seen.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from site_builder.importing import document
from site_builder.importing.copies.originals import FEATURES, MODEL, RISING
from site_builder.importing.copies.prints import Prints
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import gather
from site_builder.importing.text import plain_text
from site_builder.integrity.captures import Capture, digest
from tests.training import learning

SEEDS: Final = range(1, 5)
"""One model is learnt with each and their average taken: a few false answers decide, and each has its own."""

MOST: Final = 12
"""Articles that a query is compared with to learn from; to be tried, only as many as an import tries."""

SETTINGS: Final[dict[str, Any]] = {
    "num_leaves": 4,
    "min_data_in_leaf": 8,
    "feature_fraction": 0.5,
    "trees": 120,
    "monotone_constraints": list(RISING),
}


class Example(NamedTuple):
    """An article that a query led to as its `rank`-th: what they share, and whether it was made from it."""

    query: str
    entry: str
    rank: int
    site: str
    values: list[float]
    copied: bool


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def captured(article: dict[str, Any], field: str) -> Capture:
    """Return an article as it would be captured: its page (`text`), or the piece alone (`body`)."""
    read = document.read("article.txt", article[field].encode())
    body = (0, 0)
    if field == "text" and isinstance(read, Document):
        body = plain_text.extract(read, gather([])).body_lines
    text = read.text if isinstance(read, Document) else article[field]
    return Capture(article["id"], "", "", "", article["id"], digest(text), 0, "", text, body)


def examples(data: Path, field: str = "text") -> list[Example]:
    """Look up every query among all articles."""
    articles = {article["id"]: article for article in lines(data / "corpus.jsonl")}
    prints = Prints()
    for article in articles.values():
        prints.add(captured(article, field))
    return [
        Example(query["id"], entry, rank, articles[entry]["site"], values, entry == query["source"])
        for query in lines(data / "queries.jsonl")
        for rank, (entry, values) in enumerate(prints.examined(query["text"], most=MOST))
    ]


def scores(found: list[Example]) -> list[float]:
    """Return for each example the log-odds by a model that has seen nothing of its site."""
    rows, labels, sites = _columns(found)
    each = [learning.cross_validated(rows, labels, sites, FEATURES, **SETTINGS, seed=seed) for seed in SEEDS]
    return [sum(score) / len(SEEDS) for score in zip(*each, strict=True)]


def model(found: list[Example]) -> dict[str, Any]:
    """Return the model of all examples."""
    rows, labels, _ = _columns(found)
    each = [learning.learnt(rows, labels, FEATURES, **SETTINGS, seed=seed) for seed in SEEDS]
    trees = [_scaled(tree) for one in each for tree in one["trees"]]
    return {"features": list(FEATURES), "base": 0.0, "trees": trees}


def _columns(found: list[Example]) -> tuple[list[list[float]], list[float], list[str]]:
    return [one.values for one in found], [one.copied for one in found], [one.site for one in found]


def _scaled(node: Any) -> Any:
    """Return a tree whose leaves are one tree's share of the average."""
    if not isinstance(node, list):
        return round(node / len(SEEDS), 5)
    feature, threshold, low, high = node
    return [feature, threshold, _scaled(low), _scaled(high)]


def main() -> None:
    """Learn, write and report."""
    from tests.bench.bench_reposts import report

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = examples(data)
    learning.write(MODEL, model(found))
    report(lines(data / "queries.jsonl"), found, scores(found))


if __name__ == "__main__":
    main()
