"""The search page while somebody types: how much is fetched, what is found in other scripts, what a bad connection leaves."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from host import hosted
from search_site import published, write_searched
from waiting import until

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from corpus import write_corpus

pytestmark = pytest.mark.browser

TEXTS = Path(__file__).parents[1] / "golden/search/texts.json"
AT_REST = "document.querySelector('#results')?.getAttribute('aria-busy') === 'false'"
TITLES = "[...document.querySelectorAll('#results h3')].map(title => title.textContent)"
LIMIT_BYTES = 250_000
_COMMON = {"region": "asia", "source": "ferry-post", "source_url": "https://quay.example.org/x"}
MORE = {
    "2018-01-01-library": _COMMON | {
        "title": "北京大学的图书馆与公共记忆", "author": "王小明", "language": "zh",
        "summary": "谁拥有档案。谁就拥有过去。", "body": "政府档案开放政策的变化。还有水。",
    },
    "2018-01-02-tokyo": _COMMON | {
        "title": "東京都の図書館は誰のものか", "author": "山田太郎", "language": "ja",
        "summary": "公共図書館と民営化。", "body": "データセンターの電力消費が増えている。",
    },
    "2018-01-03-thai": _COMMON | {
        "title": "ห้องสมุดสาธารณะในกรุงเทพ", "author": "สมชาย", "language": "th",
        "summary": "ใครเป็นเจ้าของ", "body": "มีหลายแห่ง",
    },
    "2018-01-04-truce": _COMMON | {
        "title": "State-building after the truce", "author": "Sean O’Brien",
        "summary": "A timetable for peacekeepers.", "body": "The cease-fire failed in 2003: C++ 🚀.",
    },
    "2018-01-05-revolution": _COMMON | {
        "title": "Ordinance of a revolution", "author": "Aura Blank",
        "summary": "Revolutions that were never quiet.", "body": "Zoning.",
    },
    "2018-01-06-quiet": _COMMON | {
        "title": "The price of silence", "author": "Aura Blank",
        "summary": "On money, and a quiet revolution.", "body": "Lotteries, and their constructor.",
    },
}  # fmt: skip
FIRST = {
    "a word that objects have anyway": ("constructor ", "The price of silence"),
    "Chinese within a title": ("图书馆", "北京大学的图书馆与公共记忆"),
    "Chinese within a text": ("档案开放", "北京大学的图书馆与公共记忆"),
    "letters with their signs": ("C++ ", "State-building after the truce"),
    "a symbol": ("🚀", "State-building after the truce"),
    "one Chinese letter": ("馆", "北京大学的图书馆与公共记忆"),
    "Japanese with kana": ("図書館の民営化", "東京都の図書館は誰のものか"),
    "Japanese within a text": ("センターの電力", "東京都の図書館は誰のものか"),
    "Thai within a title": ("กรุงเทพ", "ห้องสมุดสาธารณะในกรุงเทพ"),
    "a hyphen left out": ("ceasefire ", "State-building after the truce"),
    "two words for one": ("truce time table ", "State-building after the truce"),
    "a phrase in quotation marks": ('"quiet revolution" ', "The price of silence"),
}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    root = tmp_path_factory.mktemp("typing") / "digest"
    write_corpus(root, 2000)
    write_searched(root, MORE)
    return published(root)


@pytest.fixture(scope="module")
def host(output):
    with hosted(output) as found:
        yield found


@pytest.fixture
def page(browser, host):
    context = browser.new_context(bypass_csp=True)
    made = context.new_page()
    host.take_sent()
    yield made
    context.close()


def opened(page, host, path="search/"):
    page.goto(host.address + path)
    assert until(page, f"document.activeElement.id === 'q' && {AT_REST}")
    return page


def typed(page, query):
    page.keyboard.type(query)
    assert until(page, f"document.querySelector('#q').value === {json.dumps(query)} && {AT_REST}")


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def told(page):
    return page.locator("#count").inner_text()


@pytest.mark.parametrize("name", FIRST)
def test_the_expected_entry_is_first(name, page, host):
    query, expected = FIRST[name]
    opened(page, host, f"search/?q={quote(query)}")
    assert page.evaluate(TITLES)[0] == expected


def test_texts_are_cut_in_the_browser_as_in_the_index(page, host):
    opened(page, host)
    golden = json.loads(TEXTS.read_text("utf-8"))
    cut = """async texts => { const { wordsOf, termOf } = await import('/assets/search-words.js');
        return texts.map(text => [...new Set(wordsOf(text).map(termOf).filter(Boolean))]); }"""
    assert dict(zip(golden, page.evaluate(cut, list(golden)), strict=True)) == golden


def test_a_query_typed_letter_by_letter_takes_less_than_250_kilobytes(page, host, output):
    """Of a reader who has nothing yet, the page included; the words are of the entry that was written last."""
    cards = json.loads(max((output / "search/index/c").glob("0-*.json")).read_text("utf-8"))
    title = max((card[0] for card in cards), key=len)
    assert len(title.split()) > 5
    opened(page, host)
    page.keyboard.type(title, delay=80)
    assert until(page, f"document.querySelector('#q').value.length === {len(title)} && {AT_REST}")
    assert page.evaluate(TITLES)[0] == title
    sent = host.take_sent()
    assert sum(size for _, size in sent) < LIMIT_BYTES, Counter(path.split("/")[-2] for path, _ in sent)


def test_opening_the_page_takes_few_files(page, host):
    opened(page, host)
    assert until(page, "document.querySelector('#facet-region li') !== null")
    index = [path for path, _ in host.take_sent() if "/index/" in path]
    assert sorted(index) == ["/search/index/f/all.json", "/search/index/index.json"]


def test_nothing_is_said_of_a_first_letter(page, host):
    opened(page, host)
    typed(page, "h")
    assert told(page) == ""
    assert not page.locator("#nothing").is_visible()


def test_more_results_leave_those_that_are_shown_where_they_are(page, host):
    """Even if one of the later ones has the title that was typed: here, words of which any title has one."""
    opened(page, host, "search/?q=asia")
    before = page.evaluate(TITLES)
    page.locator("#more").click()
    assert until(page, f"document.querySelectorAll('#results li').length === 20 && {AT_REST}")
    assert page.evaluate(TITLES)[:10] == before


def test_what_an_old_address_asks_for_in_vain_is_no_limit(page, host):
    opened(page, host, "search/?q=silence&topic=gone-for-good")
    assert page.evaluate(TITLES)[0] == "The price of silence"


def test_back_leads_to_what_was_searched_for_not_to_words_half_typed(page, host):
    opened(page, host)
    typed(page, "harbour forgot")
    page.keyboard.press("Enter")
    assert until(page, f"location.search.includes('forgot') && {AT_REST}")
    page.fill("#q", "ministry of")
    assert until(page, f"location.search.includes('ministry') && {AT_REST}")
    page.fill("#q", "ministry of ships")
    assert until(page, f"location.search.includes('ships') && {AT_REST}")
    page.go_back()
    assert until(page, f"document.querySelector('#q').value === 'harbour forgot' && {AT_REST}")
    assert asked(page) == {"q": ["harbour forgot"]}


def failing(page, part, times):
    """Have the first requests for files with `part` in their path fail."""
    left = [times]

    def answer(route):
        left[0] -= 1
        if left[0] >= 0:
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(part), answer)
    return left


def test_a_file_that_fails_is_asked_for_once_more(page, host):
    failing(page, "/index/w/", 1)
    opened(page, host, "search/?q=silence")
    assert page.evaluate(TITLES)[0] == "The price of silence"


@pytest.mark.parametrize("part", ["/index/index.json", "/index/w/", "/index/c/", "/index/f/"])
def test_without_a_connection_the_page_says_so_and_searches_again_when_asked(part, page, host):
    left = failing(page, part, 1000)
    opened(page, host, "search/?q=silence&region=asia")
    assert "can’t be read just now" in told(page)
    assert page.evaluate(TITLES) == []
    left[0] = 0
    page.keyboard.press("Enter")
    assert until(page, f"document.querySelectorAll('#results li').length > 0 && {AT_REST}")
    assert page.evaluate(TITLES)[0] == "The price of silence"
    assert told(page) == "Entries found: 1."


def test_without_a_connection_results_come_when_it_is_back(page, host):
    left = failing(page, "/index/c/", 1000)
    opened(page, host, "search/?q=silence")
    assert "can’t be read just now" in told(page)
    left[0] = 0
    page.evaluate("dispatchEvent(new Event('online'))")
    assert until(page, f"document.querySelectorAll('#results li').length > 0 && {AT_REST}")


def test_what_readers_type_is_never_markup(page, host):
    opened(page, host, "search/?q=" + quote("<img src=x onerror=alert(1)> silence"))
    assert page.locator("main img").count() == 0
    assert until(page, AT_REST)
    assert "None has all of these words" in told(page)
