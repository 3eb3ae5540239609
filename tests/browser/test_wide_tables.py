"""A table wider than the screen scrolls in itself: by the keyboard, and with a shade where more of it is."""

import pytest
from test_pages import SMALLEST

pytestmark = pytest.mark.browser

WIDE = "2026/what-the-night-market-knows/"
WIDEN = "() => { for (const cell of document.querySelectorAll('.table td')) cell.textContent = 'unbrokenunbroken'; }"


@pytest.fixture(params=["ltr", "rtl"])
def table(request, browser, address):
    """The group in which a table scrolls that is too wide for the screen."""
    context = browser.new_context(viewport=SMALLEST, color_scheme="light")
    page = context.new_page()
    page.goto(address + WIDE)
    page.evaluate(f"document.documentElement.dir = '{request.param}'")
    page.evaluate(WIDEN)
    found = page.get_by_role("group", name="Table 1")
    assert found.evaluate("node => node.scrollWidth > node.clientWidth + 50")
    yield found
    context.close()


def scroll(table, share):
    """Scroll to a share of the way, in the direction of reading."""
    table.evaluate(
        "(node, share) => { node.scrollLeft = (getComputedStyle(node).direction === 'rtl' ? -1 : 1) * share * (node.scrollWidth - node.clientWidth); }",
        share,
    )


def shaded(table):
    """Tell whether there is a shade at the left and at the right edge."""
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    ends = (box["x"], box["x"] + box["width"] - 2)
    strips = [
        table.page.screenshot(clip={"x": x, "y": box["y"] + 1, "width": 2, "height": 3})
        for x in (*ends, box["x"] + box["width"] + 4)
    ]
    return tuple(strip != strips[2] for strip in strips[:2])  # beside the table is nothing but paper


def test_a_shade_is_where_more_of_a_table_is(table):
    rtl = table.evaluate("node => getComputedStyle(node).direction === 'rtl'")
    seen = []
    for share in (0, 0.5, 1):
        scroll(table, share)
        start, end = reversed(shaded(table)) if rtl else shaded(table)
        seen.append((start, end))
    assert seen == [(False, True), (True, True), (True, False)]


def test_a_table_that_fits_has_no_shade(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + WIDE)
    assert shaded(page.get_by_role("group", name="Table 1")) == (False, False)
    page.close()


def test_the_keyboard_scrolls_a_table(table):
    table.focus()
    assert table.evaluate("node => node === document.activeElement && node.matches(':focus-visible')")
    forward = (
        "ArrowLeft" if table.evaluate("node => getComputedStyle(node).direction") == "rtl" else "ArrowRight"
    )
    table.page.keyboard.press(forward)
    table.page.wait_for_function("node => node.scrollLeft !== 0", arg=table.element_handle())


def test_the_archive_scrolls_by_the_name_of_its_strip(browser, address):
    page = browser.new_page(viewport=SMALLEST)
    page.goto(address + "archive/")
    group = page.get_by_role("group", name="Every month with about how many entries it has")
    assert group.evaluate("node => node.scrollWidth > node.clientWidth && node.tabIndex === 0")
    page.close()
