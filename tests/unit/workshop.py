"""A small digest in a folder, to be edited and built again; what several test modules share."""

from __future__ import annotations

from pathlib import Path

from site_builder.build import Builder
from site_builder.building.report import Report
from site_builder.diagnostics import format_text
from site_builder.project import project_at, theme
from site_builder.verify import verify

SETTINGS = 'title: Digest\nbase_url: "https://digest.example.org/"\nidentity: "example.org,2026"\n'


def entry(name: str, date: str, body: str = "Text.", **fields: str) -> str:
    known = {
        "id": name, "title": name.title(), "author": "Ada Roe", "date": date, "region": "africa",
        "source": "courier", "topics": "[iron]", **fields,
    }  # fmt: skip
    return "\n".join(["---", *(f"{key}: {value}" for key, value in known.items() if value), "---", body, ""])


FILES = {
    "content/site.yaml": SETTINGS,
    "content/regions/africa.md": "---\nname: Africa\n---\nA continent.\n",
    "content/regions/west-africa.md": "---\nname: West Africa\nparent: africa\n---\n",
    "content/regions/europe.md": "---\nname: Europe\n---\n",
    "content/sources/courier.md": "---\nname: Courier\nhosts: [courier.example.org]\nrights: full\n---\n",
    "content/sources/gazette.md": "---\nname: Gazette\nrights: link\n---\n",
    "content/authors/ada-roe.md": "---\nname: Ada Roe\n---\nAda writes.\n",
    "content/topics/iron.md": "---\nname: Iron\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\nThis is a digest.\n",
    "content/entries/alpha.md": entry("alpha", "2013-03-01"),
    "content/entries/beta.md": entry("beta", "2014-06-17", "See [[alpha]]."),
    "content/entries/gamma.md": entry(
        "gamma", "2014-06-20", region="europe", author="Ben Ode", topics="[grain]"
    ),
    "content/entries/delta.md": entry(
        "delta", "2015-01-05", region="europe", author="Ben Ode", topics="[grain]"
    ),
    "content/entries/omega.md": entry(
        "omega", "2026-01-05", region="europe", author="Cy Poe", topics="[law]"
    ),
}


class Workshop:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.as_of = "2026-06-01T00:00:00Z"
        for path, text in FILES.items():
            self.write(path, text)
        self.builder = Builder(project_at(root), as_of=lambda: self.as_of)
        assert self.builder.build().ok

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def theme(self, name: str, old: str, new: str) -> None:
        text = (theme() / name).read_text(encoding="utf-8")
        assert old in text
        self.write(f"templates/{name}", text.replace(old, new, 1))

    def pages(self) -> set[str]:
        output = self.root / "output"
        return {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}


def another_builder(digest: Workshop, output: Path | None = None) -> Builder:
    return Builder(project_at(digest.root, output), as_of=lambda: digest.as_of)


def build_anew(digest: Workshop, output: Path | None = None) -> Report:
    """Build as another process would."""
    builder = another_builder(digest, output)
    try:
        return builder.build()
    finally:
        builder.close()


def told(report: Report) -> str:
    return "\n".join(map(format_text, report.diagnostics))


def difference(digest: Workshop) -> str:
    return verify(project_at(digest.root))


def add_entry(digest: Workshop, name: str = "new", date: str = "2014-01-01", **fields: str) -> Path:
    path = f"content/entries/{name}.md"
    digest.write(path, entry(name, date, **fields))
    return digest.root / path
