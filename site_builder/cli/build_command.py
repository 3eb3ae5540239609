"""`site-builder build`."""

import argparse
import sys
from typing import Final

from site_builder.cli.arguments import UsageError, builder_of, building
from site_builder.cli.reports import print_report
from site_builder.cli.statuses import CONTENT, INTERNAL, OK
from site_builder.project import Project

DESCRIPTION: Final = """\
Bring the output up to date: render exactly the pages that a change touches.

  site-builder build                          into output/
  site-builder build --as-of 2027-01-01       the site as it will be then
  site-builder build --verify                 compare with a cold build, byte for byte
  site-builder build --explain regions/africa/index.html
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
    print_report(report, arguments_.format)
    if not report.ok:
        return CONTENT
    if arguments_.explain:
        _explain(builder.project, arguments_.explain)
        return OK
    return _verify(builder.project) if arguments_.verify else OK


def _explain(project: Project, page: str) -> None:
    from site_builder.explain import explain

    found = explain(project, page)
    if found is None:
        raise UsageError(f"no page {page}; give a path below output/, such as regions/africa/index.html")
    print(found)


def _verify(project: Project) -> int:
    from site_builder.verify import verify

    difference = verify(project)
    if difference:
        print(difference, file=sys.stderr)
        return INTERNAL
    print("verified: a cold build gives the same bytes")
    return OK
