"""The cases of tests/golden/diagnostics: content and catalogues, and the report an editor gets for it.

A case is a title, files, and the report, divided by lines that hold one dot. A file begins with a line
`=== PATH`; after the path may stand `(escaped)`: the text holds Python escapes for bytes; `(N bytes)`: a file
of that size; `-> TARGET`: a symbolic link. `=== without PATH` leaves out a file of the sound site that every
case starts from.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from site_builder.building.again import Again
from site_builder.building.reading import read_file
from site_builder.building.snapshots import MemorySnapshot
from site_builder.checks import CHECKS
from site_builder.content.scan import scan, scan_theme
from site_builder.diagnostics import Diagnostic, format_text

FOLDER = Path(__file__).parents[2] / "golden" / "diagnostics"

SOUND_SITE = {
    "content/site.yaml": "title: A digest\nbase_url: https://example.org/\nidentity: example.org,2026\n",
    "content/regions/africa.md": "---\nname: Africa\n---\n",
    "content/sources/courier.md": "---\nname: The Courier\n---\n",
}


class Case(NamedTuple):
    title: str
    files: str
    report: str


def read_cases(text: str) -> Iterator[Case]:
    parts = re.split(r"^\.\n", text, flags=re.MULTILINE)
    for title, files, report in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
        yield Case(title.strip(), files, report)


CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.md"))
    for case in read_cases(path.read_text("utf-8"))
]


def write_site(root: Path, files: str) -> None:
    for path, text in SOUND_SITE.items():
        _write(root / path, text.encode())
    for part in re.split(r"^=== ", files, flags=re.MULTILINE)[1:]:
        header, _, text = part.partition("\n")
        _write_one(root, header, text)


def _write_one(root: Path, header: str, text: str) -> None:
    if header.startswith("without "):
        (root / header.removeprefix("without ")).unlink()
    elif " -> " in header:
        path, target = header.split(" -> ")
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    elif match := re.fullmatch(r"(.+) \((\d+) bytes\)", header):
        _write(root / match[1], b"x" * int(match[2]))
    elif header.endswith(" (escaped)"):
        path = os.fsdecode(_unescape(header.removesuffix(" (escaped)")))
        _write(root / path, _unescape(text.rstrip("\n")))
    else:
        _write(root / header, text.encode())


def _unescape(text: str) -> bytes:
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def diagnose(root: Path) -> list[Diagnostic]:
    """Return everything that scan, parse and the checks find."""
    scanned = scan(root, {}, scanned_at_ns=0)
    theme = scan_theme([root / "templates"], {}, scanned_at_ns=0)
    files = [read_file(place) for place in (*scanned.changed, *theme.changed)]
    snapshot = MemorySnapshot((file for file in files if file.stamp), Again(root))
    found = [*scanned.diagnostics, *(d for file in files for d in file.diagnostics)]
    found += [d for check in CHECKS for d in check(snapshot)]
    return sorted(found, key=Diagnostic.sort_key)


@pytest.mark.parametrize("case", CASES)
def test_an_editor_reads_this_report(case: Case, tmp_path: Path):
    write_site(tmp_path, case.files)
    assert case.report.splitlines() == "\n".join(map(format_text, diagnose(tmp_path))).splitlines()


def test_the_sound_site_has_no_fault(tmp_path: Path):
    write_site(tmp_path, "")
    assert diagnose(tmp_path) == []
