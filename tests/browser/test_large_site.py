"""A digest of 2,000 entries in a real browser, a page of every kind: accessible, quiet, light, and for everybody."""

import gzip
import re
from urllib.parse import quote, urlsplit

import pytest
from large_site import HTML, LONG, ORIGINAL, WITHDRAWN, link_to
from test_pages import AXE, FOCUSED, MODES, RULES, SIDEWAYS, SMALLEST, contrast

from site_builder.pages import PAGE_KINDS

pytestmark = pytest.mark.browser

ENTRIES = {
    "a large cluster's original": ORIGINAL,
    "long words": LONG,
    "withdrawn": WITHDRAWN,
    "Arabic": "2016-01-10-حكاية-0",
    "a note": "2025-02-01-note",
}
FILES = {
    "Arabic author": "authors/نور-التمر/index.html",
    "Arabic topic": "topics/المياه/index.html",
    "facet of an Arabic author": "authors/نور-التمر/regions/maghreb/index.html",
    "author with long names": "authors/ada-von-und-zu-rindfleischetikettierungsüberw/index.html",
}
NAMES = [*HTML, *ENTRIES, *FILES]
REACHABLE = """() => [...document.querySelectorAll("a[href], summary, input, select, button, [tabindex='0']")]
    .filter(node => node.checkVisibility() && !node.closest("details:not([open]) > :not(summary)"))
    .map(node => node.getAttribute("href"))"""
MOVED = """() => { window.moved = [];
    new PerformanceObserver(list => { for (const shift of list.getEntries()) window.moved.push(
        shift.sources.map(source => source.node?.outerHTML?.slice(0, 80) ?? "")); }).observe({type: "layout-shift", buffered: true}); }"""
STOPS = 60
"""So many are walked through on a page; on those of thousands of links the rest are like them."""
LIMIT = 10 * 1024
WORDS = 1400
"""More words than the text of an entry has whose page must be light: no host can send a long text in few bytes."""


@pytest.fixture(scope="session")
def path_of(large):
    """Return the file of a page by its name here."""

    def find(name):
        if name in ENTRIES:
            return large.of_entry(ENTRIES[name])
        return FILES[name] if name in FILES else large.example(name)

    return find


@pytest.fixture(scope="session")
def visit(browser, host, judge, path_of):
    """Go to a page in a mode; return it, what its console said and what it asked for."""
    pages = {}

    def made(mode):
        scheme, width = MODES[mode]
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
        )
        context.set_default_timeout(20_000)
        context.add_init_script(path=judge("axe-core/axe.min.js"))
        context.add_init_script(f"({MOVED})()")
        page, said = context.new_page(), {"console": [], "asked": []}
        page.on("console", lambda message: said["console"].append(message.text))
        page.on("pageerror", lambda error: said["console"].append(str(error)))
        page.on("request", lambda request: said["asked"].append(request.url))
        return page, said

    def go(name, mode):
        if mode not in pages:
            pages[mode] = made(mode)
        page, said = pages[mode]
        said["console"].clear()
        said["asked"].clear()
        page.goto(host.address + quote(link_to(path_of(name))))
        return page, said

    yield go
    for page, _ in pages.values():
        page.context.close()


@pytest.fixture(scope="session")
def bare(browser, host, path_of):
    """Visit a page once, without scripts and 320 px wide, and return how it looks there."""
    context = browser.new_context(java_script_enabled=False, viewport=SMALLEST)
    page, seen = context.new_page(), {}

    def go(name):
        if name not in seen:
            page.goto(host.address + quote(link_to(path_of(name))))
            seen[name] = {"sideways": page.evaluate(SIDEWAYS), "text": page.inner_text("body")}
        return seen[name]

    yield go
    context.close()


def test_there_is_a_page_of_every_kind(large):
    assert {kind for kind in PAGE_KINDS if not large.files.get(kind)} == set()
    assert len(large.files["entry"]) > 2000
    assert sum(map(len, large.files.values())) > 4000


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible_and_speaks_to_nobody_but_its_reader(name, mode, visit, host):
    page, said = visit(name, mode)
    violations = page.evaluate(AXE, RULES)["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []
    assert said["console"] == []
    assert {urlsplit(url).netloc for url in said["asked"]} == {urlsplit(host.address).netloc}


@pytest.mark.parametrize("mode", ["light-1280", "light-360"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_while_a_page_opens(name, mode, visit):
    page, _ = visit(name, mode)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.moved") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_does_not_scroll_sideways_on_the_smallest_screen(name, bare):
    assert bare(name)["sideways"] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "search"])  # which says what it lacks
def test_a_page_reads_the_same_without_scripts(name, bare, visit):
    page, _ = visit(name, "light-360")
    page.evaluate("localStorage.clear()")  # the home page says more to those who come back
    page, _ = visit(name, "light-360")
    assert page.inner_text("body") == bare(name)["text"]
    assert len(bare(name)["text"]) > 30


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in {"search", "redirect"}]
)  # one box, one link
def test_the_keyboard_reaches_what_can_be_used_in_order_and_shows_where_it_is(name, visit):
    page, _ = visit(name, "light-1280")
    expected = page.evaluate(REACHABLE)[:STOPS]
    assert len(expected) > 10
    for address in expected:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert (focused["address"], focused["seen"]) == (address, True)
        assert focused["tag"] == "a" or (focused["ring"], focused["width"] >= 2) == (
            "solid",
            True,
        )  # a shape has an edge
        assert contrast(focused["colour"], focused["paper"]) >= 3


@pytest.mark.parametrize("name", ["home", *ENTRIES])
def test_the_home_page_and_entries_ask_for_three_files_of_ten_kibibytes_at_most(name, browser, host, path_of):
    context = browser.new_context()  # of a reader who has nothing yet
    host.take_sent()
    context.new_page().goto(host.address + quote(link_to(path_of(name))), wait_until="networkidle")
    context.close()
    sent = host.take_sent()
    assert len(sent) <= 3, sent
    sizes = dict(sent)  # a browser asks for what a page names in no order
    assert sizes["/" + quote(link_to(path_of(name)))] + sizes["/assets/site.css"] <= LIMIT


def test_every_entry_of_common_length_is_light(large):
    styles = len(gzip.compress((large.output / "assets/site.css").read_bytes(), 6))
    heavy, light = {}, 0
    for file in large.files["entry"]:
        data = (large.output / file).read_bytes()
        size = len(gzip.compress(data, 6)) + styles
        words = len(re.sub(rb"<[^>]+>", b" ", b"".join(data.split(b"<!--text-->")[1:])).split())
        light += size <= LIMIT
        if size > LIMIT and words < WORDS:
            heavy[file] = size, words
    assert heavy == {}
    assert light > 0.85 * len(large.files["entry"])
