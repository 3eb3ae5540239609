"""Who signs a line, in which role, and which words open a byline."""

import pytest

from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer


@pytest.mark.parametrize(
    ("text", "writers"),
    [
        ("Maren Tolliver", [Writer("Maren Tolliver")]),
        ("Maren Tolliver, Research Fellow", [Writer("Maren Tolliver", "Research Fellow")]),
        ("Maren Tolliver and Odo Ferrant", [Writer("Maren Tolliver"), Writer("Odo Ferrant")]),
        (
            "M. R. O’Hara, Lisbet van der Meer & Al-Amin Said",
            [Writer("M. R. O’Hara"), Writer("Lisbet van der Meer"), Writer("Al-Amin Said")],
        ),
        ("Odo Ferrant, Head of Security and Trade", [Writer("Odo Ferrant", "Head of Security and Trade")]),
        (
            "Odo Ferrant, professor of law, and Ada Quill",
            [Writer("Odo Ferrant", "professor of law"), Writer("Ada Quill")],
        ),
        ("Maren Tolliver, translated from the Dutch by Ada Quill", [Writer("Maren Tolliver")]),
        ("Maren Tolliver, Keeper, photographs by Ada Quill", [Writer("Maren Tolliver", "Keeper")]),
        ("the Editorial Board", [Writer("Editorial Board", organisation=True)]),
        ("Institute for Peace and Security", [Writer("Institute for Peace and Security", organisation=True)]),
        ("Newswire", [Writer("Newswire")]),
        ("Ада Иванова", [Writer("Ада Иванова")]),
    ],
)
def test_a_byline_gives_these_names_and_roles(text, writers):
    assert list(bylines.writers(text)) == writers


@pytest.mark.parametrize(
    "text", ["", "the time anybody noticed, it was over.", "far the best answer", "42", "and", ","]
)
def test_running_text_behind_by_is_no_byline(text):
    assert bylines.writers(text) == ()


def test_an_organisation_signs_only_where_a_word_says_so():
    assert bylines.writers("Editorial Board", stated=False) == ()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Chokri GHARBI", "Chokri Gharbi"),
        ("Selin YILMAZ-KÖSE", "Selin Yilmaz-Köse"),
        ("Kağan YILMAZ", "Kağan Yılmaz"),  # noqa: RUF001 - Turkish has an i without a dot
        ("Bill MCCARTHY", "Bill MCCARTHY"),
        ("Jane DOE", "Jane DOE"),
        ("JD Vance", "JD Vance"),
    ],
)
def test_a_family_name_in_capitals_is_written_as_others_are(printed: str, name: str):
    assert bylines.plain(printed) == name
