"""Heads: what stands above a body: title, byline, date, labels, standfirst."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from site_builder.importing.draft import Doubt, Evidence
from site_builder.importing.recognising import bylines, given_names, links
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.recognising.names import Names
from site_builder.importing.segments import Segment, has_letters
from site_builder.importing.text import labels, name_lines, tail, title_places
from site_builder.importing.text.labels import Label
from site_builder.integrity.shingles import words

_TITLE_WORDS: Final = 32  # of the longest title
_TELLING: Final = 4  # letters of a word that says something
_ENDING: Final = 2  # letters by which a word is inflected
_NAME: Final = 2  # words; longer names must begin as people's do
_QUOTED: Final = re.compile('["“„«]([^"“”„«»]+)["”“»]')
_LEAST: Final = 1.0  # score of a title, above nothing that looks like a head
_LEAST_DATED: Final = 0.5  # above a dateline or byline even a title whose words do not come back is one
_NEAR: Final = 6  # lines below a title
_SUBTITLE: Final = 10  # words; a line longer than that below another title is its subtitle
_STRONG: Final = 1.0  # score of the line above a subtitle
_DATELINE: Final = 2  # bits beside a date that a line may hold and still be a dateline
_HANDLE: Final = re.compile(r"\S*[_@]\S*")


class Head(Struct, frozen=True):
    """The facts of a head. `title_at` is the title's index in the window (-1: none was found)."""

    title: str = ""
    title_at: int = -1
    authors: tuple[Writer, ...] = ()
    date: str = ""
    time: str = ""
    region: str = ""
    source: str = ""
    labels: tuple[Label, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read(
    window: Sequence[Segment],
    body: Sequence[Segment],
    everything: Sequence[Segment],
    names: Names,
    *,
    title_at: int | None = None,
) -> Head:
    """Read the head that `window` is, above `body`; `everything` tells what is printed more than once.

    `title_at` is where the title stands in the window (-1: outside it), if that is known.
    """
    read_labels = tuple(Label() if segment.prose else labels.read(segment.text, names) for segment in window)
    anchors = [index for index, label in enumerate(read_labels) if label.date or label.writers]
    if title_at is None:
        title_at = _title(window, read_labels, anchors, body, everything)
    evidence, doubts = [], []
    title = ""
    if title_at >= 0:
        title = _QUOTED.sub(r"\1", window[title_at].text)
        evidence.append(Evidence("title", window[title_at].first, "heading above the text"))
    near = _near(window, read_labels, title_at)
    authors, author_evidence, author_doubts = _authors(window, read_labels, near)
    if not authors and title_at >= 0:
        authors, author_evidence, author_doubts = _names_alone(
            window, read_labels, title_at, everything, names
        )
    date, time, date_evidence, date_doubts = _date(window, read_labels, near)
    above = takewhile(lambda index: not read_labels[index].bare, range(title_at - 1, -1, -1))
    beside = [*(index for index in near if index > title_at), *above]  # a menu further up lists every region
    region, region_evidence, region_doubts = _region(window, read_labels, beside)
    evidence += [*author_evidence, *date_evidence, *region_evidence]
    doubts += [*author_doubts, *date_doubts, *region_doubts]
    source = next((read_labels[index].source for index in near if read_labels[index].source), "")
    return Head(
        title, title_at, authors, date, time, region, source, read_labels, tuple(evidence), tuple(doubts)
    )


def _near(window: Sequence[Segment], read_labels: Sequence[Label], title_at: int) -> list[int]:
    """Return the indexes of labels near the title: those after it first, then those just before it."""
    after = [index for index in range(max(title_at, 0), len(window)) if not read_labels[index].bare]
    before = [index for index in range(max(title_at - 4, 0), max(title_at, 0)) if not read_labels[index].bare]
    return after + before[::-1]


def _title(
    window: Sequence[Segment],
    read_labels: Sequence[Label],
    anchors: Sequence[int],
    body: Sequence[Segment],
    everything: Sequence[Segment],
) -> int:
    said = {word for segment in body for word in words(segment.text)}
    told = said | {word[:end] for word in said for end in range(_TELLING, len(word))}
    lines = (" ".join(words(one.text)) for one in everything if one.weight <= 2 * _TITLE_WORDS)
    printed = "".join(f"\n {line} \n" for line in lines)
    scores = {}
    for index, segment in enumerate(window):
        if _may_be_title(segment, read_labels[index]):
            goal = next(
                (anchor for anchor in anchors if anchor > index), anchors[-1] if anchors else len(window)
            )
            scores[index] = _score(segment, told, printed) - abs(goal - index - 1) / 4
    least = _LEAST_DATED if anchors else _LEAST
    good = [index for index, score in scores.items() if score >= least]
    titles = [index for index in good if not _named(window[index].text)] or good
    best = max(reversed(titles), key=scores.__getitem__, default=-1)
    above = window[best - 1].weight if best > 0 else 0
    subtitle = above >= _TELLING and window[best].weight > _SUBTITLE and scores.get(best - 1, 0) >= _STRONG
    return best - 1 if subtitle else best


def _may_be_title(segment: Segment, label: Label) -> bool:
    text = segment.text
    span = bylines.starts(text)
    if (span and span[0] == 0) or text.startswith("|"):
        return False
    if segment.weight > _TITLE_WORDS or not has_letters(text) or is_chrome(text) or text.endswith(":"):
        return False
    if _HANDLE.fullmatch(text) or title_places.is_issue(text):
        return False
    return not (label.whole or label.signed or (label.date and len(label.rest) <= 1))


def _score(segment: Segment, told: set[str], printed: str) -> float:
    """Return how much speaks for a line as the title.

    `told` are the words of the text, and how they begin; `printed` are all short lines, folded, between line feeds.
    """
    own = words(segment.text)
    telling = {word for word in own if len(word) >= _TELLING} or set(own)
    whole = " ".join(own)
    # Two words are often a name, which the text has too: they must be the whole of a line.
    sought = f" {whole} " if len(own) > 2 else f"\n {whole} \n"  # noqa: PLR2004 - see above
    again = bool(whole) and printed.count(sought) > 1
    again_said = sum(word in told or _stem(word) in told for word in telling)
    score = 3 * again_said / max(1, len(telling)) + min(segment.weight, 8) / 4
    score += 1.5 if again else 0
    score -= 3 if segment.text.endswith(".") and segment.weight > 5 else 0  # noqa: PLR2004 - a sentence
    named = _named(segment.text) or (segment.weight <= 3 and bylines.is_outlet(segment.text))  # noqa: PLR2004
    return score - (2 if named or segment.weight == 1 else 0)


def _stem(word: str) -> str:
    """Return how a word begins, whatever its ending: a headline has it in another case or number than the text."""
    return word[: max(_TELLING, len(word) - _ENDING)]


def _named(text: str) -> bool:
    """Tell whether a line is somebody's name; a headline in capitals may look like a long one."""
    return bylines.is_person(text) and (len(text.split()) <= _NAME or given_names.is_given(text))


def _authors(
    window: Sequence[Segment], read_labels: Sequence[Label], near: Sequence[int]
) -> tuple[tuple[Writer, ...], list[Evidence], list[Doubt]]:
    signed = [index for index in near if read_labels[index].signed]
    for index in signed or [index for index in near if read_labels[index].writers]:
        writers, line = read_labels[index].writers, window[index].first
        role = _role_below(window, read_labels, index)
        if len(writers) == 1 and not writers[0].role and role:
            writers = (Writer(writers[0].name, role, writers[0].organisation),)
        return writers, [Evidence("author", line, "byline")], []
    return (), [], []


def _names_alone(
    window: Sequence[Segment],
    read_labels: Sequence[Label],
    title_at: int,
    everything: Sequence[Segment],
    names: Names,
) -> tuple[tuple[Writer, ...], list[Evidence], list[Doubt]]:
    """Take a line below the title that is nothing but a name, if the document bears it out.

    It does with a role on the next line, or by printing the line again; beside a date alone, a name may as
    well be a place, which is for an editor to say.
    """
    for index in range(title_at + 1, min(title_at + 1 + _NEAR, len(window))):
        name = window[index].text
        writers = bylines.writers(name, stated=False)
        if not read_labels[index].bare or not writers or names.source(name) or window[index].closed:
            continue
        role = _role_below(window, read_labels, index) if len(writers) == 1 else ""
        again = all(_printed_again(writer.name, window[index], everything) for writer in writers)
        if role or again or writers[0].role or all(map(name_lines.is_known, writers)):
            evidence = Evidence("author", window[index].first, "line with a name below the title")
            return (
                writers if writers[0].role else (Writer(writers[0].name, role), *writers[1:]),
                [evidence],
                [],
            )
        if any(read_labels[near].date for near in (index - 1, index + 1) if near < len(window)):
            return (
                (),
                [],
                [Doubt("author", window[index].first, f"“{name}” beside the date may be the author")],
            )
    return (), [], []


def _printed_again(name: str, line: Segment, everything: Sequence[Segment]) -> bool:
    others = (segment.text for segment in everything if segment.first != line.first)
    return any(text == name or tail.is_about(text, name) for text in others)


def _role_below(window: Sequence[Segment], read_labels: Sequence[Label], index: int) -> str:
    if index + 1 >= len(window) or not read_labels[index + 1].bare:
        return ""
    return role_below(window, index)


def role_below(segments: Sequence[Segment], index: int) -> str:
    """Return the role that the line below a name states, or ""."""
    if index + 1 >= len(segments):
        return ""
    below = segments[index + 1]
    fits = below.weight <= 12 and not below.closed and bylines.is_role(below.text)  # noqa: PLR2004 - a line
    return below.text if fits and not is_chrome(below.text) else ""


def _date(
    window: Sequence[Segment], read_labels: Sequence[Label], near: Sequence[int]
) -> tuple[str, str, list[Evidence], list[Doubt]]:
    dated = [index for index in near if read_labels[index].date]
    for index in sorted(
        dated, key=lambda at: (read_labels[at].revised, _is_loose(window[at], read_labels[at]))
    ):
        label, line = read_labels[index], window[index].first
        if label.ambiguous:
            return "", "", [], [Doubt("date", line, "the day and the month cannot be told apart")]
        return label.date, label.time, [Evidence("date", line, "dateline")], []
    return "", "", [], []


def _is_loose(segment: Segment, label: Label) -> bool:
    """Tell whether a line says much else beside its date, as a caption does."""
    return len(label.rest) > _DATELINE and not links.is_origin(segment)


def _region(
    window: Sequence[Segment], read_labels: Sequence[Label], near: Sequence[int]
) -> tuple[str, list[Evidence], list[Doubt]]:
    near = [index for index in near if len(read_labels[index].rest) <= _DATELINE]  # with more it is a menu
    labelled = {region: index for index in reversed(near) for region in read_labels[index].regions}
    if len(labelled) == 1:
        ((region, index),) = labelled.items()
        return region, [Evidence("region", window[index].first, "label above the text")], []
    lines = [window[index].first for index in labelled.values()]
    message = f"the labels name more than one: {', '.join(sorted(labelled))}"
    return "", [], [Doubt("region", min(lines), message)] if lines else []
