"""`make bench-import`: what the import gets right of real pages and their dumps, field by field, beside trafilatura.

  make bench-import                                 every page and dump (some ten minutes)
  make bench-import IMPORT="--every 8"              a sample
  make bench-import IMPORT="--only html --no-peer"  pages alone, ours alone
  make bench-import IMPORT="--data DIR"             where the pages with their gold fields are

The scorer is the one that comes with the data (`eval_import.py` in DIR). Ours is read in the way `site-builder import
--dry-run --format jsonl` reads, in this process; trafilatura reads the same bytes in turn, in the same process. What
was learnt was learnt on these pages, so its own figures here are too good; `tests/training/` prints those by
cross-validation over sites, and they stand beside these in docs/importing-measured.md. The exit status is 1 where
a bar is missed.
"""

# ruff: noqa: T201 - this is a command; it prints its results

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from site_builder.importing import listing
from site_builder.importing.gathering import Given
from site_builder.importing.recognising.names import Names

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
import stated_days

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "import-dev"
ORIGINS: Final = (
    "title",
    "author",
    "author_fp",
    "date",
    "date_fp",
    "description",
    "sitename",
    "body",
    "body<.8",
)
Page = dict[str, Any]
Answers = dict[str, Page]

BARS: Final = {
    "html": {
        "title": (0.86, 0.90),
        "author": (0.74, 0.80),
        "author_fp": (0.12, 0.08),
        "date": (0.92, 0.95),
        "date_fp": (0.25, 0.10),
        "description": (0.84, 0.88),
        "sitename": (0.88, 0.92),
        "cpu_ms": (150, 80),
    },
    "html, articles": {"body": (0.968, 0.978), "body<.8": (0.018, 0.01)},
    "html, forum": {"body": (0.82, 0.90)},
    "text": {
        "title": (0.70, 0.85),
        "author": (0.58, 0.75),
        "author_fp": (0.20, 0.10),
        "date_fp": (0.20, 0.10),
        "body": (0.90, 0.95),
    },
    "text, date stated": {"date": (0.93, 0.96)},
}
"""Input kind → measure → what must be reached, and what is aimed at; less is better where the aim is below."""


def main() -> int:
    options = _options()
    scorer = _scorer(options.data)
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="site-builder-import-") as folder:
        root = Path(folder)
        pages = _pages(options.data, root, scorer)[:: options.every]
        if "html" in options.only:
            results |= _html(pages, root, scorer, peer=options.peer)
        if "text" in options.only:
            results |= _text(pages, options.data, root, scorer)
    missed = _print(results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return int(missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=DATA, metavar="DIR", help="the pages with their gold fields"
    )
    parser.add_argument("--only", nargs="+", choices=("html", "text"), default=["html", "text"])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth page alone")
    parser.add_argument("--no-peer", dest="peer", action="store_false", help="ours alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here, too")
    return parser.parse_args()


def _scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("eval_import", data / "eval_import.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{data} has no eval_import.py; give the folder of the data: --data DIR")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pages(data: Path, root: Path, scorer: ModuleType) -> list[Page]:
    with tarfile.open(data / "pages.tar.xz") as archive:
        archive.extractall(root, filter="data")
    pages: list[Page] = scorer.load(root)
    return pages


def _html(pages: list[Page], root: Path, scorer: ModuleType, *, peer: bool) -> dict[str, Any]:
    paths = {page["id"]: root / page["file"].removesuffix(".gz") for page in pages}
    answers: dict[str, Answers] = defaultdict(dict)
    for page in _shown(pages):
        path, url = paths[page["id"]], page["url"]
        answers["ours"][page["id"]] = _ours(path, url)
        if peer:
            answers["trafilatura"][page["id"]] = _trafilatura(path.read_bytes(), url, scorer)
    kinds = {
        "html": pages,
        "html, articles": [page for page in pages if page["page_type"] == "article"],
        "html, forum": [page for page in pages if page["page_type"] == "forum"],
    }
    origins = {
        f"html, {origin}": [page for page in pages if page["origin"] == origin]
        for origin in sorted({page["origin"] for page in pages})
    }
    return _scored(kinds | origins, answers, scorer)


def _text(pages: list[Page], data: Path, root: Path, scorer: ModuleType) -> dict[str, Any]:
    with tarfile.open(data / "textdumps.tar.xz") as archive:
        archive.extractall(root / "dumps", filter="data")
    paths = {path.stem: path for path in (root / "dumps").rglob("*.txt")}
    dumped = [page for page in pages if page["id"] in paths]
    ours = {page["id"]: _ours(paths[page["id"]], page["url"]) for page in _shown(dumped)}
    styles = defaultdict(list)
    for page in dumped:
        styles[f"text, {paths[page['id']].parent.name}"].append(page)
        if page["gold"].get("date") and _states_its_date(page, paths[page["id"]]):
            styles["text, date stated"].append(page)
    return _scored({"text": dumped, **dict(sorted(styles.items()))}, {"ours": ours}, scorer)


def _states_its_date(page: Page, dump: Path) -> bool:
    """Tell whether a dump has its page's date: of one in six it stands in the page's metadata alone."""
    return stated_days.says(dump.read_text(encoding="utf-8").splitlines(), page["url"], page["gold"]["date"])


def _scored(groups: dict[str, list[Page]], answers: dict[str, Answers], scorer: ModuleType) -> dict[str, Any]:
    return {
        name: {who: scorer.aggregate(pages, found) for who, found in answers.items()}
        for name, pages in groups.items()
        if pages
    }


def _shown(pages: list[Page]) -> Iterator[Page]:
    for number, page in enumerate(pages, 1):
        if number % 100 == 0:
            print(f"{number} of {len(pages)}", file=sys.stderr, flush=True)
        yield page


def _ours(path: Path, url: str) -> Page:
    """Read a document as the command does; a document is one line."""
    start = time.process_time()
    (read,) = listing.lines([Given(str(path), url)], Names(), jobs=1)
    cpu = time.process_time() - start
    line = json.loads(read.lines[0])
    return {
        "title": line["title"],
        "author": [author["name"] for author in line["authors"]],
        "date": line["published"],
        "description": line["standfirst"],
        "sitename": line["sitename"],
        "text": line["text"],
        "cpu": cpu,
    }


def _trafilatura(data: bytes, url: str, scorer: ModuleType) -> Page:
    import trafilatura

    start = time.process_time()
    try:
        found = trafilatura.bare_extraction(scorer.decode(data), url=url, with_metadata=True)
    except Exception as error:  # noqa: BLE001 - that a library fails on a page is a result
        return {"error": str(error)[:200], "cpu": time.process_time() - start}
    said = found.as_dict() if found else {}
    keys = {
        "title": "title",
        "author": "author",
        "date": "date",
        "description": "description",
        "sitename": "sitename",
    }
    return {key: said.get(name) for key, name in keys.items()} | {
        "text": said.get("text") or "",
        "cpu": time.process_time() - start,
    }


def _print(results: dict[str, Any]) -> bool:
    missed = False
    print(f"\n{'':34} {'ours':>8} {'must':>8} {'aim':>8} {'trafilatura':>12}")
    for kind, bars in BARS.items():
        found = results.get(kind)
        for measure, (must, aim) in bars.items() if found else ():
            ours = found["ours"].get(measure, float("nan"))
            peer = found.get("trafilatura", {}).get(measure)
            verdict = _verdict(ours, must, aim)
            missed |= verdict == "MISSED"
            beside = f"{peer:12.3f}" if peer is not None else f"{'':12}"
            print(f"{f'{kind}: {measure}':34} {ours:8.3f} {must:8.3f} {aim:8.3f} {beside}  {verdict}")
    print(f"\n{'ours, in parts':26} {'pages':>6} " + " ".join(f"{measure[:9]:>9}" for measure in ORIGINS))
    for kind, found in results.items():
        _print_row(kind, found["ours"], ORIGINS)
    return missed


def _verdict(found: float, must: float, aim: float) -> str:
    sign = 1 if aim > must else -1
    if found * sign >= aim * sign:
        return "aim reached"
    return "kept" if found * sign >= must * sign else "MISSED"


def _print_row(kind: str, found: dict[str, Any], measures: Iterable[str]) -> None:
    figures = " ".join(f"{found[one]:9.3f}" if one in found else f"{'':9}" for one in measures)
    print(f"{kind:26} {found['n']:6} {figures}")


if __name__ == "__main__":
    sys.exit(main())
