import pytest
from digest_records import entry, page

from site_builder.incremental.shape import LISTED
from site_builder.language.speech import ENGLISH, said
from site_builder.model import Byline, Region, Relation, Rights, Site
from site_builder.pages.outlines import outlines
from site_builder.pages.term import rights_in_words


def titles(days):
    return [card.item.title.removeprefix("Title of ") for day in days for card in day.cards]


def test_home_groups_the_newest_entries_by_day():
    entries = [entry("2014-01-02-b"), entry("2014-01-01-a"), entry("2014-01-02-c"), entry("2013-12-31-z")]
    home = page("home", "", Site("T", "https://example.org/", "example.org,2026", home_entries=3), *entries)
    assert [(day.date, day.day, day.year) for day in home.days] == [
        ("2014-01-02", "2 Jan", "2014"),
        ("2014-01-01", "1 Jan", "2014"),
    ]
    assert titles(home.days) == ["c", "b", "a"]


def test_a_date_time_stands_with_the_dates_of_its_day():
    shown = page(
        "month", "2014-01", entry("2014-01-02-a", date="2014-01-02T23:00-05:00"), entry("2014-01-02-b")
    )
    assert [day.date for day in shown.days] == ["2014-01-02"]


def test_home_gives_a_copy_no_card_beside_its_original_s():
    original = entry("2014-01-02-a")
    copy = entry(
        "2014-01-02-b", kind="excerpt", source="forum", relations=(Relation("excerpt_of", "2014-01-02-a"),)
    )
    answer = entry("2014-01-03-c", relations=(Relation("responds_to", "2014-01-02-a"),))
    home = page("home", "", original, copy, answer)
    assert titles(home.days) == ["c", "a"]
    assert [also.outlet for also in home.days[1].cards[0].also] == ["The Forum"]
    newest = page(
        "home", "", Site("T", "https://example.org/", "example.org,2026", home_entries=1), original, copy
    )
    assert titles(newest.days) == ["b"]


def test_home_counts_regions_with_what_lies_below_them():
    home = page(
        "home",
        "",
        entry("2014-01-01-a", region="sahel"),
        entry("2014-01-02-b"),
        entry("2014-01-03-c", region="asia"),
    )
    assert [(tile.name, tile.count, tile.share) for tile in home.regions] == [
        ("Africa", 2, 100),
        ("Asia", 1, 50),
    ]
    assert [(tile.name, tile.count) for tile in home.regions[0].children] == [("Sahel", 1)]


def test_the_rail_ranks_the_terms_of_the_entries_shown_and_counts_all_their_entries():
    old = [entry(f"2013-01-0{n}-o{n}", topics=("old", "water")) for n in range(1, 4)]
    new = [entry("2014-01-01-a", topics=("new", "water")), entry("2014-01-02-b", topics=("new",))]
    home = page("home", "", Site("T", "https://example.org/", "example.org,2026", home_entries=2), *old, *new)
    assert [(line.name, line.count) for line in home.topics] == [("New", 2), ("Water", 4)]
    assert [(line.name, line.count) for line in home.sources] == [("The Review", 5)]


def test_a_region_shows_its_own_entries_and_those_below_merged_by_date():
    entries = [
        entry("2014-01-01-a"),
        entry("2014-01-02-b", region="sahel"),
        entry("2014-01-03-c"),
        entry("2014-01-04-d", region="asia"),
    ]
    shown = page("region", "africa", *entries)
    assert titles(shown.days) == ["c", "b", "a"]
    assert [child.text for child in shown.children] == ["Sahel"]
    assert (shown.older, shown.years) == ((), ())
    assert [crumb.text for crumb in page("region", "sahel", *entries).crumbs] == ["Regions", "Africa"]


def test_regions_in_a_circle_do_not_hang_a_page():
    circle = [Region("africa", "Africa", parent="sahel"), Region("sahel", "Sahel", parent="africa")]
    shown = page("region", "africa", *circle, entry("2014-01-01-a"))
    assert titles(shown.days) == ["a"]
    assert [crumb.text for crumb in shown.crumbs] == ["Regions", "Sahel"]
    assert [tile.name for tile in page("regions", "", *circle).tiles] == ["Asia"]


def test_term_pages_show_the_newest_thirty_as_cards_and_older_entries_as_lines():
    entries = [entry(f"20{year}-01-{day:02}-e") for year in (13, 14) for day in range(1, 21)]
    shown = page("topic", "water", *entries)
    assert len(titles(shown.days)) == 30
    assert [item.date for item in shown.older] == [f"2013-01-{day:02}" for day in range(10, 0, -1)]
    assert shown.years == ()


def test_a_region_s_page_lists_its_own_older_entries_and_the_years_of_those_below_that_are_sliced():
    own = [entry(f"2013-{1 + number // 28:02}-{1 + number % 28:02}-a{number}") for number in range(31)]
    below = [
        entry(f"20{13 + number % 2}-12-{1 + number % 28:02}-b{number}", region="sahel")
        for number in range(LISTED + 1)
    ]
    shown = page("region", "africa", *own, *below)
    assert len(titles(shown.days)) == 30
    assert [item.title for item in shown.older] == [f"Title of a{number}" for number in range(30, -1, -1)]
    assert [(row.term, [year.url for year in row.years]) for row in shown.years] == [
        ("Sahel", ["/digest/regions/sahel/2014/", "/digest/regions/sahel/2013/"])
    ]


def test_the_page_of_a_term_with_many_entries_leads_to_every_year():
    entries = [
        entry(f"20{13 + number % 2}-01-{1 + number % 31:02}-e{number}") for number in range(LISTED + 1)
    ]
    shown = page("topic", "water", *entries)
    assert len(titles(shown.days)) == 30
    assert shown.older == ()
    assert [step.period.url for step in shown.timeline] == [
        "/digest/topics/water/2014/",
        "/digest/topics/water/2013/",
    ]
    assert shown.years == ()


def test_a_slice_holds_all_of_a_term_s_year_and_nothing_else():
    entries = [entry(f"2014-{month:02}-01-m{month}") for month in range(1, 13)]
    entries += [
        entry("2013-12-31-before"),
        entry("2015-01-01-after"),
        entry("2014-05-05-other", region="sahel"),
    ]
    shown = page("slice", "region/africa/2014", *entries)
    assert titles(shown.days) == [f"m{month}" for month in range(12, 0, -1)]
    assert [crumb.text for crumb in shown.crumbs] == ["Regions", "Africa"]


@pytest.mark.parametrize("vocabulary", ["author", "source", "topic"])
def test_terms_of_all_vocabularies_have_pages_and_slices(vocabulary):
    slug = {"author": "ada-okoro", "source": "review", "topic": "water"}[vocabulary]
    assert titles(page(vocabulary, slug, entry("2014-01-01-a")).days) == ["a"]
    assert titles(page("slice", f"{vocabulary}/{slug}/2014", entry("2014-01-01-a")).days) == ["a"]


def test_an_author_without_a_record_is_named_as_the_newest_byline_does():
    entries = [
        entry("2014-01-01-a", authors=(Byline("B. O. Old", "bo"),)),
        entry("2014-01-02-b", authors=(Byline("Bo Ödegård", "bo"),)),
    ]
    shown = page("author", "bo", *entries)
    assert (shown.name, shown.initials) == ("Bo Ödegård", "BÖ")
    assert shown.introduction is None


def test_an_author_s_record_gives_role_and_biography():
    shown = page("author", "ada-okoro", entry("2014-01-01-a"))
    assert shown.introduction.markdown == "Writes on water."
    assert [(fact.term, fact.text) for fact in shown.facts] == [("Role", "Fellow")]


def test_a_source_says_what_the_digest_may_publish():
    facts = {
        fact.term: fact.text
        for fact in page("source", "closed", entry("2014-01-01-a", source="closed")).facts
    }
    assert facts["What we publish"] == "a link and the digest’s own summary, nothing of the text"
    assert (
        rights_in_words(ENGLISH, Rights()) == "excerpts of at most 4 paragraphs, 400 words and 35% of a text"
    )
    assert rights_in_words(ENGLISH, Rights("full")).startswith("whole texts")


def test_indexes_file_terms_from_a_to_z_without_regard_to_marks_and_case():
    names = ["zoë", "Émile", "eva", "The Örs", "1 Group", "李"]
    entries = [
        entry(f"2014-01-0{n}-e{n}", authors=(Byline(name, f"slug-{n}"),))
        for n, name in enumerate(names, start=1)
    ]
    letters = page("authors", "", *entries).letters
    assert [(letter.letter, [line.name for line in letter.lines]) for letter in letters] == [
        ("0–9", ["1 Group"]),
        ("E", ["Émile", "eva"]),
        ("O", ["The Örs"]),
        ("Z", ["zoë"]),
        ("李", ["李"]),
    ]


def test_the_index_of_sources_counts_entries_and_names_hosts():
    line = page("sources", "", entry("2014-01-01-a"), entry("2014-01-02-b")).letters[0].lines[0]
    assert (line.name, line.url, line.count) == ("The Review", "/digest/sources/review/", 2)
    assert line.note == "review.example; whole texts, with the source’s leave"


def test_the_archive_leads_to_each_year_and_month():
    entries = [entry("2013-05-01-a"), entry("2014-01-01-b"), entry("2014-03-01-c"), entry("2014-03-09-d")]
    years = page("archive", "", *entries).years
    assert [(y.year.url, [cell.month.text for cell in y.months if cell.depth]) for y in years] == [
        ("/digest/2014/", ["January 2014", "March 2014"]),
        ("/digest/2013/", ["May 2013"]),
    ]
    year = page("year", "2014", *entries)
    assert [(m.month.text, [i.title for i in m.items]) for m in year.months] == [
        ("March 2014", ["Title of d", "Title of c"]),
        ("January 2014", ["Title of b"]),
    ]
    assert ([a.text for a in year.earlier], year.later) == (["2013"], ())


def test_a_large_year_shows_the_newest_of_each_month():
    entries = [entry(f"2014-05-{1 + number % 31:02}-m{number}") for number in range(LISTED)]
    whole = page("year", "2014", *entries).months
    assert [(len(month.items), month.more) for month in whole] == [(LISTED, False)]
    months = page("year", "2014", *entries, entry("2014-01-02-b")).months
    assert [(m.month.text, len(m.items), m.more) for m in months] == [
        ("May 2014", 10, True),
        ("January 2014", 1, False),
    ]
    assert months[0].items[0].date == "2014-05-31"


def test_months_lead_to_the_nearest_months_that_have_entries():
    entries = [entry("2013-05-01-a"), entry("2014-01-01-b"), entry("2014-03-01-c")]
    month = page("month", "2014-01", *entries)
    assert [anchor.url for anchor in month.earlier + month.later] == ["/digest/2013/05/", "/digest/2014/03/"]
    assert titles(month.days) == ["b"]


def test_many_authors_are_counted_out():
    from site_builder.pages.items import author_names

    people = [Byline(name, name.lower()) for name in ("Ada", "Bo", "Cy", "Di")]
    assert [said(author_names(ENGLISH, people[:n])) for n in range(5)] == [
        "", "Ada", "Ada and Bo", "Ada, Bo and Cy", "Ada, Bo and others",
    ]  # fmt: skip


def test_a_withdrawn_entry_stands_in_no_list():
    hidden = entry("2014-01-02-b", status="withdrawn")
    assert titles(page("home", "", entry("2014-01-01-a"), hidden).days) == ["a"]
    assert titles(page("region", "africa", entry("2014-01-01-a"), hidden).days) == ["a"]


def test_a_standing_page_resolves_references():
    shown = page("standing", "about", entry("2014-01-02-one"))
    assert [link.url for link in shown.text.links] == ["/digest/2014/one/"]
    with pytest.raises(LookupError, match="nowhere"):
        page("standing", "nowhere")


def test_an_old_address_leads_to_the_entry():
    shown = page("redirect", "/old/büchern/", entry("2014-01-02-über", aliases=("/old/büchern/",)))
    assert shown.url == "/digest/2014/%C3%BCber/"
    with pytest.raises(LookupError, match="/no/"):
        page("redirect", "/no/")


def test_the_map_shows_regions_that_list_countries_as_dark_as_they_have_entries():
    asia = Region("asia", "Asia", countries=("JP", "EG"))
    delta = Region("delta", "Delta", parent="asia", countries=("EG",))
    entries = [entry(f"2014-01-0{day}-e", region="delta") for day in range(1, 5)]
    shown = page("regions", "", asia, delta, *entries).map
    assert [(shape.name, shape.url, shape.count, shape.depth) for shape in shown.shapes] == [
        ("Delta", "/digest/regions/delta/", 4, 4),
        ("Asia", "/digest/regions/asia/", 4, 4),
    ]
    paths, land = outlines({"delta": ("EG",), "asia": ("JP",)})
    assert {shape.name.lower(): shape.path for shape in shown.shapes} == paths
    assert shown.land == land


def test_a_digest_whose_regions_list_no_countries_has_no_map():
    assert page("regions", "").map is None
