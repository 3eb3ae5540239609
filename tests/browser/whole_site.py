"""Every file of a published site, read quickly: what its pages link to, their ids, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html


@dataclass(frozen=True)
class Page:
    """What is looked at of one page; `clicks` are the links of its text, `links` also what it loads and names."""

    clicks: list[str]
    links: list[str]
    ids: set[str]
    twice: list[str]
    index: bool
    canonical: str


class WholeSite:
    """A published site, read from its output alone; `base` is the address that it is published at."""

    def __init__(self, output: Path, base: str) -> None:
        self.output, self.base = output, base
        self.files = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
        self.pages = {path: read(output / path) for path in sorted(self.files) if path.endswith(".html")}

    def target(self, file: str, link: str) -> tuple[str, str] | None:
        """Return (file, anchor) of a link that stands in `file`; None where it leaves the site."""
        start = self.base + file.removesuffix("index.html")
        address, anchor = urldefrag(urljoin(start, link))
        if not address.startswith(self.base):
            return None
        found = unquote(address.removeprefix(self.base).partition("?")[0])
        return f"{found}index.html" if not found or found.endswith("/") else found, unquote(anchor)

    def inside(self, file: str) -> Iterator[tuple[str, str, str]]:
        """Yield (link, file, anchor) for each link of a page that stays in the site, each once."""
        for link in dict.fromkeys(self.pages[file].links):
            if found := self.target(file, link):
                yield link, *found

    def dead(self) -> list[tuple[str, str]]:
        """Return (file, link) of every link that leads to no file, or to an anchor that isn't there."""
        return [
            (file, link)
            for file in self.pages
            for link, target, anchor in self.inside(file)
            if target not in self.files or (anchor and anchor not in self.pages[target].ids)
        ]

    def depths(self) -> dict[str, int]:
        """Return for each page that the home page leads to, how many clicks away it is."""
        depth, front = {"index.html": 0}, ["index.html"]
        for file in front:
            for link in dict.fromkeys(self.pages[file].clicks):
                found = self.target(file, link)
                if found and found[0] in self.pages and found[0] not in depth:
                    depth[found[0]] = depth[file] + 1
                    front.append(found[0])
        return depth


def read(path: Path) -> Page:
    """Return what is looked at of one page."""
    tree = html.document_fromstring(path.read_bytes())
    ids = tree.xpath("//@id")
    refreshes = [text.partition("url=")[2] for text in tree.xpath('//meta[@http-equiv="refresh"]/@content')]
    pictures = tree.xpath('//meta[@property="og:image" or @property="og:url"]/@content')
    return Page(
        clicks=[str(link) for link in tree.xpath("//a/@href")],
        links=[str(link) for link in [*tree.xpath("//@href | //@src"), *refreshes, *pictures]],
        ids=set(map(str, ids)),
        twice=[name for name in set(ids) if ids.count(name) > 1] if len(set(ids)) < len(ids) else [],
        index=not tree.xpath('//meta[@name="robots" and contains(@content, "noindex")]'),
        canonical="".join(tree.xpath('//link[@rel="canonical"]/@href')),
    )
