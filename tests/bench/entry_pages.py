"""The stated measure: reading, parsing, rendering and writing exactly the entry pages, in this process.

The parts are the functions that a build runs, over the entries alone: `scan` and `parse`, `compose` (the view, the
canonical model and its digest), `press` (the template, with the body's Markdown), `stage` (digest and write) and
`publish` (rename). Left out is what a build does once, whatever the number of entries: importing, compiling the
templates, and the state file. The bare parts are the same libraries doing the same work with nothing around them.
"""

from __future__ import annotations

import gc
import hashlib
import shutil
import statistics
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.building.cold import whole_site
from site_builder.building.collector import expect_many_short_lives
from site_builder.building.inputs import read_inputs
from site_builder.building.making import Composed, compose, press
from site_builder.building.snapshots import ParsedFile
from site_builder.building.theming import Theming
from site_builder.content.parse import parse
from site_builder.content.scan import scan
from site_builder.incremental.shape import demands
from site_builder.publish import empty, publish, stage, staged_name
from site_builder.render.filters import json_ld

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from site_builder.incremental.memory import MemoryIndex
    from site_builder.project import Project

AS_OF = "2030-01-01T00:00:00Z"
Times = dict[str, float]


@contextmanager
def timed(times: Times, part: str) -> Iterator[None]:
    """Add the block's processor seconds to a part."""
    start = time.process_time()
    yield
    times[part] = times.get(part, 0.0) + time.process_time() - start


def entry_pages(project: Project, rounds: int) -> dict[str, Any]:
    """Return milliseconds of processor time an entry, as a build spends it and bare, in rounds by turns."""
    expect_many_short_lives()  # as a cold build does; it helps the bare parts as well
    site = whole_site(read_inputs(project, {}, scanned_at_ns=0).files, AS_OF)
    theming = Theming(project.theme_folders)
    theming.faults()
    closures = theming.closures()
    composed = [compose(site.index, closures, page) for page in site.demanded if page.kind == "entry"]
    whole: list[Times] = []
    bare: list[Times] = []
    for _ in range(rounds + 1):
        gc.collect()
        whole.append(_whole(project, theming, site.index, closures))
        gc.collect()
        bare.append(_bare(project, composed))
    return _summary(whole[1:], bare[1:], len(composed))  # the first round warms up


def _summary(whole: list[Times], bare: list[Times], entries: int) -> dict[str, Any]:
    sums, bare_sums = _sums(whole, entries), _sums(bare, entries)
    return {
        "parts": _medians(whole, entries),
        "ms": statistics.median(sums),
        "lowest_ms": min(sums),
        "bare parts": _medians(bare, entries),
        "bare_ms": statistics.median(bare_sums),
        "bare_lowest_ms": min(bare_sums),
        "ratio": statistics.median(ours / plain for ours, plain in zip(sums, bare_sums, strict=True)),
    }


def _sums(runs: list[Times], entries: int) -> list[float]:
    return [sum(run.values()) * 1000 / entries for run in runs]


def _medians(runs: list[Times], entries: int) -> Times:
    return {part: statistics.median(run[part] for run in runs) * 1000 / entries for part in runs[0]}


def _whole(project: Project, theming: Theming, index: MemoryIndex, closures: dict[str, str]) -> Times:
    """Go from files to files once, over the entries."""
    times: Times = {}
    staging, output = project.cache / "bench-staging", project.cache / "bench-output"
    empty(staging)
    with timed(times, "read"):
        found = scan(project.root, {}, scanned_at_ns=0, only=["content/entries"]).changed
    with timed(times, "parse"):
        files = [ParsedFile(file.path, file.digest, parse(file.path, file.data)) for file in found]
    pages = [page for file in files if file.parsed.record for page in _page_of(file)]
    with timed(times, "view"):
        composed = [compose(index, closures, page) for page in pages]
    with timed(times, "render"):
        data = [press(theming.templates, project.theme_folders, one.template, one.model) for one in composed]
    with timed(times, "write"):
        names = _stage_all(staging, data)
    with timed(times, "rename"):
        publish(output, staging, zip((one.path for one in composed), names, strict=True))
    shutil.rmtree(output)
    shutil.rmtree(staging)
    return times


def _page_of(file: ParsedFile) -> Iterator[Any]:
    return (page for page in demands(file.parsed.record) if page.kind == "entry")


def _stage_all(staging: Path, pages: Sequence[bytes]) -> list[str]:
    names = []
    for number, data in enumerate(pages):
        hashlib.sha256(data).digest()
        names.append(stage(staging, staged_name("entry", number), data).name)
    return names


def _bare(project: Project, composed: Sequence[Composed]) -> Times:
    """Do the same with the bare libraries: no marks, no checks, no digests, no traces."""
    times: Times = {}
    paths = sorted(project.content.glob("entries/**/*.md"))
    folder = project.cache / "bench-bare"
    with timed(times, "read"):
        texts = [path.read_text(encoding="utf-8") for path in paths]
    parts = [text.split("---\n", 2) for text in texts]
    with timed(times, "YAML (C loader)"):
        for part in parts:
            yaml.load(part[1], yaml.CSafeLoader)
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    with timed(times, "markdown-it"):
        html = [parser.render(part[2]) for part in parts]
    environment = _environment(project, composed, html)
    template = environment.get_template("entry.html")
    with timed(times, "Jinja"):
        pages = [template.render(page=one.model).encode() for one in composed]
    folder.mkdir()
    with timed(times, "write and rename"):
        for number, page in enumerate(pages):
            (folder / f"{number}.part").write_bytes(page)
            (folder / f"{number}.part").rename(folder / f"{number}.html")
    shutil.rmtree(folder)
    return times


def _environment(project: Project, composed: Sequence[Composed], html: Sequence[str]) -> Environment:
    """Return Jinja as the product sets it up, with bodies that are rendered already."""
    ready = {
        one.model.text.markdown: text for one, text in zip(composed, html, strict=True) if one.model.text
    }
    environment = Environment(
        loader=FileSystemLoader(project.theme_folders),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["json_ld"] = json_ld
    environment.filters["prose"] = lambda text: {"html": Markup(ready[text.markdown]), "cut": False}  # noqa: S704 - our own
    return environment
