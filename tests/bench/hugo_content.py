"""The corpus laid out for Hugo: the same texts, terms and ties, as a site for Hugo would have them.

Terms are taxonomies with a page each. What Hugo can't derive from other files by itself is written into the front
matter: the rows of a cluster, the entries that mention this one, and the other places of a card. References are
plain links with the title of their time.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus import address_of, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

THEME: Final = Path(__file__).resolve().parent / "hugo"
ASSETS: Final = Path(__file__).resolve().parents[2] / "templates" / "assets"
REFERENCE: Final = re.compile(r"\[\[([^]]+)\]\]")
NAME: Final = re.compile(r'^name: "?(.*?)"?$', re.MULTILINE)
HOME: Final = re.compile(r'^home: "(.*)"$', re.MULTILINE)
RELATIONS: Final = {
    "excerpt_of": "Excerpt",
    "repost_of": "Repost",
    "responds_to": "Response",
    "adapts": "Adaptation",
}
Fields = dict[str, Any]


def write_hugo_site(corpus: Path, site: Path) -> None:
    """Write the corpus in the folder `corpus` as Hugo's content into `site`, with templates and settings."""
    shutil.copytree(THEME, site)
    shutil.copytree(ASSETS, site / "static" / "assets")
    content = site / "content"
    _write(content / "about.md", {"title": "About"}, "A digest to measure with.")
    for vocabulary in ("regions", "authors", "sources", "topics"):
        for path in sorted((corpus / "content" / vocabulary).glob("*.md")):
            _term(path, content / vocabulary / path.stem / "_index.md")
    entries = sorted((corpus / "content" / "entries").rglob("*.md"))
    ties = _Ties(entries)
    for path in entries:
        fields, body = read_file(path)
        text = REFERENCE.sub(lambda found: ties.link(found[1]), body)
        _write(content / "entries" / path.stem[:4] / path.name, _entry(fields, ties), text)


def is_alone(fields: Fields, body: str) -> bool:
    """Tell whether no other file of Hugo's content repeats the title of the entry with these fields and this body.

    One that it refers to would, as a mention.
    """
    return "cluster" not in fields and not fields["mentioned"] and "](/" not in body


class _Ties:
    """What entries say of each other: short forms of all of them, their clusters and who mentions them."""

    def __init__(self, paths: list[Path]) -> None:
        self._short: dict[str, Fields] = {}
        self._mentions: dict[str, list[str]] = defaultdict(list)
        self._parents: dict[str, tuple[str, str]] = {}
        for path in paths:
            fields, body = read_file(path)
            entry = fields["id"]
            self._short[entry] = {
                "url": address_of(entry),
                "title": fields["title"],
                "date": fields["date"],
                "outlet": fields["source"].replace("-", " ").title(),
            }
            for target in dict.fromkeys(REFERENCE.findall(body)):
                self._mentions[target].append(entry)
            for relation in RELATIONS:
                if relation in fields:
                    self._parents[entry] = (fields[relation], relation)
        self._members: dict[str, list[str]] = defaultdict(list)
        for entry in self._parents:
            self._members[self._root(entry)].append(entry)

    def link(self, entry: str) -> str:
        short = self._short[entry]
        return f"[{short['title']}]({short['url']})"

    def around(self, entry: str) -> Iterator[tuple[str, Any]]:
        """Yield the fields that hold what other entries say of this one, and its cluster."""
        root = self._root(entry)
        if followers := self._members.get(root):
            rows = [self._short[root] | {"relation": "Original"}]
            rows += [self._short[one] | {"relation": RELATIONS[self._parents[one][1]]} for one in followers]
            yield "cluster", rows
        if entry in self._parents:
            parent, relation = self._parents[entry]
            yield "kind", RELATIONS[relation]
            yield "first_in", self._short[parent]
        if followers and entry == root:
            yield "also_in", [self._short[one] for one in followers[:6]]
        yield "mentioned", [self._short[one] for one in self._mentions.get(entry, ())]

    def _root(self, entry: str) -> str:
        while entry in self._parents:
            entry = self._parents[entry][0]
        return entry


def _entry(fields: Fields, ties: _Ties) -> Fields:
    return {
        "title": fields["title"],
        "date": fields["date"],
        "slug": fields["id"][11:],
        "description": fields["summary"],
        "stable_id": fields["id"],
        "source_url": fields["source_url"],
        "authors": [author["name"].lower().replace(" ", "-") for author in fields["authors"]],
        "regions": [fields["region"]],
        "sources": [fields["source"]],
        "topics": fields["topics"],
        "years": [fields["date"][:4]],
        **dict(ties.around(fields["id"])),
    }


def _term(path: Path, target: Path) -> None:
    """Write the page of a term; the regions are files of the digest that ships with us, not of the corpus."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    home = {"home": found[1]} if (found := HOME.search(front)) else {}
    _write(target, {"title": NAME.findall(front)[0]} | home, body)


def _write(path: Path, fields: Fields, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    path.write_text("\n".join(["---", *lines, "---", "", body, ""]), encoding="utf-8")
