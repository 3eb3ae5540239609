"""Turns the texts of a body into HTML all at once, those that hold nothing but the plainest of marks.

Most paragraphs have no marks, or a link to the web and words in `*` or `**`. So all are joined, with a character
between them that no body has; what is surely a link or emphasis becomes HTML, by few calls however many there are;
and a text in which no mark is left has been understood. `plain_inline` looks at the others, mark by mark.

Why (CommonMark 0.31.2, 6.2): a star before a letter or digit opens. One after a letter or digit closes, and so does
one between what is no space and a space, an end or ASCII punctuation. Between the two there is no other star of
their kind, so they are the nearest, and equal lengths of 1 or 2 never add to a multiple of 3. Two stars within one
and one are used up first, and do not pair with one: as they open, and 1 and 2 are 3, rule 9 forbids it. A link's
text here has no marks. All that could forbid any of this (escapes, code, entities, other brackets) is left over.
"""

import re
from collections.abc import Iterable
from typing import Final

from site_builder.render import anchors

_BETWEEN: Final = "\0"
_NAME: Final = re.compile(r"(\[\[[0-9A-Za-z-]{1,200}\]\](?!\()|\[\^[0-9A-Za-z.-]+\](?!\())")
_HARD_BREAK: Final = re.compile(r" {2,}\n")
# an address of which markdown-it's encoding changes nothing, without characters that are marks elsewhere
_LINK: Final = re.compile(
    r"\[(?<!!\[)([^][*_\\`~\0]*+)\]\((https?://[a-z0-9][a-z0-9.-]*+(?:/(?!/)[A-Za-z0-9./-]*+)?)\)"
)
_WITHIN: Final = r"([^\W_](?:[^*_[\\`~\0]*[^*_[\\`~\0\s])?)"
_CLOSED: Final = r"(?!\*)(?:(?<=[^\W_]{0})|(?=[\0 \n!-/:-@[-`{{-~]|\Z))"
_STRONG: Final = re.compile(rf"\*\*(?<!\*\*\*){_WITHIN}\*\*{_CLOSED.format('..')}")
_EMPHASIS: Final = re.compile(rf"\*(?<!\*\*){_WITHIN}\*{_CLOSED.format('.')}")


def understood(texts: Iterable[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the HTML of those of the `texts` that are understood at one look: of texts without names, and of others in pieces.

    Every second piece is the name of an entry or note, as written: `[[entry-id]]` or `[^label]`. A text has no NUL,
    and none of its lines begins with a space.
    """
    texts = list(texts)
    html = _BETWEEN.join(texts)
    if "<" in html or "&" in html:
        texts = [text for text in texts if "<" not in text and "&" not in text]
        html = _BETWEEN.join(texts)
    if not texts:
        return {}, {}
    html = html.replace(">", "&gt;").replace('"', "&quot;")
    if "](http" in html:
        parts = _LINK.split(html)
        links = [
            f'<a href="{address}" rel="external noopener"{anchors.bareness(words, address)}>{words}</a>'
            for words, address in zip(parts[1::3], parts[2::3], strict=True)
        ]
        html = _interleaved(parts[::3], links)
    if "*" in html:
        parts = _STRONG.split(html)
        html = _interleaved(parts[::2], [f"<strong>{words}</strong>" for words in parts[1::2]])
        parts = _EMPHASIS.split(html)
        html = _interleaved(parts[::2], [f"<em>{words}</em>" for words in parts[1::2]])
    if "\n" in html and " \n" in html:
        html = _HARD_BREAK.sub("<br>\n", html).replace(" \n", "\n")
    whole = dict(zip(texts, html.split(_BETWEEN), strict=True))
    if _has_marks(html):
        whole = {text: done for text, done in whole.items() if not _has_marks(done)}
    if "[" not in html:
        return whole, {}
    named = {text: _NAME.split(done) for text, done in whole.items() if "[" in done}
    for text in named:
        del whole[text]
    return whole, {
        text: pieces for text, pieces in named.items() if not any("[" in piece for piece in pieces[::2])
    }


def _has_marks(html: str) -> bool:
    """Tell whether a mark is left, other than the bracket of a name."""
    return "*" in html or "_" in html or "`" in html or "\\" in html or "~" in html


def _interleaved(texts: list[str], marked: list[str]) -> str:
    pieces = [""] * (len(texts) + len(marked))
    pieces[::2], pieces[1::2] = texts, marked
    return "".join(pieces)
