"""Which days a text names, in words or in figures, and which of them can be read in two ways."""

import pytest

from site_builder.importing.recognising import dates


@pytest.mark.parametrize(
    ("text", "value", "time"),
    [
        ("Commentary, 9 March 2017", "2017-03-09", ""),
        ("9th of March, 2017", "2017-03-09", ""),
        ("March 9, 2017", "2017-03-09", ""),
        ("Mar. 9th, 2017 at 9.05 am", "2017-03-09", ""),
        ("Thu Mar 9, 2017, 02:52 PM Mar 2017", "2017-03-09", "14:52"),
        ("Mar 9, 2017 12:05 am", "2017-03-09", "00:05"),
        ("2017-03-09T07:05:11Z", "2017-03-09", "07:05"),
        ("07:05 on 9 March 2017", "2017-03-09", "07:05"),
        ("2017/03/09", "2017-03-09", ""),
        ("9. März 2017", "2017-03-09", ""),
        ("9 de marzo de 2017", "2017-03-09", ""),
        ("le 9 mars 2017 à 7h05", "2017-03-09", "07:05"),
        ("1er août 2017", "2017-08-01", ""),
        ("09.03.2017", "2017-03-09", ""),
        ("25/12/2019", "2019-12-25", ""),
        ("12/25/2019", "2019-12-25", ""),
        ("04/04/2019", "2019-04-04", ""),
        ("2017年3月9日", "2017-03-09", ""),
    ],
)
def test_a_date_is_read_in_each_of_these_forms(text, value, time):
    (found,) = dates.find(text)
    assert (found.value, found.time or time, found.ambiguous) == (value, time or found.time, False)


def test_a_time_with_a_full_stop_is_read():
    assert dates.find("9 March 2017 at 9:05 am")[0].time == "09:05"


def test_two_readings_make_a_date_ambiguous():
    (found,) = dates.find("Published 03/04/2019")
    assert found.ambiguous


@pytest.mark.parametrize(
    "text", ["31 February 2017", "32/13/2019", "in March", "1,317 words", "9 March", "10.1.2.3", ""]
)
def test_what_is_no_day_of_the_calendar_is_not_a_date(text):
    assert dates.find(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 NİSAN 2017", "2017-04-12"),
        ("5 KASIM 2017", "2017-11-05"),
        ("9 Ekİm 2019", "2019-10-09"),
        ("5 Haz\u0131ran 2017", "2017-06-05"),
        ("APRİL 3, 2017", "2017-04-03"),
        ("3 Augu\u017ft 2017", "2017-08-03"),
    ],
)
def test_a_month_is_known_however_its_letters_are_capitalised(text, value):
    assert [found.value for found in dates.find(text)] == [value]


def test_every_date_of_a_line_is_found_in_order():
    assert [found.value for found in dates.find("9 March 2017, updated 2017-04-01")] == [
        "2017-03-09",
        "2017-04-01",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("calendarApr 16, 2024", "2024-04-16"),
        ("By thegrangekeeperFebruary 16, 2026No Comments", "2026-02-16"),
        ("April 2, 20241 yr", "2024-04-02"),
        ("28.09.19, 18:56", "2019-09-28"),
        ("12.16.2025", "2025-12-16"),
        ("2023 Jan 7", "2023-01-07"),
        ("16. července 2024", "2024-07-16"),
    ],
)
def test_dates_that_run_into_other_words_or_are_short_are_found(text, value):
    (found,) = dates.find(text)
    assert (found.value, found.ambiguous) == (value, False)


def test_a_date_in_figures_that_has_one_reading_tells_the_order():
    assert [one.order for one in dates.find("25/12/2019, 12/25/2019, 03/04/2019")] == ["/day", "/month", ""]


def test_an_ambiguous_date_has_two_readings():
    (found,) = dates.find("03/04/2019")
    assert (found.value, found.other, found.ambiguous) == ("2019-04-03", "2019-03-04", True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Datum: 03.Mär.19", "2019-03-03"),
        ("12/19 — 2025", "2025-12-19"),
        ("15/01/201614/01/2016", "2016-01-15"),
        ("Jan 04 09:34 2021", "2021-01-04"),
        ("14 Mar '19", "2019-03-14"),
        ("Mar 14, ’98", "1998-03-14"),
        ("12. 5. 2019", "2019-05-12"),
        ("weirkeeper28.09.1912:44", "2019-09-28"),
    ],
)
def test_looser_forms_are_read_only_where_asked_for(text, value):
    assert value in [found.value for found in dates.find(text, loosely=True)]
    assert value not in [found.value for found in dates.find(text)]


def test_a_day_without_a_year_is_one_of_the_year_that_is_given():
    assert [found.value for found in dates.yearless("Mar 14 · 4 min read", "2022")] == ["2022-03-14"]
    assert [found.value for found in dates.yearless("14. März", "2022")] == ["2022-03-14"]


@pytest.mark.parametrize("text", ["Mar 14, 2019", "4th gen", "Feb 31", "Mars 3", "", "14"])
def test_what_is_no_day_without_a_year_is_none(text):
    assert dates.yearless(text, "2022") == []


def test_a_month_has_a_number_by_its_name_or_its_first_letters():
    assert [dates.month("März"), dates.month("oct"), dates.month("weir")] == [3, 10, 0]
