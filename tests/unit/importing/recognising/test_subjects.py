"""Region and topics are inferred from what a piece speaks of, and only where that is clear."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports import NOW

from site_builder.importing import import_documents
from site_builder.importing.draft import Draft
from site_builder.importing.recognising.geography import Atlas, mentions, place
from site_builder.importing.recognising.names import Names
from site_builder.importing.recognising.subjects import inferred

ATLAS = Atlas(
    {"IR": "gulf", "IQ": "gulf", "EG": "levant", "SY": "levant", "FR": "europe", "US": "america"},
    {"gulf": "middle-east", "levant": "middle-east", "middle-east": "", "europe": "", "america": ""},
)
TOPICS = {"oil": "oil", "crude": "oil", "sea lanes": "shipping"}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Iran’s envoy met Iraqis in Baghdad.", {"IR": 1, "IQ": 2}),
        ("Papua New Guinea and South Korea", {"PG": 1, "KR": 1}),
        ("The U.S. and the US.", {"US": 2}),
        ("They told us: polish the turkey, if you can.", {}),
        ("L’Allemagne et la Côte d’Ivoire", {"DE": 1, "CI": 1}),
        ("", {}),
    ],
)
def test_a_text_speaks_of_countries_by_names_peoples_and_cities(text: str, countries: dict[str, int]):
    assert mentions(text).number == countries


@pytest.mark.parametrize(
    ("title", "paragraphs", "region"),
    [
        ("Iran and Iraq", ["Tehran waits.", "Baghdad too."], "gulf"),
        ("Egypt looks at Iran", ["Cairo and Tehran talk.", "So they do."], "middle-east"),
        ("Egypt and France", ["Each goes its way."], ""),
        ("A woman alone", ["She came from America.", "Then she went to Houston.", "Nobody wrote."], ""),
        ("Ten good habits", ["Sleep.", "Eat.", "Walk. See Boston, USA, and the USA again, and Chicago."], ""),
        ("A river", ["Tehran measures it.", "Iran waits, and so does Isfahan."], "gulf"),
        ("Five French presses", ["A French press is quick.", "The French press with two filters."], ""),
        ("French pensions", ["The French will strike.", "Paris waits."], "europe"),
        ("How to bake bread", ["Flour, water, salt.", "A friend in Paris bakes it so."], ""),
        ("A country elsewhere", ["Japan and the Japanese, Tokyo and Osaka."], ""),
    ],
)
def test_the_region_is_the_lowest_that_most_of_what_is_named_lies_in(
    title: str, paragraphs: list[str], region: str
):
    found = place(title, "", paragraphs, ATLAS)
    assert (found.region if found else "") == region


def test_what_is_inferred_says_why_and_is_not_sure():
    draft = inferred(
        Draft(title="Iran and the price of oil", plain="Tehran speaks.\n\nIran waits."),
        Names(topics=TOPICS, atlas=ATLAS),
    )
    assert (draft.region, draft.topics) == ("gulf", ("oil",))
    assert [(one.field, one.rule) for one in draft.evidence] == [
        ("region", "speaks of IR"),
        ("topics", "`oil`: named in the title or standfirst"),
    ]
    assert all(0 < one.confidence < 1 for one in draft.evidence)


def test_what_a_document_states_stands():
    stated = Draft(title="Iran and oil", region="europe", topics=("taxes",), plain="Iran, oil, Iran, oil.")
    assert inferred(stated, Names(topics=TOPICS, atlas=ATLAS)) == stated


def test_a_topic_of_which_the_text_speaks_again_and_again_is_taken_by_any_of_its_names():
    text = "Crude. The crude of today. Sea lanes. Crude once more, and crude."
    assert inferred(Draft(title="A market", plain=text), Names(topics=TOPICS)).topics == ("oil",)


@pytest.mark.parametrize("turned", [False, True])
def test_a_post_has_the_region_that_was_inferred_for_its_original_in_either_order(
    tmp_path: Path, *, turned: bool
):
    (tmp_path / "content/regions").mkdir(parents=True)
    (tmp_path / "content/regions/coast.md").write_text("---\nname: The Far Coast\ncountries: [IR, IQ]\n---\n")
    piece = [
        f"Tehran and Baghdad weigh plan {number}, and neither Iranians nor Iraqis expect that much will come of it soon."
        for number in range(8)
    ]
    page = ["Iran and Iraq weigh their plans", "By Jane Example", "3 May 2020", *piece]
    post = [
        "The Quay Forum",
        "Harbour Hand (1,204 posts)",
        "Tue May 5, 2020, 10:12 AM",
        "Reply",
        "View Profile",
        *page,
    ]
    paths = [tmp_path / "page.txt", tmp_path / "post.txt"]
    for path, lines in zip(paths, (page, post), strict=True):
        path.write_text("\n\n".join(lines))
    for path in reversed(paths) if turned else paths:
        assert import_documents([path], tmp_path, now=NOW).status == 0
    regions = [
        path.read_text().partition("region:")[2].split("\n")[0] for path in tmp_path.rglob("2020/*.md")
    ]
    assert regions == [" coast", " coast"]
