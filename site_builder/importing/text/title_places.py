"""Title places: which lines of a head can be the headline, and which certainly are none.

The model learnt from pages that have menus around the piece. Of a pasted text it sees a few lines, of which the series, the
kind of piece, those who sign and the sentence below the headline look much like one.
"""

import re
from collections.abc import Sequence
from typing import Final

from site_builder.importing.recognising import bylines, dates, far_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.segments import Segment
from site_builder.importing.text import broken_lines, headlines, labels, name_lines, other_hands
from site_builder.importing.text.name_lines import Line

_ISSUE: Final = re.compile(
    r"(?P<name>(?:[^\W\d_][\w’'&.-]*[\s,–—|:-]+){0,6}?)(?P<sign>#\s?|№\s?|n[°º]\s?|(?:no|nr|núm|num|vol|iss|ed|bd)\.?\s?|(?:issue|volume|ausgabe|heft|numéro|número|numero|nummer|edición|edition|edição|edizione|episode|folge|выпуск|العدد)\s)?"
    r"(?P<number>\d{1,4}(?:\s?/\s?\d{1,4})?)(?P<rest>\D.*)?",
    re.IGNORECASE,
)
_SERIES: Final = re.compile(
    r"(?:part|teil|partie|parte|deel)\s+\S+\s+(?:of|in|einer|unserer|d.une|de|di|van)\b.*\b(?:series|serie|reihe|série)\b.*",
    re.IGNORECASE,
)
_MESSAGE: Final = re.compile(
    r"(?:from|to|cc|reply-to|von|an|de|à|para|da|aan)\s?:\s.*(?:@|<)|(?:date|sent|datum|fecha|gesendet)\s?:\s|(?:forwarded|repost(?:ed)?) from\b|переслано из\b|(?:message-id|in-reply-to|references)\s?:",
    re.IGNORECASE,
)
_ORIGIN: Final = re.compile(
    r"From (?-i:[^\W\d_a-z])\w+, the \w+(?: \w+){0,3}"
)  # as wikis print below the title
_COURT: Final = re.compile(  # what stands above the parties of a case
    r"(?:in the )?(?:(?-i:[^\W\d_a-z])[\w’']*\s+){0,4}(?:court|tribunal|cour|tribunale)(?:\s+\S+){0,6}",
    re.IGNORECASE,
)
_CASE_NUMBER: Final = re.compile(
    r"(?:(?:case|docket|file|cause|application)\s+)?(?:no|nos|nr|n°)s?\.?\s*\S*\d\S*", re.IGNORECASE
)
_NAME_IDEOGRAPHS: Final = re.compile(
    "(?:作者|文|撰文|記者|记者)[:：/／・ ].{2,12}|[\u3400-\u9fff]{2,5}[(（][^()（）]{3,30}[)）]"  # noqa: RUF001
)
_NOTE: Final = re.compile(  # what a writer notes for an editor
    r"\W*(?:for (?:submission|publication|internal use)|not for (?:circulation|publication|citation)|do not (?:cite|quote|circulate)|draft\b|embargo(?:ed)?\b|word count|entwurf\b|brouillon\b|borrador\b|bozza\b|rascunho\b|черновик\b).*"
    r"|.{0,60}\b[\d.,]{2,7} (?:words|wörter|mots|palabras|parole|palavras|woorden|слов)\W*",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}/?", re.IGNORECASE)
_MINUTES: Final = re.compile(
    r"\d{1,3}(?:\s?[-–—]\s?\d{1,3})?\s(?:minutes?|minuten?|minutos?|minuti|minuut|minuter|minut|минут\w*|mins?)(?: read)?",
    re.IGNORECASE,
)
_LABEL: Final = 3  # words of an entry of a menu
_FEW: Final = 2
_MOST: Final = 20  # words of a headline
_LONG: Final = 14  # words
_NEAR: Final = 4
_DECK: Final = 10  # words
_NUMBER_REST: Final = 6
_ROLE_WORDS: Final = 8


def stands_plainly(segments: Sequence[Segment], at: int, text_at: int) -> bool:
    """Tell whether a line can hardly be anything but the headline: in a short head, with a byline or a day right below it."""
    ends = segments[at].closed and not segments[at].text.endswith("?")
    fits = not ends and _FEW <= segments[at].weight <= _MOST
    if not fits or not at < text_at + _FEW <= broken_lines.HEAD + _FEW:
        return False
    below = segments[at + 1 : at + 1 + _NEAR]
    dated = at > 0 and segments[at - 1].weight <= _ROLE_WORDS and bool(dates.find(segments[at - 1].text))
    between = dated and bool(below) and below[0].closed  # a day above, and sentences below
    return between or any(_tells(one.text) for one in below if not one.prose)


def _tells(text: str) -> bool:
    return bool(dates.find(text)) or broken_lines.names_people(text) or bool(_NAME_IDEOGRAPHS.fullmatch(text))


def above_deck(segments: Sequence[Segment], at: int, text_at: int, *, sure: bool) -> int:
    """Return where the headline stands of which the line `at` is but the deck, the sentence below it; `at` itself if there is none.

    The headline is in capitals, or, where the model is not `sure`, much shorter than what stands right below it.
    """
    above = segments[at - 1] if at else None
    if (
        above is None
        or not at <= text_at <= broken_lines.HEAD
        or segments[at].text.isupper()
        or segments[at].gap > _FEW
    ):
        return at
    capitals = above.text.isupper() and above.weight > _FEW + 1
    shorter = (
        not sure
        and not is_chrome(above.text)
        and segments[at].weight > _DECK
        and _FEW + 1 < above.weight < _DECK
        and not above.text.isupper()
    )
    fits = (capitals or shorter) and above.weight <= _MOST and not above.text.endswith((":", "."))
    return at - 1 if fits and not is_none(segments, at - 1) and not bylines.is_outlet(above.text) else at


def in_reader_view(segments: Sequence[Segment]) -> int:
    """Return where the title stands in what a browser's reader view prints, 0 where it is none: host, title, author, minutes."""
    head = [one.text for one in segments[: _NEAR + 1]]
    timed = any(_MINUTES.fullmatch(text) for text in head[2:])
    return 1 if timed and _HOST.fullmatch(head[0]) and segments[1].weight <= _MOST else 0


def is_none(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a line of a head is certainly no headline.

    It says what kind of piece follows, in which issue, who wrote it and what they are, or when, or is a notice.
    """
    text = segments[at].text
    if _COURT.fullmatch(text) or _CASE_NUMBER.fullmatch(text):
        return True
    if is_frame(text) or far_names.told_apart(Writer(text)).role:
        return True
    if _NOTE.fullmatch(text) or _is_of_menu(segments, at):
        return True
    labels_piece = headlines.is_kind(text) or headlines.is_section(text) or is_issue(text)
    if labels_piece or _SERIES.fullmatch(text) or _MESSAGE.match(text) or _NAME_IDEOGRAPHS.fullmatch(text):
        return True
    if (
        text.endswith((",", ";", ":"))
        or _is_running(segments[at])
        or _is_dated(text)
        or _answers(segments, at)
    ):
        return True
    return _signs(name_lines.read(text)) or _is_post_of(segments, at)


def _is_of_menu(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a label above a day stands in a menu higher up, too: it is the section in which the piece appeared."""
    one = segments[at]
    below = segments[at + 1] if at + 1 < len(segments) else one
    if one.weight > _LABEL or below.weight > _ROLE_WORDS or not dates.find(below.text):
        return False
    same = [above for above in range(at) if segments[above].text == one.text]
    return any(
        all(near.weight <= _LABEL and not near.gap for near in segments[above + 1 : above + _FEW + 1])
        and all(near.weight <= _LABEL for near in segments[max(0, above - 1) : above])
        for above in same
    )


def is_frame(text: str) -> bool:
    """Tell whether a line is never a headline: a field of a message, whence it was forwarded, who translated it, which wiki it is of."""
    return bool(_MESSAGE.match(text) or _ORIGIN.fullmatch(text)) or other_hands.is_work(text)


def is_poster(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a line opens a message of a network: a person's name, the moment below it, and then the text."""
    if at + 2 >= len(segments) or not name_lines.is_known(Writer(segments[at].text)):
        return False
    moment, text = segments[at + 1], segments[at + 2]
    timed = any(day.time for day in dates.find(moment.text)) and moment.weight <= _ROLE_WORDS + 1
    return at == 0 and timed and text.prose and bylines.is_person(segments[at].text)


def _is_post_of(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a line says what the person is who is named right above it."""
    one = segments[at]
    if not at or one.gap > 1 or one.weight > _ROLE_WORDS or not name_lines.is_post(one.text):
        return False
    above = name_lines.read(segments[at - 1].text)
    return (
        above is not None
        and len(above.writers) == 1
        and (above.said or name_lines.is_known(above.writers[0]))
    )


def _signs(line: Line | None) -> bool:
    """Tell whether a line says who has written the piece: behind "By", each with a role, or several with a known name."""
    if line is None or not all(map(name_lines.is_name, line.writers)):
        return False
    known = any(map(name_lines.is_known, line.writers))
    told = all(name_lines.is_post(one.role) for one in line.writers)
    return line.said or told or (len(line.writers) == _FEW and known)


def _answers(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a sentence stands below byline and day, and something else above them: it opens the text, as questions do."""
    if not 0 < at <= broken_lines.HEAD or not segments[at].closed or segments[at].weight <= _FEW:
        return False
    told = next((above for above in range(max(0, at - _NEAR), at) if _tells(segments[above].text)), 0)
    named = any(one.weight > _LABEL or one.closed for one in segments[:told])
    labels_only = not named and told > _NEAR  # a menu stands there, and no headline
    return (
        told > 0
        and not labels_only
        and not any(_tells(one.text) for one in segments[at + 1 : at + 1 + _FEW] if not one.prose)
    )


def _is_dated(text: str) -> bool:
    """Tell whether a line says when, and nothing else."""
    found = dates.find(text)
    for day in reversed(found):
        text = f"{text[: day.start]} {text[day.end :]}"
    return bool(found) and all(labels.is_filler(bit) for bit in re.split(r"[,|•·]|\s[–—-]\s", text))


def is_issue(text: str) -> bool:
    """Tell whether a line names a series or a periodical with the number of an issue, and nothing that is told in it."""
    match = _ISSUE.fullmatch(text)
    if not match or not (match["sign"] or "/" in match["number"]):
        return False
    words = match["name"].casefold().split()
    last = words[-1] if words else ""
    if last in broken_lines.HANGING:
        return False
    rest = match["rest"] or ""
    for day in reversed(dates.find(rest)):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    return (
        not re.search(r"[^\W\d_]{3,}\W+[^\W\d_]{2,}\W+[^\W\d_]{2,}", rest)
        and len(rest.split()) <= _NUMBER_REST
    )


def _is_running(segment: Segment) -> bool:
    """Tell whether a line is running text: a notice, or sentences of a script without spaces."""
    if is_chrome(segment.text) and segment.weight > _LONG:
        return True
    return (
        bool(headlines.IDEOGRAPHS.search(segment.text))
        and segment.text.endswith("。")
        and segment.text.count("。") > 1
    )
