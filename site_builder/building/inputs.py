"""Inputs of a build: what changed in content and theme since the last one, parsed."""

from collections.abc import Collection, Iterator
from typing import Final

from msgspec import Struct

from site_builder.building.reading import ASSETS, THEME, ReadFile, read_files
from site_builder.building.spool import Spool
from site_builder.building.workers import Workers
from site_builder.content.folders import is_catalogue
from site_builder.content.scan import Known, Scan, scan, scan_theme
from site_builder.diagnostics import Diagnostic
from site_builder.incremental.stored_sources import Row
from site_builder.model import Catalogue, Site
from site_builder.progress import Progress, quiet
from site_builder.project import Project

_UNTOUCHED: Final = Scan((), (), (), ())


class KnownFiles(Struct, frozen=True):
    """The files of the last build, by path; their dicts are brought up to date after each build of a watch."""

    content: dict[str, Known] = {}
    theme: dict[str, Known] = {}

    def __len__(self) -> int:
        return len(self.content) + len(self.theme)

    def of(self, path: str) -> dict[str, Known]:
        """Return the dict that a path belongs into."""
        return self.theme if path.startswith(THEME) else self.content


class Sources(Struct, frozen=True):
    """What a scan of content and theme found."""

    content: Scan
    theme: Scan

    def __len__(self) -> int:
        """Return the number of files that are new, changed or gone."""
        return sum(len(part.changed) + len(part.removed) for part in (self.content, self.theme))


class Inputs(Struct, frozen=True):
    """What changed.

    `files` are content files, catalogues and assets as read, `templates` the names of templates that came, went or changed,
    `removed` the paths that are gone, `stamps` what to remember of files read or touched.
    """

    files: tuple[ReadFile, ...]
    templates: frozenset[str]
    removed: tuple[str, ...]
    stamps: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    reread: int = 0

    @property
    def nothing_new(self) -> bool:
        """Whether there is nothing here that the state doesn't know, nor a file that it is unsure of."""
        return not (self.files or self.templates or self.removed or self.stamps or self.reread)

    @property
    def wording(self) -> bool:
        """Whether the language of the site, or a catalogue, may be another than before."""
        return any(isinstance(file.record, Site | Catalogue) for file in self.files) or any(
            map(is_catalogue, self.removed)
        )


def look(
    project: Project, known: KnownFiles, *, scanned_at_ns: int, only: Collection[str] | None = None
) -> Sources:
    """Scan content and theme against what is `known`; see `content.scan` for `only`."""
    content = scan(project.root, known.content, scanned_at_ns=scanned_at_ns, only=only)
    theme = _UNTOUCHED
    if only is None or any(f"{path}/".startswith(THEME) for path in only):
        theme = scan_theme(project.theme_folders, known.theme, scanned_at_ns=scanned_at_ns)
    return Sources(content, theme)


def read_inputs(
    sources: Sources,
    known: KnownFiles,
    workers: Workers | None = None,
    spool: Spool | None = None,
    progress: Progress = quiet,
) -> Inputs:
    """Read and parse what changed; with `workers` and a `spool`, elsewhere where that pays."""
    content, theme = sources.content, sources.theme
    alone = Workers(None)
    read = []
    for number, file in enumerate(read_files(content.changed, workers or alone, spool), 1):
        read.append(file)
        progress("files", number, len(content.changed))
    read += read_files(theme.changed, alone, None)
    templates = (file.path for file in read if _is_template(file.path))
    gone = (path for path in theme.removed if _is_template(path))
    return Inputs(
        files=tuple(file for file in read if not _is_template(file.path) and file.stamp),
        templates=frozenset(path.removeprefix(THEME) for path in (*templates, *gone)),
        removed=(*content.removed, *theme.removed),
        stamps=tuple(_stamps(sources, read, known)),
        diagnostics=(
            *content.diagnostics,
            *theme.diagnostics,
            *(diagnostic for file in read for diagnostic in file.diagnostics),
        ),
        reread=content.reread + theme.reread,
    )


def read_everything(project: Project) -> Inputs:
    """Read a whole project, without regard to what was built before."""
    nothing = KnownFiles()
    return read_inputs(look(project, nothing, scanned_at_ns=0), nothing)


def _is_template(path: str) -> bool:
    return path.startswith(THEME) and not path.startswith(ASSETS) and not is_catalogue(path)


def _stamps(sources: Sources, read: list[ReadFile], known: KnownFiles) -> Iterator[Row]:
    yield from ((file.path, file.stamp, file.digest) for file in read if file.stamp)
    for path, stamp in (*sources.content.touched, *sources.theme.touched):
        yield path, stamp, known.of(path)[path].digest


def remember(known: KnownFiles, inputs: Inputs) -> None:
    """Bring `known` up to date with what was read."""
    for path in inputs.removed:
        known.of(path).pop(path, None)
    for path, stamp, digest in inputs.stamps:
        known.of(path)[path] = Known(stamp, digest)
