"""Frames: what forums, lists and quoting pages print around a piece that somebody handed on."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import dates
from site_builder.importing.recognising.chrome import is_end, is_trail
from site_builder.importing.recognising.names import Names
from site_builder.importing.segments import Segment
from site_builder.importing.text import labels

COUNT: Final = re.compile(
    r"\(?[\d.,\s]+(?:k )?(?:posts|messages|beiträge|mensajes)\)?|(?:posts|messages|beiträge|mensajes)\s*:\s*[\d.,]+",
    re.IGNORECASE,
)
_POSTED_BY: Final = re.compile(
    r"(?:(?:re:\s.*?)?\b(?:post(?:ed)?|started|submitted|written|\d+ points?)\s+(?:\w+ \w+ ago )?by:?|^by:?|^(?:von|par))\s+(?:u/)?"
    r"(?P<poster>[^\s|»].{0,40}?)\s*(?:$|\bon\b|\bat\b|[»|•,–—(]|\s-\s|\d+ \w+ ago\b)",
    re.IGNORECASE,
)
_TOOLS: Final = re.compile(
    r"(?:view profile|send (?:a )?(?:private )?message|private message|reply(?: with quote| to (?:this|thread|topic))?"
    r"|quote|report(?: (?:this )?post)?|(?:member since|joined|registered|join date|location|rank)\s*:.*|top|alert"
    r"|(?:(?:\w+ )?forums?|message boards?|discussions?)(?: index)?|(?:full|senior|junior|new|star|gold) member|thread"
    r"|re: .*|board index.*|thread starter|original poster|like|likes?: ?\d+|#\d+|post #?\d+|back to top|post reply|quote:|.{1,40} wrote:|\d+ (?:replies|likes|users liked|comments)\b.*"
    r"|logged|pages\s*:\s*\[?\d.*|go (?:up|down)|«.{1,40}(?:on|reply).{0,10}: .*»|\S+ (?:on [A-Z]\w+ \d+, \d{4}|\d+ \w+ ago)\s*\|.*)",
    re.IGNORECASE,
)
_BUTTON: Final = (
    r"(?:reply|quote|report(?: abuse| post)?|likes?|edit|share|save|hide|permalink|embed|(?:up|down)vote|alert(?: abuse)?"
    r"|back to top|top|link|\d+)"
)
_BUTTONS: Final = re.compile(rf"{_BUTTON}(?:[\s|•·,]+{_BUTTON})+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,]*\s?[kKmM]?")
_POST_NUMBER: Final = re.compile(r"\s#\d+$")
_RANK: Final = re.compile(
    r"(?:\w+ )?(?:member|moderator|administrator|poster|user|guest|newbie|veteran|regular)", re.IGNORECASE
)
WELCOME: Final = re.compile(
    r"(?i:welcome to (?:the )?)(?P<name>(?![Tt]he\b)(?:[^\W_a-z]|\.(?=\w))(?:[^!.,]|\.(?=\w)){1,49}?)\s*(?:[!,]|\.(?!\w)|$)"
)
_FORUM: Final = re.compile(r"\b(?:forums?|message board|community|discussion board|thread)\b", re.IGNORECASE)
_NOT_OF_POST: Final = re.compile(
    r"\W*(?:member since|joined|registered|join date|last (?:seen|visit|active|edit)|edited)\b", re.IGNORECASE
)
_BARE: Final = ("by", "von", "par")
_SIGNATURE: Final = re.compile(r"[-_=*~]{2,}")
_HANDLE: Final = 4
_NEAR: Final = 4
_COUNTED: Final = 6  # lines of rank, place and date of joining between a poster and the count of posts
_ENOUGH: Final = 3


class Frame(Struct, frozen=True):
    """What a forum prints around a post that stands in [start, end) of the segments; `subject` is what a message states."""

    start: int
    end: int
    poster: str
    poster_line: int
    posted: str
    posted_line: int
    poster_rule: str = "name beside the count of posts or “posted by”"
    subject: str = ""
    subject_line: int = 0


def find(segments: Sequence[Segment], names: Names) -> Frame | None:
    """Return the frame of the first post, or None when the document is no forum page.

    A forum shows a poster together with a count of posts or "posted by", and at least three signs in all: a
    time of day, reading tools such as "View Profile", or a line that calls itself a forum.
    """
    marks = [mark for index in range(len(segments)) if (mark := _poster(segments, index))]
    if not marks:
        return None
    first = marks[0]
    if _prose(segments[: first[0]]) > _prose(segments[first[0] :]):
        return None  # a page that says at its foot who posted it
    behind = range(first[0] + 1, min(len(segments), first[0] + _NEAR + 1))
    near = (
        *range(max(0, first[0] - _COUNTED), first[0] + 1),
        *takewhile(lambda at: not segments[at].prose, behind),
    )
    times = [(index, label) for index in near if (label := _stamp(segments[index], names)) is not None]
    tools = sum(bool(_TOOLS.fullmatch(one.text) or is_trail(one.text)) for one in segments)
    forum = any(_FORUM.search(one.text) for one in segments if not one.prose or WELCOME.match(one.text))
    signs = 1 + bool(COUNT.fullmatch(segments[first[0]].text)) + bool(times) + min(tools, 2) + forum
    if signs < _ENOUGH or not (times or tools):
        return None
    start = _behind(segments, max([first[0], *(index for index, _ in times)]), first[1])
    other = next(
        (index for index, poster in marks[1:] if index > start and poster != first[1]), len(segments)
    )
    timed = [
        found for found in times if found[1].time
    ] or times  # a day without a time of day may be another's
    index, label = timed[0] if timed else (first[0], labels.Label())
    posted = f"{label.date}T{label.time}" if label.time else label.date
    end = _end(segments, start, other, first[1])
    return Frame(start, end, first[1], segments[first[0]].first, posted, segments[index].first)


def _poster(segments: Sequence[Segment], index: int) -> tuple[int, str] | None:
    """Return the index and name of the poster whom the segment at `index` marks as one."""
    text = segments[index].text
    if COUNT.fullmatch(text):
        for above in range(index - 1, max(index - _COUNTED, -1), -1):
            name = segments[above].text
            if (
                not _RANK.fullmatch(name)
                and not is_tool(name)
                and _may_be_handle(name)
                and not dates.find(name)
            ):
                return index, name
    if _POST_NUMBER.search(text) and (found := dates.find(text)) and found[0].time:
        name = text[: found[0].start].strip(" |•·,")
        return (index, name) if name and _may_be_handle(name) else None
    match = _POSTED_BY.match(text) if segments[index].weight <= 20 else None  # noqa: PLR2004 - words of a line
    if match and text.casefold().startswith(_BARE) and not dates.find(text):
        return None  # the byline of a piece, not of a post
    return (index, match["poster"].strip()) if match and _may_be_handle(match["poster"]) else None


def _may_be_handle(text: str) -> bool:
    return len(text.split()) <= _HANDLE and any(map(str.isalnum, text)) and not text.endswith((".", ":"))


def _stamp(segment: Segment, names: Names) -> labels.Label | None:
    """Return the date that a line gives to a post; a day of joining or of a last visit is the poster's."""
    if segment.weight > 20 or _NOT_OF_POST.match(segment.text):  # noqa: PLR2004 - words of a line
        return None
    label = labels.read(segment.text, names)
    return label if label.date and not label.ambiguous else None


def quoting(segments: Sequence[Segment]) -> Frame | None:
    """Return the frame of a page most of whose text is quoted: it hands on what stands elsewhere."""
    if not quotes([segment for segment in segments if segment.prose]):
        return None
    first = next(index for index, segment in enumerate(segments) if segment.quoted)
    return Frame(0, _end(segments, first, len(segments), ""), "", 0, "", 0)


def _prose(segments: Sequence[Segment]) -> int:
    return sum(segment.weight for segment in segments if segment.prose)


def _behind(segments: Sequence[Segment], index: int, poster: str) -> int:
    """Return the index of the first segment of the post: behind the poster, the time and reading tools."""
    start = index + 1
    while start < len(segments) and _is_frame(segments[start].text, poster):
        start += 1
    return start


def _is_frame(text: str, poster: str) -> bool:
    return text == poster or is_tool(text) or bool(COUNT.fullmatch(text) or _RANK.fullmatch(text))


def is_tool(text: str) -> bool:
    """Tell whether a line is a control, or a fact about a poster, that forums print beside each post."""
    return bool(_TOOLS.fullmatch(text) or _BUTTONS.fullmatch(text))


def _end(segments: Sequence[Segment], start: int, other: int, poster: str) -> int:
    """Return the index behind the post's last segment: a signature, a tool or the forum's own lines end it."""
    first = next((at for at in range(start, other) if segments[at].prose), other)
    for index in range(first + 1, other):  # what stands above a post's text does not end it
        text = segments[index].text
        if text == poster or _SIGNATURE.fullmatch(text) or is_tool(text) or is_trail(text) or is_end(text):
            return _before_numbers(segments, first, index)
    return _before_numbers(segments, first, other)


def _before_numbers(segments: Sequence[Segment], first: int, end: int) -> int:
    """Return the end without the bare numbers above it, by which boards count votes."""
    while end - 1 > first and _NUMBER.fullmatch(segments[end - 1].text):
        end -= 1
    return end


def quotes(rows: Sequence[Segment]) -> bool:
    """Tell whether a post marks the piece as quoted, so that the other lines are the poster's own."""
    quoted = sum(one.weight for one in rows if one.quoted)
    return quoted > sum(one.weight for one in rows if not one.quoted)
