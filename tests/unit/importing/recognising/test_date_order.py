"""Whether the day or the month comes first in a document's figures, by what it says elsewhere."""

from __future__ import annotations

import pytest

from site_builder.importing import segments
from site_builder.importing.recognising import date_order
from site_builder.importing.recognising.date_order import DAY, MONTH, UNKNOWN, Witnesses

PLAIN = "The keepers of the weir met on the bridge and read the numbers aloud to everybody who had come."


def heard(text: str = PLAIN, url: str = "") -> Witnesses:
    return date_order.hear(segments.split(text), url)


def test_a_document_that_tells_nothing_has_silent_witnesses():
    assert heard() == Witnesses()


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("14 March 2019", DAY),
        ("Posted March 14th, 2019", MONTH),
        ("14 March 2019\n\nApril 2, 2019", UNKNOWN),
    ],
)
def test_the_dates_written_in_words_show_the_order(text, order):
    assert heard(f"{PLAIN}\n\n{text}").words == order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Die Wehre sind alt und der Rat hat das nicht gewusst, weil er die Briefe nicht las.", DAY),
        ("Les écluses sont vieilles et le conseil ne lit pas les lettres des gardiens pour une raison.", DAY),
        (PLAIN, UNKNOWN),
    ],
)
def test_other_languages_than_english_put_the_day_first(text, order):
    assert heard(text).language == order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("The colour of the harbour has changed, and the council has organised a survey of all of it.", DAY),
        ("The color of the harbor has changed, and the council has organized a survey of all of it.", MONTH),
        (
            "The harbour has changed in the last year, and the council has asked for a survey of all of it.",
            UNKNOWN,
        ),
    ],
)
def test_spelling_tells_when_more_than_one_word_shows_it(text, order):
    assert heard(text).spelling == order


@pytest.mark.parametrize(
    ("url", "order"),
    [
        ("https://lantern.example.de/weir", DAY),
        ("https://lantern.example.co.uk/weir", DAY),
        ("https://lantern.example.us/weir", MONTH),
        ("https://lantern.example.jp/weir", UNKNOWN),
        ("https://lantern.example.io/weir", UNKNOWN),
        ("https://lantern.example.com/weir", UNKNOWN),
        ("https://[lantern", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_the_country_of_an_address_tells(url, order):
    assert heard(url=url).country == order
