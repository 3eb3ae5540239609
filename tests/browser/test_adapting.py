"""The pages under conditions that readers choose: larger letters, wider spacing, no motion, colours of their own."""

import re
from urllib.parse import quote

import pytest
from large_site import HTML, link_to
from test_pages import PAGES, SIDEWAYS, SMALLEST, contrast

pytestmark = pytest.mark.browser

SPACED = """() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet]; sheet.replaceSync(
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}"); }"""
"""What WCAG 2.2, 1.4.12, has readers set."""
CLIPPED = """() => [...document.querySelectorAll("main *")].filter(node => node.checkVisibility() && node.clientWidth
    && node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible"
    && !node.closest(".table, .drawing, input, pre")).map(node => node.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")].filter(node => { const look = getComputedStyle(node);
    return parseFloat(look.transitionDuration) || parseFloat(look.animationDuration) || look.scrollBehavior === "smooth"; })
    .map(node => node.outerHTML.slice(0, 120))"""
SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"
SHAPES = """() => [...document.querySelectorAll("svg :is(path, rect, text)")].filter(node => node.checkVisibility()).flatMap(node => {
    const look = getComputedStyle(node), canvas = getComputedStyle(document.body).backgroundColor;
    const seen = [look.fill, look.stroke].some(colour => colour !== "none" && colour !== canvas);
    return seen || node.matches(".land, .m0") ? [] : [node.outerHTML.slice(0, 120)]; })"""
CELLS = """() => [...document.querySelectorAll(":is(.table) :is(td, th, td a, caption)")].filter(node => node.textContent.trim())
    .map(node => { const cell = node.closest("td, th, caption"), look = getComputedStyle(cell);
        return [getComputedStyle(node).color, look.backgroundColor, getComputedStyle(document.body).backgroundColor]; })"""


@pytest.fixture
def opened(browser):
    """Open a page in a context of its own."""
    contexts = []

    def go(address, **chosen):
        contexts.append(browser.new_context(**chosen))
        contexts[-1].set_default_timeout(20_000)
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def kept(browser):
    """One page for each size of the window, which goes from address to address."""
    pages = {}

    def go(address, width, height):
        if (width, height) not in pages:
            pages[width, height] = browser.new_page(viewport={"width": width, "height": height})
        pages[width, height].goto(address)
        return pages[width, height]

    yield go
    for page in pages.values():
        page.close()


@pytest.mark.parametrize("zoom", [2, 4])
@pytest.mark.parametrize("kind", HTML)
def test_a_page_zoomed_in_is_read_downwards_only(kind, zoom, kept, host, large):
    page = kept(host.address + quote(link_to(large.example(kind))), 1280 // zoom, 1024 // zoom)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("kind", HTML)
def test_letters_twice_as_large_stay_on_the_page(kind, kept, host, large):
    page = kept(host.address + quote(link_to(large.example(kind))), 1280, 801)
    session = page.context.new_cdp_session(page)
    session.send(
        "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
    )  # as in a browser's settings
    assert page.evaluate(SIZE) >= 32
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("kind", HTML)
def test_wider_spacing_breaks_no_page(kind, kept, host, large):
    page = kept(host.address + quote(link_to(large.example(kind))), *SMALLEST.values())
    page.evaluate(SPACED)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("name", ["home", "table and notes", "regions", "cluster", "search"])
def test_nothing_moves_for_readers_who_want_no_motion(name, opened, address):
    page = opened(address + quote(PAGES[name]), reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('.results')?.setAttribute('aria-busy', 'true')")
    assert page.evaluate(MOVING) == []


def test_results_fade_for_readers_who_have_nothing_against_it(opened, address):
    page = opened(address + "search/", reduced_motion="no-preference")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('.results').setAttribute('aria-busy', 'true')")
    assert len(page.evaluate(MOVING)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home", "regions", "cluster", "region with children"])
def test_drawings_are_seen_in_colours_that_a_reader_has_forced(name, scheme, opened, address):
    page = opened(address + quote(PAGES[name]), forced_colors="active", color_scheme=scheme)
    assert page.locator("svg").count()
    assert page.evaluate(SHAPES) == []


def test_the_way_out_is_a_button_and_focus_is_seen_in_forced_colours(opened, address):
    page = opened(address + PAGES["commentary"], forced_colors="active")
    look = page.locator(".go").evaluate(
        "node => [getComputedStyle(node).borderTopStyle, getComputedStyle(node).borderTopColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert look[0] == "solid"
    assert look[1] != look[2]
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def on_paper(colour, paper):
    """Return an opaque colour: what is seen of `colour` over `paper`."""
    parts = [float(part) for part in re.findall(r"[\d.]+(?:e-\d+)?", colour.partition("(")[2])]
    if colour.startswith("color("):
        parts[:3] = [255 * part for part in parts[:3]]
    alpha = parts[3] if len(parts) > 3 else 1
    below = [float(part) for part in re.findall(r"[\d.]+", paper)]
    return f"rgb({', '.join(str(round(alpha * one + (1 - alpha) * other)) for one, other in zip(parts[:3], below, strict=False))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [PAGES["table and notes"], "archive/"])
def test_what_stands_in_a_table_has_contrast(path, scheme, opened, address, host):
    for site in {address, host.address} if path == "archive/" else {address}:
        cells = opened(site + path, color_scheme=scheme).evaluate(CELLS)
        assert len(cells) > 10
        for text, background, paper in map(tuple, cells):
            assert contrast(text, on_paper(background, paper)) >= 4.5, (text, background)
