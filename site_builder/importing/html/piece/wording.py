"""Wording: how a block's text reads, as numbers."""

import re
from typing import Final

from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.piece.page_counts import READ, SHORT, STOPS, Page
from site_builder.importing.recognising.alternatives import pattern, small

WORDING: Final = (
    "words", "length", "linked", "strong", "commas", "stops", "ends_as_sentence", "ends_colon", "ends_ellipsis", "digits",
    "capitals", "title_case", "lower_start", "chrome", "opens_end", "bars", "copyright", "date_like", "question", "quoted",
    "bracket", "starts_arrow", "long_word", "images", "breaks", "short_lines", "address",
    "of_cookies", "of_offers", "of_law", "of_people", "of_posts", "code_marks",
)  # fmt: skip
"""The names of the values, in order."""

_BEGINNING: Final = 400  # characters
_FIRST_WORDS: Final = 60  # that the longest word and the capitals are looked for in
_LABEL: Final = 200  # characters
_QUOTES: Final = "\"“«„'‘"
_ARROWS: Final = "›»>←→<‹-–—"  # noqa: RUF001 - what a "next" begins with
_SENTENCE: Final = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")  # noqa: RUF001 - likewise
_COMMAS: Final = re.compile("[,;،、，]")  # noqa: RUF001 - the commas of other scripts
DATE: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b(?:ago|min|hours?|days?|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S+\.")
_DOES: Final = r" (?:is|was|has|writes|lives|holds|works)\b"
_SUBJECTS: Final = (
    pattern(
        r"cookie|consent|privacy|datenschutz|\bpartners?\b|opt.?out|personal (?:data|information)|gdpr|ccpa|\bvendors?\b"
    ),
    pattern(
        r"newsletter|subscri|sign.?up|inbox|e-?mail|\bfree\b|shipping|\boffers?\b|discount|\bdownload|\bregister|\baccount|log.?in|\bmembers?\b"
        r"|donat|click|contact us|abonn|suscri|\bprices?\b|your (?:order|cart)|shop\b"
    ),
    pattern(
        r"copyright|©|rights reserved|disclaimer|terms|liab|endorse|licen[sc]e|regist(?:ered|ration)|warrant|affiliate|advice"
    ),
    pattern(
        rf"\b(?:he|she){_DOES}|\bauthor of|\bwrites (?:about|for)|\bis an? [\w -]{{0,40}}(?:editor|reporter|journalist|writer|professor"
        r"|author|columnist|correspondent|fellow|director|founder|consultant)|years of experience|follow (?:him|her|me|us)|@\w{3,}"
    ),
    pattern(
        r"said|wrote|posted|replied|joined|posts|likes?|upvotes?|reply|quote|thanks?|member|edited",
        whole=True,
    ),
    re.compile(r"[{}<>=;\\]|\":"),
)


def wording(page: Page, place: int) -> list[float]:
    """Return the values of `WORDING` for a block of a page."""
    block = page.blocks[place]
    text = block.text[:READ]
    words = page.words[place]
    begins, end, short = text[:1], text[-12:], words < SHORT
    low = small(text)
    return [
        words,
        len(block.text),
        page.linked[place],
        block.strong / max(1, len(text)),
        len(_COMMAS.findall(text)) / words if words else 0,
        len(STOPS.findall(text)),
        1.0 if _SENTENCE.search(end) else 0.0,
        1.0 if end.endswith(":") else 0.0,
        1.0 if end.endswith(("…", "...")) else 0.0,
        *_letters(text),
        1.0 if begins.islower() else 0.0,
        1.0 if page.chrome[place] else 0.0,
        1.0 if page.ends[place] else 0.0,
        text.count("|") + text.count("·") + text.count("•"),
        1.0 if "©" in text or "copyright" in text.lower() else 0.0,
        1.0 if short and DATE.search(text) else 0.0,
        1.0 if end.endswith("?") else 0.0,
        1.0 if begins in _QUOTES else 0.0,
        1.0 if begins in "[(" else 0.0,
        1.0 if begins in _ARROWS else 0.0,
        max(map(len, text.split(" ", _FIRST_WORDS)[:_FIRST_WORDS])),
        *_breaks(block, len(text)),
        1.0 if short and _ADDRESS.search(text[:_LABEL]) else 0.0,
        *(len(subject.findall(low)) / (words + 4) for subject in _SUBJECTS),
    ]


def _letters(text: str) -> tuple[float, float, float]:
    """Return the share of digits, of capitals, and of words that begin with one."""
    beginning = text[:_BEGINNING]
    size = max(1, len(beginning))
    spelt = text.split(" ", _FIRST_WORDS)[:_FIRST_WORDS]
    return (
        sum(map(str.isdigit, beginning)) / size,
        sum(map(str.isupper, beginning)) / size,
        sum(1 for word in spelt if word[:1].isupper()) / len(spelt),
    )


def _breaks(block: Block, length: int) -> tuple[float, float, float]:
    """Return the number of pictures and line breaks, and the length of a line."""
    images = sum(run[1].tag == "img" for run in block.runs)
    breaks = sum(run[0] == "\n" and run[1].tag == "br" for run in block.runs)
    return images, breaks, length / (breaks + 1)
