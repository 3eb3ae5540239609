"""In a real browser: a build reloads the page where the reader was, style sheets are exchanged, faults are shown."""

import pytest
from waiting import until

from site_builder.building.report import Report, failed
from site_builder.diagnostics import Diagnostic, Location
from site_builder.serve import DevServer

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'"


def fault(message):
    where = Location("content/entries/a.md", 2, 3)
    return failed([Diagnostic(where, "error", "unknown-key", message, "did you mean `author`?")])


def write_page(output, word):
    (output / "index.html").write_text(
        f"<!doctype html><html lang=en><head><title>{word}</title>"
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<link rel="stylesheet" href="/digest/assets/site.css"></head>'
        f'<body><a href="/digest/">{word}</a>' + "<p>line</p>" * 300 + "</body></html>"
    )


@pytest.fixture
def output(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/site.css").write_text("a { color: rgb(1, 1, 1) }")
    write_page(tmp_path, "before")
    return tmp_path


@pytest.fixture
def server(output):
    server = DevServer(output, port=0, base_path="/digest/")
    server.start()
    yield server
    server.close()


@pytest.fixture
def page(browser, server):
    """Open the site's home page; at the end, no script may have failed or met the page's security policy."""
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.set_default_timeout(15_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(server.url)
    assert until(page, "performance.getEntriesByType('resource').some(e => e.name.includes('live.js'))")
    yield page
    page.close()
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []


def test_a_build_shows_the_new_page_where_the_reader_was(page, server, output):
    page.evaluate("history.scrollRestoration = 'manual'")  # the browser's own must not pass for ours
    page.evaluate("scrollTo(0, 1234)")
    write_page(output, "after")
    server.publish(Report(written=("index.html",)))
    assert until(page, "document.title === 'after' && Math.abs(scrollY - 1234) < 2")
    assert until(page, "sessionStorage.length === 0")


def test_a_style_sheet_is_exchanged_without_loading_the_page(page, server, output):
    page.evaluate("window.still = 'here'")
    (output / "assets/site.css").write_text("a { color: rgb(2, 2, 2) }")
    server.publish(Report(written=("assets/site.css",)))
    assert until(page, "getComputedStyle(document.querySelector('a')).color === 'rgb(2, 2, 2)'")
    assert until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate("window.still") == "here"


def test_a_fault_lies_over_the_last_good_page_until_it_is_mended(page, server, output):
    dialog = page.get_by_role("alertdialog", name="The site could not be built")
    page.evaluate("window.still = 'here'")
    page.evaluate("document.querySelector('a').focus()")
    server.publish(fault("no <img src=x onerror=alert(1)> key"))
    dialog.wait_for()
    text = dialog.inner_text()
    assert "content/entries/a.md:2:3  error[unknown-key]  no <img src=x onerror=alert(1)> key" in text
    assert "hint: did you mean `author`?" in text
    assert dialog.locator("img").count() == 0
    assert page.get_by_text("line").first.is_visible()
    server.publish(fault("another"))
    page.get_by_text("another").wait_for()
    assert dialog.count() == 1
    server.publish(Report())  # mended by going back to what was there: nothing to load
    dialog.wait_for(state="detached")
    assert page.evaluate("window.still") == "here"
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_a_fault_can_be_dismissed_by_button_and_by_key(page, server):
    dialog = page.get_by_role("alertdialog")
    for message, dismiss in (
        ("one", lambda: page.get_by_role("button").click()),
        ("two", lambda: page.keyboard.press("Escape")),
    ):
        server.publish(fault(message))
        dialog.wait_for()
        dismiss()
        dialog.wait_for(state="detached")
        assert dialog.count() == 0


def test_a_page_opened_during_a_fault_shows_it_and_the_next_good_build_loads_it(page, server, output):
    server.publish(fault("wrong"))
    page.get_by_role("alertdialog").wait_for()
    page.reload()
    page.get_by_role("alertdialog").wait_for()
    write_page(output, "after")
    server.publish(Report(written=("index.html",)))
    assert until(page, "document.title === 'after'")
    assert page.get_by_role("alertdialog").count() == 0


def test_a_page_that_missed_a_build_catches_up_when_it_is_seen_again(page, server, output, browser):
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true})")
    page.evaluate(
        "window.away = true; document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))"
    )
    write_page(output, "after")
    (output / "assets/site.css").write_text("a { color: rgb(3, 3, 3) }")
    server.publish(Report(written=("index.html",)))
    server.publish(Report(written=("assets/site.css",)))
    page.evaluate(
        "window.away = false; document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))"
    )
    assert until(page, "document.title === 'after'")
    assert until(page, "getComputedStyle(document.querySelector('a')).color === 'rgb(3, 3, 3)'")
