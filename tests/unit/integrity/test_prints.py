from hypothesis import given
from hypothesis import strategies as st

from site_builder.integrity.prints import CERTAIN, WINDOW, prints

WORDS = st.integers(0, 10_000).map(lambda number: f"word{number}")
TEXTS = st.lists(WORDS, max_size=60)


def numbers(words: list[str]) -> set[int]:
    return {number for _, number in prints(words)}


@given(TEXTS, TEXTS, TEXTS, TEXTS, st.lists(WORDS, min_size=CERTAIN, max_size=60))
def test_texts_that_share_enough_words_in_a_row_share_prints(above, below, before, after, shared):
    """`CERTAIN` words give one print, each `WINDOW` words more another one, wherever they stand."""
    one, other = prints([*above, *shared, *below]), prints([*before, *shared, *after])
    inside = {place - len(above) for place, _ in one if len(above) <= place <= len(above) + len(shared) - 5}
    same = {
        place - len(before) for place, _ in other if len(before) <= place <= len(before) + len(shared) - 5
    }
    assert len(inside & same) >= 1 + (len(shared) - CERTAIN) // WINDOW


@given(TEXTS)
def test_prints_stand_in_order_and_lie_no_further_apart_than_the_window(words):
    places = [place for place, _ in prints(words)]
    runs = len(words) - 4
    assert places == sorted(set(places))
    assert (
        runs < WINDOW
        or max(after - before for before, after in zip([-1, *places], [*places, runs], strict=True)) <= WINDOW
    )


def test_prints_are_the_same_in_every_process():
    words = [
        "the",
        "harbour",
        "of",
        "the",
        "northern",
        "isles",
        "was",
        "closed",
        "to",
        "ships",
        "on",
        "the",
        "third",
        "day",
        "of",
        "the",
        "storm",
    ]
    assert prints(words) == [(0, 188983894), (8, 4201139636)]


def test_a_text_of_a_few_words_has_no_print():
    assert prints([]) == []
    assert prints(["four", "words", "stand", "here"]) == []


def test_about_one_run_in_four_is_kept():
    words = [f"word{number}" for number in range(4000)]
    assert 0.23 < len(numbers(words)) / 3996 < 0.33


def test_words_that_no_encoding_holds_have_prints():
    assert prints(["\ud800"] * 20)
