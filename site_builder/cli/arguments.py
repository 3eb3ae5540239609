"""Arguments that several commands share."""

import argparse
import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from site_builder.project import Project, project_at

if TYPE_CHECKING:
    from site_builder.build import Builder
    from site_builder.building.workers import Start
    from site_builder.progress import Progress

PROCESSES: Final = "processes"


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the examples in descriptions as they are written."""


class UsageError(Exception):
    """The command can't be carried out as given; the text says why and what would do, `usage` how it is written."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Raises a UsageError where argparse would print and exit, so that programs learn of it in the form they read."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line."""
        raise UsageError(f"{message}\n`{self.prog} --help` has examples", self.format_usage())


def common(parser: argparse.ArgumentParser, formats: Sequence[str] = ("text", "json")) -> None:
    """Add what every command takes; `formats` are the ways in which it can report."""
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the digest's folder (default: here)"
    )
    parser.add_argument("--format", choices=formats, default="text", help="how to report (default: text)")


def building(parser: argparse.ArgumentParser) -> None:
    """Add what every command that builds takes."""
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where the site goes (default: output/ of the project)"
    )
    parser.add_argument(
        "--as-of",
        type=instant,
        metavar="DATE",
        help="build the site as it is at this date or date-time (default: now); decides what is shown of entries"
        " with publish_at or expire_at",
    )
    parser.add_argument(
        "--jobs", type=jobs, default=0, metavar="N", help="processes to render with (default: as many as pay)"
    )
    parser.add_argument(
        "--executor",
        type=executor,
        default=PROCESSES,
        metavar="WHO",
        help="who does large work: `processes` of this machine (default), or the workers of the Dask scheduler"
        " dask://HOST:PORT; they must see the project's folder under the same path",
    )
    parser.add_argument(
        "--full", action="store_true", help="use nothing of the last build; write every file again"
    )


def executor(text: str) -> str:
    """Return `processes`, or the HOST:PORT of a Dask scheduler."""
    address = re.fullmatch(r"dask://((?:\[[\da-fA-F:.]+\]|[\w.-]+):(\d{1,5}))", text)
    if address and 0 < int(address[2]) < 1 << 16:
        return address[1]
    if text != PROCESSES:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither `processes` nor a scheduler's dask://HOST:PORT"
        )
    return text


def jobs(text: str) -> int:
    """Return a number of processes from 1 to 64, or 0 for "as many as pay"."""
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= 64:  # noqa: PLR2004 - said in the message
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 64")
    return number


def cores() -> int:
    """Return the number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def instant(text: str) -> str:
    """Return a date or date-time as a UTC instant `YYYY-MM-DDTHH:MM:SSZ`; a date is its first instant."""
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            date.fromisoformat(text)
            found = found.replace(tzinfo=UTC)
        return utc(found)
    except (ValueError, OverflowError):
        message = f"{text!r} is neither a date (2026-03-01) nor a date-time with a zone (2026-03-01T09:00Z)"
        raise argparse.ArgumentTypeError(message) from None


def utc(moment: datetime) -> str:
    """Return a moment as `YYYY-MM-DDTHH:MM:SSZ` in UTC."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def project_of(arguments: argparse.Namespace) -> Project:
    """Return the project that the arguments name; a folder without `content/` is refused with a hint."""
    project = project_at(arguments.project, getattr(arguments, "output", None))
    if not project.content.is_dir():
        raise UsageError(f"{project.root} has no content/ folder; `site-builder init DIR` starts a digest")
    ours = (project.content, project.templates, project.cache)
    if project.root.is_relative_to(project.output) or any(map(project.output.is_relative_to, ours)):
        raise UsageError(f"the output {project.output} would overwrite the project")
    return project


def builder_of(
    arguments: argparse.Namespace, progress: "Progress", *, search_later: bool = False
) -> "Builder":
    """Return a builder set up by the arguments of `building`; see `Builder` on `search_later`."""
    from site_builder.collector import look_seldom

    look_seldom()
    from site_builder.build import Builder
    from site_builder.building.workers import UNASKED_FROM

    project = project_of(arguments)
    return Builder(
        project,
        as_of=lambda: arguments.as_of or utc(datetime.now(UTC)),
        workers=_workers_of(arguments, project),
        least=0 if arguments.jobs or arguments.executor != PROCESSES else UNASKED_FROM,
        full=arguments.full,
        progress=progress,
        search_later=search_later,
    )


def _workers_of(arguments: argparse.Namespace, project: Project) -> "Start | None":
    if arguments.executor == PROCESSES:
        from site_builder.building.workers import processes

        return processes(arguments.jobs or cores())
    from site_builder.building.cluster import dask

    if find_spec("distributed") is None:
        raise UsageError("a Dask cluster needs more packages: pip install 'site-builder[cluster]'")
    if arguments.jobs:
        raise UsageError("--jobs counts processes of this machine; a cluster's workers are all used")
    return dask(arguments.executor, project)
