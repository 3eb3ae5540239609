"""The pages of clusters, their index, and what cards and the home page say of them."""

import pytest
from digest_records import entry, follows, index, page, touched, trace

from site_builder.incremental import living as deduced
from site_builder.incremental import shape
from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import PageKey
from site_builder.language.speech import said
from site_builder.model import Relation, Site
from site_builder.pages import PAGE_KINDS, clusters

A, B, C, D, E = "2014-01-01-a", "2014-01-02-b", "2014-01-03-c", "2014-02-04-d", "2015-03-05-e"
EXCERPT = entry(B, kind="excerpt", source="forum", relations=follows("excerpt_of", A))
REPOST = entry(C, kind="repost", source="closed", relations=follows("repost_of", B))
GERMAN = entry(D, kind="adaptation", source="beispiel", relations=follows("adapts", A))
ANSWER = entry(E, kind="response", source="forum", relations=follows("responds_to", C))
CLUSTER = (entry(A), EXCERPT, REPOST, GERMAN, ANSWER)


def living(*entries):
    site = index(*entries)
    found = deduced.living(site, site.collections)
    return {key for key in found if key.kind.startswith("cluster")}


def steps(key, *entries):
    return [
        (said(step.relation), step.item.outlet, step.item.date)
        for step in page("cluster", key, *entries).steps
    ]


def lines(shown):
    return [(month.date, [line.item.title[9:] for line in month.lines]) for month in shown.months]


def test_the_genealogy_has_every_member_in_order_of_time_with_its_relation_in_words():
    assert steps(A, *CLUSTER) == [
        ("Original", "The Review", "2014-01-01"),
        ("Excerpt", "The Forum", "2014-01-02"),
        ("Repost of that in The Forum", "Closed Quarterly", "2014-01-03"),
        ("Adaptation in German", "Beispiel", "2014-02-04"),
        ("Response to that in Closed Quarterly", "The Forum", "2015-03-05"),
    ]
    shown = page("cluster", A, *CLUSTER)
    assert shown.span == "5 texts, 1 January 2014 to 5 March 2015"
    assert shown.item.title == "Title of a"
    assert [label.name for label in shown.drawing.labels] == [step.item.outlet for step in shown.steps]
    assert shown.drawing.labels[3].detail == "Adaptation in German · 4 February 2014"
    assert (shown.drawing.lines.count("M"), shown.drawing.answers.count("M")) == (3, 1)
    assert [turn.year for turn in shown.drawing.turns] == ["2015"]


def test_of_one_day_the_original_comes_before_what_follows_it():
    copy = entry("2014-01-01-0", kind="repost", relations=follows("repost_of", A))
    assert [date for _, _, date in steps(A, entry(A), copy)] == ["2014-01-01"] * 2
    assert steps(A, entry(A), copy)[0][0] == "Original"
    assert page("cluster", A, entry(A), copy).span == "2 texts, 1 January 2014"


def test_an_excerpt_dated_before_its_original_stands_before_it():
    early = entry("2013-12-31-early", kind="excerpt", relations=follows("excerpt_of", A))
    assert [words for words, _, _ in steps(A, entry(A), early)] == ["Excerpt", "Original"]


def test_a_cluster_s_page_lives_where_an_original_has_followers_and_nowhere_else():
    assert living(*CLUSTER) == {PageKey("cluster", A)}
    assert living(entry(A)) == set()
    assert living(entry(A), entry(B, relations=follows("cites", A))) == set()
    assert living(entry(A, status="withdrawn"), EXCERPT) == set()
    assert living(EXCERPT, REPOST) == set()  # what the excerpt follows is not shown, but it is no original


@pytest.mark.parametrize("key", [A, B, C, D, E])
def test_every_member_leads_to_the_page_of_the_cluster(key):
    assert page("entry", key, *CLUSTER).around.kin.url == "/digest/clusters/2014/a/"


def test_no_entry_leads_to_a_cluster_that_has_no_page():
    assert page("entry", B, entry(A, status="withdrawn"), EXCERPT).around.kin.url == ""
    assert page("entry", C, EXCERPT, REPOST).around.kin.url == ""
    assert page("entry", A, entry(A)).around.kin.url == ""


def test_a_huge_cluster_shows_a_hundred_members_and_says_that_there_are_more():
    reposts = [
        entry(f"2014-02-01-r{n:03}", kind="repost", relations=follows("repost_of", A)) for n in range(120)
    ]
    exact = page("cluster", A, entry(A), *reposts[:99])
    assert (len(exact.steps), exact.more) == (100, "")
    huge = page("cluster", A, entry(A), *reposts)
    assert len(huge.steps) == len(huge.drawing.labels) == 100
    assert huge.more
    assert (
        len(
            page(
                "cluster", A, entry(A), *reposts[:99], entry(E, relations=follows("adapts", C)), REPOST
            ).steps
        )
        == 100
    )


def test_the_linked_data_says_what_is_based_on_what():
    listed = page("cluster", A, *CLUSTER).layout.data["mainEntity"]
    things = [element["item"] for element in listed["itemListElement"]]
    site = "https://example.org/digest"
    assert listed["numberOfItems"] == 5
    assert [(thing["@id"], thing.get("isBasedOn"), thing.get("about")) for thing in things] == [
        (f"{site}/2014/a/", None, None),
        (f"{site}/2014/b/", {"@id": f"{site}/2014/a/"}, None),
        (f"{site}/2014/c/", {"@id": f"{site}/2014/b/"}, None),
        (f"{site}/2014/d/", {"@id": f"{site}/2014/a/"}, None),
        (f"{site}/2015/e/", None, {"@id": f"{site}/2014/c/"}),
    ]


def test_the_index_has_what_moved_last_first_and_each_cluster_once():
    other = entry("2014-01-20-x")
    copy = entry(
        "2014-03-01-y", kind="repost", source="forum", relations=follows("repost_of", "2014-01-20-x")
    )
    shown = page("clusters", "", *CLUSTER, other, copy)
    assert lines(shown) == [("2015-03", ["a"]), ("2014-03", ["x"])]
    [first], [second] = (month.lines for month in shown.months)
    assert (first.item.url, first.count) == ("/digest/clusters/2014/a/", "5 texts")
    assert said(second.note) == "2 texts, the last in The Forum, 1 March 2014"
    assert [line.size for line in shown.most] == [5]
    assert shown.years == ()


def test_what_follows_two_texts_moves_both_clusters():
    both = entry(C, relations=(Relation("responds_to", A), Relation("responds_to", B)))
    assert lines(page("clusters", "", entry(A), entry(B), both)) == [("2014-01", ["a", "b"])]


def test_a_cluster_without_a_page_is_in_no_index():
    assert lines(page("clusters", "", entry(A, status="withdrawn"), EXCERPT)) == []
    assert lines(page("clusters", "", EXCERPT, REPOST)) == []


def test_the_most_discussed_have_most_texts_and_of_equals_moved_last():
    entries = []
    for number, size in enumerate([3, 5, 2, 4, 3, 3, 3], 1):
        root = f"2014-0{number}-01-m{number}"
        entries.append(entry(root))
        entries += [
            entry(f"2014-0{number}-02-f{copy}", relations=follows("repost_of", root))
            for copy in range(size - 1)
        ]
    most = page("clusters", "", *entries).most
    assert [(line.item.title[-1], line.size) for line in most] == [
        ("2", 5), ("4", 4), ("7", 3), ("6", 3), ("5", 3),
    ]  # fmt: skip


def test_older_clusters_have_a_page_for_each_year_once_the_index_cannot_look_at_all_ties(monkeypatch):
    monkeypatch.setattr(shape, "LISTED", 3)
    monkeypatch.setattr(clusters, "LISTED", 3)
    years = {PageKey("clusters-of-year", year) for year in ("2014", "2015")}
    assert living(*CLUSTER) == {PageKey("cluster", A), *years}
    assert living(*CLUSTER[:4]) == {PageKey("cluster", A)}
    old = entry("2013-01-01-o"), entry("2013-01-02-p", relations=follows("repost_of", "2013-01-01-o"))
    shown = page("clusters", "", *CLUSTER, *old)
    assert lines(shown) == [("2015-03", ["a"])]
    assert [(year.text, year.url) for year in shown.years] == [
        (year, f"/digest/clusters/{year}/") for year in ("2015", "2014", "2013")
    ]
    assert lines(page("clusters-of-year", "2014", *CLUSTER, *old)) == [("2014-02", ["a"])]
    assert lines(page("clusters-of-year", "2013", *CLUSTER, *old)) == [("2013-01", ["o"])]
    listed = [url.address for url in page("sitemap", "pages", *CLUSTER, *old).urls]
    assert "https://example.org/digest/clusters/2013/" in listed


def test_the_sitemap_has_a_cluster_with_its_original():
    def addresses(month):
        return [url.address.rpartition("digest/")[2] for url in page("sitemap", month, *CLUSTER).urls]

    assert [path for path in addresses("2014-01") if path.startswith("clusters")] == ["clusters/2014/a/"]
    assert [path for path in addresses("2014-02") if path.startswith("clusters")] == []


def test_a_cluster_s_page_reads_its_members_only():
    reads = trace("cluster", A, *CLUSTER, entry("2014-01-02-unrelated"))
    read = {fact for fact in reads if fact.startswith(("metadata/", "body/", "count/", "all "))}
    assert read == {f"metadata/{each.metadata.id}" for each in CLUSTER}
    assert not touched("cluster", A, list(CLUSTER), entry("2014-01-02-unrelated"))
    assert not touched("clusters", "", list(CLUSTER), entry("2014-01-02-unrelated"))
    assert touched("cluster", A, list(CLUSTER), entry("2016-01-01-f", relations=follows("adapts", E)))


def test_a_card_names_six_followers_and_leads_to_the_others():
    def card(*entries):
        [found] = [c for day in page("region", "sahel", *entries).days for c in day.cards]
        return found

    copies = [entry(f"2014-02-01-r{n}", kind="repost", relations=follows("repost_of", A)) for n in range(7)]
    original = entry(A, region="sahel")
    assert (len(card(original, *copies[:6]).also), card(original, *copies[:6]).further) == (6, "")
    assert (len(card(original, *copies).also), card(original, *copies).further) == (
        6,
        "/digest/clusters/2014/a/",
    )
    excerpt = entry(B, region="sahel", relations=follows("excerpt_of", A))
    of_excerpt = [entry(f"2014-02-02-q{n}", relations=follows("repost_of", B)) for n in range(7)]
    assert card(entry(A), excerpt, *of_excerpt).further == "/digest/2014/b/"


def test_a_card_tells_a_shortened_text_in_another_language_from_a_translation():
    short = entry(B, source="beispiel", relations=follows("excerpt_of", A))
    whole = entry(C, source="beispiel", relations=follows("adapts", A))
    [card] = [c for day in page("home", "", entry(A), short, whole).days for c in day.cards]
    assert [also.note for also in card.also] == ["shortened, German", "German"]


def home(entries, *given):
    site = Site("T", "https://example.org/", "example.org,2026", home_entries=entries)
    shown = page("home", "", site, *given)
    return [
        (day.date, card.item.title[9:], [also.outlet for also in card.also])
        for day in shown.days
        for card in day.cards
    ]


def test_home_shows_a_copy_of_a_copy_under_the_original_and_an_answer_by_itself():
    assert home(30, *CLUSTER) == [
        ("2015-03-05", "e", []),
        ("2014-01-01", "a", ["The Forum", "Beispiel", "Closed Quarterly"]),
    ]


def test_home_shows_a_copy_under_the_nearest_text_above_it_that_stands_there():
    assert home(3, *CLUSTER) == [("2015-03-05", "e", []), ("2014-02-04", "d", []), ("2014-01-03", "c", [])]
    between = entry("2014-01-02-z")
    assert home(4, entry(A), EXCERPT, between, REPOST, GERMAN) == [
        ("2014-02-04", "d", []),
        ("2014-01-02", "z", []),
        ("2014-01-02", "b", ["Closed Quarterly"]),
    ]


def test_home_names_a_copy_that_a_card_alone_would_leave_out():
    copies = [
        entry(f"2014-02-0{n}-r{n}", source="forum", relations=follows("repost_of", A)) for n in range(1, 9)
    ]
    [(_, _, also)] = home(30, entry(A), *copies)
    assert len(also) == 8


@pytest.mark.parametrize("kind", ["cluster", "clusters", "clusters-of-year"])
def test_the_pages_end_however_relations_run_in_circles(kind):
    circle = (
        entry(A, relations=follows("repost_of", C)),
        entry(B, relations=follows("repost_of", A)),
        entry(C, relations=follows("repost_of", B)),
    )
    key = {"cluster": A, "clusters": "", "clusters-of-year": "2014"}[kind]
    assert PAGE_KINDS[kind].view(Reader(index(*circle)), key)
    assert page("home", "", *circle)
