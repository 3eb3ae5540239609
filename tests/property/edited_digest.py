"""A digest that is edited at random and built after each edit: what the engine's law is held against."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from comparing import assert_equals_cold, pages_of
from digest_on_disk import SETTINGS, DigestOnDisk, front_matter, listing
from edits import AS_OF, CATALOGUES, FIELDS, IDS, PARTS, bodies, ids, languages, regions, titles
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)
from tied_entries import TiedEntries

from site_builder.build import Builder
from site_builder.building.again import Again
from site_builder.building.cold import check_all
from site_builder.building.inputs import read_everything
from site_builder.building.theming import Theming
from site_builder.diagnostics import has_errors
from site_builder.project import project_at, theme


class Digest(TiedEntries):
    """Edits of a digest, built after each step."""

    compared = 0

    def __init__(self) -> None:
        super().__init__()
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - only for speed
        self.root = Path(tempfile.mkdtemp(dir=memory))
        self.project = project_at(self.root)
        self.digest = DigestOnDisk(self.root)
        self.fields: dict[str, dict[str, object]] = {}
        self.bodies: dict[str, str] = {}
        self.paths: dict[str, str] = {}
        self.as_of = AS_OF[1]
        self.builder = self.new_builder()
        self.theming = Theming(self.project.theme_folders)
        self.dirty = True
        self.events_only = False

    def new_builder(self, *, full: bool = False) -> Builder:
        return Builder(self.project, as_of=lambda: self.as_of, full=full)

    def teardown(self) -> None:
        self.builder.close()
        shutil.rmtree(self.root)

    def save(self, entry: str) -> None:
        fields = {key: value for key, value in self.fields[entry].items() if value not in ("", [])}
        self.digest.put(self.paths[entry], front_matter({"id": entry, **fields}, self.bodies[entry]))
        self.dirty = True

    @initialize(data=st.data())
    def first(self, data: st.DataObject) -> None:
        for entry in IDS[:4]:
            self.add(entry, data.draw(regions.filter(lambda r: r != "atlantis")), data.draw(titles), "Text.")
        if data.draw(st.booleans()):
            self.make_cluster()

    def add(self, entry: str, region: str, title: str, body: str) -> None:
        self.fields[entry] = {
            "title": title, "date": entry[:10], "region": region, "author": "Ada Roe", "source": "courier",
        }  # fmt: skip
        self.bodies[entry] = body
        self.paths[entry] = f"content/entries/{entry}.md"
        self.save(entry)

    @rule(entry=ids, region=regions, title=titles, body=bodies)
    def add_entry(self, entry: str, region: str, title: str, body: str) -> None:
        if entry not in self.fields:
            self.add(entry, region, title, body)

    @rule(entry=ids, data=st.data())
    def edit_field(self, entry: str, data: st.DataObject) -> None:
        if entry in self.fields:
            name = data.draw(st.sampled_from(sorted(FIELDS)))
            self.fields[entry][name] = data.draw(FIELDS[name])
            self.save(entry)

    @rule(entry=ids, data=st.data())
    def edit_many_fields(self, entry: str, data: st.DataObject) -> None:
        if entry in self.fields:
            for name in data.draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=5, unique=True)):
                self.fields[entry][name] = data.draw(FIELDS[name])
            self.save(entry)

    @rule(entry=ids, body=bodies)
    def edit_body(self, entry: str, body: str) -> None:
        if entry in self.fields:
            self.bodies[entry] = body
            self.save(entry)

    @rule(entry=ids)
    def delete_entry(self, entry: str) -> None:
        if entry in self.fields:
            self.digest.put(self.paths.pop(entry), None)
            del self.fields[entry]
            del self.bodies[entry]
            self.dirty = True

    @rule(entry=ids, folder=st.sampled_from(["a", "b/c", "2014"]))
    def rename_file(self, entry: str, folder: str) -> None:
        if entry in self.fields:
            self.digest.put(self.paths[entry], None)
            self.paths[entry] = f"content/entries/{folder}/{entry}.md"
            self.save(entry)

    @rule(entry=ids, other=ids)
    def change_id(self, entry: str, other: str) -> None:
        if entry in self.fields and other not in self.fields:
            path = self.paths.pop(entry)
            self.fields[other] = self.fields.pop(entry)
            self.bodies[other] = self.bodies.pop(entry)
            self.paths[other] = path
            self.save(other)

    @rule(
        slug=st.sampled_from(["africa", "west-africa", "europe", "asia"]),
        name=st.sampled_from(["Africa", "Europe (all)", "Ålands"]),
        parent=st.sampled_from(["", "africa", "europe", "asia"]),
        body=st.sampled_from(["", "A place."]),
    )
    def edit_region(self, slug: str, name: str, parent: str, body: str) -> None:
        fields = {"name": name} | ({"parent": parent} if parent else {})
        self.digest.put(f"content/regions/{slug}.md", front_matter(fields, body))
        self.dirty = True

    @rule(
        path=st.sampled_from(
            [
                "authors/ada-roe.md",
                "authors/ben-ode.md",
                "topics/iron.md",
                "sources/gazette.md",
                "pages/about.md",
            ]
        ),
        name=titles,
        gone=st.booleans(),
    )
    def edit_vocabulary(self, path: str, name: str, *, gone: bool) -> None:
        full = f"content/{path}"
        if gone:
            if full in self.digest.files:
                self.digest.put(full, None)
        else:
            self.digest.put(full, front_matter({"title" if path.startswith("pages") else "name": name}, name))
        self.dirty = True

    @rule(
        title=titles,
        home_entries=st.sampled_from([1, 3, 30]),
        path=st.sampled_from(["", "digest/"]),
        feed_text=st.booleans(),
        search=st.booleans(),
        language=languages,
    )
    def edit_settings(
        self, title: str, home_entries: int, path: str, language: str, *, feed_text: bool, search: bool
    ) -> None:
        settings_ = {
            **SETTINGS,
            "title": title,
            "home_entries": home_entries,
            "feed_text": feed_text,
            "search": search,
            "language": language,
        }
        settings_["base_url"] = f"https://digest.example.org/{path}"
        self.digest.put("content/site.yaml", front_matter(settings_).split("---")[1])
        self.dirty = True

    @rule(language=languages)
    def edit_language(self, language: str) -> None:
        self.digest.put("content/site.yaml", front_matter({**SETTINGS, "language": language}).split("---")[1])
        self.dirty = True

    @rule(language=st.sampled_from(["fr", "de", "en"]), text=st.sampled_from(CATALOGUES))
    def edit_catalogue(self, language: str, text: str | None) -> None:
        path = f"templates/locale/{language}.po"
        if text is not None or path in self.digest.files:
            self.digest.put(path, text)
            self.dirty = True

    @rule(
        name=st.sampled_from(PARTS),
        mark=st.sampled_from(["", "{# seen by nobody #}", "extra"]),
        gone=st.booleans(),
    )
    def edit_template(self, name: str, mark: str, *, gone: bool) -> None:
        path = f"templates/{name}"
        if gone and path in self.digest.files:
            self.digest.put(path, None)
        elif not gone:
            text = (theme() / name).read_text(encoding="utf-8")
            head, brace, tail = text.partition("{% endblock %}")
            self.digest.put(path, head + mark + brace + tail if brace else text + mark)
        self.renew_theming()
        self.dirty = True

    def renew_theming(self) -> None:
        """Compile the cold build's templates anew where one changed; it takes half a second."""
        if any(path.endswith((".html", ".xml", ".json", ".txt")) for path in self.digest.pending):
            self.theming = Theming(self.project.theme_folders)

    @rule(text=st.sampled_from(["a{}", "b{}", None]))
    def edit_asset(self, text: str | None) -> None:
        path = "templates/assets/extra.css"
        if text is not None or path in self.digest.files:
            self.digest.put(path, text)
            self.dirty = True

    @rule(as_of=st.sampled_from(AS_OF))
    def move_time(self, as_of: str) -> None:
        self.as_of = as_of
        self.dirty = True

    @rule()
    def restart(self) -> None:
        self.builder.close()
        self.builder = self.new_builder()
        self.dirty = True

    @rule()
    def build_full(self) -> None:
        self.builder.close()
        self.builder = self.new_builder(full=True)
        self.dirty = True

    @rule(data=st.data())
    def damage_output(self, data: st.DataObject) -> None:
        files = sorted(listing(self.project.output))
        if files and not self.digest.pending:
            victim = self.project.output / data.draw(st.sampled_from(files))
            if data.draw(st.booleans()):
                victim.unlink()
            else:
                victim.write_bytes(b"x" * victim.stat().st_size)
            assert self.builder.build().ok
            self.compare_with_cold()

    @rule()
    def build_from_events(self) -> None:
        """Let the next build know the changed paths, as watch does."""
        self.events_only = True

    @invariant()
    def law(self) -> None:
        if not self.dirty:
            return
        self.dirty = False
        before = pages_of(self.project.output)
        pending = self.digest.take_pending()
        full = self.builder._full
        report = self.builder.build(frozenset(pending) if self.events_only and pending else None)
        self.events_only = False
        after = pages_of(self.project.output)
        inputs, again = read_everything(self.project), Again(self.root)
        assert report.ok == (not has_errors((*inputs.diagnostics, *check_all(inputs.files, again))))
        if not report.ok:
            assert after == before
            self.revert()
            return
        self.good = dict(self.digest.files), dict(self.paths), dict(self.bodies), _copy(self.fields)
        self.compare_with_cold()
        touched = {p for p in after if p not in before or after[p][:2] != before[p][:2]}
        assert touched == set(report.written)
        assert set(before) - set(after) == set(report.removed)
        if not full:
            assert touched == {p for p in after if p not in before or after[p][2] != before[p][2]}

    def compare_with_cold(self) -> None:
        Digest.compared += 1
        assert_equals_cold(self.project, self.as_of, self.theming)

    def revert(self) -> None:
        files, self.paths, self.bodies, self.fields = (
            dict(self.good[0]), dict(self.good[1]), dict(self.good[2]), _copy(self.good[3]),
        )  # fmt: skip
        self.digest.restore(files)
        self.renew_theming()
        self.dirty = True


def _copy(fields: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {entry: dict(found) for entry, found in fields.items()}
