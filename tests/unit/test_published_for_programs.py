"""What the demonstration digest says to programs, read from its output alone, with and without texts in its feeds."""

import json
import shutil
from html import escape
from urllib.parse import unquote

import jsonschema
import pytest
from published_digest import AS_OF, ROOT, Published, publish_demo

from site_builder.build import Builder
from site_builder.incremental.shape import position_of
from site_builder.pages.headers import RULES
from site_builder.project import project_at
from site_builder.serve.rules import read, said_of

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = json.loads((ROOT / "docs/entries.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish_demo(tmp_path_factory.mktemp("digest"))


@pytest.fixture(scope="module")
def with_texts(tmp_path_factory: pytest.TempPathFactory) -> Published:
    project = tmp_path_factory.mktemp("texts")
    shutil.copytree(ROOT / "content", project / "content")
    settings = project / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8") + "feed_text: true\n", encoding="utf-8")
    builder = Builder(project_at(project), as_of=lambda: AS_OF)
    assert builder.build().ok
    builder.close()
    return Published(project)


def feeds(published: Published) -> list[str]:
    return [path.removesuffix("feed.xml") for path in published.files if path.endswith("feed.xml")]


def test_each_feed_has_both_forms_with_the_same_entries_and_each_page_of_it_offers_both(published):
    assert len(feeds(published)) > 50
    for folder in feeds(published):
        atom, other = published.xml(f"{folder}feed.xml"), json.loads(published.text(f"{folder}feed.json"))
        ids = [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]
        assert [item["id"] for item in other["items"]] == ids
        assert other["feed_url"] == published.site.base_url + folder + "feed.json"
        links = [other["home_page_url"], other["favicon"], *(item["url"] for item in other["items"])]
        links += [author["url"] for item in other["items"] for author in item["authors"] if "url" in author]
        assert published.dead(("", link) for link in links) == []
        page = published.pages[f"{folder}index.html" if folder else "feeds/index.html"]
        assert {f"/{folder}feed.xml", f"/{folder}feed.json"} <= {unquote(link) for link in page.clicks}
        head = published.text(f"{folder}index.html").partition("</head>")[0]
        assert f'<link rel="alternate" type="application/feed+json" title="{escape(other["title"])}"' in head


def test_the_list_of_feeds_has_every_feed_once(published):
    outlines = published.xml("feeds.opml").iter("outline")
    listed = [outline.get("xmlUrl") for outline in outlines if outline.get("xmlUrl")]
    assert len(listed) == len(set(listed))
    assert {published.target("", url)[0] for url in listed} == {
        f"{folder}feed.xml" for folder in feeds(published)
    }


def test_the_data_has_every_entry_that_is_listed_once_and_only_links_that_lead_somewhere(published):
    index = json.loads(published.text("entries.json"))
    jsonschema.validate(index, SCHEMA)
    files = [published.target("", month["url"])[0] for month in index["months"]]
    assert files == sorted(path for path in published.files if path.startswith("entries/"))
    found = []
    for file in files:
        month = json.loads(published.text(file))
        jsonschema.validate(month, SCHEMA)
        found += month["entries"]
    assert published.dead(("", entry["url"]) for entry in found) == []
    shown = {
        key
        for key, entry in published.entries.items()
        if entry.metadata.status == "published" and entry.publish_at <= AS_OF
    }
    assert [entry["id"] for entry in found] == sorted(
        shown, key=lambda key: position_of(published.entries[key].metadata)
    )
    assert {name for entry in found for name in ("excerpt_of", "cites") if name in entry} == {
        "excerpt_of",
        "cites",
    }


def test_every_rule_for_hosts_fits_a_file_and_every_file_is_guarded(published):
    used, rules = set(), read(published.text("_headers"))
    for path in published.files:
        sent = said_of(f"/{path}", rules)
        assert sent["X-Content-Type-Options"] == "nosniff"
        used |= {sent.get("Content-Type")} - {None}
        if path.endswith((".json", ".opml", "feed.xml")):
            assert "Content-Type" in sent, path
    assert used == {
        header.value for rule in RULES for header in rule.headers if header.name == "Content-Type"
    }
    assert published.text("_headers").count("\n/") == len(RULES) - 1


def test_texts_in_feeds_are_those_of_the_pages_and_their_links_lead_somewhere(with_texts):
    items = json.loads(with_texts.text("feed.json"))["items"]
    texts = {item["url"]: item["content_html"] for item in items if "content_html" in item}
    assert 5 < len(texts) <= len(items)
    for url, html in texts.items():
        page = with_texts.text(with_texts.target("", url)[0])
        links = [part.partition('"')[0] for part in html.split(' href="')[1:]]
        assert with_texts.dead((url, link) for link in links) == []
        assert all(link.startswith(("https://", "mailto:")) for link in links)
        for line in html.splitlines():
            if line.startswith("<p>") and "href" not in line:
                assert line in page or line[3:-4] in page, (
                    url
                )  # a summary is a paragraph of another class there
    assert sum("blockquote" in html for html in texts.values()) > 5
