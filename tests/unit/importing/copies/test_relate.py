"""What a document is to those whose text it shares: an excerpt, a repost, or nothing."""

from msgspec.structs import replace

from site_builder.importing.copies.prints import Prints
from site_builder.importing.copies.relate import Piece, is_agency_story, tie
from site_builder.integrity.captures import Capture, digest
from site_builder.integrity.shingles import shingles

WORDS = [f"word{number}" for number in range(400)]


def piece(entry: str, words: list[str], **fields) -> Piece:
    given = {"title": entry, "date": "2017-03-09", "link": "", "copied": False, **fields}
    return Piece(entry=entry, prints=shingles(" ".join(words)), **given)


ORIGINAL = piece("original", WORDS)


def test_a_part_is_an_excerpt_and_the_whole_is_a_repost():
    assert tie(piece("part", WORDS[:100]), ORIGINAL).kind == "excerpt"
    assert tie(piece("all", WORDS[:380], copied=True), ORIGINAL).kind == "repost"


def test_the_direction_is_the_same_whichever_is_asked_first():
    part = piece("part", WORDS[:100])
    found = tie(part, ORIGINAL)
    assert tie(ORIGINAL, part) == found
    assert (found.copy, found.original, found.contained) == ("part", "original", 1.0)


def test_what_says_that_it_is_a_copy_is_one_however_early_or_long():
    copy = piece("copy", WORDS + [f"own{number}" for number in range(90)], copied=True, date="2017-01-01")
    assert tie(ORIGINAL, copy).copy == "copy"


def test_the_later_of_two_pages_is_the_copy_and_of_one_day_the_shorter():
    later = replace(ORIGINAL, entry="later", date="2017-04-01")
    assert tie(later, ORIGINAL).copy == "later"
    assert tie(replace(ORIGINAL, entry="twin"), ORIGINAL) is None


def test_two_copies_are_not_tied_to_each_other():
    one, other = (piece(name, WORDS[:100], copied=True) for name in ("one", "other"))
    assert tie(one, other) is None


def test_a_response_that_quotes_is_not_an_excerpt():
    own = [f"own{number}" for number in range(300)]
    assert tie(piece("response", WORDS[:60] + own, copied=True), ORIGINAL) is None


def test_less_has_to_agree_when_the_address_does():
    half = piece(
        "half", WORDS[:100] + [f"own{number}" for number in range(150)], copied=True, link="https://e.org/"
    )
    assert tie(half, ORIGINAL) is None
    assert tie(half, replace(ORIGINAL, link="https://e.org/")).kind == "excerpt"


def test_candidates_share_five_runs_and_the_nearest_comes_first():
    prints = Prints()
    for name, words in {
        "near": WORDS[:200],
        "far": WORDS[:20],
        "chance": WORDS[:11],
        "none": ["x"] * 30,
    }.items():
        text = " ".join(words)
        prints.add(Capture(name, "", "", "", digest(name), digest(text), len(words), "", text))
    assert prints.near(" ".join(WORDS)) == ["near", "far"]


def test_two_pages_with_the_same_agency_story_are_not_tied():
    story = frozenset(range(40))
    one = Piece("one", "A Deal", "2018-05-09", "", copied=False, prints=story, agency=True)
    other = Piece("other", "The Deal", "2018-05-10", "", copied=False, prints=story, agency=True)
    assert tie(one, other) is None
    assert is_agency_story("CALDER (Imaginary Press) - The government signed.")
    assert not is_agency_story("The government (of Calder) signed - at last - a deal.")
