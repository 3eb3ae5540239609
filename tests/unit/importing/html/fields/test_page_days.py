"""Which days a page may have been published on, and what is told of each."""

from __future__ import annotations

import pytest

from site_builder.importing.html.fields import days
from site_builder.importing.html.fields.choice import Candidate, Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup import parsing

TEXT = "<p>" + "The keepers of the weir met on the bridge and read the numbers aloud. " * 4 + "</p>"


def found(shown: str, *, html: str = "", url: str = "") -> dict[str, Candidate[str]]:
    page = f"<html {html}><h1>The weir that was opened twice</h1>{shown}"
    return {one.key: one for one in days.candidates(Signals(parsing.parsed(page), url))}


def test_both_readings_of_figures_are_candidates_where_nothing_tells_which_is_meant():
    assert {*found("<p>03/04/2019</p>")} == {"2019-04-03", "2019-03-04"}


def test_a_reading_is_none_where_the_page_states_the_day_of_the_other_for_certain():
    assert {*found("<p>03/04/2019</p><p>Posted: 4 March 2019</p>")} == {"2019-03-04"}


@pytest.mark.parametrize(
    ("html", "url", "day"),
    [
        ("lang=de-DE", "", "2019-04-03"),
        ("lang=en-US", "", "2019-03-04"),
        ("", "https://fenland-courier.co.uk/dykes", "2019-04-03"),
        ("", "https://weirs.gov/dykes", "2019-03-04"),
    ],
)
def test_the_locale_and_the_country_tell_the_order_of_figures(html: str, url: str, day: str):
    assert {*found("<p>03/04/2019</p>", html=html, url=url)} == {day}


def test_figures_that_can_be_read_in_one_way_tell_the_order_of_the_others():
    assert "2019-03-04" not in found("<p>03/04/2019</p><p>Also: 25/12/2018</p>")
    assert "2019-04-03" not in found("<p>03/04/2019</p><p>Also: 12/25/2018</p>")


def test_a_day_knows_how_many_others_stand_in_lines_of_its_shape():
    rows = "".join(f"<li class='teaser t{day}'>{day} March 2019</li>" for day in (11, 12, 13))
    told = found(f"<p class=when>9 March 2019</p>{TEXT}<ul>{rows}</ul>")
    assert told["2019-03-09"].features["alike"] == 1
    middle = told["2019-03-12"].features
    assert (middle["alike"], middle["alike_older"], middle["alike_newer"]) == (3, 1, 1)


def test_a_day_knows_whether_it_stands_before_the_text_or_behind_it():
    told = found(f"<p>By Anna Lindqvist</p><p>9 March 2019</p>{TEXT}<p>11 March 2019</p>")
    above, below = told["2019-03-09"].features, told["2019-03-11"].features
    assert above["to_text"] < 0 < below["to_text"]
    assert (above["to_signed"], above["since"], below["since"]) == (1, 0, 1)


@pytest.mark.parametrize(
    "line",
    [
        "<dd>Inscription : 3 janvier 2019</dd>",
        "<dt>Registriert</dt><dd>3. Jan 2019</dd>",
        "<p>Join Date: 3 January 2019</p>",
        "<a href='/q'>Citaat van: stikvol op 3 januari 2019</a>",
    ],
)
def test_the_day_on_which_a_poster_joined_or_wrote_what_is_quoted_is_no_day_of_the_page(line: str):
    assert {*found(f"<p>5 May 2023</p>{line}")} == {"2023-05-05"}
    assert {*found(f"<p>5 May 2023</p>{line}<p><time datetime='2019-01-03'>then</time></p>")} == {
        "2023-05-05",
        "2019-01-03",
    }


def labelled(shown: str, taken: str) -> str:
    signals = Signals(parsing.parsed(f"<h1>The weir that was opened twice</h1>{shown}{TEXT}"), "")
    found = days.labelled(Found(taken, "time element", 0.6), signals)
    return found.value if found else ""


def test_a_day_that_is_called_that_of_creation_gives_way_to_the_one_called_that_of_publication():
    created = "<table><tr><th>Created</th><td>3 May 2021</td></tr>"
    issued = "<tr><th>Published</th><td>10 May 2021</td></tr></table>"
    assert labelled(created + issued, "2021-05-03") == "2021-05-10"
    assert labelled(f"{created}</table>", "2021-05-03") == "2021-05-03"
    assert labelled(f"<p>3 May 2021</p><table>{issued}", "2021-05-03") == "2021-05-03"


def test_a_day_that_is_shown_when_a_pointer_rests_on_it_may_be_that_of_the_page():
    shown = '<span data-tippy-content="Wednesday, July 12th, 2023 at 7:41:09 AM">1 year ago</span>'
    assert "2023-07-12" in found(shown)
