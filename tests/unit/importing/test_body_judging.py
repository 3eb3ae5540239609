"""Blocks are judged by themselves, then beside the others, and what a thread quotes counts once."""

from itertools import pairwise

from site_builder.importing.ensemble import Ensemble, ensemble
from site_builder.importing.html import body, judging
from site_builder.importing.html.block_features import FEATURES
from site_builder.importing.html.markup import parsed
from site_builder.importing.html.page_counts import Page
from site_builder.importing.html.retelling import RETELLING, retelling
from site_builder.importing.html.second_opinion import OPINION
from site_builder.importing.html.smoothing import SMOOTH, outline, smooth_rows

SAID = "The pump in the cellar stopped on the second night and nobody noticed"
ANSWER = "Ours did the same last year, the float switch was stuck."
ARTICLE = "https://example.org/2024/05/the-pump"
THREAD = "https://example.org/forum/viewtopic?t=12"


def described(markup: str, url: str = ARTICLE) -> Page:
    return body.described(parsed(f"<body>{markup}</body>"), url)


def valued(page: Page, scores: list[float]) -> list[dict[str, float]]:
    return [dict(zip(SMOOTH, row, strict=True)) for row in smooth_rows(outline(page), scores)]


def test_the_models_ask_for_what_is_told_of_blocks():
    assert ensemble(judging.FIRST).features == (*FEATURES, *OPINION)
    assert ensemble(judging.SECOND).features == judging.AROUND


def test_a_quotation_within_a_longer_block_is_known_to_have_been_told_before():
    page = described(f"<p>{SAID}</p><p>{ANSWER}</p><p>Mara wrote: {SAID} until the morning came</p>")
    first, answer, quoting = (dict(zip(RETELLING, row, strict=True)) for row in retelling(page))
    assert first["told_before"] == answer["told_before"] == answer["told_again"] == 0
    assert first["told_again"] == 1
    assert 0.5 < quoting["told_before"] < 1
    assert quoting["steps_to_told"] == 2
    assert quoting["same_text_before"] == 0


def test_a_block_is_seen_beside_what_stands_before_and_after_it():
    page = described("".join(f"<p>{SAID} {number}</p>" for number in range(5)))
    rows = valued(page, [3.0, 3.0, -1.0, -3.0, -3.0])
    assert [rows[2][f"score{step:+}"] for step in (-3, -2, -1, 1, 2, 3)] == [-9, 3, 3, -3, -3, -9]
    assert rows[2]["mean_before_3"] > 0.9
    assert rows[2]["mean_after_3"] < 0.1
    assert rows[1]["in_core"] == 1
    assert rows[4]["in_core"] == 0
    assert rows[4]["words_since_likely"] > rows[2]["words_since_likely"] == 0
    assert all(one["share_before"] <= two["share_before"] for one, two in pairwise(rows))


def test_a_heading_and_the_text_below_it_see_each_other():
    page = described(f"<p>{SAID}</p><h2>Older pumps</h2><p>{ANSWER}</p>")
    _, heading, text = valued(page, [2.0, -0.5, 1.5])
    assert heading["next_text_score"] == 1.5
    assert text["heading_score"] == -0.5


def test_a_block_with_others_in_its_place_knows_their_mean_and_one_alone_has_none():
    page = described(f"<div><p>{SAID}</p><p>{SAID} again</p></div><ul><li>Home</li></ul>")
    inner, _, alone = valued(page, [-2.0, 4.0, -4.0])
    assert inner["place1_mean"] > 0.9
    assert alone["place0_mean"] == alone["place0_rest"] == -1


def test_a_page_without_blocks_gives_no_rows():
    assert smooth_rows(outline(described("")), []) == []


def test_what_a_thread_quotes_counts_once_and_an_article_may_repeat_itself():
    posts = f"<p>{SAID}</p><p>{ANSWER}</p><blockquote>{SAID}</blockquote><blockquote>{SAID}</blockquote><p>Yes.</p><p>Yes.</p>"
    scores = [2.0, 2.0, 1.0, 1.0, 1.0, 1.0]
    thread = judging.settled(outline(described(posts, THREAD)), scores)
    assert [score > judging.THRESHOLD for score in thread] == [True, True, False, False, True, True]
    article = judging.settled(outline(described(posts)), scores)
    assert all(score > judging.THRESHOLD for score in article)


def test_what_is_quoted_of_a_block_that_was_not_taken_may_be_taken():
    posts = f"<p>{SAID}</p><p>{ANSWER}</p><blockquote>{SAID}</blockquote>"
    scores = judging.settled(outline(described(posts, THREAD)), [-6.0, 2.0, 2.0])
    assert scores[0] < judging.THRESHOLD < scores[2]


def test_the_second_model_is_not_asked_about_hopeless_blocks():
    second = Ensemble(("score",), 0.0, (4.0,))
    assert judging.second_scores(second, [[0.0], [0.0]], [-5.0, 1.0]) == [-5.0, 2.5]
