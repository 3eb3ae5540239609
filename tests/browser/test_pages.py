"""Every kind of page of the demonstration digest, in a real browser: accessible, quiet, light, and for everybody."""

import gzip
import shutil
from urllib.parse import quote, urlsplit

import pytest
from nu import complaints

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "commentary": "2026/the-price-of-shade/",
    "table and notes": "2026/what-the-night-market-knows/",
    "original with copies": "2026/rain-on-two-ledgers/",
    "note": "2026/three-ways-to-count-a-drought/",
    "no more than a link": "2014/iran-and-america-in-iraq/",
    "withdrawn": "2018/the-census-of-bells/",
    "German": "2026/regen-in-zwei-büchern/",
    "Arabic": "2026/مطر-في-دفترين/",
    "region": "regions/oceania/",
    "region with children": "regions/asia/",
    "author": "authors/nour-tamarind/",
    "organisation": "authors/ballast-institute/",
    "source": "sources/rusi/",
    "topic": "topics/water/",
    "older entries": "sources/hypothetical-papers/",
    "sliced": "sources/specimen-review/",
    "slice": "sources/specimen-review/2026/",
    "facet with more entries": "regions/middle-east-and-north-africa/topics/water/",
    "author's region": "authors/shashank-joshi/regions/middle-east-and-north-africa/",
    "year": "2026/",
    "month": "2026/11/",
    "clusters": "clusters/",
    "clusters of a year": "clusters/2026/",
    "cluster": "clusters/2026/rain-on-two-ledgers/",
    "archive": "archive/",
    "regions": "regions/",
    "authors": "authors/",
    "sources": "sources/",
    "topics": "topics/",
    "feeds": "feeds/",
    "about": "about/",
    "search": "search/",
    "not found": "404.html",
    "redirect": "at-rest/",
}
MODES = {f"{scheme}-{width}": (scheme, width) for scheme in ("light", "dark") for width in (1280, 360)}
ENTRIES = [name for name, path in PAGES.items() if path.startswith("20") and path.count("-") > 1]
SMALLEST = {"width": 320, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false})"
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? []
    : [`${document.documentElement.scrollWidth} px wide`, ...[...document.querySelectorAll("body *")]
    .filter(node => node.getBoundingClientRect().right > innerWidth || node.getBoundingClientRect().left < 0)
    .map(node => node.outerHTML.slice(0, 120))]"""
SHOWN = """which => [...document.querySelectorAll(which)].filter(node => node.checkVisibility())
    .map(node => node.outerHTML.slice(0, 120))"""
FOCUSED = """() => {
    const node = document.activeElement, look = getComputedStyle(node), box = node.getBoundingClientRect();
    return {
        tag: node.tagName, address: node.getAttribute("href"), ring: look.outlineStyle, width: parseFloat(look.outlineWidth),
        colour: look.outlineColor, paper: getComputedStyle(document.body).backgroundColor,
        seen: box.width > 0 && box.left >= 0 && box.right <= innerWidth && (box.height > innerHeight
            ? box.top < innerHeight && box.bottom > 0 : box.top >= 0 && box.bottom < innerHeight + 1),
    };
}"""


@pytest.fixture(scope="session")
def open_in(browser, judge):
    """Return the one page of a mode, which has axe at hand wherever it goes."""
    pages = {}

    def page_of(mode):
        if mode not in pages:
            scheme, width = MODES[mode]
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
            context.set_default_timeout(20_000)
            context.add_init_script(path=judge("axe-core/axe.min.js"))
            pages[mode] = context.new_page()
        return pages[mode]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.fixture
def page(browser):
    """A page of its own, 1280 px wide."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def bare(browser, address):
    """Visit a page once, without scripts and 320 px wide, and return how it looks there and on paper."""
    context = browser.new_context(java_script_enabled=False, viewport=SMALLEST)
    page, seen = context.new_page(), {}

    def visit(name):
        if name not in seen:
            page.emulate_media(media="screen")
            page.goto(address + quote(PAGES[name]))
            seen[name] = {"sideways": page.evaluate(SIDEWAYS), "text": page.inner_text("body")}
            page.emulate_media(media="print")
            seen[name]["navigation"] = page.evaluate(SHOWN, "nav, .skip")
            seen[name]["heading"] = page.evaluate(SHOWN, "h1")
        return seen[name]

    yield visit
    context.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_speaks_to_nobody_but_its_reader(name, mode, open_in, address):
    page, complaints, requests = open_in(mode), [], []
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + quote(PAGES[name]))
    violations = page.evaluate(AXE, RULES)["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []
    assert complaints == []
    assert {urlsplit(url).netloc for url in requests} == {urlsplit(address).netloc}


def test_axe_finds_what_is_wrong(open_in, address):
    page = open_in("light-1280")
    page.goto(address)
    page.evaluate("document.querySelector('h1').outerHTML = '<h4>Pale</h4><img src=/assets/share.png>'")
    page.evaluate("document.querySelector('h4').style.color = '#ccc'")
    found = {violation["id"] for violation in page.evaluate(AXE, RULES)["violations"]}
    assert {"color-contrast", "image-alt", "page-has-heading-one"} <= found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_not_scroll_sideways_on_the_smallest_screen(name, bare):
    assert bare(name)["sideways"] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != "search"])  # which says what it lacks
def test_a_page_reads_the_same_without_scripts(name, bare, open_in, address):
    page = open_in("light-360")
    page.goto(address + "assets/favicon.svg")
    page.evaluate("localStorage.clear()")  # the home page says more to those who come back
    page.goto(address + quote(PAGES[name]))
    assert page.inner_text("body") == bare(name)["text"]
    assert len(bare(name)["text"]) > 30


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_there_is_no_navigation(name, bare):
    assert bare(name)["navigation"] == []
    assert bare(name)["heading"]


@pytest.mark.parametrize("name", ["home", *ENTRIES])
def test_a_page_asks_for_three_files_of_ten_kibibytes_at_most(name, page, output, address):
    requests = []
    page.on("request", lambda request: requests.append(urlsplit(request.url).path))
    page.goto(address + quote(PAGES[name]), wait_until="networkidle")
    assert len(requests) <= 3
    assert requests[1:2] == ["/assets/site.css"]
    files = (output / PAGES[name] / "index.html", output / "assets/site.css")
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) <= 10 * 1024


def test_a_redirect_leads_the_reader_on(page, address):
    page.goto(f"{address}2019/tide-table/")
    page.wait_for_url(f"{address}2019/the-tide-table-is-a-constitution/")
    assert page.inner_text("h1") == "The Tide Table Is a Constitution"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_reaches_the_content_first_and_then_each_link_in_order(scheme, page, address):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    links = page.eval_on_selector_all("a[href]", "nodes => nodes.map(node => node.getAttribute('href'))")
    assert len(links) > 100
    for place, link in enumerate(links):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert (focused["tag"], focused["address"]) == ("A", link), place
        assert focused["seen"], link
        assert focused["ring"] == "solid", link
        assert focused["width"] >= 2, link
        assert contrast(focused["colour"], focused["paper"]) >= 3, link
    assert links[0] == "#content"


def contrast(one, other):
    """Contrast ratio of two CSS colours (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    assert colour.startswith("rgb("), colour  # opaque
    parts = [int(part) / 255 for part in colour[4:-1].split(",")]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_skip_link_leads_past_the_navigation(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_pages_conform_to_the_html_standard(output, judge):
    assert shutil.which("java"), "the Nu HTML checker needs Java: run tests/browser/install-browser.sh"
    files = [output / path / "index.html" for path in PAGES.values() if not path.endswith(".html")]
    files += [output / "404.html", output / "assets/site.css", output / "assets/lists.css"]
    assert complaints(judge, files) == ""


def test_the_checker_finds_what_is_wrong(judge, tmp_path):
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p><center>b</center>")
    assert "error" in complaints(judge, [tmp_path / "a.html"])


@pytest.mark.parametrize("path", ["feeds/", "about/", "404.html"])
def test_text_keeps_its_measure_outside_of_entries_too(path, browser, address):
    page = browser.new_page(viewport={"width": 1600, "height": 800})
    page.goto(address + path)
    widest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("main :is(.prose, .lede)")].map(node => node.clientWidth))
        / parseFloat(getComputedStyle(document.documentElement).fontSize)"""
    )
    page.close()
    assert 20 < widest <= 34.1
