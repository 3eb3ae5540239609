"""The demonstration digest as it would be published, read from the output alone, as a stranger would."""

import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from site_builder.build import Builder
from site_builder.content.parse import parse
from site_builder.model import Entry, Site, Source
from site_builder.project import project_at

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-22T00:00:00Z"
UNQUOTABLE = "content/entries/2024/the-insurers-map.md"  # of a source that allows no more than a link
WORDS = "\nNine wardens counted the brass lanterns twice before anybody thought of asking who had lit them.\n"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """One HTML file as events: what it links to, its ids, its headings, its scripts, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.clicks: list[str] = []
        self.assets: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.meta: dict[str, str] = {}
        self.relations: dict[str, str] = {}
        self.faults: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if len(given) < len(attributes):
            self.faults.append(f"an attribute given twice on <{tag}>")
        self.tags.append(tag)
        self.said += ["\n", *given.values(), "\n"] if "content" in given or "title" in given else []
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[name] for name in ("href", "src") if name in given]
        self.clicks += [given["href"]] if tag == "a" and "href" in given else []
        is_asset = "src" in given or given.get("rel") in ("stylesheet", "icon")
        self.assets += [given.get("src") or given["href"]] if is_asset else []
        if tag == "meta" and "content" in given:
            name = given.get("name") or given.get("property") or given["http-equiv"]
            self.meta[name] = given["content"]
        if tag == "link":
            self.relations[given["rel"]] = given["href"]
        if tag == "script":
            self.scripts.append((given.get("type", ""), ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
        elif self._open.pop() == "script":
            self.said.append("\n")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag in VOID:
            self.faults.append(f"a slash in <{tag}>")  # means nothing in HTML
        else:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["script"]:
            kind, text = self.scripts[-1]
            self.scripts[-1] = kind, text + data
        else:
            self.said.append(data)

    @property
    def leads_to(self) -> str | None:
        """Where a redirect goes."""
        _, found, target = self.meta.get("refresh", "").partition("url=")
        return target if found else None


class Published:
    """The built output: `files` by address below the site's base, and `pages` the HTML among them."""

    def __init__(self, project: Path) -> None:
        output = project / "output"
        found = sorted(path for path in output.rglob("*") if path.is_file())
        self.files = {path.relative_to(output).as_posix(): path.read_bytes() for path in found}
        self.pages = {path: Page(self.text(path)) for path in self.files if path.endswith(".html")}
        contents = sorted(path for path in (project / "content").rglob("*.*") if "captures" not in path.parts)
        records = [parse(p.relative_to(project).as_posix(), p.read_bytes()).record for p in contents]
        [self.site] = [record for record in records if isinstance(record, Site)]
        self.entries = {record.metadata.id: record for record in records if isinstance(record, Entry)}
        self.sources = {record.slug: record for record in records if isinstance(record, Source)}

    @property
    def shown(self) -> list[Entry]:
        """The entries that have a page."""
        return [e for e in self.entries.values() if e.metadata.status != "draft" and e.publish_at <= AS_OF]

    def text(self, path: str) -> str:
        return self.files[path].decode()

    def xml(self, path: str) -> ET.Element:
        return ET.fromstring(self.text(path))  # noqa: S314 - our own output

    def address(self, path: str) -> str:
        return self.site.base_url + path.removesuffix("index.html")

    def target(self, path: str, link: str) -> tuple[str, str] | None:
        """Return (file, anchor) of a link that stands in the file `path`; None when it leaves the site."""
        address, anchor = urldefrag(urljoin(self.address(path), link))
        if not address.startswith(self.site.base_url):
            return None
        file = unquote(address.removeprefix(self.site.base_url))
        return f"{file}index.html" if not file or file.endswith("/") else file, unquote(anchor)

    def resolves(self, path: str, link: str) -> bool:
        if (found := self.target(path, link)) is None:
            return True
        file, anchor = found
        return file in self.files and (not anchor or anchor in self.pages[file].ids)

    def dead(self, links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(path, link) for path, link in links if not self.resolves(path, link)]


def publish_demo(project: Path) -> Published:
    """Build the content of this repository in the folder `project`, with a body where none may be shown."""
    shutil.copytree(ROOT / "content", project / "content")
    with (project / UNQUOTABLE).open("a", encoding="utf-8") as file:
        file.write(WORDS)
    builder = Builder(project_at(project), as_of=lambda: AS_OF)
    report = builder.build()
    builder.close()
    assert report.ok, report.diagnostics
    return Published(project)
