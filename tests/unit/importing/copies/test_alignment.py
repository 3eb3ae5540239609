"""Which passages a text has from a capture, word for word, and that finding them takes little time."""

import time

from site_builder.importing.copies.alignment import MOST_WORDS, held, passages

TEXT = [f"word{number}" for number in range(300)]
HELD = held(" ".join(TEXT) + ".")


def found(words: list[str]) -> list[tuple[int, int, int, int, int]]:
    return [(one.start, one.end, one.held, one.held_end, one.words) for one in passages(words, HELD, {})]


def test_a_passage_tells_where_it_stands_in_both_texts():
    assert found(["own"] * 7 + TEXT[50:90]) == [(7, 47, 50, 90, 40)]


def test_damaged_missing_and_added_words_do_not_break_a_passage():
    damaged = [*TEXT[:10], "x", *TEXT[11:30], *TEXT[33:50], "y", "z", *TEXT[50:80]]
    ((start, end, place, last, words),) = found(damaged)
    assert (start, end, place, last) == (0, len(damaged), 0, 80)
    assert words == 76


def test_scattered_phrases_are_passages_of_their_own():
    scattered = TEXT[:5] + ["own"] * 60 + TEXT[100:106] + ["own"] * 60 + TEXT[40:47]
    assert [words for *_, words in found(scattered)] == [7, 6, 5]


def test_a_passage_knows_sentences_body_and_rarity():
    other = held("Menu one two three four five\n\n" + " ".join(TEXT[:20]) + ".\n\n* One more label", (3, 3))
    (label,) = passages(["menu", "one", "two", "three", "four", "five"], other, {0: 0.5})
    (body,) = passages(TEXT[:20], other, {})
    assert (label.prose, label.within, label.rarity) == (0.0, 0.0, 0.5)
    assert (body.prose, body.within, body.rarity) == (1.0, 1.0, 1.0)


def test_one_word_over_and_over_costs_no_more_than_other_text():
    """Hostile text: every run stands everywhere."""
    same = ["a"] * (2 * MOST_WORDS)
    begun = time.process_time()
    assert len(passages(same, held(" ".join(same)), {})) < MOST_WORDS
    assert time.process_time() - begun < 20
