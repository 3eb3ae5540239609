"""What the home page marks as new since the reader's last visit: in their browser, without moving anything, if they like."""

import json
from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.browser

HOUR = 3_600_000
KEY = "new since /"
AXE = "() => axe.run({resultTypes: ['violations'], preload: false})"
MOVED = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().map(each => each.value)))
    .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done([]), 300))"""


@pytest.fixture
def home(browser, address, judge):
    """A reader's own page: `home(hours, gone)` comes back after so long, when `gone` of the cards had not been there."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(20_000)
    context.add_init_script(path=judge("axe-core/axe.min.js"))
    page = context.new_page()

    def visit(hours=None, gone=0):
        page.goto(address)
        if hours is not None:
            state = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
            state["now"]["at"] -= hours * HOUR
            state["now"]["seen"] = state["now"]["seen"][gone:]
            page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(state)])
            page.goto(address)
        return page

    yield visit
    context.close()


def titles_marked(page):
    return page.eval_on_selector_all(
        ".new", "signs => signs.map(sign => sign.parentNode.querySelector('h3').innerText)"
    )


def test_the_first_visit_looks_as_it_does_without_scripts(home):
    page = home()
    assert page.inner_text(".since") == "The newest entries first"
    assert titles_marked(page) == []
    assert page.locator(".since button").count() == 0


def test_a_reader_who_comes_back_sees_what_is_new_and_how_much(home):
    page = home(hours=48, gone=3)
    first = page.eval_on_selector_all(
        ".card h3", "titles => titles.slice(0, 3).map(title => title.innerText)"
    )
    assert titles_marked(page) == first
    assert page.inner_text(".new >> nth=0") == "New"
    said = page.inner_text(".since")
    day = datetime.now(UTC).astimezone() - timedelta(hours=48)
    assert said.startswith(f"3 new since {day.day} {day:%B %Y}")


def test_marks_stay_while_the_visit_lasts_and_go_with_the_next_one(home):
    page = home(hours=48, gone=2)
    page.reload()
    assert len(titles_marked(page)) == 2
    page = home(hours=1)
    assert titles_marked(page) == []
    assert page.inner_text(".since").startswith("Nothing new since")


def test_an_entry_that_comes_up_because_another_went_is_not_new(home):
    page = home()
    state = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    last = state["now"]["seen"].pop()
    state["now"]["at"] -= 2 * HOUR
    state["now"]["oldest"] = page.eval_on_selector_all(".day time", "times => times.at(-1).dateTime")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(state)])
    page.reload()
    assert page.locator(f'a[href="{last}"]').count() > 0
    assert titles_marked(page) == []


def test_the_reader_turns_marks_off_and_on_again(home):
    page = home(hours=48, gone=3)
    page.get_by_role("button", name="Stop marking").press("Enter")
    assert titles_marked(page) == []
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == '{"off":true}'
    assert page.evaluate("document.activeElement.textContent") == "Mark what is new"
    page.reload()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == '{"off":true}'
    page.get_by_role("button", name="Mark what is new").click()
    assert len(json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))["now"]["seen"]) > 10


def test_marks_move_nothing_and_are_accessible(home):
    page = home(hours=48, gone=3)
    assert sum(page.evaluate(MOVED)) == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(AXE)["violations"] == []


def test_without_storage_or_with_something_else_in_it_the_page_stays_as_it_is(browser, address):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
    )
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    assert page.inner_text(".since") == "The newest entries first"
    assert complaints == []
    context.close()
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    for text in (
        "no JSON",
        "null",
        "[]",
        '{"now": 3}',
        '{"now": {"at": 1}}',
        '{"then": {"at": "x"}, "now": {"at": 1e99}}',
    ):
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, text])
        page.reload()
        assert page.inner_text(".since").startswith("The newest entries first"), text
        assert complaints == [], text
    context.close()


def test_nothing_is_sent(home):
    page = home(hours=48, gone=3)
    requests = []
    page.on("request", lambda request: requests.append(request.url.rpartition("/")[2]))
    page.reload(wait_until="networkidle")
    page.get_by_role("button").click()
    assert sorted(set(requests) - {"favicon.svg"}) == ["", "new-since.js", "site.css"]
    assert page.context.cookies() == []
