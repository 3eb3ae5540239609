"""A date that can be read in two ways is settled by the document itself, or by nobody."""

from __future__ import annotations

import pytest
from dumps import PARAGRAPHS, TITLE

from site_builder.importing import segments
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import body as text_body
from site_builder.importing.text import days as text_dates
from site_builder.importing.text import plain_text


def draft(dateline: str, url: str = "", below: str = ""):
    text = "\n\n".join((TITLE, "By Ingrid Valmont", dateline, *PARAGRAPHS, below))
    return plain_text.extract(Document("page.txt", "", "utf-8", text, url), Names())


def test_nothing_tells_and_the_field_stays_empty_with_a_doubt():
    found = draft("Published 03/04/2019")
    assert found.date == ""
    assert [one.field for one in found.doubts if "cannot be told apart" in one.message] == ["date"]


def test_the_address_tells():
    assert (
        draft("Published 03/04/2019", "https://lantern.example/2019/03/04/the-weir-at-ostermoor").date
        == "2019-03-04"
    )


def test_another_date_in_figures_tells():
    assert draft("Published 03/04/2019", below="Last visit: 25/12/2019").date == "2019-04-03"


@pytest.mark.parametrize(
    ("dateline", "url", "below", "value"),
    [
        ("Friday, 03/04/2019", "", "", ""),
        ("Wednesday, 03/04/2019", "", "", "2019-04-03"),
        ("Monday, 03/04/2019", "", "", "2019-03-04"),
        ("Published 03/04/2019", "https://lantern.example/2019/03/weir", "", "2019-03-04"),
        ("Published 03/04/2019", "", "Read on: 12 June 2018, 14 May 2018", "2019-04-03"),
        ("Published 03/04/2019", "https://lantern.example.de/weir", "", "2019-04-03"),
    ],
)
def test_a_weekday_a_month_a_written_date_or_a_country_tells(dateline, url, below, value):
    plain = segments.split("\n\n".join((TITLE, dateline, *PARAGRAPHS, below)))
    read = text_dates.candidates(text_body.read(plain, url))
    settled = {one.value for one in read if one.found and one.found.ambiguous and one.doubt == 1}
    assert settled == ({value} if value else set())


def test_a_day_without_a_year_is_of_the_year_that_rights_are_claimed_for():
    plain = segments.split("\n\n".join((TITLE, "Mar 14", *PARAGRAPHS, "© 2019-2021 The Ostermoor Lantern")))
    (read,) = text_dates.candidates(text_body.read(plain, ""))
    assert (read.value, read.yearless) == ("2021-03-14", True)


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://lantern.example/2019/03/04/weir", "2019-03-04"),
        ("https://lantern.example/weir-20190304.html", "2019-03-04"),
        ("https://lantern.example/2019/3/4/weir", "2019-03-04"),
        ("https://lantern.example/2019/mar/04/weir", "2019-03-04"),
        ("https://lantern.example/weir-24-03-2019", "2019-03-24"),
        ("https://lantern.example/weir-04-03-2019", ""),
        ("https://lantern.example/2019/13/44/weir", ""),
        ("https://[lantern", ""),
        ("", ""),
    ],
)
def test_the_path_of_an_address_may_name_the_day(url, value):
    assert text_dates.of_url(url) == value


@pytest.mark.parametrize(
    ("line", "updated"),
    [
        ("Published 3 April 2019 | Updated 5 April 2019", "2019-04-05"),
        ("3 April 2019, zuletzt geändert am 6. April 2019", "2019-04-06"),
        ("Updated 3 April 2019", ""),
        ("Published 3 April 2019, event on 9 April 2019", ""),
    ],
)
def test_the_head_says_when_a_piece_was_changed_where_that_is_later(line: str, updated: str):
    assert draft(line).updated == updated
