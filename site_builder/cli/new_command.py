"""`site-builder new`."""

import argparse
from datetime import UTC, datetime
from typing import Final

from site_builder.cli.arguments import UsageError, project_of
from site_builder.cli.reports import as_json
from site_builder.cli.statuses import OK

DESCRIPTION: Final = """\
Write a draft with every field an entry needs, for you to fill in.

  site-builder new "Who Owns the Last Mile of the Cable?"
  site-builder new "Spring reading" --kind note --date 2026-03-01
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    from site_builder.model import ENTRY_KINDS

    parser.add_argument("title", help="the entry's title")
    parser.add_argument("--date", metavar="DATE", help="date of publication, YYYY-MM-DD (default: today)")
    parser.add_argument("--kind", choices=ENTRY_KINDS, default="commentary", help="default: commentary")


def run(arguments_: argparse.Namespace) -> int:
    """Write the entry."""
    from site_builder.new import NewEntryError, new_entry

    today = datetime.now(UTC).astimezone().date().isoformat()
    try:
        path = new_entry(project_of(arguments_), arguments_.title, arguments_.date or today, arguments_.kind)
    except NewEntryError as error:
        raise UsageError(str(error)) from error
    print(as_json({"ok": True, "path": path}) if arguments_.format == "json" else path)
    return OK
