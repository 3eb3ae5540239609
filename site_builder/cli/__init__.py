"""The command line: `site-builder COMMAND`; the only place that prints and that decides the exit status.

Exit status: 0 fine, 1 faults in the content, 2 wrong usage, 3 an internal fault; as shells have it, 130 when stopped
by Ctrl-C and 141 when whoever reads our output has gone.
"""

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from site_builder import __version__
from site_builder.cli.arguments import HelpFormatter, Parser, UsageError, common
from site_builder.cli.reports import print_failure
from site_builder.cli.statuses import INTERNAL, INTERRUPTED, PIPE, USAGE
from site_builder.cli.streams import asked_for, let_go, names_are_utf8, prepare

COMMANDS: Final = {
    "init": "start a digest in a new folder",
    "import": "turn source documents into entries and captures",
    "new": "write an empty entry to fill in",
    "check": "report everything that is wrong with the content",
    "build": "bring the output up to date",
    "watch": "rebuild whenever a file changes",
    "serve": "watch, and show the site in a browser that reloads itself",
}

DESCRIPTION: Final = """\
A static-site generator for curated commentary digests.

  site-builder init my-digest             start a digest
  site-builder import page.txt            turn a document into an entry
  site-builder serve                      write, and see it in the browser
  site-builder build                      bring output/ up to date
"""


EPILOG: Final = """\
exit status: 0 fine, 1 faults in the content, 2 wrong usage, 3 an internal fault
`site-builder COMMAND --help` shows a command's options with examples.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; a command's module is imported to add its arguments."""
    top = Parser(prog="site-builder", description=DESCRIPTION, formatter_class=HelpFormatter, epilog=EPILOG)
    top.add_argument("--version", action="version", version=f"site-builder {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        module = import_module(f"site_builder.cli.{name}_command")
        sub = commands.add_parser(
            name, help=purpose, description=module.DESCRIPTION, formatter_class=HelpFormatter
        )
        module.arguments(sub)
        common(sub, getattr(module, "FORMATS", ("text", "json")))
        sub.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = sys.argv[1:] if argv is None else list(argv)
    form = asked_for(given)
    prepare(form)
    arguments = argparse.Namespace(project=Path())
    try:
        names_are_utf8()
        arguments = parser().parse_args(given)
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return print_failure("stopped", INTERRUPTED, form)
    except BrokenPipeError:  # the reader of our output has gone: `site-builder check | head`
        let_go()
        return PIPE
    except UsageError as error:
        return print_failure(str(error), USAGE, form, before=error.usage)
    except Exception as error:  # noqa: BLE001 - the last resort: say what happened and how to report it
        return print_failure(_internal(error, arguments.project), INTERNAL, form)


def _internal(error: Exception, project: Path) -> str:
    import traceback

    if (
        isinstance(error, OSError) and error.errno == errno.ENOSPC
    ):  # builds report theirs: this is what we print
        return f"what was to be printed can't be written: {error.strerror}"
    log = project / ".site-cache" / "fault.txt"
    text = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(f"site-builder {__version__}, Python {sys.version}\n{text}", encoding="utf-8")
        where = f"Please report it with {log}."
    except OSError:
        where = text
    return f"an internal fault: {type(error).__name__}: {error}\n{where}"
