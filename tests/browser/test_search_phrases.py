"""Phrases within texts, in a real browser: the entry that says them comes first and shows where, whatever others have the same words."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from host import hosted
from search_site import published, write_searched
from waiting import until

from site_builder.search import geometry

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from corpus import write_corpus

pytestmark = pytest.mark.browser

AT_REST = "document.querySelector('#results')?.getAttribute('aria-busy') === 'false'"
LINKS = "[...document.querySelectorAll('#results h3 a')].map(link => link.getAttribute('href'))"
PAGES = "performance.getEntriesByType('resource').filter(each => /[/]20\\d\\d[/]/.test(each.name)).length"
SAID = {
    "english": "The pilots drank cold coffee on the barge, and nobody’s lantern went out before dawn.",
    "french": "Les gardiens répètent : « l’écluse était fermée »,\nmalgré la crue du fleuve et les pétitions du maire.",
    "chinese": "港口的引水员在黎明之前喝了冷咖啡，所有人的灯都没有熄灭。",  # noqa: RUF001
    "thai": "นักเดินเรือดื่มกาแฟเย็นก่อนรุ่งสางทุกวัน",
}
ASKED = {
    "in quotation marks": ("english", '"drank cold coffee on the barge"'),
    "in curly ones, with other letters": ("english", "“Cold COFFEE on the barge”"),
    "across a comma": ("english", '"the barge and nobody’s lantern"'),
    "a sentence without marks": ("english", "The pilots drank cold coffee on the barge, and nobody's lantern went out"),
    "not to the end of a word": ("english", "drank cold coffee on the bar"),
    "without accents, across a line": ("french", "l'ecluse etait fermee, malgre la crue du fleuve"),
    "in French marks": ("french", "«\u00a0la crue du fleuve et les petitions\u00a0»"),
    "Chinese": ("chinese", "在黎明之前喝了冷咖啡"),
    "Chinese in marks": ("chinese", "「黎明之前喝了冷咖啡」"),
    "Thai": ("thai", "ดื่มกาแฟเย็นก่อนรุ่งสาง"),
}  # fmt: skip
DECOYS = 12
"""Newer entries with the same words in another order: more than are looked at, so that only signs of what stands behind tell."""


def scrambled(text: str, turn: int) -> str:
    """The words of a text in another order, or of what has no spaces the halves, with something between."""
    words = text.split()
    if len(words) < 3:
        return f"{text[len(text) // 2 :]} {text[: len(text) // 2]}"
    return " ".join(
        [
            *words[turn % 5 :: 5],
            *words[(turn + 2) % 5 :: 5],
            *words[(turn + 1) % 5 :: 5],
            *words[(turn + 4) % 5 :: 5],
            *words[(turn + 3) % 5 :: 5],
        ]
    )


def told() -> dict[str, dict[str, str]]:
    entries = {}
    for name, text in SAID.items():
        fields = {
            "author": "Ida Moor",
            "region": "asia",
            "source": "ferry-post",
            "source_url": "https://quay.example.org/f",
        }
        entries[f"2015-05-05-{name}"] = {
            **fields,
            "title": f"Notes {name}",
            "body": f"It was late. {text} Then it rained.",
        }
        for turn in range(DECOYS):
            entries[f"2018-05-{turn + 1:02d}-{name}-{turn}"] = {
                **fields,
                "title": f"Other notes {turn}",
                "body": scrambled(text, turn),
            }
    return entries


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    """Of an index in the form that large ones have."""
    root = tmp_path_factory.mktemp("phrases") / "digest"
    write_corpus(root, 40)
    write_searched(root, told())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geometry, "MANY", 16)
        patch.setattr(geometry, "TELLING", 2)
        published(root)
    with hosted(root / "output") as found:
        yield found


@pytest.fixture
def page(browser, host):
    context = browser.new_context()
    made = context.new_page()
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.goto(f"{host.address}search/")
    assert until(made, f"!document.querySelector('#facets').hidden && {AT_REST}")
    yield made
    assert said == []
    context.close()


def ask(page, query):
    page.focus("#q")
    page.keyboard.insert_text(query)
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    assert until(page, AT_REST)
    return page.evaluate(LINKS)


@pytest.mark.parametrize("way", ASKED)
def test_the_entry_that_says_a_phrase_comes_first(way, page):
    name, query = ASKED[way]
    assert ask(page, query)[0].startswith(f"/2015/{name}/")


def test_the_sentence_is_shown_and_the_phrase_marked_there_and_on_the_page(page):
    first = ask(page, '"drank cold coffee on the barge"')[0]
    shown = page.locator("#results li").first.locator("q")
    assert shown.locator("mark").inner_text() == "drank cold coffee on the barge"
    assert (
        "The pilots drank cold coffee on the barge, and nobody’s lantern went out before dawn."
        in shown.inner_text()
    )
    assert unquote(first).endswith("#:~:text=drank cold coffee on the barge")
    assert page.locator("#results q").count() == 1


def test_what_a_title_says_is_not_looked_for_in_texts(page):
    assert ask(page, "The harbour that forgot the sea")[0].startswith("/2015/harbour/")
    assert page.evaluate(PAGES) == 0


def test_a_title_in_quotation_marks_comes_before_texts_that_say_it(page):
    assert ask(page, '"who counts the ships"')[0].startswith("/2017/ministry/")


def test_no_page_is_fetched_for_fewer_than_four_words(page):
    ask(page, "coffee barge lantern")
    assert page.evaluate(PAGES) == 0


def test_without_the_budget_for_a_page_the_words_are_found_all_the_same(page, host):
    def cheaper(route):
        script = route.fetch()
        assert "const PAGE = 0.6;" in script.text()
        route.fulfill(response=script, body=script.text().replace("PAGE = 0.6", "PAGE = 1000"))

    page.route("**/assets/search-phrases.js", cheaper)
    page.goto(f"{host.address}search/")
    assert until(page, f"!document.querySelector('#facets').hidden && {AT_REST}")
    assert len(ask(page, '"drank cold coffee on the barge"')) == 10
    assert page.evaluate(PAGES) == 0
    assert page.locator("#results q").count() == 0


PIECES = """async () => {
    const { Sums } = await import("/assets/search-numbers.js");
    const every = Uint32Array.from({ length: 100000 }, (_, entry) => entry);
    const sums = new Sums(every.length, 0);
    let now = 1e9, turns = 0;
    performance.now = () => now += 10; // as if each step took long
    if (globalThis.scheduler) scheduler.yield = async () => { turns += 1; };
    else globalThis.MessageChannel = class extends MessageChannel { constructor() { super(); turns += 1; } };
    await sums.add([{ counts: 1, rows: [every], among: every.length }], true);
    return [turns, sums.known.length];
}"""


@pytest.mark.parametrize("has", ["scheduler.yield", "nothing made for it"])
def test_long_lists_leave_the_browser_time_for_the_reader(page, has):
    if has != "scheduler.yield":
        page.evaluate("Object.defineProperty(globalThis, 'scheduler', { value: undefined })")
    turns, known = page.evaluate(PIECES)
    assert known == 100_000
    assert turns > 20
