"""`site-builder watch`."""

import argparse
from functools import partial
from typing import TYPE_CHECKING, Final

from site_builder.cli.arguments import builder_of, building
from site_builder.cli.reports import as_line, print_failure, print_report
from site_builder.cli.statuses import INTERNAL, OK

if TYPE_CHECKING:
    from site_builder.building.report import Report

DESCRIPTION: Final = """\
Build, then rebuild exactly what each change touches, until Ctrl-C.

  site-builder watch
  site-builder watch --format json        for each build a line with one JSON object
"""

_NAMED: Final = 12
"""More files than this are not listed by name."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    building(parser)


def run(arguments_: argparse.Namespace) -> int:
    """Watch until interrupted."""
    from threading import Event

    from site_builder.cli.progress import progress
    from site_builder.watch import watch

    stop = Event()
    with progress() as show:
        builder = builder_of(arguments_, show, search_later=True)
    try:
        watch(
            builder,
            stop=stop,
            on_report=lambda report: announce(report, arguments_.format),
            on_crash=partial(tell_crash, form=arguments_.format),
        )
    except KeyboardInterrupt:
        stop.set()
    finally:
        builder.close()
    return OK


def announce(report: "Report", form: str) -> None:
    """Print one build of many: its files by name where they are few."""
    if form == "json":
        print(as_line({"ok": report.ok, "summary": report.summary(), "report": report}), flush=True)
        return
    print_report(report, form)
    if len(report.written) + len(report.removed) <= _NAMED:
        for path in report.written:
            print(f"  wrote   {path}", flush=True)
        for path in report.removed:
            print(f"  removed {path}", flush=True)


def tell_crash(error: Exception, form: str) -> None:
    """Say that a build failed for a reason that is not the content's; watching goes on."""
    print_failure(
        f"the build failed: {type(error).__name__}: {error}", INTERNAL, "jsonl" if form == "json" else form
    )
