"""Standard input, output and error as we find them: closed, in another encoding, or with nobody at the other end."""

import io
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from site_builder.cli.arguments import UsageError


def asked_for(argv: Sequence[str]) -> str:
    """Return the form of report that a command line asks for, before it is known to be a sound one.

    >>> asked_for(["build", "--format", "json"]), asked_for(["build", "--format=json"]), asked_for(["build"])
    ('json', 'json', 'text')
    """
    for one, following in pairwise([*argv, ""]):
        if one == "--format" and following in {"json", "jsonl"}:
            return following
        if one in {"--format=json", "--format=jsonl"}:
            return one.partition("=")[2]
    return "text"


def prepare(form: str) -> None:
    """Make the standard streams fit to print anything.

    One that is closed leads nowhere: else the first file that is opened would take its number, and get what is
    printed. JSON is UTF-8 whatever the locale says; in other reports, what its encoding lacks is shown escaped.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free, which is this one
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for good
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if isinstance(sys.stdout, io.TextIOWrapper):
        if form == "text":
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def names_are_utf8() -> None:
    """Refuse to run where Python takes names of files for another encoding than UTF-8, which they are in."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower() not in {"utf-8", "utf8"}:
        raise UsageError(
            f"Python reads the names of files as {encoding} here; set PYTHONUTF8=1, or a locale such as LC_ALL=C.UTF-8"
        )


def let_go() -> None:
    """Print nothing more: what is left in the buffers has no reader."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
