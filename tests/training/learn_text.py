"""Learn how plain-text dumps of pages are read: `learn_text.py --data PAGES --dumps DUMPS`.

PAGES holds `manifest.jsonl` and `html/`, DUMPS one folder for each style of dump with `ID.txt` in it. Writes the models
`text-*` and prints what is to be expected of them on sites never seen. The body comes first: the fields are found
by where they stand beside it, the date and the authors by where they stand beside the title.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import learning
import pages_as_text
import text_bodies
import text_fields


def main() -> None:
    """Learn all models of a text."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--dumps", type=Path, required=True)
    given = arguments.parse_args()
    pages = pages_as_text.load(given.data, given.dumps)
    readings, models = text_bodies.learn(pages)
    titles: dict[str, int] = {}
    for field in text_fields.FIELDS:
        learnt, places = text_fields.learn(field, pages, readings, titles)
        models |= learnt
        titles = places if field.name == "title" else titles
    for name, model in models.items():
        path = learning.write(name, model)
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
