"""A reader of the published site, who never stops while builds are made and killed.

What is promised at every instant, while the site goes from an old edition to a new one:

- a file that is there has the bytes of its old or of its new edition, never a part of them;
- from each page that belongs to both editions, and from the home page, every chain of links leads to files that
  are there. (A new page to which nothing leads yet may be ahead of what it leads to; a page that is going, to
  which nothing leads any more, may outlive what it led to: pages that lead to each other can't come in any order.)

A chain takes time to follow, so where a link leads nowhere the chain is read again: each of its files goes from old
to new once, and if none has changed, there was an instant at which all stood as read while the target was missing.
"""

from __future__ import annotations

import hashlib
import json
import re
import select
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import unquote

LINK = re.compile(rb'(?:(?:href|src)="|<loc>|url=)(?:https://digest\.example\.org)?/([^"#?<]*)')


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Site:
    """The output as a reader meets it; `files` counts what was read."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._links: dict[str, tuple[str, ...]] = {}
        self.files = 0

    def read(self, path: str) -> str:
        """Return the digest of a file, or "" where there is none."""
        try:
            data = (self._output / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        self.files += 1
        digest = digest_of(data)
        if digest not in self._links:
            self._links[digest] = tuple(_targets(data)) if path.endswith((".html", ".xml")) else ()
        return digest

    def walk(self, starts: Iterable[str], allowed: dict[str, list[str]]) -> Iterator[str]:
        """Follow every link from `starts`; yield what no reader may ever see."""
        before: dict[str, str] = {}
        found: dict[str, str] = {}
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found[path] = digest = self.read(path)
            if not digest:
                chain = list(_chain(path, before))
                if chain and all(self.read(step) == found[step] for step in chain):
                    yield f"{' < '.join([path, *chain])}: leads nowhere"
            elif digest not in allowed.get(path, ()):
                yield f"{path}: neither the old file nor the new one"
            for target in self._links.get(digest, ()):
                if target not in found:
                    before.setdefault(target, path)
                    waiting.append(target)


def _targets(data: bytes) -> Iterator[str]:
    for link in LINK.findall(data):
        target = unquote(unescape(link.decode()))
        yield f"{target}index.html" if not target or target.endswith("/") else target


def _chain(path: str, before: dict[str, str]) -> Iterator[str]:
    """Yield the pages by which a page was reached, the nearest first."""
    seen = {path}
    while (path := before.get(path, "")) and path not in seen:
        seen.add(path)
        yield path


def expectation(old: dict[str, bytes], new: dict[str, bytes]) -> dict[str, Any]:
    """Return what a reader may see between two editions."""
    allowed = {p: [digest_of(e[p]) for e in (old, new) if p in e] for p in old.keys() | new.keys()}
    return {"starts": sorted({"index.html", *(old.keys() & new.keys())}), "allowed": allowed}


def seen_at_rest(output: Path, old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """Return what is wrong with an output that nobody changes at the moment."""
    expected = expectation(old, new)
    return list(Site(output).walk(expected["starts"], expected["allowed"]))


class Reader:
    """The reader as a process of its own."""

    def __init__(self, output: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(output)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _of(self._process.stdin).close()
        self._process.wait(60)
        _of(self._process.stdout).close()

    def expect(self, old: dict[str, bytes], new: dict[str, bytes]) -> None:
        """Let the reader know between which editions the site is from now on; it begins to read."""
        self._tell(expectation(old, new))

    def seen(self) -> list[str]:
        """Let the reader finish its walk; returns what it saw that no reader may see."""
        self._tell({})
        told = json.loads(_of(self._process.stdout).readline())
        self.files += told["files"]
        return list(told["faults"])

    def _tell(self, what: dict[str, Any]) -> None:
        _of(self._process.stdin).write(json.dumps(what) + "\n")
        _of(self._process.stdin).flush()


def _of(pipe: IO[str] | None) -> IO[str]:
    assert pipe
    return pipe


def main() -> None:
    site = Site(Path(sys.argv[1]))
    for line in sys.stdin:
        expected = json.loads(line)
        faults: dict[str, None] = {}
        site.files = 0
        while True:
            faults |= dict.fromkeys(site.walk(expected["starts"], expected["allowed"]))
            if select.select([sys.stdin], [], [], 0.001)[0]:
                break
        sys.stdin.readline()
        sys.stdout.write(json.dumps({"files": site.files, "faults": list(faults)[:5]}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
