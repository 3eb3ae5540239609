"""Inputs of a build: what changed in content and theme since the last one, parsed."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from msgspec import Struct

from site_builder.building.snapshots import ParsedFile
from site_builder.content.parse import Parsed, parse
from site_builder.content.scan import Known, Scan, SourceFile, scan, scan_theme
from site_builder.diagnostics import Diagnostic
from site_builder.incremental.stored_sources import Row
from site_builder.model import Asset
from site_builder.project import Project

THEME: Final = "templates/"
ASSETS: Final = "templates/assets/"
_UNTOUCHED: Final = Scan((), (), (), ())


class Inputs(Struct, frozen=True):
    """What changed.

    `files` are parsed content files and assets, `templates` the names of templates that came, went or changed,
    `removed` the paths that are gone, `stamps` what to remember of files read or touched.
    """

    files: tuple[ParsedFile, ...]
    templates: frozenset[str]
    removed: tuple[str, ...]
    stamps: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_inputs(
    project: Project,
    known: Mapping[str, Known],
    *,
    scanned_at_ns: int,
    only: Collection[str] | None = None,
) -> Inputs:
    """Scan content and theme against what is `known` and parse what changed; see `content.scan` for `only`."""
    content = scan(project.root, _part(known, "content/"), scanned_at_ns=scanned_at_ns, only=only)
    theme = _UNTOUCHED
    if only is None or any(f"{path}/".startswith(THEME) for path in only):
        theme = scan_theme(project.theme_folders, _part(known, THEME), scanned_at_ns=scanned_at_ns)
    files = [ParsedFile(file.path, file.digest, parse(file.path, file.data)) for file in content.changed]
    assets = [_asset(file) for file in theme.changed if file.path.startswith(ASSETS)]
    templates = (
        path for path in (*(f.path for f in theme.changed), *theme.removed) if not path.startswith(ASSETS)
    )
    return Inputs(
        files=(*files, *assets),
        templates=frozenset(path.removeprefix(THEME) for path in templates),
        removed=(*content.removed, *theme.removed),
        stamps=tuple(_stamps(content, theme, files, known)),
        diagnostics=(
            *content.diagnostics,
            *theme.diagnostics,
            *(d for f in files for d in f.parsed.diagnostics),
        ),
    )


def _part(known: Mapping[str, Known], prefix: str) -> dict[str, Known]:
    return {path: found for path, found in known.items() if path.startswith(prefix)}


def _asset(file: SourceFile) -> ParsedFile:
    asset = Asset(file.path.removeprefix(ASSETS), file.digest, len(file.data))
    return ParsedFile(file.path, file.digest, Parsed(asset, (), ()))


def _stamps(content: Scan, theme: Scan, files: list[ParsedFile], known: Mapping[str, Known]) -> Iterator[Row]:
    keys = {file.path: file.parsed.record.key for file in files if file.parsed.record is not None}
    for file in (*content.changed, *theme.changed):
        yield file.path, file.stamp, file.digest, keys.get(file.path) or _theme_key(file.path)
    for path, stamp in (*content.touched, *theme.touched):
        yield path, stamp, known[path].digest, ""


def _theme_key(path: str) -> str:
    if path.startswith(ASSETS):
        return f"asset/{path.removeprefix(ASSETS)}"
    return f"template/{path.removeprefix(THEME)}"
