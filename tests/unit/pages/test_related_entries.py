from digest_records import entry, follows, page, touched

from site_builder.language.speech import said
from site_builder.model import Byline

HERE = "2014-06-15-here"


def other(ident, **fields):
    base = {"authors": (Byline("Bo", "bo"),), "region": "asia", "topics": ()}
    return entry(ident, **(base | fields))


def reasons(*entries):
    here = entry(HERE, topics=("water", "wells"))
    return [(r.item.title, said(r.reason)) for r in page("entry", HERE, here, *entries).around.related]


def test_shared_topics_authors_and_regions_are_said_in_words():
    found = reasons(
        other("2014-06-01-topics", topics=("wells", "water")),
        other("2014-06-02-author", authors=(Byline("Ada Okoro", "ada-okoro"),)),
        other("2014-06-03-region", region="africa"),
        other("2014-06-04-nothing", topics=("tax",)),
    )
    assert found == [
        ("Title of topics", "Same topics: Water, Wells"),
        ("Title of author", "Same author"),
        ("Title of region", "Same region"),
    ]


def test_a_rare_topic_weighs_more_than_a_common_one():
    common = [other(f"2014-01-{n:02}-c{n:02}", topics=("water",)) for n in range(1, 29)]
    rare = other("2013-01-01-rare", topics=("wells",))
    assert reasons(*common, rare)[0] == ("Title of rare", "Same topic: Wells")


def test_at_most_four_are_shown_and_of_equals_the_newer_first():
    found = reasons(*(other(f"2014-06-0{n}-e{n}", topics=("water",)) for n in range(1, 7)))
    assert [title for title, _ in found] == ["Title of e6", "Title of e5", "Title of e4"]
    found = reasons(*(other(f"2014-06-{n}-e{n}", topics=("water",)) for n in (11, 12, 13, 16, 17, 18)))
    assert [title for title, _ in found] == ["Title of e18", "Title of e17", "Title of e16", "Title of e13"]


def test_members_of_the_own_cluster_are_never_related():
    assert reasons(entry("2014-06-16-copy", relations=follows("repost_of", HERE))) == []


def test_only_additions_among_the_near_neighbours_touch_the_page():
    before = [entry(HERE), *(entry(f"2014-06-{n}-e{n}") for n in (11, 12, 13, 14, 16, 17, 18, 19))]
    assert touched("entry", HERE, before, entry("2014-06-13-new"))
    assert not touched("entry", HERE, before, entry("2014-06-01-far"))
    assert not touched("entry", HERE, before, entry("2014-06-25-far"))
