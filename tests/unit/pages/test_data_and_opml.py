"""The entries as data and the list of feeds, and what their documentation promises of them."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from digest_records import entry, follows, page, touched, trace

from site_builder.model import Byline, Correction, Relation
from site_builder.pages.data import EntryData, Signature
from site_builder.render.templates import Templates

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs/entries.schema.json").read_text(encoding="utf-8"))
ONE = "2014-01-02-one"
ENTRIES = (
    entry(ONE, authors=(Byline("Ada Okoro", "ada-okoro", "Fellow"), Byline("Ü", "ü", organisation=True))),
    entry(
        "2014-01-03-zwei",
        kind="excerpt",
        source="",
        region="",
        topics=(),
        summary="",
        language="de",
        authors=(),
        updated="2014-02-03",
        relations=(
            *follows("excerpt_of", ONE),
            Relation("cites", ONE),
            Relation("cites", "2000-01-01-draft"),
        ),
        corrections=(Correction("2014-02-03", "a", "b"),),
        text="SECRET",
        standfirst="SECRET",
        via="SECRET",
    ),
    entry("2014-03-04-gone", status="withdrawn", reason="A hoax."),
    entry("2015-03-04-other", date="2015-03-04T10:00:00+01:00", title='Q "\\</script>\u2028'),
)


@pytest.fixture(scope="module")
def written():
    """Return a file of the data, checked against the schema."""
    templates = Templates([ROOT / "templates"])

    def read(kind, key="", name="month"):
        template = {"month-data": "month.json", "data-index": "entries.json"}[kind]
        text = templates.render(template, page(kind, key, *ENTRIES)).decode()
        found = json.loads(text)
        jsonschema.validate(found, SCHEMA, jsonschema.Draft202012Validator)
        jsonschema.validate(found, SCHEMA | {"$ref": f"#/$defs/{name}"}, jsonschema.Draft202012Validator)
        return found, text

    return read


def test_a_month_has_its_entries_with_the_fields_of_their_front_matter(written):
    found, text = written("month-data", "2014-01")
    assert found["month"] == "2014-01"
    assert found["entries"][0] == {
        "id": ONE,
        "url": "https://example.org/digest/2014/one/",
        "kind": "commentary",
        "title": "Title of one",
        "authors": [
            {"name": "Ada Okoro", "slug": "ada-okoro", "role": "Fellow"},
            {"name": "Ü", "slug": "ü", "organisation": True},
        ],
        "date": "2014-01-02",
        "region": "africa",
        "source": "review",
        "source_url": "https://review.example/one",
        "topics": ["water"],
        "summary": "What one argues.",
    }
    second = found["entries"][1]
    assert (second["excerpt_of"], second["cites"], second["updated"]) == (ONE, [ONE], "2014-02-03")
    assert not {"region", "source", "topics", "summary", "responds_to"} & second.keys()
    assert "SECRET" not in text
    assert "draft" not in text
    assert text.count("\n") == 4  # a line for each entry


def test_entries_name_the_original_that_they_go_back_to_through_however_many_others():
    answer = entry("2014-01-06-answer", kind="response", relations=follows("responds_to", "2014-01-03-zwei"))
    of_gone = entry("2014-01-07-late", kind="excerpt", relations=follows("excerpt_of", "2014-03-04-gone"))
    found = page("month-data", "2014-01", *ENTRIES, answer, of_gone).entries
    assert [each.cluster for each in found] == ["", ONE, ONE, ""]


def test_text_and_precision_survive(written):
    [found] = written("month-data", "2015-03")[0]["entries"]
    assert (found["title"], found["date"]) == ('Q "\\</script>\u2028', "2015-03-04T10:00:00+01:00")


def test_the_index_lists_the_months_that_have_entries_oldest_first(written):
    found, _ = written("data-index", "", "index")
    assert found["months"] == [
        {"month": month, "url": f"https://example.org/digest/entries/{month}.json"}
        for month in ("2014-01", "2015-03")
    ]


def test_an_addition_touches_its_month_and_the_index_only_where_the_month_is_new():
    before = list(ENTRIES)
    added = entry("2015-03-09-new")
    assert touched("month-data", "2015-03", before, added)
    assert not touched("month-data", "2014-01", before, added)
    assert not touched("data-index", "", before, entry("2014-01-02-two"))
    assert not [
        fact for fact in trace("month-data", "2014-01", *ENTRIES) if fact.startswith(("body/", "count/"))
    ]


def test_the_schema_and_the_documentation_name_exactly_the_fields_that_exist():
    fields = set(EntryData.__struct_fields__)
    documented = (
        (ROOT / "docs/data.md").read_text(encoding="utf-8").split("## An entry\n", 1)[1].split("\n## ")[0]
    )
    names = {
        name
        for row in re.findall(r"^\| (`[^|]+) \|", documented, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert names == fields
    assert set(SCHEMA["$defs"]["entry"]["properties"]) == fields
    assert set(SCHEMA["$defs"]["author"]["properties"]) == set(Signature.__struct_fields__)


@pytest.mark.parametrize(
    "wrong",
    [
        {"month": "2014-13", "entries": []},
        {"month": "2014-01", "entries": [{"id": "x"}]},
        {"months": [{"month": "2014-01"}], "title": "T", "home": "https://a.example/", "language": "en"},
        {},
    ],
)
def test_the_schema_refuses_what_is_wrong(wrong):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA, jsonschema.Draft202012Validator)


def outlines(*entries):
    templates = Templates([ROOT / "templates"])
    opml = ET.fromstring(templates.render("opml.xml", page("opml", "", *entries)))  # noqa: S314 - our own output
    assert (opml.tag, opml.get("version"), opml.findtext("head/title")) == ("opml", "2.0", "The Test Digest")
    return list(opml.find("body"))


def test_the_list_of_feeds_has_the_site_s_and_those_of_each_vocabulary():
    site, *groups = outlines(entry(ONE, topics=("wüste",), authors=(Byline('A "B" & <C>', "abc"),)))
    assert site.attrib == {
        "type": "rss",
        "text": "The Test Digest",
        "title": "The Test Digest",
        "xmlUrl": "https://example.org/digest/feed.xml",
        "htmlUrl": "https://example.org/digest/",
    }
    assert [group.get("text") for group in groups] == ["Regions", "Authors", "Sources", "Topics"]
    assert [found.get("text") for found in groups[0]] == ["Africa", "Sahel", "Asia"]
    assert [found.get("title") for found in groups[1]] == ['A "B" & <C>']
    assert [found.get("xmlUrl") for found in groups[3]] == [
        "https://example.org/digest/topics/w%C3%BCste/feed.xml"
    ]


def test_a_site_without_entries_lists_what_has_feeds():
    _, *groups = outlines()
    assert [group.get("text") for group in groups] == ["Regions"]


def test_the_page_about_feeds_reads_no_entry_and_leads_to_all_that_programs_read():
    assert trace("feeds", "", entry(ONE)) == {"site/", "standing/about", "catalogue/en"}
    shown = page("feeds", "")
    assert (shown.atom, shown.json, shown.opml, shown.data) == (
        "/digest/feed.xml", "/digest/feed.json", "/digest/feeds.opml", "/digest/entries.json",
    )  # fmt: skip
