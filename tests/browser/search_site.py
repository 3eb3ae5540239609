"""What the tests of search look for: a few entries of our own among the many that are generated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from site_builder.build import Builder
from site_builder.project import project_at

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
BODIES = {
    "2019-05-05-keepers": "Un texte sur la mer.",
    "2017-05-05-ministry": "Nothing of note stands here.",
}
LATEST = {
    "title": "A quiet week", "author": "Ignace Malherbe", "region": "asia", "source_url": "https://quay.example.org/e",
}  # fmt: skip
"""Newer than the others, and its text has their words."""

SOURCE = "---\nname: Ferry Post\nhosts: [quay.example.org]\nrights: full\n---\n"


def write_searched(root: Path, more: Mapping[str, dict[str, str]] = MappingProxyType({})) -> None:
    """Write these entries into the digest in the folder `root`, and the fields and body of some `more` by id."""
    (root / "content/sources/ferry-post.md").write_text(SOURCE, encoding="utf-8")
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


def published(root: Path) -> Path:
    """Switch search on in the digest in `root` and build it; return its output."""
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "search: true\n", encoding="utf-8")
    builder = Builder(project_at(root), as_of=lambda: "2026-11-22T00:00:00Z")
    report = builder.build()
    builder.close()
    assert report.ok, report.diagnostics
    return root / "output"
