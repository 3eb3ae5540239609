"""`site-builder init`."""

import argparse
import sys
from pathlib import Path
from typing import Final

from site_builder.cli.arguments import UsageError
from site_builder.cli.reports import as_json
from site_builder.cli.statuses import OK

DESCRIPTION: Final = """\
Start a digest: settings, the default regions, two example entries and an about page.

  site-builder init my-digest
  site-builder serve --project my-digest
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="the new folder (default: --project)"
    )


def run(arguments_: argparse.Namespace) -> int:
    """Write the scaffold."""
    from site_builder.scaffold import write

    folder: Path = arguments_.folder or arguments_.project
    try:
        written = write(folder)
    except FileExistsError as error:
        raise UsageError(f"{error}; nothing was written") from error
    if arguments_.format == "json":
        print(as_json({"ok": True, "folder": str(folder), "written": written}))
        return OK
    for path in written:
        print(f"  {path}", file=sys.stderr)
    here = folder.resolve() == Path.cwd()
    print(
        f"{len(written)} files in {folder}; next: site-builder serve{'' if here else f' --project {folder}'}"
    )
    return OK
