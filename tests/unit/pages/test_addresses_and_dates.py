import string
from datetime import datetime

import pytest
from digest_records import SITE
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language.speech import ENGLISH
from site_builder.pages import dates
from site_builder.pages.languages import direction, name
from site_builder.pages.links import absolute, external, host, href, output_file


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "/digest/"),
        ("/2014/one/", "/digest/2014/one/"),
        ("regions/west-africa/", "/digest/regions/west-africa/"),
        ("/2026/regen-in-zwei-büchern/", "/digest/2026/regen-in-zwei-b%C3%BCchern/"),
        ("/2026/مطر/", "/digest/2026/%D9%85%D8%B7%D8%B1/"),
        ("/old/100% & more?/", "/digest/old/100%25%20%26%20more%3F/"),
        ('/a"><script>/', "/digest/a%22%3E%3Cscript%3E/"),
    ],
)
def test_links_stand_below_the_base_path_and_are_percent_encoded(path, expected):
    assert href(SITE.base_path, path) == expected
    assert absolute(SITE, path) == f"https://example.org{expected}"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "index.html"),
        ("/2026/büchern/", "2026/büchern/index.html"),
        ("regions/", "regions/index.html"),
        ("404.html", "404.html"),
    ],
)
def test_output_files_keep_unicode_names(path, expected):
    assert output_file(path) == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " https://leading.example",
        "data:text/html,x",
        "//host/x",
        "ftp://x.example/",
        "",
        "mailto:a@b",
    ],
)
def test_what_is_no_web_address_is_no_link(url):
    assert external(url) == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://review.example/a?b=c&d=%20#e", "https://review.example/a?b=c&d=%20#e"),
        ("HTTPS://review.example/", "HTTPS://review.example/"),
        ("https://review.example/a b|c", "https://review.example/a%20b%7Cc"),
        ("https://review.example/ü", "https://review.example/%C3%BC"),
    ],
)
def test_external_addresses_are_valid_in_html(url, expected):
    assert external(url) == expected


@given(st.text())
def test_an_external_address_never_holds_what_html_forbids(tail):
    assert not set(external(f"https://x.example/{tail}")) & set(string.whitespace + '"<>\\^`{|}')


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Review.example:8080/a", "review.example"),
        ("https://user:secret@review.example?x", "review.example"),
        ("https://evil.example\\@review.example/", "evil.example"),
        ("https://evil.example/@review.example", "evil.example"),
        ("no address", ""),
    ],
)
def test_the_host_is_where_a_browser_would_go(url, expected):
    assert host(url) == expected


def test_dates_in_words_stay_the_document_s_own_day():
    assert dates.day(ENGLISH, "2014-06-17") == "17 June 2014"
    assert dates.day(ENGLISH, "2014-06-01T23:30-11:00") == "1 June 2014"
    assert dates.short_day(ENGLISH, "2014-12-07") == "7 Dec"
    assert dates.month(ENGLISH, "2014-02") == "February 2014"
    assert (dates.clock("2014-06-17T14:52+01:00"), dates.clock("2014-06-17")) == ("14:52", "")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2014-06-17", "2014-06-17T00:00:00Z"),
        ("2014-06-17T14:52+01:00", "2014-06-17T14:52:00+01:00"),
        ("2014-06-17T14:52:07Z", "2014-06-17T14:52:07Z"),
        ("2014-06-17T14:52Z", "2014-06-17T14:52:00Z"),
    ],
)
def test_instants_are_rfc_3339(date, expected):
    assert dates.instant(date) == expected


@given(st.dates(), st.text(), st.text())
def test_distinct_instants_stay_on_their_day_and_never_change(date, one, other):
    first, second = (dates.distinct_instant(date.isoformat(), identity) for identity in (one, other))
    assert first == dates.distinct_instant(date.isoformat(), one)
    assert datetime.fromisoformat(first).date() == datetime.fromisoformat(second).date() == date
    assert datetime.fromisoformat(first).utcoffset().total_seconds() == 0


def test_entries_of_one_day_are_told_apart_in_feeds():
    stamps = {dates.distinct_instant("2014-06-17", f"2014-06-17-entry-{number}") for number in range(20)}
    assert len(stamps) == 20


def test_languages_have_names_and_directions():
    assert (name(ENGLISH, "de-AT"), name(ENGLISH, "ar"), name(ENGLISH, "tlh")) == ("German", "Arabic", "tlh")
    assert [direction(tag) for tag in ("ar", "fa-IR", "he", "de", "ar-Latn")] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
    ]
