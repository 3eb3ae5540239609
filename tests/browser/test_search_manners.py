"""What a stranger expects of a search page: keys, the place that was left, a sign of waiting, nothing that moves or is empty."""

from __future__ import annotations

import pytest
from waiting import until

pytestmark = pytest.mark.browser

AT_REST = "document.querySelector('#results')?.getAttribute('aria-busy') === 'false'"
FOCUSED = "[...document.querySelectorAll('#results h3 a')].indexOf(document.activeElement)"
SHIFTS = """window.moved = [];
new PerformanceObserver(list => list.getEntries().forEach(each => each.hadRecentInput || moved.push(each.value)))
    .observe({type: "layout-shift", buffered: true});"""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@pytest.fixture
def page(browser, host):
    context = browser.new_context(bypass_csp=True, viewport={"width": 1000, "height": 600})
    yield context.new_page()
    context.close()


def opened(page, host, path="search/"):
    page.goto(host.address + path)
    assert until(page, f"!document.querySelector('#facets').hidden && {AT_REST}")
    return page


def test_arrows_lead_from_the_box_along_the_results_and_back(page, host):
    opened(page, host, "search/?q=malherbe")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == 0
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"


def test_escape_leads_back_to_the_box_and_then_empties_it(page, host):
    opened(page, host, "search/?q=malherbe")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == "malherbe"
    page.keyboard.press("Escape")
    assert page.locator("#q").input_value() == ""
    assert until(page, f"!location.search && !document.querySelector('#results li') && {AT_REST}")


def test_back_from_an_entry_leads_to_the_place_that_was_left(page, host):
    opened(page, host, "search/?region=asia")
    page.locator("#more").click()
    assert until(page, f"document.querySelectorAll('#results li').length === 20 && {AT_REST}")
    page.locator("#results h3 a").nth(15).scroll_into_view_if_needed()
    left = page.evaluate("scrollY")
    assert left > 300
    page.locator("#results h3 a").nth(15).click()
    assert until(page, "document.querySelector('article.entry') !== null")
    page.go_back()
    assert until(page, f"document.querySelectorAll('#results li').length === 20 && {AT_REST}")
    assert until(page, f"Math.abs(scrollY - {left}) < 5")


def test_a_slow_connection_is_said_to_be_waited_for_and_nothing_moves(page, host):
    page.add_init_script(SHIFTS)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{host.address}search/?q=malherbe", wait_until="domcontentloaded")
    assert until(page, "document.querySelector('#count').textContent === 'Searching…'")
    assert until(page, AT_REST)
    assert page.locator("#count").inner_text().startswith("Entries found")
    page.wait_for_timeout(500)
    assert page.evaluate("moved.reduce((one, other) => one + other, 0)") < 0.1


def test_where_nothing_is_found_no_empty_facet_and_no_link_to_them_is_shown(page, host):
    page.set_viewport_size({"width": 400, "height": 800})
    opened(page, host, "search/?q=xyzzyplugh")
    assert page.locator("#nothing").is_visible()
    assert not page.locator("#narrow").is_visible()
    assert page.evaluate("[...document.querySelectorAll('#facets details')].every(each => each.hidden)")
    page.fill("#q", "malherbe")
    assert until(
        page,
        f"document.querySelector('#results li') && !document.querySelector('#facet-region').hidden && {AT_REST}",
    )


def test_a_name_with_a_year_finds_what_there_was_then(page, host):
    """The year is in no title, summary or text of this entry."""
    opened(page, host, "search/?q=malherbe+2017")
    assert page.evaluate("document.querySelector('#results h3').textContent") == "Who counts the ships"


def test_a_word_half_typed_may_go_on_to_any_of_several(page, host):
    opened(page, host, "search/?q=who+counts+the+sh")
    assert page.evaluate("document.querySelector('#results h3').textContent") == "Who counts the ships"
