"""Facets in a browser, held against what the data files say of the entries: these know nothing of search."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest
from host import hosted
from search_site import published, write_searched
from waiting import until

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from corpus import write_corpus

pytestmark = pytest.mark.browser

AT_REST = "document.querySelector('#results')?.getAttribute('aria-busy') === 'false'"
COUNTS = """facet => Object.fromEntries([...document.querySelectorAll(`#facet-${facet} label`)].map(label =>
    [label.querySelector("input").value, +label.querySelector("span").textContent.replace(",", "")]))"""
WHOLE = """async () => {
    for (let button; (button = document.querySelector("#facets button")); ) {
        button.click();
        while (button.isConnected) await new Promise(done => setTimeout(done, 5));
    }
}"""
TREE = """[...document.querySelectorAll("#facet-region li")].map(line =>
    [line.querySelector("input").value, +line.style.getPropertyValue("--depth")])"""
FACETS = ("region", "topic", "source", "author", "year", "kind")
TICKED = {
    "nothing": {},
    "a region that others lie in": {"region": ["asia"]},
    "a region and one that it lies in": {"region": ["asia", "south-asia"]},
    "a year": {"year": ["2016"]},
    "two regions and two years": {"region": ["europe", "maghreb"], "year": ["2016", "2017"]},
    "a topic": {"topic": ["quayside"]},
    "a source and a region": {"source": ["ter-review"], "region": ["asia"]},
    "an author and two kinds": {"author": ["ignace-malherbe"], "kind": ["commentary", "repost"]},
    "four facets": {
        "region": ["asia", "europe"], "source": ["ter-review", "kuda-review"], "kind": ["commentary"],
        "year": ["2017", "2018", "2019"],
    },
    "what no entry has together": {"topic": ["quayside"], "year": ["2019"]},
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("facets") / "digest"
    write_corpus(root, 500)
    write_searched(root)
    (root / "content/regions/sahel.md").write_text("---\nname: Sahel\nparent: maghreb\n---\n", "utf-8")
    entry = root / "content/entries/2020-06-06-arabic.md"
    entry.write_text(entry.read_text("utf-8").replace("region: maghreb", "region: sahel"), "utf-8")
    published(root)
    return root


@pytest.fixture(scope="module")
def host(root):
    with hosted(root / "output") as found:
        yield found


@pytest.fixture(scope="module")
def above(root):
    """The region that each lies in."""
    files = (root / "content/regions").glob("*.md")
    found = {file.stem: re.search(r"^parent: (.+)$", file.read_text("utf-8"), re.MULTILINE) for file in files}
    return {slug: parent[1] for slug, parent in found.items() if parent}


@pytest.fixture(scope="module")
def entries(root, above):
    """The values of each facet that every entry has, regions with those that they lie in."""
    told = []
    for file in (root / "output/entries").rglob("*.json"):
        for entry in json.loads(file.read_text("utf-8")).get("entries", []):
            regions = [entry["region"]] if entry.get("region") else []
            while regions and regions[-1] in above:
                regions.append(above[regions[-1]])
            told.append(
                {
                    "region": set(regions),
                    "topic": set(entry.get("topics", [])),
                    "source": {entry["source"]} if entry.get("source") else set(),
                    "author": {author["slug"] for author in entry["authors"]},
                    "year": {entry["date"][:4]},
                    "kind": {entry["kind"]},
                }
            )
    assert len(told) > 500
    return told


def opened(browser, host, ticked):
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{host.address}search/?{urlencode(ticked, doseq=True)}")
    assert until(page, f"!document.querySelector('#facets').hidden && {AT_REST}")
    page.evaluate(WHOLE)
    return page


@pytest.mark.parametrize("name", TICKED)
def test_the_number_of_every_value_of_every_facet_is_that_of_the_entries(name, browser, host, entries):
    ticked = TICKED[name]

    def fits(entry, facets):
        return all(entry[facet] & set(ticked[facet]) for facet in facets)

    page = opened(browser, host, ticked)
    for facet in FACETS:
        left = [entry for entry in entries if fits(entry, ticked.keys() - {facet})]
        expected = Counter(value for entry in left for value in entry[facet])
        shown = page.evaluate(COUNTS, facet)
        assert {value: count for value, count in shown.items() if count} == expected, facet
        assert {value for value, count in shown.items() if not count} <= set(ticked.get(facet, ()))
    found = re.sub(r"\D", "", page.locator("#count").inner_text())
    assert found == (str(sum(fits(entry, ticked) for entry in entries)) if ticked else "")
    page.context.close()


def test_regions_stand_below_those_that_they_lie_in(browser, host, above):
    page = opened(browser, host, {})
    tree = page.evaluate(TREE)
    assert max(depth for _, depth in tree) == 2
    path: list[str] = []
    for slug, depth in tree:
        path[depth:] = [slug]
        assert above.get(slug) == (path[depth - 1] if depth else None)
    page.context.close()


def test_a_short_list_of_regions_has_none_without_those_that_it_lies_in(browser, host, above):
    page = browser.new_context().new_page()
    page.goto(f"{host.address}search/?region=sahel")
    assert until(page, f"!document.querySelector('#facets').hidden && {AT_REST}")
    shown = page.evaluate(COUNTS, "region")
    assert 8 < len(shown) < 12
    assert all(above[slug] in shown for slug in shown if slug in above)
    page.context.close()


def test_a_facet_of_which_no_entry_has_anything_has_no_heading(browser, tmp_path):
    root = tmp_path / "digest"
    write_corpus(root, 40)
    for file in (root / "content/entries").rglob("*.md"):
        file.write_text(re.sub(r"^topics: .*\n", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    with hosted(published(root)) as found:
        page = opened(browser, found, {})
        assert [page.locator(f"#facet-{facet}").is_visible() for facet in FACETS] == [
            facet != "topic" for facet in FACETS
        ]
        page.context.close()
