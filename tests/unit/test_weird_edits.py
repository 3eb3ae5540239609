"""Edits that swap, chain and cross over, each built incrementally: the output is a cold build's, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from workshop import SETTINGS, Workshop, entry

from site_builder.project import project_at, theme
from site_builder.verify import verify

ENTRIES = "content/entries"


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(tmp_path)
    yield made
    made.builder.close()


def build(digest: Workshop, *changed: str) -> None:
    report = digest.builder.build(changed or None)
    assert report.ok, report.diagnostics
    assert verify(project_at(digest.root)) == ""


def remove(digest: Workshop, path: str) -> None:
    (digest.root / path).unlink()


def put(digest: Workshop, name: str, date: str = "2015-05-05", body: str = "Text.", **fields: str) -> None:
    digest.write(f"{ENTRIES}/{name}.md", entry(name, date, body, **fields))


def swap_ids(digest: Workshop) -> None:
    digest.write(f"{ENTRIES}/gamma.md", entry("delta", "2014-06-20", title="Gamma's text"))
    digest.write(f"{ENTRIES}/delta.md", entry("gamma", "2015-01-05", title="Delta's text"))


def swap_permalinks(digest: Workshop) -> None:
    put(digest, "2014-01-01-same", "2014-01-01")
    put(digest, "2015-01-01-same", "2015-01-01")
    build(digest)
    put(digest, "2014-01-01-same", "2015-01-01")
    put(digest, "2015-01-01-same", "2014-01-01")


def swap_aliases(digest: Workshop) -> None:
    put(digest, "one", aliases="[/old/one/]")
    put(digest, "two", aliases="[/old/two/]")
    build(digest)
    put(digest, "one", aliases="[/old/two/]")
    put(digest, "two", aliases="[/old/one/]")


def take_a_permalink_over_as_alias(digest: Workshop) -> None:
    remove(digest, f"{ENTRIES}/delta.md")
    put(digest, "heir", aliases="[/2015/delta/]")
    build(digest)
    put(digest, "heir")
    put(digest, "delta", "2015-02-02")


def nest_an_alias_below_a_page_and_back(digest: Workshop) -> None:
    put(digest, "one", aliases="[/2014/gamma/old/, /about/us/]")
    build(digest)
    put(digest, "one")


def withdraw_what_others_relate_to(digest: Workshop) -> None:
    put(digest, "extract", kind="excerpt", excerpt_of="gamma")
    put(digest, "answer", kind="response", responds_to="[gamma, extract]", cites="[alpha]")
    build(digest)
    digest.change(f"{ENTRIES}/gamma.md", "title:", "status: withdrawn\nreason: Asked to.\ntitle:")
    build(digest)
    digest.change(f"{ENTRIES}/gamma.md", "status: withdrawn\nreason: Asked to.", "status: draft")
    build(digest)
    digest.change(f"{ENTRIES}/gamma.md", "status: draft\n", "")


def rename_a_region_with_its_children(digest: Workshop) -> None:
    remove(digest, "content/regions/africa.md")
    digest.write("content/regions/afrique.md", "---\nname: Afrique\n---\n")
    digest.change("content/regions/west-africa.md", "parent: africa", "parent: afrique")
    for name in ("alpha", "beta"):
        digest.change(f"{ENTRIES}/{name}.md", "region: africa", "region: afrique")


def turn_the_region_tree_over(digest: Workshop) -> None:
    digest.write("content/regions/west-africa.md", "---\nname: West Africa\n---\n")
    digest.write("content/regions/africa.md", "---\nname: Africa\nparent: west-africa\n---\n")


def describe_a_topic_and_an_author_already_in_use(digest: Workshop) -> None:
    digest.write("content/topics/grain.md", "---\nname: Grain & Bread\n---\nOf harvests.\n")
    digest.write("content/authors/ben-ode.md", "---\nname: Benjamin Ode, MP\n---\nBen writes.\n")
    build(digest)
    remove(digest, "content/topics/grain.md")
    remove(digest, "content/authors/ben-ode.md")


def change_every_kind(digest: Workshop) -> None:
    for kind in ("note", "adaptation", "repost", "response", "commentary"):
        relation = {"adaptation": "adapts", "repost": "repost_of", "response": "responds_to"}.get(kind, "")
        put(digest, "gamma", "2014-06-20", kind=kind, **({relation: "alpha"} if relation else {}))
        build(digest)


def move_the_site_below_a_path_and_back(digest: Workshop) -> None:
    digest.write("content/site.yaml", SETTINGS.replace(".org/", ".org/digest/"))
    build(digest)
    digest.write("content/site.yaml", SETTINGS)


def delete_all_entries_and_bring_them_back(digest: Workshop) -> None:
    shutil.move(digest.root / ENTRIES, digest.root / "aside")
    build(digest)
    shutil.move(digest.root / "aside", digest.root / ENTRIES)


def change_a_third_of_many_files_and_a_template(digest: Workshop) -> None:
    for number in range(150):
        put(digest, f"many-{number}", f"2016-01-{number % 28 + 1:02}")
    build(digest)
    for number in range(0, 150, 2):
        put(digest, f"many-{number}", f"2016-02-{number % 28 + 1:02}", "Other text.")
    text = (theme() / "entry.html").read_text(encoding="utf-8")
    digest.write("templates/entry.html", text.replace("{% endblock %}", "<!-- new -->{% endblock %}"))


def delete_an_entry_at_the_moment_it_would_appear(digest: Workshop) -> None:
    put(digest, "late", publish_at="2026-07-01")
    put(digest, "later", publish_at="2026-07-01")
    put(digest, "fading", expire_at="2026-07-01")
    build(digest)
    digest.as_of = "2026-08-01T00:00:00Z"
    remove(digest, f"{ENTRIES}/late.md")
    digest.change(f"{ENTRIES}/later.md", "id: later", "id: latest")
    digest.change(f"{ENTRIES}/fading.md", "Text.", "Other text.")
    build(digest)
    digest.as_of = "2026-06-01T00:00:00Z"


def override_a_partial_and_take_it_back(digest: Workshop) -> None:
    name = next(path for path in sorted((theme() / "partials").iterdir()) if path.suffix == ".html").name
    text = (theme() / "partials" / name).read_text(encoding="utf-8")
    digest.write(f"templates/partials/{name}", text + "<!-- ours -->")
    build(digest)
    remove(digest, f"templates/partials/{name}")


def override_an_asset_and_take_it_back(digest: Workshop) -> None:
    digest.write("templates/assets/site.css", "body{}")
    build(digest)
    remove(digest, "templates/assets/site.css")


def turn_an_entry_into_a_page_of_the_same_name(digest: Workshop) -> None:
    remove(digest, f"{ENTRIES}/omega.md")
    digest.write("content/pages/omega.md", "---\ntitle: Omega\n---\nNow it stands.\n")


def write_the_same_entry_with_other_line_ends_and_a_mark(digest: Workshop) -> None:
    path = digest.root / ENTRIES / "alpha.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


EDITS: tuple[Callable[[Workshop], None], ...] = (
    swap_ids, swap_permalinks, swap_aliases, take_a_permalink_over_as_alias, nest_an_alias_below_a_page_and_back,
    withdraw_what_others_relate_to, rename_a_region_with_its_children, turn_the_region_tree_over,
    describe_a_topic_and_an_author_already_in_use, change_every_kind, move_the_site_below_a_path_and_back,
    delete_all_entries_and_bring_them_back, change_a_third_of_many_files_and_a_template,
    delete_an_entry_at_the_moment_it_would_appear, override_a_partial_and_take_it_back,
    override_an_asset_and_take_it_back, turn_an_entry_into_a_page_of_the_same_name,
    write_the_same_entry_with_other_line_ends_and_a_mark,
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_the_output_is_that_of_a_cold_build(digest: Workshop, edit: Callable[[Workshop], None]):
    edit(digest)
    build(digest)
    assert digest.builder.build().written == ()


def test_verify_tells_a_page_that_is_not_what_a_cold_build_gives(digest: Workshop):
    page = digest.root / "output/2013/alpha/index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("<p>Text.</p>", "<p>Forged.</p>"), encoding="utf-8"
    )
    told = verify(project_at(digest.root))
    assert told.startswith("2013/alpha/index.html: differs in line ")
    assert "output: <p>Forged.</p>\n    cold:   <p>Text.</p>\n" in told
