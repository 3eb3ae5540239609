"""An added entry must touch few pages: what views read, and what they must not."""

import pytest
from digest_records import TERMS, entry, index, touched, trace

from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import SITE_PAGES, PageKey, demands
from site_builder.pages import PAGE_KINDS

BEFORE = [entry(f"2014-{month:02}-{day:02}-m{month}d{day}") for month in (1, 2, 3) for day in range(1, 13)]
SLICES = [
    PageKey("slice", f"{term}/2014")
    for term in ("region/africa", "author/ada-okoro", "source/review", "topic/water")
]
LIVING = [*SLICES, PageKey("sitemap", "2014"), PageKey("cluster", BEFORE[0].metadata.id)]
COUNTING = {"home", "regions", "authors", "sources", "topics"}


def keys():
    demanded = (key for record in [*TERMS, *BEFORE] for key in demands(record))
    return list(dict.fromkeys((*demanded, *LIVING)))


def test_numbers_of_entries_are_read_on_home_and_indexes_only():
    counting = {
        kind for kind, key in keys() if any(fact.startswith("count/") for fact in trace(kind, key, *BEFORE))
    }
    assert counting == COUNTING


def test_bodies_are_read_by_their_own_pages_only():
    for kind, key in keys():
        bodies = [fact for fact in trace(kind, key, *BEFORE) if fact.startswith("body/")]
        assert bodies == ([f"body/{key}"] if kind == "entry" else [])


def test_the_frame_reads_no_more_than_the_site_its_language_and_the_about_page():
    assert trace("not-found", "") == {"site/", "catalogue/en", "standing/about"}


def test_an_entry_added_at_the_end_leaves_most_pages_alone():
    added = entry("2014-04-01-new")
    redone = {(kind, key) for kind, key in keys() if touched(kind, key, BEFORE, added)}
    entries = {key for kind, key in redone if kind == "entry"}
    assert entries == {"2014-03-12-m3d12", "2014-03-11-m3d11", "2014-03-10-m3d10"}
    others = {(kind, key) for kind, key in redone if kind != "entry"}
    assert others == {
        *((kind, "") for kind in ("home", "archive", "feed", "regions", "authors", "sources", "topics")),
        ("json-feed", ""),
        *(
            (kind, "") for kind in ("sitemaps", "data-index")
        ),  # they read that no month follows the last entry's
        ("year", "2014"),
        ("sitemap", "2014"),
        *((kind, "2014-03") for kind in ("month", "month-data")),
        *(
            (kind, slug)
            for kind, slug in (
                ("region", "africa"),
                ("author", "ada-okoro"),
                ("source", "review"),
                ("topic", "water"),
            )
        ),
        *(
            (kind, key)
            for kind in ("feed", "json-feed")
            for key in ("region/africa", "author/ada-okoro", "source/review", "topic/water")
        ),
        *(
            ("slice", f"{key}/2014")
            for key in ("region/africa", "author/ada-okoro", "source/review", "topic/water")
        ),
    }


def test_an_entry_added_in_an_old_month_does_not_touch_home_lists_or_feeds():
    added = entry("2014-01-05-new", region="asia", topics=(), authors=(), source="")
    redone = {(kind, key) for kind, key in keys() if touched(kind, key, BEFORE, added)}
    assert redone == {
        ("entry", "2014-01-05-m1d5"),
        ("entry", "2014-01-06-m1d6"),
        ("home", ""),  # the number of its region stands there
        ("regions", ""),
        ("region", "asia"),
        ("feed", "region/asia"),
        ("json-feed", "region/asia"),
        ("year", "2014"),
        ("month", "2014-01"),
        ("sitemap", "2014"),
        ("month-data", "2014-01"),
    }


def test_the_trace_of_an_absent_target_is_kept_so_that_it_heals():
    reads = trace("entry", "2014-01-02-b", entry("2014-01-02-b", text="See [[2014-01-01-later-told]]."))
    assert "metadata/2014-01-01-later-told" in reads


@pytest.mark.parametrize("kind", [key.kind for key in SITE_PAGES if key.kind != "sitemap"])
def test_the_site_s_own_pages_stand_without_any_entry(kind):
    reader = Reader(index())
    assert PAGE_KINDS[kind].view(reader, "") == PAGE_KINDS[kind].view(Reader(index()), "")


def test_every_demanded_kind_is_in_the_table():
    assert {kind for kind, _ in keys()} | {"redirect", "asset", "facet", "clusters-of-year", "search"} == set(
        PAGE_KINDS
    )


def test_models_have_one_encoding_whatever_the_hash_seed():
    """The digest of a model decides whether a page is rendered again, so no part of it may be a set."""
    import msgspec

    for kind, key in keys():
        model = PAGE_KINDS[kind].view(Reader(index(*BEFORE)), key)
        in_order = msgspec.json.encode(model)
        assert "set" not in {type(part).__name__.removeprefix("frozen") for part in parts(model)}
        assert in_order == msgspec.json.encode(PAGE_KINDS[kind].view(Reader(index(*reversed(BEFORE))), key))


def parts(value):
    """Yield a model and every value inside of it."""
    yield value
    match value:
        case dict():
            inside = value.values()
        case tuple() | list():
            inside = value
        case _:
            inside = [getattr(value, name) for name in getattr(value, "__struct_fields__", ())]
    for part in inside:
        yield from parts(part)
