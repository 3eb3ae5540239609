"""`site-builder check`."""

import argparse
from typing import Final

from site_builder.cli.arguments import project_of
from site_builder.cli.reports import print_check

DESCRIPTION: Final = """\
Report everything that is wrong with the content and the templates, all at once; write nothing.

  site-builder check
  site-builder check --format json
"""


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments: none."""


def run(arguments_: argparse.Namespace) -> int:
    """Check once."""
    from site_builder.check import check

    return print_check(check(project_of(arguments_)), arguments_.format)
