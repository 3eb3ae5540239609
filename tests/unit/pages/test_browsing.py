"""Facets, timelines, the heat strip and letters: what readers browse by without scripts."""

import hashlib

import pytest
from digest_records import TERMS, entry, index, page, touched, trace

from site_builder.incremental import living
from site_builder.incremental.periods import MOST
from site_builder.incremental.reader import Reader, member
from site_builder.incremental.shape import COMBINED, LISTED, NEWEST, PageKey, facets
from site_builder.language.speech import ENGLISH
from site_builder.model import Asset, Byline, Region
from site_builder.pages import PAGE_KINDS
from site_builder.pages.home import ICON
from site_builder.pages.timeline import amount, at_least, depth, shades
from site_builder.project import theme


def many(count, prefix="e", year=2014, **fields):
    return [
        entry(f"{year}-{1 + number // 28:02}-{1 + number % 28:02}-{prefix}{number}", **fields)
        for number in range(count)
    ]


def facet_keys(*entries):
    return {key.key for key in facets(index(*entries).combined)}


def titles(shown):
    cards = [card.item.title for day in shown.days for card in day.cards]
    return [title.removeprefix("Title of ") for title in (*cards, *(item.title for item in shown.older))]


def test_a_combination_has_a_page_once_enough_entries_name_both():
    assert facet_keys(*many(COMBINED - 1)) == set()
    assert facet_keys(*many(COMBINED)) == {"region/africa/topic/water", "author/ada-okoro/region/africa"}


def test_entries_of_the_regions_below_count_and_are_shown():
    entries = [*many(1, "own"), *many(COMBINED - 1, "below", region="sahel")]
    assert facet_keys(*entries) == {"region/africa/topic/water", "author/ada-okoro/region/africa"}
    assert len(titles(page("facet", "region/africa/topic/water", *entries))) == COMBINED
    assert len(titles(page("facet", "author/ada-okoro/region/africa", *entries))) == COMBINED
    assert len(titles(page("facet", "region/sahel/topic/water", *entries))) == COMBINED - 1


def test_regions_in_a_circle_do_not_hang_the_combinations():
    circle = [Region("africa", "Africa", parent="sahel"), Region("sahel", "Sahel", parent="africa")]
    assert "region/sahel/topic/water" in facet_keys(*circle, *many(COMBINED))


def test_a_facet_shows_only_entries_of_both_terms_newest_first_and_no_more_than_a_term_s_page():
    entries = [
        *many(LISTED, "both", 2013), *many(2, "new"), *many(3, "dry", topics=()), *many(3, "asia", region="asia"),
    ]  # fmt: skip
    shown = page("facet", "region/africa/topic/water", *entries)
    assert titles(shown)[:2] == ["new1", "new0"]
    assert (len(titles(shown)), shown.more) == (NEWEST, True)
    assert {title[:4] for title in titles(shown)} == {"new1", "new0", "both"}
    listed = page("facet", "region/africa/topic/water", *entries[:LISTED])
    assert (len(titles(listed)), listed.more) == (LISTED, False)


def test_a_facet_says_where_it_stands():
    shown = page("facet", "author/ada-okoro/region/africa", *many(COMBINED))
    layout = shown.layout
    assert layout.title == "Ada Okoro: Africa"
    assert layout.canonical == "https://example.org/digest/authors/ada-okoro/regions/africa/"
    assert (
        layout.description == "Commentary by Ada Okoro that The Test Digest files under Africa, newest first"
    )
    assert [crumb.text for crumb in shown.crumbs] == ["Authors", "Ada Okoro"]
    assert shown.other.url == "/digest/regions/africa/"
    way = layout.data["breadcrumb"]["itemListElement"]
    assert [step["name"] for step in way] == ["The Test Digest", "Authors", "Ada Okoro", "Ada Okoro: Africa"]


def test_the_pages_of_both_terms_lead_to_a_facet_by_name_and_without_a_number():
    entries = many(COMBINED)
    region = page("region", "africa", *entries)
    assert [(row.heading, [facet.text for facet in row.facets]) for row in region.crossings] == [
        ("Topics here", ["Water"]),
        ("Authors here", ["Ada Okoro"]),
    ]
    for kind, slug in (("topic", "water"), ("author", "ada-okoro")):
        [row] = page(kind, slug, *entries).crossings
        assert (row.heading, [facet.text for facet in row.facets]) == ("By region", ["Africa"])
    assert page("source", "review", *entries).crossings == ()
    assert page("region", "africa", *entries[1:]).crossings == ()


def test_facets_are_in_the_sitemap_of_the_vocabulary_that_they_stand_below():
    entries = many(COMBINED)

    def addresses(shard):
        return [url.address.rpartition("digest/")[2] for url in page("sitemap", shard, *entries).urls]

    assert "regions/africa/topics/water/" in addresses("regions")
    assert "authors/ada-okoro/regions/africa/" in addresses("authors")
    assert addresses("topics") == ["topics/", "topics/water/"]


def test_a_source_s_year_with_enough_entries_has_a_page_although_the_source_s_own_lists_all():
    entries = [*many(COMBINED), *many(COMBINED - 1, "b", 2013)]
    site = index(*entries)
    keys = [PageKey("slice", f"source/review/{year}") for year in (2013, 2014)]
    assert [living.lives(key, site) for key in keys] == [False, True]
    assert [key for key in living.living(site, site.collections) if key.kind == "slice"] == keys[1:]
    assert not living.lives(PageKey("slice", "topic/water/2014"), site)
    shown = page("source", "review", *entries)
    assert [step.period.url for step in shown.timeline] == ["/digest/sources/review/2014/", ""]
    shards = {month: page("sitemap", month, *entries).urls for month in ("2013-01", "2014-01")}
    listed = {m: [u.address for u in urls if "/sources/" in u.address] for m, urls in shards.items()}
    assert listed == {"2013-01": [], "2014-01": ["https://example.org/digest/sources/review/2014/"]}


def test_the_number_of_facets_is_bounded_by_that_of_entries():
    """Each entry is in few combinations at few heights of the tree, and a facet takes `COMBINED` of those places."""
    topics, regions = ("water", "law", "grain"), ("africa", "sahel", "asia")
    entries = [
        entry(f"2014-01-{1 + n % 28:02}-e{n}", region=regions[n % 3], topics=(topics[n % 2], topics[2]),
              authors=(Byline(f"A{n % 5}", f"a{n % 5}"),))
        for n in range(200)
    ]  # fmt: skip
    places = 2 * (2 + 1)  # heights × (topics + authors)
    assert 0 < len(facet_keys(*entries)) <= places * len(entries) / COMBINED


def test_a_timeline_tells_of_each_year_in_steps_which_are_the_largest_s_parts():
    entries = [*many(9, "a", 2012), *many(1, "b", 2013), *many(17, "c", 2014)]
    shown = page("topic", "water", *entries).timeline
    assert [(step.period.text, step.amount, step.share) for step in shown] == [
        ("2014", "16–31", 100),
        ("2013", "1", 7),
        ("2012", "8–15", 50),
    ]
    assert page("topic", "water", *entries[:9]).timeline == ()  # one year says nothing


def test_a_region_s_timeline_holds_the_entries_below_it_and_leads_to_no_page_that_has_fewer():
    entries = [*many(LISTED + 1, "below", region="sahel"), *many(1, "own", 2013)]
    shown = page("region", "africa", *entries)
    assert [(step.period.text, step.amount, step.period.url) for step in shown.timeline] == [
        ("2014", "128–255", ""),
        ("2013", "1", ""),
    ]
    assert [step.period.url for step in page("region", "sahel", *entries).timeline] == [
        "/digest/regions/sahel/2014/"
    ]


def test_a_timeline_is_the_same_until_a_year_comes_to_its_next_step():
    entries = [*many(8, "a", 2012), *many(5, "c", 2014)]
    before = page("topic", "water", *entries).timeline
    assert page("topic", "water", *entries, entry("2012-05-05-more")).timeline == before
    assert page("topic", "water", *entries, *many(3, "d", 2014)).timeline != before


@pytest.mark.parametrize(
    ("number", "words", "short"),
    [(1, "1", "1"), (2, "2–3", "2+"), (3, "2–3", "2+"), (4, "4–7", "4+"), (300, "256–511", "256+"), (512, "512 or more", "512+")],
)  # fmt: skip
def test_steps_double(number, words, short):
    assert (amount(ENGLISH, number), at_least(number)) == (words, short)


def test_shades_follow_the_fullest_month_and_say_what_they_stand_for():
    assert [depth(number, 100) for number in (0, 1, 7, 8, 16, 32, 64, 100)] == [0, 1, 1, 2, 3, 4, 5, 5]
    assert [(shade.depth, shade.amount) for shade in shades(ENGLISH, 100)] == [
        (1, "1–7"),
        (2, "8–15"),
        (3, "16–31"),
        (4, "32–63"),
        (5, "64–127"),
    ]
    assert [(shade.depth, shade.amount) for shade in shades(ENGLISH, 2)] == [(4, "1"), (5, "2–3")]


def test_the_archive_is_a_strip_of_twelve_months_a_year():
    shown = page("archive", "", *many(30), entry("2013-05-01-a"))
    assert shown.months[:2] == ("Jan", "Feb")
    assert [year.year.text for year in shown.years] == ["2014", "2013"]
    cells = shown.years[0].months
    assert [(cell.month.text, cell.amount, cell.short, cell.depth) for cell in cells[:3]] == [
        ("January 2014", "16–31", "16+", 5),
        ("February 2014", "2–3", "2+", 2),
        ("March 2014", "", "", 0),
    ]
    assert (cells[0].month.url, cells[2].month.url) == ("/digest/2014/01/", "")


def test_what_periods_hold_is_counted_so_far_and_no_further():
    reader = Reader(index(*many(300), *many(300, "b")))
    assert (reader.number_in("all", "2014"), reader.number_in("all", "2013")) == (MOST, 0)
    assert reader.number_in("all", "2014-02") == 56


def test_an_entry_touches_the_periods_that_it_joins_and_no_others():
    before = [*many(3), *many(3, "b", 2012)]
    assert "step/all in 2014-01" in trace("archive", "", *before)
    five = [*before, entry("2014-01-20-fourth"), entry("2014-01-21-fifth")]
    assert not touched("archive", "", five, entry("2014-01-19-sixth"))  # 4–7 all the same
    assert touched("archive", "", before, entry("2014-01-20-fourth"))
    assert touched("archive", "", before, entry("2013-06-01-new"))
    assert not touched("facet", "region/asia/topic/water", before, entry("2013-06-01-new"))


def test_a_facet_reads_no_more_than_the_stretches_that_it_shows():
    reads = trace("facet", "region/africa/topic/water", *many(LISTED + 20))
    assert len([fact for fact in reads if fact.startswith("region/africa/topic/water ")]) == LISTED + 1
    assert not [fact for fact in reads if fact.startswith("count/")]


def test_places_of_combinations_name_them():
    site = index(*many(COMBINED))
    assert [member(position) for position in site.collections["combined/region/africa"]] == [
        "author/ada-okoro/region/africa",
        "region/africa/topic/water",
    ]
    assert "combined/region/sahel" not in site.collections


def test_names_are_filed_by_their_first_letter_whatever_stands_before_it_and_in_whatever_script():
    names = [
        "“Œuvre” Group",
        "(Øst) Media",
        "Łódź Weekly",
        "عمر",
        "Жёлудь",
        "’Alī",
        "42nd Street",
        "The 9 o’Clock",
    ]
    entries = [
        entry(f"2014-01-0{n}-e{n}", authors=(Byline(name, f"slug-{n}"),))
        for n, name in enumerate(names, start=1)
    ]
    letters = page("authors", "", *entries).letters
    filed = {line.name: (letter.letter, letter.anchor) for letter in letters for line in letter.lines}
    assert filed == {
        "“Œuvre” Group": ("O", "letter-o"), "(Øst) Media": ("O", "letter-o"), "Łódź Weekly": ("L", "letter-l"),
        "عمر": ("ع", "letter-ع"), "Жёлудь": ("Ж", "letter-ж"), "’Alī": ("A", "letter-a"),
        "42nd Street": ("0–9", "letter-0–9"), "The 9 o’Clock": ("0–9", "letter-0–9"),
    }  # fmt: skip
    assert letters[0].letter == "0–9"


def test_names_that_differ_by_a_number_are_in_the_order_of_the_numbers():
    names = ["Chapter 10", "Chapter 2", "Chapter 9 b", "Chapter 9 a"]
    entries = [
        entry(f"2014-01-0{n}-e{n}", authors=(Byline(name, f"slug-{n}"),))
        for n, name in enumerate(names, start=1)
    ]
    (letter,) = page("authors", "", *entries).letters
    assert [line.name for line in letter.lines] == ["Chapter 2", "Chapter 9 a", "Chapter 9 b", "Chapter 10"]


def test_every_kind_of_combination_can_be_read_back():
    for key in ("region/africa/topic/water", "author/ada-okoro/region/africa"):
        assert PAGE_KINDS["facet"].view(Reader(index(*TERMS)), key).days == ()


def test_the_icon_that_ships_stands_in_the_home_page_and_a_project_s_own_is_linked():
    shipped = (theme() / "assets/favicon.svg").read_bytes()
    assert shipped.decode() == ICON
    asset = Asset("favicon.svg", hashlib.sha256(shipped).hexdigest(), len(shipped))
    assert page("home", "", asset).icon == ICON
    own = Asset("favicon.svg", hashlib.sha256(b"<svg/>").hexdigest(), 6)
    assert page("home", "", own).icon == ""
