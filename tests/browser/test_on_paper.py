"""Pages as Chromium prints them."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture
def printed(browser, address):
    """Print a page on A4 and return the text of each sheet."""
    page = browser.new_page(color_scheme="dark")

    def sheets(path):
        page.goto(address + path)
        data = page.pdf(format="A4", print_background=True)
        texts = (sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages)
        return [unicodedata.normalize("NFKC", text) for text in texts]  # without ligatures

    yield sheets
    page.close()


def test_an_entry_on_paper_gives_the_addresses_of_its_links_and_no_chrome(printed):
    text = "\n".join(printed("2026/rain-on-two-ledgers/"))
    assert "<https://papers.example.net/14/rain-on-two-ledgers" in text.replace("\n", "")
    assert "Cite the original" in text
    for chrome in ("Skip to the content", "Archive", "Save as", "BibTeX", "Earlier"):
        assert chrome not in text


def test_links_within_the_site_have_their_whole_addresses_on_paper(browser, address):
    page = browser.new_page()
    page.goto(address + "2026/three-ways-to-count-a-drought/")
    page.emulate_media(media="print")
    behind = page.eval_on_selector_all(
        '.prose a[href^="/"]',
        "links => links.map(link => [link.getAttribute('href'), getComputedStyle(link, '::after').content])",
    )
    page.close()
    assert behind
    for link, said in behind:
        assert said == f'" <https://digest.example.org{link}>"'


def test_home_and_terms_on_paper_are_their_lists(printed):
    for path in ("", "regions/asia/"):
        text = "\n".join(printed(path))
        assert "What the Night Market Knows" in text
        for chrome in (
            "The newest entries first",
            "Recent topics",
            "By year",
            "JSON Feed",
            "Older entries, by year",
        ):
            assert chrome not in text, path


def test_cards_stay_together_on_paper(printed, browser, address):
    page = browser.new_page()
    page.goto(address)
    cards = page.eval_on_selector_all(
        ".card",
        "cards => cards.map(card => [card.querySelector('h3').innerText, card.querySelector('.sum')?.innerText])",
    )
    page.close()
    sheets = ["".join(sheet.split()) for sheet in printed("")]
    assert len(sheets) > 2
    for title, summary in cards:
        found = [number for number, sheet in enumerate(sheets) if "".join(title.split()) in sheet]
        end = "".join((summary or title).split())[-30:]
        assert any(end in sheets[number] for number in found), title


@pytest.mark.parametrize("path", ["2026/rain-on-two-ledgers/", "", "regions/asia/", "archive/"])
def test_paper_is_black_on_white_whatever_the_screen(path, browser, address):
    page = browser.new_page(color_scheme="dark")
    page.goto(address + path)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    colours = page.eval_on_selector_all(
        "h1, h3 a, p, .meta, time, th, td, td a, a",
        "nodes => [...new Set(nodes.filter(node => node.checkVisibility()).map(node => getComputedStyle(node).color))]",
    )
    assert colours == ["rgb(0, 0, 0)"]
    page.close()


def test_a_link_that_is_its_own_address_is_not_said_twice_on_paper(browser, address):
    page = browser.new_page()
    page.goto(address + "2026/the-price-of-shade/")
    page.emulate_media(media="print")
    links = page.locator(".entry a[href^=http]")
    assert links.first.evaluate("node => getComputedStyle(node, '::after').content") != "none"
    links.first.evaluate("node => { node.className = 'bare'; node.textContent = node.href; }")
    assert links.first.evaluate("node => getComputedStyle(node, '::after').content") == "none"
    page.close()


def test_a_table_is_not_cut_at_the_edge_of_paper(browser, address):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in ("2026/what-the-night-market-knows/", "archive/"):
        page.goto(address + path)
        page.emulate_media(media="screen")
        assert page.locator(".table").evaluate("node => getComputedStyle(node).overflowX") == "auto"
        page.emulate_media(media="print")
        assert page.locator(".table").evaluate("node => getComputedStyle(node).overflowX") == "visible"
    page.close()


def test_a_body_s_headings_and_notes_are_on_paper_in_order(printed):
    text = "".join("\n".join(printed("2026/rain-on-two-ledgers/")).split())
    marks = [
        "RainonTwoLedgers",
        "FromHypotheticalPapers",
        "Thegauges",
        "Theclock",
        "Whatfollows",
        "Whereitappeared",
        "Readnext",
        "Citetheoriginal",
    ]
    places = [text.find(mark) for mark in marks]
    assert -1 not in places
    assert places == sorted(places)


def test_an_address_behind_an_arabic_title_keeps_its_own_direction_on_paper(browser, address):
    page = browser.new_page()
    page.goto(address + "2026/rain-on-two-ledgers/")
    page.emulate_media(media="print")
    look = "node => { const look = getComputedStyle(node, '::after'); return [look.direction, look.unicodeBidi]; }"
    link = page.locator(".entry a[href^=http]").first
    link.evaluate("node => { node.dir = 'rtl'; node.textContent = 'الماء'; }")
    assert link.evaluate(look) == ["ltr", "isolate"]
    page.close()
