"""A generated digest of 2,000 entries with a few of our own among them, published for the tests of search."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from corpus import write_corpus

from site_builder.build import Builder
from site_builder.project import project_at

ENTRIES = 2000
AS_OF = "2026-11-22T00:00:00Z"
OURS = {
    "2015-03-01-harbour": {
        "title": "The harbour that forgot the sea", "author": "Zubaydah Quill", "region": "oceania", "topics": "[quayside]",
        "summary": "A port silts up while its ministry counts ships.", "source_url": "https://quay.example.org/a",
    },
    "2016-03-01-copy": {
        "title": "The harbour that forgot the sea", "author": "Zubaydah Quill", "region": "oceania", "kind": "repost",
        "excerpt_of": "", "repost_of": "2015-03-01-harbour", "source_url": "https://elsewhere.example.org/a",
    },
    "2017-05-05-ministry": {
        "title": "Who counts the ships", "author": "Ignace Malherbe", "region": "asia", "topics": "[quayside]",
        "summary": "On lighthouses.", "source_url": "https://quay.example.org/b",
    },
    "2019-05-05-keepers": {
        "title": "Élections à l’île des gardiens", "author": "Ignace Malherbe", "region": "asia", "language": "fr",
        "summary": "Le scrutin des phares.", "source_url": "https://quay.example.org/c",
    },
    "2020-06-06-arabic": {
        "title": "حكومة الموانئ والمدارس", "author": "سليم البحري", "region": "maghreb", "language": "ar",
        "summary": "عن المدرّسين في الميناء.", "source_url": "https://quay.example.org/d",
    },
}  # fmt: skip
SOURCE = "---\nname: Ferry Post\nhosts: [quay.example.org]\nrights: full\n---\n"
BODIES = {
    "2019-05-05-keepers": "Un texte sur la mer.",
    "2017-05-05-ministry": "Nothing of note stands here.",
}
LATEST = {
    "title": "A quiet week", "author": "Ignace Malherbe", "region": "asia", "source": "ferry-post",
    "source_url": "https://quay.example.org/e",
}  # fmt: skip
"""Newer than the others, and its text has their words."""


def build(root: Path, more: Mapping[str, dict[str, str]] = MappingProxyType({})) -> Path:
    """Build the digest with the fields of some `more` entries by id, and return its output folder."""
    write_corpus(root, ENTRIES)
    (root / "content/sources/ferry-post.md").write_text(SOURCE, encoding="utf-8")
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "search: true\n", encoding="utf-8")
    texts = {entry: BODIES.get(entry, "A text of few words.") for entry in OURS}
    texts["2026-01-01-week"] = "The lighthouses of Malherbe, a harbour and its ministry were mentioned here."
    texts |= {entry: fields["body"] for entry, fields in more.items()}
    for entry, told in ({**OURS, "2026-01-01-week": LATEST, **more}).items():
        fields = {name: value for name, value in told.items() if name != "body"}
        lines = [
            f"{name}: {value}" for name, value in {**fields, "date": entry[:10], "id": entry}.items() if value
        ]
        text = "\n".join(["---", *lines, "---", texts[entry], ""])
        (root / f"content/entries/{entry}.md").write_text(text, encoding="utf-8")
    builder = Builder(project_at(root), as_of=lambda: AS_OF)
    report = builder.build()
    builder.close()
    assert report.ok, report.diagnostics
    return root / "output"


class _Compressing(SimpleHTTPRequestHandler):
    """Sends text compressed, as hosts do; each file is compressed once."""

    protocol_version = "HTTP/1.1"
    packed: dict[str, bytes] = {}  # noqa: RUF012 - shared by all requests
    sent: list[tuple[str, int]] = []  # noqa: RUF012 - likewise

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = self.packed.get(str(path))
        if data is None:
            data = self.packed[str(path)] = gzip.compress(path.read_bytes(), 6)
        self.sent.append((self.path, len(data)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Host:
    """A host of files: its address, and what it has sent since it was last asked."""

    def __init__(self, address: str) -> None:
        self.address = address

    def take_sent(self) -> list[tuple[str, int]]:
        """Return (path, bytes) of each answer since the last call."""
        sent = list(_Compressing.sent)
        _Compressing.sent.clear()
        return sent


@contextmanager
def hosted(output: Path) -> Iterator[Host]:
    """Show an output folder as a host would."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=output))
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield Host(f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    thread.join()
    server.server_close()
