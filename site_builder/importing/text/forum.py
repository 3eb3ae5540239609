"""Forum posts: a piece that somebody posted, sent to a list or quoted, read out of its frame."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from site_builder.importing.draft import Doubt, Draft, Evidence
from site_builder.importing.recognising import dates, links, outlets
from site_builder.importing.recognising.bylines import Writer, is_person, plain
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.segments import Segment, total
from site_builder.importing.text import edges, head, headlines, labels, lead_ins, prose
from site_builder.importing.text.frames import COUNT, WELCOME, Frame, is_tool, quotes
from site_builder.importing.text.standfirst import sums_up

_REMARK: Final = re.compile(
    r"(?:my (?:own )?(?:comments?|take|thoughts?|opinion|view|two cents)|edit(?:ed)?(?: to add)?|comment|discuss)\s*[:.]",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(
    r"(?:(?:re|fwd?|aw|wg|topic|thread|subject)\s*:\s*|\[[\w .-]+\]\s*)+", re.IGNORECASE
)
_REACH: Final = 60  # lines above the text in which a post's head may stand
_BY_SUBJECT: Final = 0.8
_BRIEF: Final = 300  # words up to which a post that links to the piece is taken for an excerpt


def read(segments: Sequence[Segment], frame: Frame, names: Names) -> Draft:
    """Read the post in `frame` into a draft: the piece as posted, and who posted it when."""
    post = segments[frame.start : frame.end]
    stated = [link for link in links.find(post) if link.url]
    link = next((one for one in stated if one.partial or one.first), stated[0] if stated else None)
    addresses = {line for one in stated for line in (one.line, one.label)}
    rows = [one for one in post if one.first not in addresses and not is_tool(one.text)]
    quoting = quotes(rows)
    opening = next((at for at, one in enumerate(rows) if one.prose and one.quoted >= quoting), len(rows))
    thread = [one for one in segments[: frame.start] if not is_chrome(one.text) and one.weight <= 32][-6:]  # noqa: PLR2004
    opening = _behind_labels(rows, opening, names)
    rows, own_words = _without_own_words(rows, opening, link, quoting=quoting)
    window = [*_thread_titles(thread, frame), *rows[max(0, opening - _REACH) : opening]]
    top = _titled(head.read(window, rows[opening:], segments, names), frame)
    top = _led_in(top, rows[:opening]) if quoting else top
    top = _forwarded(top, [*segments[: frame.start], *rows[:opening]])
    date, date_evidence = _date(rows[:opening], top, frame, quoting=quoting)
    body, top = _signed(_ended(prose.without_repeats(rows[opening:])), top, frame)
    standfirst = body[0] if body and sums_up(body[0], body[1:]) else None
    body = body[1:] if standfirst else body
    source, new_source, source_evidence, source_doubts = _source(segments, frame, names, top.title)
    return Draft(
        title=top.title,
        authors=top.authors,
        date=date,
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
        evidence=(
            *(one for one in top.evidence if one.field != "date"),
            *date_evidence,
            *_frame_evidence(frame, link, standfirst),
            *source_evidence,
        ),
        doubts=(*top.doubts, *source_doubts, *own_words),
    )


def _ended(body: list[Segment]) -> list[Segment]:
    return body[: edges.stop(body, 0, len(body))]


def _signed(body: list[Segment], top: head.Head, frame: Frame) -> tuple[list[Segment], head.Head]:
    """Return a text without its last line, and its author, where that is the name of who sent it, and so says who wrote it."""
    named = len(body) > 1 and fold(body[-1].text.strip(" -–—,.")) == fold(frame.poster)
    if not named or not is_person(frame.poster):
        return body, top
    return body[:-1], top if top.authors else replace(top, authors=(Writer(plain(frame.poster)),))


def _behind_labels(rows: Sequence[Segment], opening: int, names: Names) -> int:
    """Move the opening behind a byline that stands under a first paragraph, such as the poster's own words."""
    for index in range(opening, min(opening + 3, len(rows))):
        label = labels.Label() if rows[index].prose else labels.read(rows[index].text, names)
        if label.signed or (label.date and label.writers):
            return index + 1
    return opening


def _date(
    above: Sequence[Segment], top: head.Head, frame: Frame, *, quoting: bool
) -> tuple[str, list[Evidence]]:
    """Return the piece's date: the one date in the words right above a quotation, else the head's, else the post's."""
    found = (
        {day.value for day in dates.find(above[-1].text) if not day.ambiguous} if quoting and above else set()
    )
    if len(found) == 1:
        return found.pop(), [Evidence("date", above[-1].first, "date in the line above the quotation")]
    if top.date:
        return top.date, [one for one in top.evidence if one.field == "date"]
    day = frame.posted[:10]
    rule = "day of the post; the piece states none"
    return day, [Evidence("date", frame.posted_line, rule)] if day else []


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
        if (below or _REMARK.match(one.text)) and 2 * total(piece[index:]) <= total(piece[:index]):
            piece, rest = piece[:index], piece[index:]
            break
    left_out = [
        Doubt("body", one.first, f"left out as the poster's own words: “{one.text[:60]}”")
        for one in rest
        if one.closed
    ]
    return [*rows[:opening], *piece], left_out


def _is_partial(link: links.Link | None, body: Sequence[Segment]) -> bool:
    """Tell whether a post is an excerpt: it says so, marks omissions, or is short beside a link to the piece."""
    stated = (link and link.partial) or any(one.omission for one in body)
    return bool(stated or (link and not link.first and total(body) < _BRIEF))


def _titled(top: head.Head, frame: Frame) -> head.Head:
    """Return a head with the subject of the message as its title, where the message prints no other."""
    subject = headlines.bare(_PREFIX.sub("", frame.subject, count=1))
    if top.title or not subject:
        return replace(top, title=headlines.bare(top.title))
    evidence = Evidence("title", frame.subject_line, "the message's “Subject” line", _BY_SUBJECT)
    return replace(top, title=subject, evidence=(evidence, *top.evidence))


def _led_in(top: head.Head, above: Sequence[Segment]) -> head.Head:
    """Return a head with the headline and the writer that the poster's words above the quotation state."""
    title, writers, line = lead_ins.read(above)
    if not title:
        return top
    kept = [one for one in top.evidence if one.field not in {"title", *(["author"] if writers else [])}]
    said = [Evidence("title", line, "named in the words above the quotation")]
    if writers:
        said.append(Evidence("author", line, "named in the words above the quotation"))
    return replace(top, title=title, authors=writers or top.authors, evidence=(*said, *kept))


def _forwarded(top: head.Head, above: Sequence[Segment]) -> head.Head:
    """Return a head that nobody else signs with the sender of the message that is forwarded."""
    writers, line = ((), 0) if top.authors else lead_ins.sender(above)
    if not writers:
        return top
    said = Evidence("author", line, "sender of the message that is forwarded", _BY_SUBJECT)
    return replace(top, authors=writers, evidence=(*top.evidence, said))


def _thread_titles(thread: Sequence[Segment], frame: Frame) -> list[Segment]:
    """Return the lines above the frame that may be the thread's title, without those of the frame itself.

    Of the head of a message that is its subject.
    """
    own = {frame.poster_line, frame.posted_line}
    if frame.subject:
        thread = [one for one in thread if one.first == frame.subject_line]
    return [
        Segment(_PREFIX.sub("", one.text, count=1), one.first, one.last)
        for one in thread
        if one.first not in own and one.text != frame.poster and not COUNT.fullmatch(one.text)
    ]


def _frame_evidence(frame: Frame, link: links.Link | None, standfirst: Segment | None) -> list[Evidence]:
    found = [Evidence("poster", frame.poster_line, frame.poster_rule)] if frame.poster else []
    if frame.posted:
        found.append(Evidence("posted", frame.posted_line, "the post's own local time"))
    if link:
        found.append(Evidence("source_url", link.line, "link to the whole piece"))
    if standfirst:
        found.append(Evidence("standfirst", standfirst.first, "above the text, saying in short what it says"))
    return found


def _source(
    segments: Sequence[Segment], frame: Frame, names: Names, title: str
) -> tuple[str, str, list[Evidence], list[Doubt]]:
    """Return the forum: a known source, or the name by which it welcomes its readers; what the thread's title names is none."""
    around = [*segments[: frame.start], *segments[frame.end :]]
    around = [one for one in around if not title or fold(title) not in fold(one.text)]
    for segment in around:
        if match := WELCOME.search(segment.text):
            evidence = [Evidence("source", segment.first, "the forum's own welcome")]
            slug = names.source(match["name"])
            return slug, "" if slug else match["name"].strip(), evidence, []
    slug, evidence, doubts = outlets.named(around, names)
    return slug, "", evidence, doubts
