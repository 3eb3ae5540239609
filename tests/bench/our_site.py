"""Our own builds, from the shell and under `watch`, over a generated digest."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

from aside import put_aside
from corpus import address_of, read_file, write_corpus
from processes import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType

REPOSITORY: Final = Path(__file__).resolve().parents[2]
SETTLED: Final = 2.1
"""Seconds after which a file's stamp can be trusted (see `content.scan`)."""
LIMIT: Final = 120.0
POLL: Final = 0.0002
TELLING_WORDS: Final = 7


class Digest:
    """A generated digest in a folder of its own."""

    def __init__(self, root: Path, entries: int) -> None:
        self.root = root
        self.entries = entries
        self.output = root / "output"
        self.paths = [root / path for path in write_corpus(root, entries)]

    def build(self, *arguments: str) -> Run:
        """Build as an editor would in a shell."""
        return run(command(self.root, "build", *arguments), self.root, environment())

    def cold_build(self, *arguments: str) -> Run:
        """Build with nothing left of any build before."""
        self.forget()
        return self.build(*arguments)

    def forget(self) -> None:
        """Take all that builds made out of the way."""
        put_aside(self.root, self.root / ".site-cache")
        put_aside(self.root, self.output)

    def be_built(self) -> None:
        """Build, and again when the stamps of the files can be trusted."""
        self.build()
        time.sleep(SETTLED)
        self.build()

    def state_bytes(self) -> int:
        """Return what the state takes on the disk, with the log that SQLite left beside it."""
        files = (self.root / ".site-cache").glob("state.sqlite*")
        return sum(path.stat().st_size for path in files if not path.name.endswith("-shm"))

    def page_of(self, path: Path) -> Path:
        return self.output / address_of(path.stem).strip("/") / "index.html"


def environment() -> dict[str, str]:
    """Return the environment of an installed package: this checkout's code, with its bytecode kept."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return kept | {
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONPYCACHEPREFIX": str(REPOSITORY / ".pytest_cache" / "bench"),
    }


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "site_builder", *arguments, "--format", "json", "--project", str(root)]


def edit_body(path: Path, mark: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{mark}\n")


def edit_title(path: Path, title: str) -> None:
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("\ntitle: ")
    path.write_text(f'{head}\ntitle: "{title}"\n{rest.partition(chr(10))[2]}', encoding="utf-8")


def has_telling_title(path: Path) -> bool:
    """Tell whether an entry's title is so long that no other text of the corpus has the same words by chance."""
    return len(read_file(path)[0]["title"].split()) >= TELLING_WORDS


def touch_everything(*folders: Path) -> None:
    """Give every file another time, as a fresh checkout does."""
    for folder in folders:
        for path in folder.rglob("*"):
            os.utime(path)


def holding(output: Path, texts: Sequence[str]) -> dict[str, list[Path]]:
    """Return the files of a folder that hold each of the texts."""
    found: dict[str, list[Path]] = {text: [] for text in texts}
    wanted = {text: text.encode() for text in texts}
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder, name)
            data = path.read_bytes()
            for text, code in wanted.items():
                if code in data:
                    found[text].append(path)
    return found


class Watch:
    """`site-builder watch` at work over a digest that is built; a context manager."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._reports: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        root = self._digest.root
        arguments = command(root, "watch")
        self._process = subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=root, env=environment())
        assert self._process.stdout is not None
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()
        self._reports.get(timeout=LIMIT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def _listen(self, stream: IO[bytes]) -> None:
        lines: list[bytes] = []
        for line in stream:
            lines.append(line)
            if line.rstrip() == b"}":
                self._reports.put(json.loads(b"".join(lines)))
                lines = []

    def edit_bodies(self, paths: Iterable[Path]) -> list[tuple[float, int]]:
        """Add a line to each entry; return seconds until its page has it, and how many files were written."""
        found = []
        for number, path in enumerate(paths):
            mark = f"watched edit {number}"
            pages = [self._digest.page_of(path)]
            found.append(
                self._edit(
                    pages,
                    lambda path=path, mark=mark: edit_body(path, mark),
                    lambda text, mark=mark: mark in text,
                )
            )
        return found

    def edit_titles(self, paths: Sequence[Path]) -> list[tuple[float, int]]:
        """Change each entry's title; return seconds until every page that showed it shows the new one, and files."""
        titles = {path: read_file(path)[0]["title"] for path in paths}
        pages = holding(self._digest.output, list(titles.values()))
        found = []
        for number, (path, old) in enumerate(titles.items()):
            new = f"Watched title {number} of many"
            found.append(
                self._edit(
                    pages[old],
                    lambda path=path, new=new: edit_title(path, new),
                    lambda text, old=old, new=new: new in text and old not in text,
                )
            )
        return found

    def _edit(
        self, pages: list[Path], edit: Callable[[], None], is_right: Callable[[str], bool]
    ) -> tuple[float, int]:
        left = {page: _stamp(page) for page in pages}
        edit()
        saved = last = time.perf_counter()
        while left:
            if time.perf_counter() - saved > LIMIT:
                raise RuntimeError(
                    f"{len(left)} pages are not right after {LIMIT} s, such as {next(iter(left))}"
                )
            for page, stamp in list(left.items()):
                if (now := _stamp(page)) == stamp:
                    continue
                seen = time.perf_counter()
                left[page] = now
                if is_right(page.read_text(encoding="utf-8")):
                    del left[page]
                    last = seen
            time.sleep(POLL)
        report = self._reports.get(timeout=LIMIT)
        time.sleep(0.05)  # so that this edit and the next are two saves
        return last - saved, len(report["report"]["written"])


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
