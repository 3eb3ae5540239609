"""Forum posts: a piece that somebody posted, inside the frame that the forum prints around each post."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from site_builder.importing import dates, head, labels, links, outlets, prose
from site_builder.importing.chrome import is_chrome, is_end, is_trail
from site_builder.importing.draft import Doubt, Draft, Evidence
from site_builder.importing.names import Names
from site_builder.importing.segments import Segment
from site_builder.importing.standfirst import sums_up

_COUNT: Final = re.compile(
    r"\(?[\d.,\s]+(?:k )?(?:posts|messages|beiträge|mensajes)\)?|(?:posts|messages|beiträge|mensajes)\s*:\s*[\d.,]+",
    re.IGNORECASE,
)
_POSTED_BY: Final = re.compile(
    r"(?:(?:re:\s.*?)?\b(?:post(?:ed)?|started|submitted|written)\s+(?:\w+ \w+ ago )?by:?|^by:?|^(?:von|par))\s+(?:u/)?"
    r"(?P<poster>[^\s|»].{0,40}?)\s*(?:$|\bon\b|\bat\b|[»|•,–—(]|\s-\s|\d+ \w+ ago\b)",
    re.IGNORECASE,
)
_TOOLS: Final = re.compile(
    r"(?:view profile|send (?:a )?(?:private )?message|private message|reply(?: with quote| to (?:this|thread|topic))?"
    r"|quote|report(?: (?:this )?post)?|(?:member since|joined|registered|join date|location|rank)\s*:.*|top|alert"
    r"|(?:(?:\w+ )?forums?|message boards?|discussions?)(?: index)?|(?:full|senior|junior|new|star|gold) member|thread"
    r"|re: .*|board index.*|thread starter|original poster|like|likes?: ?\d+|#\d+|post #?\d+|back to top|post reply|quote:|.{1,40} wrote:|\d+ (?:replies|likes|users liked|comments)\b.*)",
    re.IGNORECASE,
)
_BUTTON: Final = (
    r"(?:reply|quote|report(?: abuse| post)?|likes?|edit|share|save|hide|permalink|embed|(?:up|down)vote|alert(?: abuse)?"
    r"|back to top|top|link|\d+)"
)
_BUTTONS: Final = re.compile(rf"{_BUTTON}(?:[\s|•·,]+{_BUTTON})+", re.IGNORECASE)
_POST_NUMBER: Final = re.compile(r"\s#\d+$")
_REMARK: Final = re.compile(
    r"(?:my (?:own )?(?:comments?|take|thoughts?|opinion|view|two cents)|edit(?:ed)?(?: to add)?|comment|discuss)\s*[:.]",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(
    r"(?:(?:re|fwd?|aw|wg|topic|thread|subject)\s*:\s*|\[[\w .-]+\]\s*)+", re.IGNORECASE
)
_RANK: Final = re.compile(
    r"(?:\w+ )?(?:member|moderator|administrator|poster|user|guest|newbie|veteran|regular)", re.IGNORECASE
)
_WELCOME: Final = re.compile(r"welcome to (?:the )?(?P<name>[^!.,]{2,50}?)\s*(?:[!.,]|$)", re.IGNORECASE)
_FORUM: Final = re.compile(r"\b(?:forums?|message board|community|discussion board|thread)\b", re.IGNORECASE)
_BARE: Final = ("by", "von", "par")
_SIGNATURE: Final = re.compile(r"[-_=*~]{2,}")
_HANDLE: Final = 4
_NEAR: Final = 4
_COUNTED: Final = 6  # lines of rank, place and date of joining between a poster and the count of posts
_BRIEF: Final = 300  # words up to which a post that links to the piece is taken for an excerpt
_ENOUGH: Final = 3


class Frame(Struct, frozen=True):
    """What a forum prints around a post that stands in [start, end) of the segments."""

    start: int
    end: int
    poster: str
    poster_line: int
    posted: str
    posted_line: int
    poster_rule: str = "name beside the count of posts or “posted by”"


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
    near = range(max(0, first[0] - _COUNTED), min(len(segments), first[0] + _NEAR + 1))
    times = [(index, label) for index in near if (label := _stamp(segments[index], names)) is not None]
    tools = sum(bool(_TOOLS.fullmatch(one.text) or is_trail(one.text)) for one in segments)
    forum = any(_FORUM.search(one.text) for one in segments if not one.prose or _WELCOME.match(one.text))
    signs = 1 + bool(_COUNT.fullmatch(segments[first[0]].text)) + bool(times) + min(tools, 2) + forum
    if signs < _ENOUGH or not (times or tools):
        return None
    start = _behind(segments, max([first[0], *(index for index, _ in times)]), first[1])
    other = next(
        (index for index, poster in marks[1:] if index > start and poster != first[1]), len(segments)
    )
    index, label = times[0] if times else (first[0], labels.Label())
    posted = f"{label.date}T{label.time}" if label.time else label.date
    end = _end(segments, start, other, first[1])
    return Frame(start, end, first[1], segments[first[0]].first, posted, segments[index].first)


def _poster(segments: Sequence[Segment], index: int) -> tuple[int, str] | None:
    """Return the index and name of the poster whom the segment at `index` marks as one."""
    text = segments[index].text
    if _COUNT.fullmatch(text):
        for above in range(index - 1, max(index - _COUNTED, -1), -1):
            name = segments[above].text
            if (
                not _RANK.fullmatch(name)
                and not _is_tool(name)
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
    label = labels.read(segment.text, names) if segment.weight <= 20 else labels.Label()  # noqa: PLR2004
    return label if label.date and not label.ambiguous else None


def quoting(segments: Sequence[Segment]) -> Frame | None:
    """Return the frame of a page most of whose text is quoted: it hands on what stands elsewhere."""
    if not _quotes([segment for segment in segments if segment.prose]):
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
    return text == poster or _is_tool(text) or bool(_COUNT.fullmatch(text) or _RANK.fullmatch(text))


def _is_tool(text: str) -> bool:
    return bool(_TOOLS.fullmatch(text) or _BUTTONS.fullmatch(text))


def _end(segments: Sequence[Segment], start: int, other: int, poster: str) -> int:
    """Return the index behind the post's last segment: a signature, a tool or the forum's own lines end it."""
    for index in range(start + 1, other):
        text = segments[index].text
        if not any(segment.prose for segment in segments[start:index]):
            continue  # what stands above a post's text does not end it
        if text == poster or _SIGNATURE.fullmatch(text) or _is_tool(text) or is_trail(text) or is_end(text):
            return index
    return other


def read(segments: Sequence[Segment], frame: Frame, names: Names) -> Draft:
    """Read the post in `frame` into a draft: the piece as posted, and who posted it when."""
    post = segments[frame.start : frame.end]
    stated = [link for link in links.find(post) if link.url]
    link = next((one for one in stated if one.partial or one.first), stated[0] if stated else None)
    addresses = {line for one in stated for line in (one.line, one.label)}
    rows = [one for one in post if one.first not in addresses and not _is_tool(one.text)]
    quoting = _quotes(rows)
    opening = next((at for at, one in enumerate(rows) if one.prose and one.quoted >= quoting), len(rows))
    thread = [one for one in segments[: frame.start] if not is_chrome(one.text) and one.weight <= 32][-6:]  # noqa: PLR2004
    opening = _behind_labels(rows, opening, names)
    rows, own_words = _without_own_words(rows, opening, link, quoting=quoting)
    window = [*_thread_titles(thread, frame), *rows[:opening]]
    top = head.read(window, rows[opening:], segments, names)
    date = (_introduced_date(rows[:opening]) if quoting else "") or top.date
    body = prose.without_repeats(rows[opening:])
    standfirst = body[0] if body and sums_up(body[0], body[1:]) else None
    body = body[1:] if standfirst else body
    source, new_source, source_evidence, source_doubts = _source(segments, frame, names)
    return Draft(
        title=top.title,
        authors=top.authors,
        date=date or frame.posted[:10],
        region=top.region,
        source=source,
        new_source=new_source,
        link=link.url if link else "",
        standfirst=standfirst.text if standfirst else "",
        blocks=prose.blocks(body),
        frame="forum",
        partial=_is_partial(link, body),
        poster=frame.poster,
        posted=frame.posted,
        body_lines=(body[0].first, body[-1].last) if body else (0, 0),
        evidence=(*top.evidence, *_frame_evidence(frame, top, link, standfirst), *source_evidence),
        doubts=(*top.doubts, *source_doubts, *own_words),
    )


def _behind_labels(rows: Sequence[Segment], opening: int, names: Names) -> int:
    """Move the opening behind a byline that stands under a first paragraph, such as the poster's own words."""
    for index in range(opening, min(opening + 3, len(rows))):
        label = labels.Label() if rows[index].prose else labels.read(rows[index].text, names)
        if label.signed or (label.date and label.writers):
            return index + 1
    return opening


def _introduced_date(rows: Sequence[Segment]) -> str:
    """Return the one date in the poster's words right above what is quoted, or ""."""
    found = {day.value for day in dates.find(rows[-1].text) if not day.ambiguous} if rows else set()
    return found.pop() if len(found) == 1 else ""


def _quotes(rows: Sequence[Segment]) -> bool:
    """Tell whether a post marks the piece as quoted, so that the other lines are the poster's own."""
    quoted = sum(one.weight for one in rows if one.quoted)
    return quoted > sum(one.weight for one in rows if not one.quoted)


def _without_own_words(
    rows: Sequence[Segment], opening: int, link: links.Link | None, *, quoting: bool
) -> tuple[list[Segment], list[Doubt]]:
    """Leave out the poster's own words: what is not quoted in a post that quotes, or a short end.

    An end is what stands behind "My comment:", or behind the address of the whole piece below the text.
    """
    piece, rest = list(rows[opening:]), list[Segment]()
    if quoting:
        piece, rest = [one for one in piece if one.quoted], [one for one in piece if not one.quoted]
    for index, one in enumerate(piece[1:], 1):
        below = link and link.line > piece[0].first and one.first > link.line
        if (below or _REMARK.match(one.text)) and 2 * _weight(piece[index:]) <= _weight(piece[:index]):
            piece, rest = piece[:index], piece[index:]
            break
    left_out = [
        Doubt("body", one.first, f"left out as the poster's own words: “{one.text[:60]}”") for one in rest
    ]
    return [*rows[:opening], *piece], left_out


def _weight(rows: Sequence[Segment]) -> int:
    return sum(one.weight for one in rows)


def _is_partial(link: links.Link | None, body: Sequence[Segment]) -> bool:
    """Tell whether a post is an excerpt: it says so, marks omissions, or is short beside a link to the piece."""
    stated = (link and link.partial) or any(one.omission for one in body)
    return bool(stated or (link and not link.first and _weight(body) < _BRIEF))


def _thread_titles(thread: Sequence[Segment], frame: Frame) -> list[Segment]:
    """Return the lines above the frame that may be the thread's title, without those of the frame itself."""
    own = {frame.poster_line, frame.posted_line}
    return [
        Segment(_PREFIX.sub("", one.text, count=1), one.first, one.last)
        for one in thread
        if one.first not in own and one.text != frame.poster and not _COUNT.fullmatch(one.text)
    ]


def _frame_evidence(
    frame: Frame, top: head.Head, link: links.Link | None, standfirst: Segment | None
) -> list[Evidence]:
    found = [Evidence("poster", frame.poster_line, frame.poster_rule)] if frame.poster else []
    if frame.posted:
        found.append(Evidence("posted", frame.posted_line, "the post's own local time"))
    if not top.date and frame.posted:
        found.append(Evidence("date", frame.posted_line, "day of the post; the piece states none"))
    if link:
        found.append(Evidence("source_url", link.line, "link to the whole piece"))
    if standfirst:
        found.append(Evidence("standfirst", standfirst.first, "above the text, saying in short what it says"))
    return found


def _source(
    segments: Sequence[Segment], frame: Frame, names: Names
) -> tuple[str, str, list[Evidence], list[Doubt]]:
    """Return the forum: a known source, or the name by which it welcomes its readers."""
    around = [*segments[: frame.start], *segments[frame.end :]]
    for segment in around:
        if match := _WELCOME.search(segment.text):
            evidence = [Evidence("source", segment.first, "the forum's own welcome")]
            slug = names.source(match["name"])
            return slug, "" if slug else match["name"].strip(), evidence, []
    slug, evidence, doubts = outlets.named(around, names)
    return slug, "", evidence, doubts
