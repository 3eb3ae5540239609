"""What a first query may cost a reader who has nothing yet: bounded whatever is typed, and complete once the reader goes on."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from host import hosted
from search_site import published, write_searched
from waiting import until

from site_builder.search import geometry

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from corpus import read_file, write_corpus

pytestmark = pytest.mark.browser

AT_REST = "document.querySelector('#results')?.getAttribute('aria-busy') === 'false'"
FOUND = "[...document.querySelectorAll('#results h3 a')].map(link => link.getAttribute('href').split('#')[0])"
FETCHED = "performance.getEntriesByType('resource').filter(each => each.name.includes('/index/')).length"
COSTS = """async paths => {
    const { SearchIndex } = await import('/assets/search-index.js');
    const index = new SearchIndex('/search/index/');
    await index.open();
    return paths.map(path => index.cost(path));
}"""
FIRST_QUERY = 250_000
PAGE = 39_000
"""What the page takes with its styles and scripts, the heads of these answers included."""
BUDGETS = {"as it is": 211_000, "a third of it": 70_000}
SMALL = 50_000
ENTRIES = 1500
PARTLY = "Not all of the words have been looked up"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Of an index in the form that large ones have: each facet in files of its own."""
    root = tmp_path_factory.mktemp("budget") / "digest"
    write_corpus(root, ENTRIES)
    write_searched(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geometry, "_TOGETHER", 64)
        published(root)
    return root


@pytest.fixture(scope="module")
def host(root):
    with hosted(root / "output") as found:
        yield found


@pytest.fixture(scope="module")
def asked(root):
    """What may be asked for, by what is hard about it."""
    entries = sorted((root / "content/entries").rglob("*.md"))
    title, body = read_file(entries[len(entries) // 2])[0]["title"], read_file(entries[7])[1]
    words = " ".join(word for word in body.split() if word.isalpha())
    long = sorted({word for word in words.split() if len(word) > 4}, key=len)[-12:]
    return {
        "one letter": "b",
        "a common beginning": "ba",
        "a title": title,
        "ten words of a text": " ".join(words.split()[:10]),
        "a paragraph": words[:600],
        "mistakes in every word": " ".join(word[:2] + word[3] + word[2] + word[4:] for word in long),
        "Chinese": "中国的人民政府与国际社会经济发展",
        "phrases": f'"{" ".join(words.split()[20:24])}" "{" ".join(words.split()[30:33])}"',
    }


HARD = ("one letter", "a common beginning", "a title", "ten words of a text", "a paragraph", "mistakes in every word", "Chinese", "phrases")  # fmt: skip


class Reader:
    """A reader who has nothing yet, and what was sent to them, heads of answers included."""

    def __init__(self, browser, host, budget):
        self.host = host
        self.context = browser.new_context(bypass_csp=True)
        self.page = self.context.new_page()
        self.sent = 0
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        self.icons: set[str] = set()  # which this browser fetches again with each address that is written
        session.on("Network.requestWillBeSent", self._look)
        session.on("Network.loadingFinished", self._count)
        if budget != BUDGETS["as it is"]:
            self.page.route("**/assets/search-index.js", lambda route: self._cheaper(route, budget))

    def _look(self, told):
        if told["request"]["url"].endswith("/favicon.svg"):
            self.icons.add(told["requestId"])

    def _count(self, told):
        if told["requestId"] not in self.icons:
            self.sent += told["encodedDataLength"]

    def _cheaper(self, route, budget):
        script = route.fetch()
        assert "const BUDGET = 211_000;" in script.text()
        route.fulfill(response=script, body=script.text().replace("211_000", str(budget)))

    def open(self, path="search/"):
        self.page.goto(self.host.address + path)
        return self.rest()

    def rest(self):
        assert until(self.page, f"!document.querySelector('#facets').hidden && {AT_REST}")
        return self

    def type(self, query, delay):
        self.page.focus("#q")
        self.page.keyboard.type(query, delay=delay)
        self.page.wait_for_timeout(700)
        return self.rest()

    def paste(self, query):
        self.page.focus("#q")
        self.page.keyboard.insert_text(query)
        self.page.keyboard.press("Enter")
        return self.rest()

    def told(self):
        return self.page.locator("#count").inner_text()


@pytest.fixture(params=BUDGETS)
def budget(request):
    return BUDGETS[request.param]


@pytest.fixture
def reader(browser, host, budget):
    made = Reader(browser, host, budget)
    yield made
    made.context.close()


def test_no_file_takes_more_than_the_script_reckons_with(browser, host, root):
    """Compressed, and with a head of 600 bytes: this is what the bound rests on."""
    folder = root / "output/search/index"
    files = [path for path in sorted(folder.rglob("*.json")) if path.name != "index.json"]
    reader = Reader(browser, host, BUDGETS["as it is"]).open()
    costs = reader.page.evaluate(COSTS, [path.relative_to(folder).as_posix() for path in files])
    took = [len(gzip.compress(path.read_bytes(), 6)) + 600 for path in files]
    beyond = [
        (str(path), cost, size)
        for path, cost, size in zip(files, costs, took, strict=True)
        if not size <= cost
    ]
    assert beyond == []
    assert {path.parent.name for path in files} == set("wtvlefrc")
    reader.context.close()


def test_no_page_takes_more_than_is_reckoned_with_where_a_phrase_is_looked_up_in_it(root):
    script = (Path(__file__).parents[2] / "templates/assets/search-phrases.js").read_text("utf-8")
    share = float(script.partition("const PAGE = ")[2].partition(";")[0])
    pages = [
        page.read_bytes()
        for page in (root / "output").glob("20*/*/index.html")
        if b"<!--text-->" in page.read_bytes()
    ]
    assert len(pages) > ENTRIES / 2
    assert all(len(gzip.compress(page, 6)) + 600 <= 650 + share * len(page) for page in pages)


@pytest.mark.parametrize("hard", HARD)
def test_a_first_query_is_bounded_whatever_is_pasted(hard, reader, budget, asked):
    reader.open().paste(asked[hard])
    assert reader.sent <= min(budget + PAGE, FIRST_QUERY)


@pytest.mark.parametrize("hard", HARD)
def test_a_first_query_is_bounded_whatever_is_typed(hard, reader, budget, asked):
    reader.open().type(asked[hard][:40], 60)
    assert reader.sent <= min(budget + PAGE, FIRST_QUERY)


def test_a_first_query_is_bounded_for_those_who_pause_in_it(reader, budget, asked):
    reader.open()
    for word in asked["ten words of a text"].split()[:6]:
        reader.type(f"{word} ", 40)
    assert reader.sent <= min(budget + PAGE, FIRST_QUERY)


def test_a_first_query_is_bounded_for_those_who_open_facets_and_tick_them_first(reader, budget, asked):
    reader.open()
    for facet in ("author", "topic", "source", "region", "year", "kind"):
        reader.page.evaluate(f"document.querySelector('#facet-{facet}').open = true")
        reader.page.wait_for_timeout(50)
        reader.rest()
    for facet in ("region", "topic"):
        box = reader.page.locator(f"#facet-{facet} input").first
        if box.count():
            box.check()
            reader.rest()
    reader.type(asked["a title"], 40)
    assert reader.sent <= min(budget + PAGE, FIRST_QUERY)


def test_what_a_pause_kept_back_is_used_if_nothing_more_is_typed(browser, host, asked):
    """Here nearly all is kept back."""

    def keep(route):
        script = route.fetch()
        assert "const PAUSED = 0.25;" in script.text()
        route.fulfill(response=script, body=script.text().replace("PAUSED = 0.25", "PAUSED = 0.95"))

    reader = Reader(browser, host, BUDGETS["as it is"])
    reader.page.route("**/assets/search-ranking.js", keep)
    reader.open()
    reader.page.focus("#q")
    reader.page.keyboard.insert_text(asked["a paragraph"])
    assert until(reader.page, f"location.search && {AT_REST}")  # the pause's answer
    assert PARTLY not in reader.told()  # it goes on by itself
    early = reader.page.evaluate(FETCHED)
    assert until(reader.page, f"{FETCHED} > {early} && document.querySelector('#results li') && {AT_REST}")
    assert reader.sent <= FIRST_QUERY
    reader.context.close()


def test_an_address_with_words_and_limits_is_bounded(reader, budget, asked):
    reader.open(
        f"search/?q={quote(asked['ten words of a text'])}&region=asia&author=ignace-malherbe&topic=quayside&sort=date"
    )
    assert reader.sent <= min(budget + PAGE, FIRST_QUERY)


def test_what_was_left_out_is_told_and_found_when_the_reader_goes_on(browser, host, asked):
    small, large = (Reader(browser, host, budget) for budget in (SMALL, BUDGETS["as it is"]))
    small.open().paste(asked["ten words of a text"])
    large.open().paste(asked["ten words of a text"])
    assert PARTLY not in large.told()
    assert PARTLY in small.told()
    for _ in range(4):
        small.page.keyboard.press("Enter")
        small.page.wait_for_timeout(50)
        small.rest()
    assert small.told() == large.told()
    assert small.page.evaluate(FOUND) == large.page.evaluate(FOUND)
    small.context.close()
    large.context.close()


def test_a_facet_that_takes_too_much_says_how_much_and_is_loaded_when_asked_for(browser, host):
    reader = Reader(browser, host, 16_000).open()
    reader.page.evaluate("document.querySelector('#facet-author').open = true")
    button = reader.page.locator("#facet-author button").last
    button.wait_for()
    assert "KB" in button.inner_text()
    assert reader.page.locator("#facet-author li span").count() == 0
    button.click()
    assert until(reader.page, f"document.querySelectorAll('#facet-author li span').length > 3 && {AT_REST}")
    reader.context.close()


def test_a_limit_is_kept_although_its_facet_takes_too_much_to_be_shown(browser, host):
    reader = Reader(browser, host, SMALL).open("search/?author=ignace-malherbe&topic=quayside")
    assert reader.page.evaluate(FOUND) == ["/2017/ministry/"]
    assert reader.page.locator("#facet-author input").first.is_checked()
    reader.context.close()
