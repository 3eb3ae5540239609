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

from site_builder.importing import document, plain_text
from site_builder.importing.document import Document
from site_builder.importing.names import gather
from site_builder.importing.originals import FEATURES, MODEL, RISING
from site_builder.importing.prints import Prints
from site_builder.integrity.captures import Capture, digest
from tests.training import learning

SETTINGS: Final[dict[str, Any]] = {
    "num_leaves": 6,
    "min_data_in_leaf": 8,
    "monotone_constraints": list(RISING),
}


class Example(NamedTuple):
    """An article that a query led to: what they share, and whether the query was made from it."""

    query: str
    entry: str
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
        Example(query["id"], entry, articles[entry]["site"], values, entry == query["source"])
        for query in lines(data / "queries.jsonl")
        for entry, values in prints.examined(query["text"])
    ]


def scores(found: list[Example]) -> list[float]:
    """Return for each example the log-odds by a model that has seen nothing of its site."""
    return learning.cross_validated(
        [one.values for one in found],
        [one.copied for one in found],
        [one.site for one in found],
        FEATURES,
        **SETTINGS,
    )


def main() -> None:
    """Learn, write and report."""
    from tests.bench.bench_reposts import report

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = examples(data)
    model = learning.learnt(
        [one.values for one in found], [one.copied for one in found], FEATURES, **SETTINGS
    )
    learning.write(MODEL, model)
    report(lines(data / "queries.jsonl"), found, scores(found))


if __name__ == "__main__":
    main()
