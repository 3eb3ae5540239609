import pytest
from digest_records import FULL, LINK, entry, follows, page

from site_builder.language.speech import said
from site_builder.model import Byline, Correction, Provenance, Relation, Rights

ONE = "2014-01-02-one"
TWO = "2014-01-03-two"


def test_the_attribution_links_authors_with_their_roles_and_the_source():
    byline = (
        Byline("Ada Okoro", "ada-okoro", role="Fellow"),
        Byline("Ballast Ü", "ballast-ü", organisation=True),
    )
    shown = page("entry", ONE, entry(ONE, authors=byline))
    assert [(author.name, author.role) for author in shown.authors] == [
        ("Ada Okoro", "Fellow"),
        ("Ballast Ü", ""),
    ]
    assert shown.authors[1].url == "/digest/authors/ballast-%C3%BC/"
    assert (shown.outlet.text, shown.outlet.url) == ("The Review", "/digest/sources/review/")
    assert (shown.item.date, shown.item.day) == ("2014-01-02", "2 January 2014")


def test_an_entry_without_author_says_so():
    assert said(page("entry", ONE, entry(ONE, authors=())).item.authors) == "No author named"


def test_a_note_of_the_digest_names_no_missing_author_and_cites_itself():
    shown = page("entry", ONE, entry(ONE, kind="note", authors=(), source="", source_url=""))
    assert shown.item.authors == ()
    assert shown.way_out is None
    assert shown.text.rights is None
    assert (shown.citation.outlet, shown.citation.url) == (
        "The Test Digest",
        "https://example.org/digest/2014/one/",
    )


def test_the_kicker_links_region_and_topics_and_names_the_kind_in_words():
    shown = page("entry", ONE, entry(ONE, kind="response", topics=("water", "dry-land")))
    assert [(term.text, term.url) for term in shown.kicker] == [
        ("Africa", "/digest/regions/africa/"),
        ("Water", "/digest/topics/water/"),
        ("Dry land", "/digest/topics/dry-land/"),
    ]
    assert shown.kind == "Response"
    assert page("entry", ONE, entry(ONE)).kind == ""


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, "Read it at The Review"),
        ({"source_url": "https://www.review.example/x"}, "Read it at The Review"),
        ({"source_url": "https://blogs.review.example/x"}, "Read it at The Review"),
        ({"source_url": "https://notreview.example/x"}, "Read it in full at notreview.example"),
        ({"source": "", "source_url": "https://elsewhere.example/x"}, "Read it in full at elsewhere.example"),
    ],
)
def test_the_way_out_is_named_after_the_source_whose_host_it_leads_to(fields, label):
    assert said(page("entry", ONE, entry(ONE, **fields)).way_out.label) == label


def test_an_excerpt_that_leads_to_its_original_names_the_original_s_source():
    excerpt = entry(
        TWO,
        kind="excerpt",
        source="forum",
        source_url="https://review.example/one",
        relations=follows("excerpt_of", ONE),
    )
    assert said(page("entry", TWO, entry(ONE), excerpt).way_out.label) == "Read it at The Review"


def test_without_an_address_of_its_own_an_entry_leads_to_its_original():
    excerpt = entry(TWO, kind="excerpt", source="forum", source_url="", relations=follows("excerpt_of", ONE))
    assert page("entry", TWO, entry(ONE), excerpt).way_out.url == "https://review.example/one"


@pytest.mark.parametrize("url", ["", "javascript:alert(1)"])
def test_without_a_web_address_there_is_no_way_out(url):
    assert page("entry", ONE, entry(ONE, source_url=url)).way_out is None


def test_the_way_out_names_a_foreign_language():
    shown = page("entry", ONE, entry(ONE, source="beispiel", source_url="https://beispiel.example/x"))
    assert shown.way_out.note == "in German"
    assert (shown.item.language, shown.item.direction) == ("de", "ltr")


def test_a_link_policy_shows_nothing_of_the_source_s_words():
    shown = page("entry", ONE, entry(ONE, source="closed", text="SECRET", standfirst="SECRET TOO"))
    assert shown.text is None
    assert shown.standfirst == ""
    assert shown.summary == "What one argues."


def test_the_strictest_of_source_and_original_decides():
    excerpt = entry(TWO, kind="excerpt", source="forum", relations=follows("excerpt_of", ONE))
    assert page("entry", TWO, entry(ONE), excerpt).text.rights is None
    assert page("entry", TWO, entry(ONE, source="closed"), excerpt).text is None


def test_rights_are_traced_to_the_end_of_a_chain():
    chain = (
        entry(ONE, source="closed"),
        entry(TWO, source="review", relations=follows("adapts", ONE)),
        entry("2014-01-04-three", source="forum", relations=follows("repost_of", TWO)),
    )
    assert page("entry", "2014-01-04-three", *chain).text is None


def test_a_response_is_not_bound_by_the_rights_of_what_it_answers():
    response = entry(TWO, kind="response", source="forum", relations=follows("responds_to", ONE))
    shown = page("entry", TWO, entry(ONE, source="closed"), response)
    assert shown.text.rights is None
    assert shown.citation.title == "Title of two"


def test_an_unknown_source_falls_under_the_default_excerpt():
    assert page("entry", ONE, entry(ONE, source="")).text.rights == Rights()
    assert FULL != LINK


def test_references_in_the_text_become_titles_and_addresses():
    shown = page("entry", TWO, entry(ONE), entry(TWO, text=f"As in [[{ONE}]] and [[2000-01-01-nowhere]]."))
    assert [(link.target, link.title, link.url) for link in shown.text.links] == [
        (ONE, "Title of one", "/digest/2014/one/")
    ]


def test_neighbours_are_the_nearest_in_time():
    entries = [entry(f"2014-01-0{day}-e{day}") for day in (1, 2, 3, 4)]
    around = page("entry", "2014-01-02-e2", *entries).around
    assert [item.title for item in around.earlier + around.later] == ["Title of e1", "Title of e3"]
    assert page("entry", "2014-01-01-e1", *entries).around.earlier == ()
    assert page("entry", "2014-01-04-e4", *entries).around.later == ()


def test_citations_are_shown_in_both_directions():
    citing = entry(TWO, relations=follows("cites", ONE))
    naming = entry("2014-01-05-five", references=(ONE,))
    assert [item.title for item in page("entry", TWO, entry(ONE), citing).around.cites] == ["Title of one"]
    mentioned = page("entry", ONE, entry(ONE), citing, naming).around.mentioned
    assert [item.title for item in mentioned] == ["Title of five", "Title of two"]


def test_provenance_tells_what_is_known_and_invents_no_zone():
    origin = Provenance("Somebody", "2014-06-17T14:52", ("author", "source_url"), "abc", "2014-06-18")
    facts = {
        f.term: f.text for f in page("entry", ONE, entry(ONE, provenance=origin, via="a reader")).provenance
    }
    assert facts == {
        "Posted by": "Somebody",
        "Posted": "17 June 2014, 14:52 by the forum’s own clock",
        "Found via": "a reader",
        "Read at its source": "18 June 2014",
        "Taken from the original": "author, address",
        "Capture": "kept with the digest’s records",
        "Stable id": ONE,
    }


@pytest.mark.parametrize("posted", ["yesterday", "2014-99-17T14:52", "2014"])
def test_a_strange_time_of_posting_is_shown_as_it_is(posted):
    facts = {
        f.term: f.text
        for f in page("entry", ONE, entry(ONE, provenance=Provenance(posted=posted))).provenance
    }
    assert facts["Posted"] == posted


def test_corrections_keep_what_was_said():
    corrections = (Correction("2014-02-01", "ten wells", "two wells"),)
    change = page("entry", ONE, entry(ONE, corrections=corrections)).corrections[0]
    assert (change.day, change.was, change.now) == ("1 February 2014", "ten wells", "two wells")


def test_a_withdrawn_entry_leaves_title_and_reason_only():
    shown = page(
        "entry",
        ONE,
        entry(ONE, status="withdrawn", reason="It was a hoax.", text="SECRET", standfirst="SECRET"),
    )
    assert shown.withdrawn
    assert shown.reason == "It was a hoax."
    assert (shown.text, shown.standfirst, shown.summary, shown.around, shown.machine) == (
        None,
        "",
        "",
        None,
        None,
    )
    assert not shown.layout.index


def test_bibtex_escapes_what_tex_would_run():
    authors = (Byline("Örs & {Co}", "co", organisation=True), Byline("Ada Okoro", "ada-okoro"))
    title = r"100% of $5: \input{x}_y ~ ^"
    bibtex = page("entry", ONE, entry(ONE, authors=authors, title=title)).citation.bibtex
    assert bibtex.splitlines() == [
        "@online{co2014input,",
        r"  author = {{Örs \& \textbraceleft{}Co\textbraceright{}} and Ada Okoro},",
        r"  title = {{100\% of \$5: \textbackslash{}input\textbraceleft{}x\textbraceright{}\_y \textasciitilde{} \textasciicircum{}}},",
        "  organization = {The Review},",
        "  date = {2014-01-02},",
        "  url = {https://review.example/one}",
        "}",
    ]


def test_highwire_tags_describe_the_original():
    excerpt = entry(TWO, kind="excerpt", source="forum", relations=follows("excerpt_of", ONE))
    assert page("entry", TWO, entry(ONE), excerpt).machine.meta == (
        ("citation_title", "Title of one"),
        ("citation_author", "Ada Okoro"),
        ("citation_publication_date", "2014/01/02"),
        ("citation_journal_title", "The Review"),
        ("citation_public_url", "https://review.example/one"),
        ("citation_abstract", "What one argues."),
    )


def test_linked_data_keeps_the_digest_s_page_and_the_piece_apart():
    data = page("entry", ONE, entry(ONE, updated="2014-03-01")).machine.data
    assert (data["@type"], data["publisher"]["name"], data["dateModified"]) == (
        "WebPage",
        "The Test Digest",
        "2014-03-01",
    )
    piece = data["mainEntity"]
    assert (piece["@type"], piece["publisher"]["name"]) == ("OpinionNewsArticle", "The Review")
    assert (piece["url"], piece["mainEntityOfPage"]) == ("https://review.example/one", data["url"])
    assert [author["name"] for author in piece["author"]] == ["Ada Okoro"]


def test_linked_data_says_only_what_is_not_said_already():
    copy = entry(
        TWO,
        kind="repost",
        source="forum",
        source_url="https://forum.example/two",
        relations=follows("repost_of", ONE),
    )
    original, copied = (page("entry", key, entry(ONE), copy).machine.data for key in (ONE, TWO))
    assert copied["isBasedOn"] == original["mainEntity"]["url"]
    assert "isBasedOn" not in original


def test_a_page_that_nobody_can_see_is_a_fault_of_the_caller():
    with pytest.raises(LookupError, match="2014-01-02-one"):
        page("entry", ONE)


def test_a_relation_to_what_the_site_does_not_show_is_passed_over():
    shown = page(
        "entry", TWO, entry(TWO, kind="excerpt", relations=(Relation("excerpt_of", "2010-01-01-gone"),))
    )
    assert shown.around.kin.rows == ()
    assert shown.citation.title == "Title of two"
