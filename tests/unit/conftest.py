"""What several modules of tests start from."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from recorder import ENTRY, PATIENCE
from serving import HEADERS
from workshop import Workshop

from site_builder.serve import DevServer
from site_builder.watch import watch


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    """A small digest, built once, in a folder whose name needs care."""
    made = Workshop(tmp_path / "Tägliche Presseschau")
    yield made
    made.builder.close()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The same digest, in a folder like any other."""
    made = Workshop(tmp_path)
    yield made
    made.builder.close()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A few files of a published site."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<html><body><p>home</p></body></html>")
    (tmp_path / "404.html").write_text("<body>lost</BODY>")
    (tmp_path / "bare.html").write_text("bare")
    (tmp_path / "feed.xml").write_text("<feed/>")
    (tmp_path / "assets/site.css").write_text("p{}")
    (tmp_path / "_headers").write_text(HEADERS)
    return tmp_path


@pytest.fixture
def server(output: Path) -> Iterator[DevServer]:
    """The development server of these files, on a real socket."""
    server = DevServer(output, port=0)
    server.start()
    yield server
    server.close()
    assert not any(thread.name == "dev-server" for thread in threading.enumerate())


@pytest.fixture
def root(tmp_path):
    """A project to be watched, with one entry."""
    (tmp_path / "content/entries").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / ENTRY).write_text("old")
    return tmp_path


@pytest.fixture
def start():
    """Return a function that watches in a thread; at the end, watching must stop and leave no thread."""
    before = set(threading.enumerate())
    stop = threading.Event()
    threads = []

    def run(builder, **options):
        thread = threading.Thread(
            target=watch,
            args=(builder,),
            kwargs={
                "stop": stop,
                "on_report": builder.reports.put,
                "on_crash": builder.crashes.put,
                **options,
            },
        )
        threads.append(thread)
        thread.start()
        assert builder.next() is None
        return builder

    yield run
    stop.set()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    assert set(threading.enumerate()) <= before
