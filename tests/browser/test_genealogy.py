"""The drawing of a genealogy in a real browser: legible, in reach of the keyboard, and told by the list as well."""

import pytest
from test_pages import SMALLEST
from waiting import until

pytestmark = pytest.mark.browser

CLUSTER = "clusters/2026/rain-on-two-ledgers/"
TEXTS = """() => [...document.querySelectorAll(".drawing text")].map(node => {
    const scale = node.ownerSVGElement.getScreenCTM().a;
    return parseFloat(getComputedStyle(node).fontSize) * scale; })"""
FILL = "node => getComputedStyle(node).fill"
OUTSIDE = """() => [...document.querySelectorAll(".drawing :is(text, path)")].filter(node => {
    const box = node.getBoundingClientRect(), all = node.ownerSVGElement.getBoundingClientRect();
    return box.left < all.left - 4 || box.right > all.right + 4 || box.top < all.top - 4 || box.bottom > all.bottom + 4;
    }).map(node => node.outerHTML)"""
COVERED = """() => { const boxes = [...document.querySelectorAll(".drawing :is(g, text.turn)")].map(node => node.getBoundingClientRect());
    return boxes.filter((box, n) => boxes.some((other, m) => m < n && other.bottom > box.top && box.bottom > other.top
        && other.right > box.left && box.right > other.left)).length; }"""


@pytest.fixture
def small(browser):
    """A page on the smallest screen."""
    context = browser.new_context(viewport=SMALLEST)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_letters_of_the_drawing_keep_their_size_on_every_screen(width, small, address):
    small.set_viewport_size({"width": width, "height": 800})
    small.goto(address + CLUSTER)
    sizes = small.evaluate(TEXTS)
    assert len(sizes) > 6
    assert min(sizes) >= 12
    assert small.evaluate(OUTSIDE) == []
    assert small.evaluate(COVERED) == 0


def test_letters_grow_with_the_reader_s_own_size(small, address):
    small.goto(address + CLUSTER)
    before = min(small.evaluate(TEXTS))
    small.evaluate("document.documentElement.style.fontSize = '200%'")
    assert min(small.evaluate(TEXTS)) > 1.8 * before
    assert small.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]


def test_the_keyboard_reaches_the_drawing_and_moves_it_sideways(small, address):
    small.goto(address + CLUSTER)
    for _ in range(30):
        small.keyboard.press("Tab")
        if small.evaluate("document.activeElement.matches('.drawing')"):
            break
    assert small.evaluate("document.activeElement.matches('.drawing')")
    assert small.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    small.evaluate("document.querySelector('.drawing svg').setAttribute('width', '60em')")
    small.keyboard.press("ArrowRight")
    assert until(small, "document.querySelector('.drawing').scrollLeft > 0")


def test_the_list_tells_all_that_the_drawing_shows_in_the_same_order(small, address):
    small.goto(address + CLUSTER)
    drawn = small.eval_on_selector_all(
        ".drawing g",
        "nodes => nodes.map(node => [node.firstChild.textContent.slice(1, -1), ...node.lastChild.textContent.split(' · ')])",
    )
    told = small.eval_on_selector_all(".genealogy li", "nodes => nodes.map(node => node.innerText)")
    assert len(drawn) == len(told) >= 4
    for (outlet, relation, day), line in zip(drawn, told, strict=True):
        assert outlet in line
        assert line.startswith(relation)
        assert day in line
    assert small.eval_on_selector_all(".drawing a", "nodes => nodes.length") == 0


def test_the_drawing_has_a_name_and_a_description(small, address):
    small.goto(address + CLUSTER)
    image = small.get_by_role("img", name="Lines lead from each text to those that followed it")
    assert image.count() == 1
    described = image.get_attribute("aria-describedby")
    assert small.inner_text(f"#{described}") == "5 texts, 12 November 2026 to 19 November 2026"


def test_drawings_have_the_colours_that_a_reader_has_forced(browser, address):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + CLUSTER)
    own = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    texts = ".drawing text"
    assert page.eval_on_selector_all(texts, f"nodes => [...new Set(nodes.map({FILL}))]") == [own]
    page.goto(address + "regions/")
    link = page.evaluate("getComputedStyle(document.querySelector('.tree a')).color")
    assert page.evaluate(f"({FILL})(document.querySelector('.map a path'))") == link
    context.close()


def test_the_drawing_has_lines_and_no_areas_without_a_style_sheet(small, address):
    small.route("**/*.css", lambda route: route.abort())
    small.goto(address + CLUSTER)
    lines = ".drawing path:not(.first, .shapes, .turn)"
    assert set(small.eval_on_selector_all(lines, f"nodes => nodes.map({FILL})")) == {"none"}


def test_lines_keep_the_colour_of_edges(small, address):
    small.goto(address + CLUSTER)
    edge = small.evaluate("getComputedStyle(document.querySelector('.drawing svg')).stroke")
    lines = ".drawing path:not(.first, .shapes, .turn)"
    drawn = small.eval_on_selector_all(lines, "nodes => nodes.map(node => getComputedStyle(node).stroke)")
    assert set(drawn) == {edge}
    assert edge != small.evaluate("getComputedStyle(document.querySelector('.drawing .shapes')).stroke")
