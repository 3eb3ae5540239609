"""A process that has imported everything and forks a build when asked: a kill costs a build, not Python's start.

It reads an order as a line of JSON and answers with the child's process id; to the line `{}` it answers with how
the last child ended. A child is the leader of a process group of its own.

An **event** is what can be told from outside the engine: an operation on a file (Python's audit events) or a
statement of SQL, before and after it. A child sends itself a signal at the event whose number it was given.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from site_builder.build import Builder
from site_builder.building import workers
from site_builder.content import records  # noqa: F401 - loaded here, not in every child
from site_builder.project import project_at
from site_builder.render import body, templates  # noqa: F401 - likewise

FILE_EVENTS = {
    "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "os.listdir", "os.truncate",
    "os.utime", "os.link", "shutil.rmtree", "fcntl.flock", "sqlite3.connect",
}  # fmt: skip


class Events:
    """Counts what the child does, and ends or stops it at one of the events.

    With `at` -1 it does so when it is about to commit for the first time.
    """

    def __init__(self, at: int, by: int) -> None:
        self._numbers = count(1)
        self._at = at
        self._by = by
        self.seen = 0

    def file(self, name: str, _arguments: object) -> None:
        if name in FILE_EVENTS:
            self.happen()

    def happen(self, statement: str = "") -> None:
        self.seen = next(self._numbers)
        if self.seen == self._at or (self._at == -1 and statement == "COMMIT"):
            self._at = 0
            os.kill(os.getpid(), self._by)

    def connection(self) -> type[sqlite3.Connection]:
        """Return a kind of connection that counts its statements."""
        happen = self.happen

        class Counted(sqlite3.Connection):
            def execute(self, statement: str, *arguments: Any) -> sqlite3.Cursor:
                happen(statement)
                cursor = super().execute(statement, *arguments)
                happen()
                return cursor

            def executemany(self, statement: str, *arguments: Any) -> sqlite3.Cursor:
                happen(statement)
                cursor = super().executemany(statement, *arguments)
                happen()
                return cursor

        return Counted


def watch_for(events: Events) -> None:
    """Let `events` see all that this process does from now on."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    counted = events.connection()
    sqlite3.connect = lambda *a, **n: connect(*a, factory=counted, **n)
    sys.addaudithook(events.file)


def build(order: dict[str, Any]) -> int:
    """Build as ordered; returns the exit status, and leaves the number of events and the diagnostics in a file."""
    workers.PAYS_FROM = 1
    builder = Builder(
        project_at(Path(order["root"])),
        as_of=lambda: order["as_of"],
        workers=workers.processes(order["jobs"]),
        full=order["full"],
    )
    events = Events(order["at"] or 0, signal.Signals[order["by"]])
    if order["at"] is not None:
        watch_for(events)
    report = builder.build()
    builder.close()
    Path(order["tell"]).write_text(f"{events.seen}\n{report.diagnostics}", encoding="utf-8")
    return 0 if report.ok else 1


def tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    child = 0
    for line in sys.stdin:
        order = json.loads(line)
        if not order:
            _, status = os.waitpid(child, 0)
            tell(os.waitstatus_to_exitcode(status))
            continue
        child = os.fork()
        if not child:
            os.setsid()
            status = 3
            try:
                status = build(order)
            except Exception:  # noqa: BLE001 - the status tells it, and this says why
                traceback.print_exc()
            finally:
                os._exit(status)
        tell(child)


if __name__ == "__main__":
    main()
