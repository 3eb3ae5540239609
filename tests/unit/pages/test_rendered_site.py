"""The whole small site through the real templates: links, ids, headings, XML, and hostile content."""

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from digest_records import SITE, TERMS, entry, follows, index

from site_builder.incremental import shape
from site_builder.incremental.living import living
from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import demands, facets
from site_builder.model import Asset, Byline, Correction, Provenance, Relation, Source
from site_builder.pages import PAGE_KINDS
from site_builder.render.templates import Templates

THEME = Path(__file__).parents[3] / "templates"
HOSTILE = "</script><script>alert(1)</script><!--\u2028&\"'>"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VOID = {"meta", "link", "img", "br", "hr", "input"}
ENTRIES = (
    entry(
        "2014-01-02-one",
        standfirst="Wells.",
        text="# Head\n\nText[^1] and [[2014-01-03-zwei-büchern]].\n\n[^1]: Note.\n",
    ),
    entry(
        "2014-01-03-zwei-büchern",
        kind="adaptation",
        source="beispiel",
        relations=follows("adapts", "2014-01-02-one"),
    ),
    entry(
        "2014-02-04-answer",
        kind="response",
        source="closed",
        region="sahel",
        relations=follows("responds_to", "2014-01-02-one"),
    ),
    entry(
        "2015-03-05-مطر",
        language="ar",
        authors=(),
        aliases=("/old/a & b/",),
        corrections=(Correction("2015-04-01", "a", "b"),),
    ),
    entry(
        "2015-03-06-note", kind="note", source="", source_url="", authors=(), references=("2014-01-02-one",)
    ),
    entry("2015-03-07-gone", status="withdrawn", reason="A hoax."),
    entry(
        "2016-01-01-hostile",
        title=f"T {HOSTILE}",
        summary=f"S {HOSTILE}",
        authors=(Byline(f"N {HOSTILE}", "n", role=HOSTILE),),
        topics=("water", "a-b"),
        source_url='https://review.example/"><script>alert(2)</script>',
        text=f"B {HOSTILE} <script>alert(3)</script> [x](javascript:alert(4))",
        standfirst=HOSTILE,
        via="javascript:alert(5)",
        relations=(Relation("cites", "2014-01-02-one"),),
        provenance=Provenance(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE),
    ),
    entry("2016-01-02-closed", source="closed", text="NEVER SHOWN", standfirst="NEVER SHOWN"),
)
ASSETS = tuple(
    Asset(path.relative_to(THEME / "assets").as_posix(), "0" * 64, 1)
    for path in sorted((THEME / "assets").rglob("*"))
    if path.is_file()
)


class Page(HTMLParser):
    """What the checks below look at."""

    def __init__(self, text):
        super().__init__()
        self.text, self.links, self.ids, self.headings, self.tags = text, [], [], [], []
        self.open, self.attributes, self.labels = [], set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        assert len(given) == len(attributes), f"an attribute given twice on {tag}"
        self.tags.append(tag)
        self.attributes.update(given)
        self.links += [given[name] for name in ("href", "src") if given.get(name) is not None]
        if given.get("property") == "og:image":
            self.links.append(given["content"])
        self.ids += [given["id"]] if "id" in given else []
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        if tag in ("nav", "aside"):
            self.labels.append((tag, given["aria-label"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, _attributes):
        assert "svg" in self.open, f"a slash in <{tag}>"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def built():
    """Every page that lives: output path → text ("" for assets); two entries are enough for a combination's page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shape, "COMBINED", 2)
        return _build()


def _build():
    records, found = [*TERMS, *ENTRIES, *ASSETS], {}
    site, templates = index(*ENTRIES, *ASSETS), Templates([THEME])
    demanded = dict.fromkeys(key for record in records for key in demands(record))
    demanded.update(dict.fromkeys((*facets(site.combined), *living(site, site.collections))))
    for kind, key in demanded:
        page = PAGE_KINDS[kind]
        path = page.path(Reader(site), key)
        assert path not in found
        model = page.view(Reader(site), key)
        found[path] = templates.render(page.template, model).decode() if page.template else ""
    return found


@pytest.fixture(scope="module")
def pages(built):
    return {path: Page(text) for path, text in built.items() if path.endswith(".html")}


def parsed(text):
    return ET.fromstring(text)  # noqa: S314 - our own output


def resolve(link):
    """Return the output file that a link of this site leads to, None for others."""
    base = SITE.base_url if link.startswith(SITE.base_url) else SITE.base_path
    if not link.startswith(base):
        assert link.startswith(("https://", "#", "data:")), link
        return None
    path = unquote(link.removeprefix(base).partition("#")[0])
    return f"{path}index.html" if not path or path.endswith("/") else path


def test_every_internal_link_leads_to_a_page(built, pages):
    dead = {
        (path, link)
        for path, page in pages.items()
        for link in page.links
        if resolve(link) not in {None, *built}
    }
    assert dead == set()
    assert sum(len(page.links) for page in pages.values()) > 500


def test_every_page_is_within_three_clicks_of_home(pages):
    depth, front = {"index.html": 0}, ["index.html"]
    while front:
        path = front.pop(0)
        for target in map(resolve, pages[path].links):
            if target in pages and target not in depth:
                depth[target] = depth[path] + 1
                front.append(target)
    unlinked = {"404.html", "old/a & b/index.html", "2015/gone/index.html"}
    assert set(pages) - set(depth) == unlinked
    assert max(depth.values()) <= 3


def test_pages_are_well_formed_with_one_h1_no_gaps_in_the_outline_and_unique_ids_and_labels(pages):
    for path, page in pages.items():
        assert page.open == [], path
        assert page.headings.count(1) == 1, path
        assert all(
            after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False)
        ), path
        assert len(set(page.ids)) == len(page.ids), path
        assert len(set(page.labels)) == len(page.labels), path
        anchors = {link[1:] for link in page.links if link.startswith("#")}
        assert anchors <= set(page.ids), path


def test_no_page_runs_scripts_or_styles_of_its_own(built, pages):
    for path, page in pages.items():
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"], path
        assert "style" not in page.tags, path
        scripts = re.findall(r"<script[^>]*>", built[path])
        own = {'<script src="/digest/assets/new-since.js" defer>'} if path == "index.html" else set()
        assert set(scripts) <= {'<script type="application/ld+json">', *own}, path
        assert "default-src 'none'" in built[path] or path.startswith("old/"), path


def test_linked_data_survives_hostile_content(built):
    text = built["2016/hostile/index.html"]
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert not set("<>&") & set(data)
    assert json.loads(data)["mainEntity"]["headline"] == f"T {HOSTILE}"
    assert "alert(2)</script>" not in text
    assert not [link for link in Page(text).links if "javascript:" in link]


def test_a_link_policy_keeps_the_source_s_words_out_of_the_whole_site(built):
    assert not [path for path, text in built.items() if "NEVER SHOWN" in text]


def test_languages_and_directions_are_marked(built):
    assert '<html lang="en">' in built["2015/مطر/index.html"]
    assert '<h1 lang="ar" dir="rtl">' in built["2015/مطر/index.html"]
    assert 'lang="de" dir="ltr">Title of zwei-büchern</a></h3>' in built["sources/beispiel/index.html"]


def test_every_indexable_page_is_in_the_sitemap_and_no_other(built, pages):
    index_ = parsed(built["sitemap.xml"])
    shards = [resolve(loc.text) for loc in index_.iter(f"{SITEMAP}loc")]
    assert sorted(shards) == sorted(path for path in built if path.startswith("sitemaps/"))
    listed = [resolve(loc.text) for shard in shards for loc in parsed(built[shard]).iter(f"{SITEMAP}loc")]
    assert len(listed) == len(set(listed))
    assert set(listed) == {path for path in pages if '"robots" content="noindex"' not in built[path]}
    assert len(listed) > 30


def test_feeds_are_complete_atom(built):
    feeds = {path: parsed(text) for path, text in built.items() if path.endswith("feed.xml")}
    assert len(feeds) > 10
    for path, feed in feeds.items():
        entries = feed.findall(f"{ATOM}entry")
        ids = [element.text for element in feed.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids), path
        assert len({e.findtext(f"{ATOM}updated") for e in entries}) == len(entries), path
        [own] = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert resolve(own) == path
        assert feed.findtext(f"{ATOM}author/{ATOM}name")  # which is that of notes that nobody signed
        for found in [feed, *entries]:
            assert all(found.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated")), path


def test_the_site_s_feed_keeps_hostile_text_as_text(built):
    feed = parsed(built["feed.xml"])
    titles = [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")]
    assert f"T {HOSTILE}" in titles


def test_the_current_page_is_marked_in_the_navigation(built):
    marked = re.compile(r'href="([^"]*)" aria-current="(page|true)"')
    assert marked.findall(built["index.html"]) == [("/digest/", "page")]
    assert marked.findall(built["regions/index.html"]) == [("/digest/regions/", "page")]
    assert marked.findall(built["regions/africa/index.html"]) == [("/digest/regions/", "true")]
    assert marked.findall(built["2014/one/index.html"]) == []


def test_a_withdrawn_entry_gives_its_reason_and_asks_not_to_be_indexed(built):
    text = built["2015/gone/index.html"]
    assert "A hoax." in text
    assert '<meta name="robots" content="noindex">' in text
    assert "Text of gone" not in text


def test_a_redirect_leads_on_without_script(built):
    text = built["old/a & b/index.html"]
    assert 'content="0; url=/digest/2015/%D9%85%D8%B7%D8%B1/"' in text


def test_robots_names_the_sitemap(built):
    assert (
        built["robots.txt"] == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/digest/sitemap.xml\n"
    )


def test_source_without_hosts_is_known_by_its_home_page(built):
    bare = Source("bare", "Bare", home="https://www.bare.example/")
    site = index(bare, entry("2014-01-01-x", source="bare", source_url="https://bare.example/1"))
    model = PAGE_KINDS["entry"].view(Reader(site), "2014-01-01-x")
    assert "Read it at <bdi>Bare</bdi>" in Templates([THEME]).render("entry.html", model).decode()
