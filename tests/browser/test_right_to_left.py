"""Every kind of page of an Arabic site, and of a French one, in a real browser: accessible, and read from its own side."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from host import hosted
from test_pages import AXE, MODES, RULES, SIDEWAYS

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from language_sites import build_digest

pytestmark = pytest.mark.browser

PAGES = {
    "home": ("", ""),
    "entry": ("2026/أضواء/", "2026/lumieres/"),
    "foreign entry": ("2026/lights/", "2026/lights/"),
    "note": ("2026/ملاحظة/", "2026/note/"),
    "withdrawn": ("2025/سحب/", "2025/retrait/"),
    "region with children": ("regions/العالم-العربي/", "regions/europe/"),
    "region": ("regions/المغرب-العربي/", "regions/bretagne/"),
    "author": ("authors/سليم-البحري/", "authors/anne-goéland/"),
    "source": ("sources/الميناء/", "sources/courrier/"),
    "topic": ("topics/البحر/", "topics/mer/"),
    "slice": ("topics/البحر/2026/", "topics/mer/2026/"),
    "facet": ("regions/المغرب-العربي/topics/البحر/", "regions/bretagne/topics/mer/"),
    "regions": ("regions/", "regions/"),
    "authors": ("authors/", "authors/"),
    "sources": ("sources/", "sources/"),
    "topics": ("topics/", "topics/"),
    "clusters": ("clusters/", "clusters/"),
    "clusters of a year": ("clusters/2026/", "clusters/2026/"),
    "cluster": ("clusters/2026/أضواء/", "clusters/2026/lumieres/"),
    "archive": ("archive/", "archive/"),
    "year": ("2026/", "2026/"),
    "month": ("2026/07/", "2026/07/"),
    "about": ("about/", "about/"),
    "search": ("search/", "search/"),
    "not found": ("404.html", "404.html"),
    "redirect": ("at-rest/", "at-rest/"),
}
ALIASES = {"ar": "2026/منارة-قديمة", "fr": "2026/vieux-phare"}
BOXES = """which => [...document.querySelectorAll(which)].filter(node => node.checkVisibility())
    .map(node => { const box = node.getBoundingClientRect(); return [box.left, box.right, box.top]; })"""
STARTS = """() => [...document.querySelectorAll("main :is(p, h1, h2, h3, li, dt, dd, td, th)")]
    .filter(node => node.checkVisibility() && !node.closest("[dir=ltr], .later, .align-left, .align-right, .heat, pre"))
    .filter(node => getComputedStyle(node).textAlign !== "start" || getComputedStyle(node).direction !== "rtl")
    .map(node => node.outerHTML.slice(0, 120))"""
CROWDED = """() => [...document.querySelectorAll("body *")]
    .filter(node => node.matches(":lang(ar)") && node.checkVisibility())
    .filter(node => [...node.childNodes].some(child => child.nodeType === 3 && /[\\u0600-\\u06ff]/.test(child.data)))
    .filter(node => { const look = getComputedStyle(node);
        return look.letterSpacing !== "normal" && look.letterSpacing !== "0px" || look.fontStyle !== "normal"
            || parseFloat(look.lineHeight) < 1.35 * parseFloat(look.fontSize) && !node.closest(".note-ref"); })
    .map(node => node.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Each digest, built; `at-rest/` is a copy of its redirect that stays where it is."""
    found = {}
    for language, alias in ALIASES.items():
        found[language] = output = build_digest(tmp_path_factory.mktemp(language) / "digest", language)
        redirect = (output / alias / "index.html").read_text("utf-8").splitlines(keepends=True)
        (output / "at-rest").mkdir()
        stays = [line for line in redirect if 'http-equiv="refresh"' not in line]
        (output / "at-rest/index.html").write_text("".join(stays), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def addresses(outputs):
    with ExitStack() as stack:
        hosts = {language: stack.enter_context(hosted(output)) for language, output in outputs.items()}
        yield {language: host.address for language, host in hosts.items()}


@pytest.fixture(scope="module")
def visit(browser, judge, addresses):
    """Open a page in a mode: `light-1280`, `dark-360` and so on."""
    opened = {}

    def open_page(language, name, mode):
        if mode not in opened:
            scheme, width = MODES[mode]
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
            context.set_default_timeout(20_000)
            context.add_init_script(path=judge("axe-core/axe.min.js"))
            opened[mode] = context.new_page()
        page = opened[mode]
        page.goto(addresses[language] + quote(PAGES[name][language == "fr"]))
        return page

    yield open_page
    for page in opened.values():
        page.context.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PAGES)
def test_an_arabic_page_is_accessible_in_its_direction_and_fits(name, mode, visit):
    page = visit("ar", name, mode)
    violations = page.evaluate(AXE, RULES)["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_french_page_is_accessible_and_fits(name, visit):
    page = visit("fr", name, "light-360")
    violations = page.evaluate(AXE, RULES)["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "redirect"])
def test_an_arabic_page_is_read_from_the_right(name, visit):
    page = visit("ar", name, "light-1280")
    navigation = page.evaluate(BOXES, ".mast nav li")
    assert len(navigation) == 9
    assert navigation == sorted(navigation, reverse=True)
    crumbs = page.evaluate(BOXES, ".crumbs li")
    assert crumbs == sorted(crumbs, reverse=True)
    [main] = page.evaluate(BOXES, "main")
    assert all(right < main[0] for _, right, _ in page.evaluate(BOXES, "aside"))
    for heading, cards in zip(
        page.evaluate(BOXES, ".day > h2"), page.evaluate(BOXES, ".day > div"), strict=True
    ):
        assert heading[0] > cards[1]
    for bar, cell in zip(
        page.evaluate(BOXES, ".tiles .bar rect"), page.evaluate(BOXES, ".tiles .bar"), strict=True
    ):
        assert bar[1] == pytest.approx(cell[1], abs=1)
    assert page.evaluate(STARTS) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "redirect"])
@pytest.mark.parametrize("mode", ["light-1280", "light-360"])
def test_arabic_letters_are_joined_upright_and_have_room(name, mode, visit):
    assert visit("ar", name, mode).evaluate(CROWDED) == []


def test_prose_in_another_language_keeps_its_own_side_and_hyphens(visit):
    page = visit("ar", "foreign entry", "light-1280")
    look = "node => { const look = getComputedStyle(node); return [look.direction, look.hyphens]; }"
    assert page.eval_on_selector(".prose", look) == ["ltr", "auto"]
    title, prose = (page.evaluate(BOXES, which)[0] for which in ("h1", ".prose"))
    assert title[:2] == prose[:2]
    assert page.eval_on_selector("h1", "node => getComputedStyle(node).direction") == "ltr"


def test_names_in_another_direction_leave_the_sentence_in_order(visit):
    """Author, conjunction, author, outlet, date: each begins left of the one before, whatever script it is in."""
    page = visit("ar", "home", "light-1280")
    parts = page.evaluate(
        """() => { const line = [...document.querySelectorAll(".card .meta")].find(node => node.innerText.includes("Anne"));
        return [...line.querySelectorAll("bdi")].map(node => node.getBoundingClientRect().right); }"""
    )
    assert len(parts) == 3
    assert parts == sorted(parts, reverse=True)


@pytest.mark.parametrize("language", ALIASES)
def test_the_title_of_a_cluster_stands_on_the_page_s_own_side_whatever_its_script(
    language, addresses, browser
):
    page = browser.new_page()
    page.goto(addresses[language] + PAGES["cluster"][list(ALIASES).index(language)])
    for title, direction in (("Two keepers", "ltr"), ("حارسان", "rtl")):
        placed = page.evaluate(
            """([title, direction]) => { const h1 = document.querySelector("main > h1");
            h1.textContent = title; h1.dir = direction;
            const range = document.createRange(); range.selectNodeContents(h1);
            const text = range.getBoundingClientRect(), all = h1.parentNode.getBoundingClientRect();
            return [text.left - all.left, all.right - text.right]; }""",
            [title, direction],
        )
        assert placed[language == "ar"] == pytest.approx(0, abs=2), (title, placed)
    page.close()


def test_a_stable_id_runs_from_left_to_right_whatever_its_words(addresses, browser):
    page = browser.new_page()
    page.goto(addresses["ar"] + quote(PAGES["entry"][0]))
    ident = page.locator(".box dd bdi[dir=ltr]")
    assert "أضواء" in ident.inner_text()
    assert ident.evaluate("node => getComputedStyle(node).direction") == "ltr"
    page.close()
