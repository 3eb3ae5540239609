"""The site speaks the language of its settings: French and Arabic as printed, and no English left over in any."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from language_sites import CLOSE, DIGESTS, OPEN, Said, build_digest, html_pages, marked_catalogue

from site_builder.pages import PAGE_KINDS

LANGUAGES = ("fr", "ar")


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return {
        language: build_digest(tmp_path_factory.mktemp(language) / "digest", language)
        for language in LANGUAGES
    }


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The French digest with a catalogue of its own, in which every message stands between marks."""
    project = tmp_path_factory.mktemp("marked") / "digest"
    catalogue = project / "templates/locale/fr.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(marked_catalogue(), encoding="utf-8")
    return build_digest(project, "fr")


def text_of(output: Path, page: str) -> str:
    """What a page says, in one line, without markup."""
    html = (output / page).read_text("utf-8").partition("<body>")[2]
    said = unescape(re.sub(r"<[^>]+>", "", html))
    return re.sub(r"[ \n]+", " ", said).replace("\u202f", "\u00a0")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("index.html", "3\u00a0juil. 2026"),
        ("index.html", "Auteur non indiqué dans المنارة"),
        ("index.html", "Aussi dans The Lantern (anglais), Le Courrier du large (abrégé)\u00a0· Réponse dans المنارة"),
        ("2026/lumieres/index.html", "Par Anne Goéland (ingénieure), سليم البحري et Yann Le Roc dans Le Courrier du large, 17\u00a0juin 2026"),
        ("2026/lumieres/index.html", "Lire dans Le Courrier du large"),
        ("2026/lumieres/index.html", "Adaptation en anglais\u00a0: «\u00a0Lights for Whom?\u00a0»"),
        ("2026/lumieres/index.html", "Extrait de la version parue dans The Lantern"),
        ("2026/lumieres/index.html", "1er\u00a0juillet 2026 trois phares, corrigé en quatre phares"),
        ("2026/lumieres/index.html", "17\u00a0juin 2026, 14:52 à l’horloge du forum"),
        ("2026/lumieres/index.html", "Repris de l’originalrégion, sujets"),
        ("2026/lumieres/index.html", "Même sujet\u00a0: La mer · Même région"),
        ("2025/retrait/index.html", "Anne Goéland, Bran Ec'h et d’autres dans Le Courrier du large, 1er\u00a0février 2025"),
        ("2025/retrait/index.html", "Motif\u00a0: À la demande de l’auteur."),
        ("sources/courrier/index.html", "extraits d’au plus 1 paragraphe, 40 mots et 35\u00a0% d’un texte"),
        ("sources/index.html", "C Le Courrier du large"),
        ("2026/07/index.html", "Juillet 2026"),
        ("404.html", "Les archives donnent tous les articles mois par mois"),
        ("2026/vieux-phare/index.html", "Cet article se trouve désormais ici\u00a0: Des lumières pour qui ?."),
    ],
)  # fmt: skip
def test_a_french_site_is_printed_as_in_french_newspapers(page, said, sites):
    assert said in text_of(sites["fr"], page)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("index.html", "4 يوليو 2026"),
        ("index.html", "سليم البحري وAnne Goéland في الميناء"),
        (
            "index.html",
            "نُشرت أيضًا في The Lantern (الإنجليزية)، الميناء (مختصرًا)\u00a0· رُدّ عليها في Le Courrier du large",
        ),
        ("2026/أضواء/index.html", "بقلم سليم البحري (مهندس منارات) وAnne Goéland في الميناء، 17 يونيو 2026"),
        ("2026/أضواء/index.html", "نص معدّل باللغة الإنجليزية: «Lights for Whom?»"),
        ("2026/أضواء/index.html", "المنطقة، الموضوعات"),
        ("2026/أضواء/index.html", "سليم البحري وAnne Goéland، «لمن تضيء المنارات؟»، الميناء، 17 يونيو 2026."),
        ("2025/سحب/index.html", "سليم البحري، Anne Goéland وآخرون في الميناء، 1 فبراير 2025"),
        ("sources/الميناء/index.html", "مقتطفات لا تتجاوز فقرتين و60 كلمة و60% من النص"),
        ("sources/index.html", "م الميناء"),
        ("2026/07/index.html", "يوليو 2026"),
    ],
)
def test_an_arabic_site_is_printed_as_in_arabic_newspapers(page, said, sites):
    assert said in text_of(sites["ar"], page)


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_every_kind_of_page_has_its_language_and_direction(language, sites, tmp_path):
    if language == "en":
        text = (DIGESTS / "fr/content/site.yaml").read_text("utf-8").replace("language: fr", "language: en")
        build_digest(tmp_path / "en", "fr")
        (tmp_path / "en/content/site.yaml").write_text(text, encoding="utf-8")
        output = build_digest(tmp_path / "en", "fr")
    else:
        output = sites[language]
    start = f'<html lang="{language}"{" dir=" + chr(34) + "rtl" + chr(34) if language == "ar" else ""}>'
    pages = dict(html_pages(output))
    assert {html.partition("\n")[2].partition("\n")[0] for html in pages.values()} == {start}
    assert len(pages) > 25


def test_the_digests_have_every_kind_of_page(sites):
    """So that what the tests of this module say, they say of all."""
    found = {path for path, _ in html_pages(sites["fr"])} | {p.name for p in sites["fr"].rglob("*")}
    examples = {
        "home": "index.html", "entry": "2026/lumieres/index.html", "region": "regions/bretagne/index.html",
        "author": "authors/anne-goéland/index.html", "source": "sources/courrier/index.html",
        "topic": "topics/mer/index.html", "slice": "topics/mer/2026/index.html",
        "regions": "regions/index.html", "authors": "authors/index.html", "sources": "sources/index.html",
        "topics": "topics/index.html", "archive": "archive/index.html", "year": "2026/index.html",
        "month": "2026/07/index.html", "standing": "about/index.html",
        "redirect": "2026/vieux-phare/index.html", "not-found": "404.html", "feed": "feed.xml",
        "sitemap": "2026.xml", "sitemaps": "sitemap.xml", "robots": "robots.txt", "asset": "site.css",
        "json-feed": "feed.json", "month-data": "2026-07.json", "data-index": "entries.json", "opml": "feeds.opml",
        "feeds": "feeds/index.html", "facet": "regions/bretagne/topics/mer/index.html", "headers": "_headers", "clusters": "clusters/index.html",
        "clusters-of-year": "clusters/2026/index.html", "cluster": "clusters/2026/lumieres/index.html",
        "search": "search/index.html",
    }  # fmt: skip
    assert set(examples) == set(PAGE_KINDS)
    assert set(examples.values()) <= found


def bare(text: str, own: set[str]) -> str:
    """Return what is left of a text without what stands between marks, and without the digest's own words."""
    text = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
    for words in sorted(own, key=len, reverse=True):
        text = text.replace(words, " ")
    return " ".join(re.findall(r"[^\W\d_]+", text))


def own_words() -> set[str]:
    """Every word that the content itself says, and the names of formats; topics without a file begin with a capital."""
    found = set()
    for path in DIGESTS.glob("fr/content/**/*"):
        if path.is_file():
            found |= set(re.findall(r"[^\W\d_]+", path.read_text("utf-8")))
    interface = {"a", "of", "in", "by", "on", "date", "title", "language", "region", "topics", "summary"}
    formats = {"Atom", "JSON", "Feed", "OPML", "BibTeX", "RIS", "CSL"}
    return {word for word in found if word not in interface} | formats | {"Énergie"}


def test_no_page_says_anything_that_stands_in_no_catalogue(marked):
    """Pseudo-localisation: of a site whose messages are all marked, what is not marked is content, or a leftover.

    Initials are neither: a letter of an index, those of an author.
    """
    words = own_words()
    left = {
        (said, where, page)
        for page, html in html_pages(marked)
        for said, where in Said(html).found
        if any(len(word) > 2 or word.islower() for word in set(bare(said, set()).split()) - words)
    }
    assert left == set()


def test_no_feed_says_anything_that_stands_in_no_catalogue(marked):
    words, said = own_words(), set()
    for feed in sorted(marked.rglob("feed.xml")):
        said |= set(re.findall(r"<(?:title|name|subtitle|summary)[^>]*>([^<]+)<", feed.read_text("utf-8")))
    for feed in sorted(marked.rglob("feed.json")):
        told = json.loads(feed.read_text("utf-8"))
        items = [told, *told["items"]]
        said |= {item[key] for item in items for key in ("title", "description", "summary") if key in item}
        said |= {author["name"] for item in items for author in item.get("authors", ())}
    opml = (marked / "feeds.opml").read_text("utf-8")
    said |= {unescape(text) for text in re.findall(r'(?: text="|<title>)([^"<]*)', opml)}
    assert {text for text in said if set(bare(text, set()).split()) - words} == set()
    assert any(OPEN in text for text in said)


def test_the_search_for_leftovers_finds_one():
    assert bare(f"{OPEN}Read it at{CLOSE} Le Courrier", {"Le Courrier"}) == ""
    assert bare(f"{OPEN}Read{CLOSE} it at Le Courrier", {"Le Courrier"}) == "it at"
    assert Said('<p aria-label="one">two<pre>three</pre>').found == [("one", "p aria-label"), ("two", "text")]


def test_feeds_name_the_language_of_titles_in_another(sites):
    feed = (sites["fr"] / "feed.xml").read_text("utf-8")
    assert 'xml:lang="fr"' in feed.partition("<entry>")[0]
    assert '<title xml:lang="en">Lights for Whom?</title>' in feed
    assert '<title xml:lang="ar">لا بد من النور</title>' in feed
    assert "<title>Trois façons de compter les phares</title>" in feed
    assert "Auteur non indiqué" not in feed  # it is no name


@pytest.mark.parametrize(
    "page",
    ["index.html", "2026/lumieres/index.html", "2026/07/index.html", "topics/mer/index.html", "europe"],
)
def test_a_title_in_another_language_says_so_wherever_it_stands(page, sites):
    page = "regions/europe/index.html" if page == "europe" else page
    html = (sites["fr"] / page).read_text("utf-8").partition("</head>")[2].partition("<pre")[0]
    for title, attributes in (
        ("Lights for Whom?", 'lang="en" dir="ltr"'),
        ("لا بد من النور", 'lang="ar" dir="rtl"'),
    ):
        starts = [html[html.rindex("<", 0, place) : place] for place in _places(html, title)]
        assert [start for start in starts if attributes not in start] == []


def _places(text: str, part: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(part), text)]


def test_a_reference_in_prose_says_its_language_and_notes_speak_the_site_s(sites):
    about = (sites["ar"] / "about/index.html").read_text("utf-8")
    assert 'aria-label="الحواشي"' in about
    assert 'aria-label="العودة إلى موضع الحاشية 1"' in about
    note = (sites["ar"] / "2026/ملاحظة/index.html").read_text("utf-8")
    assert 'lang="en" dir="ltr">Lights for Whom?</a>' in note
    assert 'lang="fr" dir="ltr">Il faut de la lumière</a>' in note
