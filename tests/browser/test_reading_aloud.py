"""What screen readers are given of a page of every kind: names, headings and places, from the browser's accessibility tree."""

from collections import Counter
from itertools import pairwise
from urllib.parse import quote

import pytest
from large_site import HTML, link_to
from test_pages import PAGES, SMALLEST

pytestmark = pytest.mark.browser

NAMED = {
    "link", "button", "image", "img", "region", "navigation", "complementary", "group", "searchbox", "combobox", "checkbox",
    "heading", "DisclosureTriangle",
}  # fmt: skip
ONCE = {"main": 1, "banner": 1, "contentinfo": 1}


@pytest.fixture(scope="session")
def heard(browser):
    """Return the role, the name and the properties of everything on a page that is not passed over, in order."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)

    def visit(address, size=None):
        page.set_viewport_size(size or {"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
        return list(in_order(nodes, next(iter(nodes.values()))))

    yield visit
    context.close()


def in_order(nodes, node):
    if not node.get("ignored"):
        properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
        yield node["role"]["value"], node.get("name", {}).get("value", "").strip(), properties
    for child in node.get("childIds", []):
        if child in nodes:
            yield from in_order(nodes, nodes[child])


@pytest.mark.parametrize("kind", [kind for kind in HTML if kind != "redirect"])  # which is one link
def test_a_page_is_told_by_names_places_and_an_outline(kind, heard, host, large):
    found = heard(host.address + quote(link_to(large.example(kind))))
    details = sum(role == "DisclosureTriangle" for role, _, _ in found)  # each stands in a group of its name
    nameless = Counter(role for role, name, _ in found if role in NAMED and not name)
    assert nameless.pop("group", 0) <= details
    assert nameless == {}
    roles = Counter(role for role, _, _ in found)
    assert {role: roles[role] for role in ONCE} == ONCE
    for role in ("navigation", "region", "complementary"):
        names = [name for each, name, _ in found if each == role]
        assert len(set(names)) == len(names), names
    levels = [properties["level"] for role, _, properties in found if role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(now <= before + 1 for before, now in pairwise(levels)), levels


def headings(found):
    return [(properties["level"], name) for role, name, properties in found if role == "heading"]


def test_the_headings_of_a_quoted_text_stand_below_the_heading_that_says_whose_it_is(heard, address):
    outline = headings(heard(address + PAGES["original with copies"]))
    assert outline[:5] == [
        (1, "Rain on Two Ledgers"), (2, "From Hypothetical Papers"), (3, "The gauges"), (3, "The clock"), (3, "What follows"),
    ]  # fmt: skip
    assert {level for level, _ in outline[5:]} == {2}


def test_a_table_set_in_blocks_on_small_screens_is_still_a_table(heard, address):
    tables = [
        Counter(role for role, _, _ in heard(address + PAGES["original with copies"], size))
        for size in (None, SMALLEST)
    ]
    assert tables[0]["row"] == tables[1]["row"] > 10
    assert tables[0]["cell"] == tables[1]["cell"] > 30


def test_a_genealogy_is_an_image_with_a_name_and_a_description(heard, address):
    [name] = [name for role, name, _ in heard(address + PAGES["cluster"]) if role == "image"]
    assert name.startswith("Lines lead from each text")


def test_what_is_folded_opens_by_the_keyboard(browser, address):
    page = browser.new_page()
    page.goto(address + PAGES["commentary"])
    page.locator("summary").focus()
    assert not page.locator("details pre").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("details pre").inner_text().startswith("@")
    page.close()
