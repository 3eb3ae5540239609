"""`site-builder build`."""

import argparse
import sys
from typing import TYPE_CHECKING, Final

from site_builder.cli.arguments import UsageError, builder_of, building
from site_builder.cli.reports import print_report
from site_builder.cli.statuses import CONTENT, INTERNAL, OK
from site_builder.project import Project

if TYPE_CHECKING:
    from site_builder.building.report import Report

DESCRIPTION: Final = """\
Bring the output up to date: render exactly the pages that a change touches.

  site-builder build                          into output/
  site-builder build --as-of 2027-01-01       the site as it will be then
  site-builder build --verify                 compare with a cold build, byte for byte
  site-builder build --explain regions/europe/index.html
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    building(parser)
    parser.add_argument(
        "--verify",
        action="store_true",
        help="afterwards build cold in memory and report the first differing page",
    )
    parser.add_argument(
        "--explain",
        metavar="PAGE",
        help="print what a page read and why it was last rendered; a path or an address",
    )


def run(arguments_: argparse.Namespace) -> int:
    """Build once."""
    from site_builder.cli.progress import progress

    with progress() as show:
        builder = builder_of(arguments_, show)
        report = builder.build()
    builder.close()
    form: str = arguments_.format
    if not report.ok:
        print_report(report, form)
        return CONTENT
    if arguments_.explain:
        return _explain(builder.project, arguments_.explain, report, form)
    if arguments_.verify:
        return _verify(builder.project, report, form)
    print_report(report, form)
    return OK


def _verify(project: Project, report: "Report", form: str) -> int:
    from site_builder.verify import verify

    if form != "json":
        print_report(report, form)
    difference = verify(project)
    if form == "json":
        print_report(
            report, form, {"ok": not difference, "verified": not difference, "difference": difference}
        )
    elif difference:
        print(difference, file=sys.stderr)
    else:
        print("verified: a cold build gives the same bytes")
    return INTERNAL if difference else OK


def _explain(project: Project, page: str, report: "Report", form: str) -> int:
    from site_builder.explain import explain

    found = explain(project, page)
    if found is None:
        raise UsageError(f"no page {page}; give its address, or its path below output/, such as index.html")
    print_report(report, form, {"explanation": found})
    if form != "json":
        print(found)
    return OK
