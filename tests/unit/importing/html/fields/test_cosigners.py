"""All who sign a page are named, each with their role, and nobody who did something else."""

import pytest

from site_builder.importing.html.fields import cards, fields
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.recognising.names import Names

URL = "https://www.northbridge.example/commentary/2023/11/the-missing-chapter"
TEXT = "The ministry published its plan for the grid last month, and few noticed that the figure for storage had been halved. "


def page(head: str, meta: str = "") -> str:
    return (
        f"<html lang='en'><head><title>The Missing Chapter | Northbridge</title>{meta}</head><body><nav><a href='/people'>People</a></nav>"
        f"<main><h1>The Missing Chapter</h1>{head}<time datetime='2023-11-14'>14 November 2023</time>"
        f"<div class='text'><p>{TEXT * 3}</p><p>{TEXT * 4}</p></div></main><footer>© Northbridge</footer></body></html>"
    )


def carded(head: str) -> list[list[tuple[str, str]]]:
    return [[(one.name, one.role) for one in row] for row in cards.read(Signals(parsed(page(head)), URL))]


def signed(head: str, meta: str = "") -> list[tuple[str, str]]:
    found = fields.read(parsed(page(head, meta)), URL, Names()).authors
    return [(one.name, one.role) for one in found.value] if found else []


def teaser(name: str, role: str, department: str = "") -> str:
    return (
        f"<div class='field__item'><article class='person-teaser'><h3><a href='/people/x'>{name}</a></h3>"
        f"<div class='field--name-field-position'>{role}</div><div class='field--name-field-program'>{department}</div></article></div>"
    )


TEASERS = (
    "<div class='field--name-field-authors'>"
    + teaser("Lena Hartwell", "Senior Fellow", "Energy Security Program")
    + teaser("Omar Siddiqui, PhD", "Director", "Center for Infrastructure Policy")
    + "</div>"
)
BOTH = [("Lena Hartwell", "Senior Fellow"), ("Omar Siddiqui", "Director")]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (TEASERS, BOTH),
        (
            (
                "<ul class='contributors'><li itemprop='author'><span itemprop='name'>Lena Hartwell</span>, <span itemprop='jobTitle'>Senior Fellow</span>,"
                " <span>University of Geneva</span></li><li itemprop='author'><span itemprop='name'>Omar Siddiqui</span>, <span itemprop='jobTitle'>Director</span></li></ul>"
            ),
            BOTH,
        ),
        (
            (
                "<p class='brief-author'><a rel='author' href='/people/a'>Lena Hartwell</a>, Senior Fellow</p>"
                "<p class='brief-author'><a rel='author' href='/people/b'>Omar Siddiqui, J.D.</a>, Director</p>"
            ),
            BOTH,
        ),
        (
            (
                "<div class='meta'><div class='person'><strong>Marieke de Boer</strong><span>hoogleraar recht</span></div>"
                "<div class='person'><strong>Joost Hendriks</strong><span>melkveehouder in Twente</span></div></div>"
            ),
            [("Marieke de Boer", "hoogleraar recht"), ("Joost Hendriks", "melkveehouder in Twente")],
        ),
        (
            "<p class='authors'><strong>Nadia Petrov</strong>, Lead Hydrologist | <strong>Samuel Hart</strong>, Data Officer</p>",
            [("Nadia Petrov", "Lead Hydrologist"), ("Samuel Hart", "Data Officer")],
        ),
        (
            "<div class='authors'>Авторы: <a href='/avtory/s'>Наталья Соколова</a>, <a href='/avtory/g'>Илья Громов</a></div>",
            [("Наталья Соколова", ""), ("Илья Громов", "")],
        ),
    ],
)
def test_names_in_elements_built_alike_sign_together(head, expected):
    assert expected in carded(head)
    assert [name for name, _ in signed(head)] == [name for name, _ in expected]


@pytest.mark.parametrize(
    "other",
    [
        "<li class='credit credit--translator'><a href='/people/c'>Simon Thwaite</a></li>",
        "<li class='credit'>Translated by <a href='/people/c'>Simon Thwaite</a></li>",
        "<li class='credit'>Researched by <a href='/people/c'>Simon Thwaite</a></li>",
        "<li class='credit'><h4>Who pays for the cables?</h4><a href='/people/c'>Simon Thwaite</a></li>",
    ],
)
def test_who_did_something_else_is_on_no_card(other):
    head = f"<ul class='authors'><li class='credit'><a href='/people/a'>Lena Hartwell</a></li><li class='credit'><a href='/people/b'>Omar Siddiqui</a></li>{other}</ul>"
    assert carded(head) == [[("Lena Hartwell", ""), ("Omar Siddiqui", "")]]


@pytest.mark.parametrize(
    "head",
    [
        "<div class='tags'><a href='/tag/a'>Angela Merkel</a><a href='/tag/b'>Barack Obama</a></div>",
        "<p><b>Angela Merkel</b> met <b>Barack Obama</b></p>",
        "<nav><a href='/people/a'>Angela Merkel</a><a href='/people/b'>Barack Obama</a></nav>",
        TEASERS.replace("Omar Siddiqui, PhD", "Energy Desk"),
    ],
)
def test_people_whom_a_page_speaks_of_are_on_no_cards(head):
    assert carded(head) == []


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe<br>Translated from the French by Max Roe",
        "Jane Doe<br/>Translated from the French by <a href='/people/max-roe'>Max Roe</a>",
        "<a href='/people/jane'>Jane Doe</a><br>Translated by <a href='/people/max'>Max Roe</a>",
        "Par <span>Jane Doe</span><br>Traduit de l’anglais par <a href='/people/max'>Max Roe</a>",
        "Übersetzt von <b>Max Roe</b><br>Von Jane Doe",
    ],
)
def test_who_translated_a_piece_in_another_line_of_its_byline_has_not_written_it(byline):
    found = fields.read(parsed(page(f"<p class='byline'>{byline}</p>")), URL, Names())
    assert found.authors is not None
    assert [one.name for one in found.authors.value] == ["Jane Doe"]
    assert any("Max Roe" in one.message for one in found.doubts if one.field == "author")


def test_the_day_of_a_translation_names_nobody():
    head = "<p class='byline'>By Jane Doe</p><p>Übersetzung veröffentlicht am 30. April 2019: 13:10</p>"
    assert not fields.read(parsed(page(head)), URL, Names()).doubts


def test_cards_go_before_the_site_that_the_head_names_and_tell_the_roles():
    assert signed(TEASERS) == BOTH
    assert signed(TEASERS, "<meta name='author' content='Northbridge'>") == BOTH


def test_authors_stated_for_machines_complete_those_that_were_chosen():
    data = '{"@context":"https://schema.org","@type":"Article","headline":"The Missing Chapter","author":[{"@type":"Person","name":"Lena Hartwell, MD, MPH"},{"@type":"Person","name":"Thomas Keller, RN"}]}'
    head = "<ul class='boxes'><li>By <a rel='author' href='/author/a'>Lena Hartwell, MD, MPH</a></li><li><a rel='author' href='/author/b'>Thomas Keller, RN</a></li></ul>"
    meta = f"<script type='application/ld+json'>{data}</script>"
    assert [name for name, _ in signed(head, meta)] == ["Lena Hartwell", "Thomas Keller"]


def test_a_poster_whom_nobody_takes_for_an_author_is_the_poster():
    board = (
        "<html><head><title>A treaty of averages? - River Boards</title></head><body><h1>A treaty of averages?</h1><div class='topic-body'>"
        "<span class='creator' itemprop='author' itemscope itemtype='http://schema.org/Person'><a href='/u/tvolt'><span itemprop='name'>tvolt</span></a></span>"
        f"<time datetime='2023-08-22T13:05:42Z'>August 22, 2023</time><div class='post'><p>{TEXT * 3}</p><p>{TEXT * 3}</p></div></div>"
        "<div class='topic-body'><p>Good catch.</p></div></body></html>"
    )
    found = fields.read(parsed(board), "https://boards.example/t/a-treaty-of-averages/22", Names())
    assert (found.authors, found.poster) == (None, "tvolt")


UNDER = "<p><b>Karin Miller</b>, mayor of Kirkvoe<br><b>Anna Berg</b>, head teacher<br><b>Paul Stone</b>, professor of geography</p>"


def undersigned(below: str) -> list[tuple[str, str]]:
    text = f"<div class='text'><p>{TEXT * 3}</p><p>{TEXT * 4}</p>{below}</div>"
    markup = f"<html lang='en'><head><title>The Missing Chapter</title></head><body><h1>The Missing Chapter</h1>{text}</body></html>"
    found = fields.read(parsed(markup), URL, Names()).authors
    return [(one.name, one.role) for one in found.value] if found else []


def test_those_who_sign_together_below_a_text_are_its_authors_with_their_roles():
    assert undersigned(UNDER) == [
        ("Karin Miller", "mayor of Kirkvoe"),
        ("Anna Berg", "head teacher"),
        ("Paul Stone", "professor of geography"),
    ]


def test_a_list_below_a_text_of_people_and_what_they_play_is_of_nobody_who_signs():
    assert undersigned("<p>Karin Miller, drums<br>Anna Berg, vocals<br>Paul Stone, bass</p>") == []


def test_people_named_in_other_lines_below_a_text_do_not_sign_it():
    assert undersigned(UNDER.replace("</p>", "<br>The council meets on Friday at noon.</p>")) == []
