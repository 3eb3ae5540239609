"""`site-builder import`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from site_builder.cli.arguments import project_of

DESCRIPTION: Final = """\
Turn source documents (plain text as saved or pasted from a page) into entries and captures.

  site-builder import commentary.txt repost.txt
  site-builder import --dry-run page.txt        say what would be written, write nothing
  site-builder import --project digest *.txt --format json

What a document does not state is left empty, never invented; the report lists what is left for you
to fill in, with file and line. Importing a document again changes nothing.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument("documents", nargs="+", type=Path, metavar="FILE", help="a document to import")
    parser.add_argument(
        "--dry-run", action="store_true", help="report what would be written, and write nothing"
    )


def run(arguments_: argparse.Namespace) -> int:
    """Import the documents."""
    from site_builder.importing import import_documents

    project = project_of(arguments_)
    report = import_documents(
        arguments_.documents, project.root, now=datetime.now(UTC), dry_run=arguments_.dry_run
    )
    print(report.json() if arguments_.format == "json" else report.text(), file=sys.stdout)
    return report.status
