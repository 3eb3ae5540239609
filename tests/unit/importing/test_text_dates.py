"""A date that can be read in two ways is settled by the document itself, or by nobody."""

from __future__ import annotations

import pytest
from dumps import PARAGRAPHS, TITLE

from site_builder.importing import plain_text, text_dates
from site_builder.importing.document import Document
from site_builder.importing.names import Names


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
    ("url", "value"),
    [
        ("https://lantern.example/2019/03/04/weir", "2019-03-04"),
        ("https://lantern.example/weir-20190304.html", "2019-03-04"),
        ("https://lantern.example/2019/13/44/weir", ""),
        ("https://[lantern", ""),
        ("", ""),
    ],
)
def test_the_path_of_an_address_may_name_the_day(url, value):
    assert text_dates.of_url(url) == value
