"""Blocks are judged by what is told of them, and what a thread quotes counts once."""

from site_builder.importing.ensemble import ensemble
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece import body, judging
from site_builder.importing.html.piece.block_features import FEATURES
from site_builder.importing.html.piece.page_counts import Page
from site_builder.importing.html.piece.retelling import RETELLING, retelling
from site_builder.importing.html.piece.second_opinion import OPINION

SAID = "The pump in the cellar stopped on the second night and nobody noticed"
ANSWER = "Ours did the same last year, the float switch was stuck."
ARTICLE = "https://example.org/2024/05/the-pump"
THREAD = "https://example.org/forum/viewtopic?t=12"


def described(markup: str, url: str = ARTICLE) -> Page:
    return body.described(parsed(f"<body>{markup}</body>"), url)


def test_the_model_asks_for_what_is_told_of_blocks():
    assert ensemble(judging.MODEL).features == (*FEATURES, *OPINION)


def test_a_quotation_within_a_longer_block_is_known_to_have_been_told_before():
    page = described(f"<p>{SAID}</p><p>{ANSWER}</p><p>Mara wrote: {SAID} until the morning came</p>")
    first, answer, quoting = (dict(zip(RETELLING, row, strict=True)) for row in retelling(page))
    assert first["told_before"] == answer["told_before"] == answer["told_again"] == 0
    assert first["told_again"] == 1
    assert 0.5 < quoting["told_before"] < 1
    assert quoting["steps_to_told"] == 2
    assert quoting["same_text_before"] == 0


def test_what_a_thread_quotes_counts_once_and_an_article_may_repeat_itself():
    posts = f"<p>{SAID}</p><p>{ANSWER}</p><blockquote>{SAID}</blockquote><blockquote>{SAID}</blockquote><p>Yes.</p><p>Yes.</p>"
    scores = [2.0, 2.0, 1.0, 1.0, 1.0, 1.0]
    thread = judging.settled(judging.outline(described(posts, THREAD)), scores)
    assert [score > judging.THRESHOLD for score in thread] == [True, True, False, False, True, True]
    article = judging.settled(judging.outline(described(posts)), scores)
    assert all(score > judging.THRESHOLD for score in article)


def test_what_is_quoted_of_a_block_that_was_not_taken_may_be_taken():
    posts = f"<p>{SAID}</p><p>{ANSWER}</p><blockquote>{SAID}</blockquote>"
    scores = judging.settled(judging.outline(described(posts, THREAD)), [-6.0, 2.0, 2.0])
    assert scores[0] < judging.THRESHOLD < scores[2]


def test_a_piece_that_a_page_prints_twice_is_taken_once():
    said = "".join(
        f"<p>In the year {year} the water stood as high as this.</p>" for year in range(1901, 1907)
    )
    page = described(f"<main>{said}</main><noscript>{said}</noscript><p>{ANSWER}</p>")
    scores = judging.settled(judging.outline(page), [2.0] * len(page.blocks))
    assert [score > judging.THRESHOLD for score in scores] == [True] * 6 + [False] * 6 + [True]


def test_a_refrain_is_no_second_print_however_often_it_comes():
    page = described(f"<p>{ANSWER}</p><p>{SAID}</p>" * 6)
    scores = judging.settled(judging.outline(page), [2.0] * len(page.blocks))
    assert all(score > judging.THRESHOLD for score in scores)
