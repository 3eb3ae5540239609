"""Citations are saved from the links that hold them, under the headers that hosts are told to send."""

from pathlib import Path
from urllib.parse import quote

import pytest

from site_builder.serve import DevServer

pytestmark = pytest.mark.browser

ENTRY = "2026/regen-in-zwei-büchern/"


@pytest.fixture(scope="module")
def guarded(output):
    """Where the output is served with all its headers."""
    server = DevServer(output, port=0)
    server.start()
    yield server.url
    server.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("name", "ending", "begins", "has"),
    [
        ("BibTeX", ".bib", "@online{", "title = {{Rain on Two Ledgers}}"),
        ("RIS", ".ris", "TY  - ELEC\r\n", "AU  - Tamarind, Nour\r\n"),
        ("CSL-JSON", ".json", '[{"id":', '"title":"Rain on Two Ledgers"'),
    ],
)
def test_a_citation_is_saved_as_a_file(page, guarded, name, ending, begins, has):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    response = page.goto(guarded + quote(ENTRY))
    assert "default-src 'none'" in response.headers["content-security-policy"]
    with page.expect_download() as saved:
        page.get_by_role("link", name=name, exact=True).click()
    assert saved.value.suggested_filename == f"tamarind2026rain{ending}"
    text = Path(saved.value.path()).read_bytes().decode()
    assert text.startswith(begins)
    assert has in text
    assert page.url == guarded + quote(ENTRY)
    assert complaints == []


def test_no_page_complains_of_the_headers(page, guarded):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in ("", ENTRY, "sources/specimen-review/", "feeds/"):
        page.goto(guarded + quote(path))
    assert complaints == []
