"""Search behind builds: what is in the index, what an edit makes anew, and what switching on and off does."""

from __future__ import annotations

import json

import pytest
from indexed import found, index_files, titles
from workshop import Workshop, add_entry, another_builder, build_anew, difference, entry

from site_builder.build import Builder
from site_builder.building import searching
from site_builder.project import project_at
from site_builder.search import geometry, stage
from site_builder.search.files import IndexFiles
from site_builder.search.numbers import steps


def test_published_entries_are_found_by_title_names_summary_and_text(digest: Workshop):
    add_entry(digest, "new", body="A zeppelin lands.", summary="Of airships.")
    assert digest.builder.build().ok
    assert all(
        found(digest, word) for word in ("zeppelins", "airship", "New", "Roe", "Courier", "Iron", "Africa")
    )
    assert titles(digest) == {"Alpha", "Beta", "Gamma", "Delta", "Omega", "New"}


def test_drafts_and_withdrawn_entries_are_not_in_the_index(digest: Workshop):
    digest.write("content/entries/d.md", entry("d", "2014-01-01", "Draftword.", status="draft"))
    digest.write(
        "content/entries/w.md", entry("w", "2014-01-01", "Goneword.", status="withdrawn", reason="Asked for")
    )
    assert digest.builder.build().ok
    assert not found(digest, "draftword")
    assert not found(digest, "goneword")
    assert titles(digest) == {"Alpha", "Beta", "Gamma", "Delta", "Omega"}


def test_a_word_with_a_hyphen_is_found_without_it_too(digest: Workshop):
    add_entry(digest, "new", body="A cease-fire was co\u2011operation.", summary="On state-building.")
    assert digest.builder.build().ok
    for word in ("cease", "fire", "ceasefire", "cooperation", "statebuilding"):
        assert found(digest, word), word


def test_chinese_and_japanese_are_found_by_what_stands_within_a_sentence(digest: Workshop):
    add_entry(digest, "new", title="北京大学的图书馆", body="利用者はどう考えているのか。")
    assert digest.builder.build().ok
    for word in ("图书", "书馆", "大学", "利用", "考え"):
        assert found(digest, word), word


def test_an_entry_leaves_the_index_when_it_is_withdrawn_or_expires(digest: Workshop):
    digest.change("content/entries/alpha.md", "region", "status: withdrawn\nreason: Asked for\nregion")
    digest.change("content/entries/gamma.md", "region", 'expire_at: "2026-07-01T00:00:00Z"\nregion')
    assert digest.builder.build().ok
    assert titles(digest) == {"Beta", "Gamma", "Delta", "Omega"}
    digest.as_of = "2026-08-01T00:00:00Z"
    assert digest.builder.build().ok
    assert titles(digest) == {"Beta", "Delta", "Omega"}
    assert difference(digest) == ""


def test_no_word_is_found_that_rights_keep_off_the_page(digest: Workshop):
    add_entry(digest, "linked", body="Secretword here.", source="gazette")
    assert digest.builder.build().ok
    assert "secretword" not in (digest.root / "output/2014/linked/index.html").read_text().lower()
    assert "Linked" in titles(digest)
    assert not found(digest, "secretword")


def test_an_edited_text_makes_one_shard_anew(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    made: list[int] = []
    pieces = stage.pieces
    monkeypatch.setattr(
        stage, "pieces", lambda shape, shard, entries: made.append(shard) or pieces(shape, shard, entries)
    )
    digest.change("content/entries/omega.md", "Text.", "Zeppelin.")
    before = index_files(digest)
    assert digest.builder.build({"content/entries/omega.md"}).ok
    assert len(made) == 1
    assert found(digest, "zeppelin")
    after = index_files(digest)
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed
    assert all(path[0] in "wtl" or path == "index.json" for path in changed)


def test_a_build_without_changes_touches_no_file_of_the_index(digest: Workshop):
    folder = digest.root / "output/search/index"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert build_anew(digest).ok
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_renamed_topic_is_found_by_its_new_name_only(digest: Workshop):
    digest.change("content/topics/iron.md", "Iron", "Steelmaking")
    digest.change("content/authors/ada-roe.md", "name: Ada Roe", "name: Ada Roe-Lind")
    assert digest.builder.build().ok
    assert found(digest, "steelmaking")
    assert not found(digest, "iron")
    assert b"Ada Roe-Lind" in index_files(digest)["f/all.json"]
    assert difference(digest) == ""


def values_of_regions(digest: Workshop) -> dict[str, str]:
    """The name of each region that the facet has, and the one that it lies in."""
    values = json.loads(index_files(digest)["f/all.json"])["region"]["values"]
    return {slug: name + "".join(f" in {values[above][0]}" for above in rest) for slug, name, *rest in values}


def test_a_region_that_moves_changes_its_facet_and_nothing_else(digest: Workshop):
    digest.write("content/regions/world.md", "---\nname: World\n---\n")
    add_entry(digest, "new", region="west-africa")
    assert digest.builder.build().ok
    known = {"africa": "Africa", "europe": "Europe", "west-africa": "West Africa in africa"}
    assert values_of_regions(digest) == known
    before = index_files(digest)
    digest.change("content/regions/africa.md", "name: Africa", "name: Africa\nparent: world")
    assert digest.builder.build().ok
    assert values_of_regions(digest) == known | {"africa": "Africa in world", "world": "World"}
    after = index_files(digest)
    assert {path for path in after if before.get(path) != after[path]} == {"f/all.json", "index.json"}
    digest.change("content/regions/africa.md", "\nparent: world", "")
    assert digest.builder.build().ok
    assert index_files(digest) == before


def test_a_name_that_only_a_facet_has_changes_its_size_in_the_manifest(
    digest: Workshop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(geometry, "_TOGETHER", len(titles(digest)) + 1)
    assert {path for path in index_files(digest) if path.startswith("f/")} == {"f/all.json", "f/days.json"}
    add_entry(digest, "new")  # now there are so many that each facet has a file of its own
    assert digest.builder.build().ok
    assert "f/all.json" not in index_files(digest)
    before = json.loads(index_files(digest)["index.json"])["facets"]
    digest.change("content/authors/ada-roe.md", "name: Ada Roe", "name: Ada Roe-Lind")
    assert digest.builder.build().ok
    after = json.loads(index_files(digest)["index.json"])["facets"]
    assert {facet for facet in after if after[facet] != before[facet]} == {"author"}
    assert difference(digest) == ""


def test_search_that_is_switched_off_leaves_nothing_behind(digest: Workshop):
    (digest.root / "output/search/index/notes.txt").write_text("mine")
    digest.change("content/site.yaml", "search: true", "search: false")
    assert digest.builder.build().ok
    assert {path for path in digest.pages() if path.startswith("search/")} == {"search/index/notes.txt"}
    assert "search/" not in (digest.root / "output/index.html").read_text()
    assert not (digest.root / ".site-cache/search.sqlite").exists()


def test_a_lost_cache_is_no_reason_to_warn_of_the_index(digest: Workshop):
    before = index_files(digest)
    digest.builder.close()
    for file in (digest.root / ".site-cache").glob("*.sqlite*"):
        file.unlink()
    report = build_anew(digest)
    assert report.ok
    assert not [d for d in report.diagnostics if "search/index" in str(d.location.path)]
    assert index_files(digest) == before


def test_in_the_background_the_index_follows_the_build(digest: Workshop):
    builder = Builder(project_at(digest.root), as_of=lambda: digest.as_of, search_later=True)
    try:
        assert builder.build().ok
        add_entry(digest, "new", body="Zeppelin.")
        assert builder.build({"content/entries/new.md"}).ok
        assert builder.searching.wait(30)
        assert builder.searching.failure is None
        assert found(digest, "zeppelin")
    finally:
        builder.close()
    assert difference(digest) == ""


def test_a_failing_index_in_the_background_is_told_with_the_next_build(
    digest: Workshop, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> tuple[int, int]:
        raise OSError(28, "No space left on device")

    builder = Builder(project_at(digest.root), as_of=lambda: digest.as_of, search_later=True)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(IndexFiles, "write", full)
            add_entry(digest, "new", body="Zeppelin.")
            assert builder.build().ok
            assert builder.searching.wait(30)
        digest.change("content/entries/new.md", "Zeppelin", "Airship")
        report = builder.build({"content/entries/new.md"})
        assert [d.code for d in report.diagnostics] == ["search-behind"]
        assert builder.searching.wait(30)
        assert builder.build().diagnostics == ()
    finally:
        builder.close()
    assert found(digest, "airship")


def test_an_empty_site_has_an_empty_index(digest: Workshop):
    for file in (digest.root / "content/entries").glob("*.md"):
        file.unlink()
    assert digest.builder.build().ok
    assert set(index_files(digest)) == {"index.json", "f/days.json"}
    assert json.loads(index_files(digest)["index.json"])["entries"] == 0
    assert difference(digest) == ""


def test_a_builder_that_was_told_of_no_change_still_sees_another_ones(digest: Workshop):
    add_entry(digest, "new", body="Zeppelin.")
    other = another_builder(digest)
    monkey = searching.Searching.follow
    try:
        searching.Searching.follow = lambda *_: 0  # type: ignore[assignment, method-assign]
        assert other.build().ok
    finally:
        searching.Searching.follow = monkey  # type: ignore[method-assign]
        other.close()
    digest.change("content/entries/omega.md", "Text.", "Airship.")
    assert digest.builder.build({"content/entries/omega.md"}).ok
    assert found(digest, "zeppelin")
    assert found(digest, "airship")


def test_search_that_is_switched_on_adds_a_page_and_a_link_to_it(digest: Workshop):
    digest.change("content/site.yaml", "search: true", "search: false")
    assert digest.builder.build().ok
    digest.change("content/site.yaml", "search: false", "search: true")
    report = digest.builder.build()
    html = {path for path in digest.pages() if path.endswith(".html") and path != "search/index.html"}
    assert set(report.written) == {*html, "search/index.html", "sitemaps/pages.xml"}
    assert index_files(digest)


def test_a_full_build_writes_every_file_of_the_index_again(digest: Workshop):
    folder = digest.root / "output/search/index"
    before = {path: path.stat().st_ino for path in folder.rglob("*.json")}
    same = index_files(digest)
    builder = Builder(project_at(digest.root), as_of=lambda: digest.as_of, full=True)
    assert builder.build().ok
    builder.close()
    assert index_files(digest) == same
    assert not [path for path, inode in before.items() if path.stat().st_ino == inode]


def test_the_manifest_has_the_size_of_every_file(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(geometry, "_TOGETHER", len(titles(digest)) + 1)
    for name in ("one", "two"):  # so many that each facet has files of its own
        add_entry(digest, name, body="Zeppelin.")
        assert digest.builder.build().ok
        files = index_files(digest)
        told = json.loads(files["index.json"])
        assert told["facets"] | {} == {
            path[2:-5]: len(data) for path, data in files.items() if path[:2] == "f/"
        }
        assert told["rows"] == {path[2:-5]: len(data) for path, data in files.items() if path[:2] == "r/"}
        assert told["cards"][1] == max(len(data) for path, data in files.items() if path[:2] == "c/")
        for folder, letters in told["buckets"].items():
            expected = steps(
                len(files.get(f"{folder}/{bucket:x}.json", b"")) for bucket in range(len(letters))
            )
            assert letters == expected
        for folder, (names, letters) in told["dictionaries"].items():
            assert letters == steps(len(files[f"{folder}/{name}.json"]) for name in names.split())


def test_the_entries_of_each_value_of_a_facet_are_listed(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(geometry, "_TOGETHER", 0)
    add_entry(digest, "new", region="west-africa")
    digest.builder.searching.forget()
    assert build_anew(digest).ok
    values = {}
    for path, data in index_files(digest).items():
        if path.startswith("v/"):
            values |= json.loads(data)
    assert "region/west-africa" in values
    assert {value.partition("/")[0] for value in values} == {
        "region",
        "topic",
        "source",
        "author",
        "year",
        "kind",
    }


def test_an_entry_is_found_by_the_year_of_its_date(digest: Workshop):
    assert found(digest, "2014")
