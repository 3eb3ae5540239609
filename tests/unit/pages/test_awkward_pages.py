"""What the theme's templates make of content that is hard to set: nothing at all, long titles, many authors, ids in other scripts."""

from pathlib import Path

import pytest
from digest_records import SITE, entry, index
from msgspec.structs import replace

from site_builder.incremental.reader import Reader
from site_builder.model import Byline, Correction, Region
from site_builder.pages import PAGE_KINDS
from site_builder.render.templates import Templates

ONE = "2014-01-02-one"


@pytest.fixture(scope="module")
def rendered():
    """Render a page of some records with the theme."""
    templates = Templates([Path(__file__).parents[3] / "templates"])

    def text(kind, key, *records):
        page = PAGE_KINDS[kind]
        return templates.render(page.template, page.view(Reader(index(*records)), key)).decode()

    return text


def test_a_home_page_without_entries_has_no_empty_heading_and_leads_to_nothing_older(rendered):
    html = rendered("home", "", SITE, Region("empty", "Empty Quarter"))
    assert "The first entries are on their way." in html
    assert "<h2>" not in html
    assert "<aside" not in html
    assert "Older entries" not in html


def test_a_home_page_leads_to_older_entries_only_where_there_are_any(rendered):
    site = replace(SITE, home_entries=2)
    two = [entry(ONE), entry("2014-02-03-two")]
    html = rendered("home", "", site, *two)
    assert "<aside" in html
    assert "Older entries" not in html
    assert "Older entries" in rendered("home", "", site, *two, entry("2013-02-03-three"))


@pytest.mark.parametrize(("length", "long"), [(100, False), (101, True)])
def test_a_title_of_many_words_is_set_smaller(length, long, rendered):
    assert ('<h1 class="long"' in rendered("entry", ONE, entry(ONE, title="t" * length))) is long


def test_roles_stand_in_brackets_before_the_outlet(rendered):
    ada, bo = Byline("Ada Okoro", "ada-okoro", role="Fellow, Delta House"), Byline("Bo Ash", "bo-ash")
    ada_in = '<a href="/digest/authors/ada-okoro/" rel="author"><bdi>Ada Okoro</bdi></a>'
    one = rendered("entry", ONE, entry(ONE, authors=(ada,)))
    two = rendered("entry", ONE, entry(ONE, authors=(ada, bo)))
    assert f"{ada_in} (<bdi>Fellow, Delta House</bdi>) in" in one
    assert f"{ada_in} (<bdi>Fellow, Delta House</bdi>) and <a" in two


def test_a_correction_says_in_words_which_is_which(rendered):
    corrections = (Correction("2014-02-01", "ten wells", "two wells"),)
    html = rendered("entry", ONE, entry(ONE, corrections=corrections))
    assert "<del><bdi>ten wells</bdi></del>, corrected to <ins><bdi>two wells</bdi></ins>" in html


def test_a_stable_id_keeps_its_direction_whatever_its_words(rendered):
    ident = "2015-03-05-مطر"
    assert f'<dd><bdi dir="ltr">{ident}</bdi></dd>' in rendered("entry", ident, entry(ident))
