"""Pages: an article on a page of its own, with whatever the page prints around it."""

from collections.abc import Sequence
from itertools import dropwhile, takewhile
from typing import Final

from msgspec import Struct

from site_builder.importing.draft import Doubt, Draft, Evidence
from site_builder.importing.recognising import links, mail_heads, outlets
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.chrome import is_chrome, is_end
from site_builder.importing.recognising.links import Link
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.segments import Segment, middle, total
from site_builder.importing.text import body as text_body
from site_builder.importing.text import broken_lines, edges, head, labels, name_lines, prose, tail
from site_builder.importing.text import learnt_head as text_head
from site_builder.importing.text.head import Head
from site_builder.importing.text.learnt_head import Chosen
from site_builder.importing.text.standfirst import sums_up
from site_builder.integrity.shingles import words

_REACH: Final = 60  # segments above the text in which its head may stand
_BELOW: Final = 12  # segments below it in which its tail may stand
_SEGMENTS: Final = 10_000  # that are read of a document
_TOO_LONG: Final = "left out with all that follows: the document is too long"
_HEAD: Final = 12  # lines above a text that say when it was changed
_EDGE: Final = 4  # lines at either end of a page, or of its text
_STANDFIRST: Final = (6, 90)
_SUMS_UP: Final = "above the text, saying in short what it says"
_SHORT: Final = 45  # words of a standfirst set apart


class Parts(Struct, frozen=True):
    """Where things stand: the piece within [start, end), the head in the window before it, then the tail.

    `body` are the segments of the piece; `chosen` is what the models read in the document.
    """

    segments: Sequence[Segment]
    start: int
    end: int
    body: Sequence[Segment]
    head: Head
    chosen: Chosen
    biographies: tuple[tail.Found, ...]
    authors: tuple[Writer, ...] = ()

    @property
    def window_start(self) -> int:
        """The index of the first segment of the head's window."""
        return max(0, self.start - _REACH)

    @property
    def people(self) -> list[str]:
        """The names of those who sign or are introduced."""
        return [one.name for one in self.authors] + [one.biography.name for one in self.biographies]

    @property
    def signed(self) -> Sequence[Segment]:
        """The lines in which the authors sign together."""
        block = self.chosen.block
        return self.segments[block.first : block.last + 1] if block else ()

    @property
    def after_title(self) -> Sequence[Segment]:
        """The segments between the title and the body."""
        at = self.head.title_at
        return self.segments[self.window_start + at + 1 : self.start] if at >= 0 else ()


def read(segments: Sequence[Segment], names: Names, url: str = "") -> Draft:
    """Read a page that stands at `url` ("" if unknown) into a draft; what it does not state stays empty."""
    segments = broken_lines.mended(segments)
    beyond = [Doubt("body", one.first, _TOO_LONG) for one in segments[_SEGMENTS : _SEGMENTS + 1]]
    parts = _parts(segments[:_SEGMENTS], names, url)
    standfirst, body = _standfirst(parts)
    authors, author_evidence = _authors(parts)
    topics, topics_line = tail.topics([*segments[: parts.start], *segments[parts.end :]])
    region, region_evidence = _region(parts, names)
    source, link, source_evidence, source_doubts = _source(parts, names)
    chosen = parts.chosen
    evidence = [*chosen.of("title"), *author_evidence, *chosen.of("date"), *region_evidence, *source_evidence]
    if standfirst:
        evidence.append(Evidence("standfirst", standfirst.first, _SUMS_UP))
    if topics:
        evidence.append(Evidence("topics", topics_line, "line of tags"))
    return Draft(
        title=_title(chosen.title, segments, url),
        authors=authors,
        date=chosen.date,
        updated=_updated(parts),
        region=region,
        source=source,
        link=link.url if link else "",
        topics=topics,
        standfirst=standfirst.text if standfirst else "",
        blocks=prose.blocks(body),
        biographies=tuple(found.biography for found in parts.biographies),
        frame="reprint" if link and (link.first or link.partial) else "",
        partial=bool(link and link.partial),
        publisher=None if source or link else outlets.publisher(_around(parts), parts.people),
        body_lines=(body[0].first, body[-1].last) if body else (0, 0),
        evidence=tuple(evidence),
        doubts=(
            *(one for one in chosen.doubts if one.field != "author" or not authors),
            *(one for one in parts.head.doubts if one.field == "region"),
            *source_doubts,
            *_left_out(parts, standfirst, body),
            *_left_below(parts),
            *beyond,
        ),
    )


def _title(title: str, segments: Sequence[Segment], url: str) -> str:
    """Return the title of a page; that of a message in the archive of a list without what lists put before it."""
    text = "\n".join(one.text for one in segments)
    return mail_heads.archived_title(title, text) if title and mail_heads.is_archived(text, url) else title


def _parts(segments: Sequence[Segment], names: Names, url: str) -> Parts:
    reading = text_body.read(segments, url)
    chosen = text_head.choose(reading, names)
    taken = edges.without_head(segments, text_body.taken(reading), chosen)
    start, end = (taken[0], taken[-1] + 1) if taken else (reading.start, reading.start)
    start = edges.behind_head(segments, start, end, names)
    shift = max(0, start - _REACH)
    at = chosen.title_at - shift if shift <= chosen.title_at < start else -1
    top = head.read(segments[shift:start], segments[start:end], segments, names, title_at=at)
    role = head.role_below(segments, chosen.author_at) if 0 <= chosen.author_at < start else ""
    authors = text_head.writers(chosen, top.labels, role)
    found = tail.biographies(segments, middle(segments, start, end), authors)
    found = [one for one in found if total(segments[one.index : end]) <= 0.3 * total(segments[start:end])]
    if not found and not authors:
        after_title = shift + max(top.title_at, 0) + 1
        found = tail.opening_signature(segments, after_title, start) or tail.closing_signature(
            segments, start, end
        )
    cut = min([end, *(one.index for one in found if one.index > start)])
    while cut - 1 > start and (links.is_origin(segments[cut - 1]) or links.is_address(segments[cut - 1])):
        cut -= 1
    first = edges.opening(segments, start, chosen.title_at)
    cut = edges.closing(segments, start, min(cut, edges.stop(segments, start, cut)))
    kept = {*range(first, start), *(at for at in taken if start <= at < cut), *range(min(end, cut), cut)}
    start = first
    body = [one for at, one in enumerate(segments[start:cut], start) if at in kept or is_chrome(one.text)]
    return Parts(segments, start, cut, body, top, chosen, tuple(found), authors)


def _standfirst(parts: Parts) -> tuple[Segment | None, list[Segment]]:
    """Return the standfirst, if there is one, and the body without it or what stands between the two.

    It is printed twice, or it stands between title and dateline or byline, or it sums up what follows it.
    """
    body = _once(prose.without_repeats(parts.body), parts.chosen.title)
    least, most = _STANDFIRST
    between = [one for one in parts.after_title if one not in parts.signed]
    above = [one for one in between if least <= one.weight <= most and _opens(one, parts)]
    if above:
        key = words(above[0].text)
        rest = [segment for segment in body if words(segment.text) != key]
        return above[0], rest if rest[:1] == body[:1] else _from_prose(rest)
    if body and body[0].prose and body[0].weight <= most:
        rest = _from_prose(body[1:])
        key = words(body[0].text)
        twice = sum(words(segment.text) == key for segment in parts.segments) > 1
        if rest and (twice or sums_up(body[0], rest) or _apart(parts, body)):
            return body[0], rest
    return None, body


def _once(body: list[Segment], title: str) -> list[Segment]:
    """Return a body without the title at its end, which is left where the document prints the piece twice."""
    while len(body) > 1 and not body[-1].prose and words(body[-1].text) == words(title):
        body = body[:-1]
    return body


def _apart(parts: Parts, body: Sequence[Segment]) -> bool:
    """Tell whether a short first paragraph stands between the byline and a line that is none of the text."""
    at = parts.segments.index(body[0])
    named = {writer.name for writer in parts.authors}
    signed = any(name in one.text for one in parts.segments[max(0, at - _EDGE) : at] for name in named)
    taken = {one.first for one in body if not is_chrome(one.text)}
    next_one = parts.segments[at + 1 : at + 2]
    return signed and body[0].weight <= _SHORT and all(one.first not in taken for one in next_one)


def _from_prose(segments: Sequence[Segment]) -> list[Segment]:
    return list(dropwhile(lambda one: not one.prose and not prose.opens_section(one), segments))


def _opens(segment: Segment, parts: Parts) -> bool:
    """Tell whether a segment of the head is a standfirst: no label, chrome, title again or person."""
    index = parts.segments.index(segment) - parts.window_start
    label = parts.head.labels[index]
    again = words(segment.text) == words(parts.chosen.title)
    first = index == parts.head.title_at + 1
    about = any(tail.is_about(segment.text, name) for name in parts.people)
    line = name_lines.read(segment.text)
    signed = line is not None and line.said
    bare = label.bare and not signed and not again and not about and not is_chrome(segment.text)
    return bare and (segment.prose or first)


def _authors(parts: Parts) -> tuple[tuple[Writer, ...], list[Evidence]]:
    found = parts.biographies
    if parts.authors:
        spelt = {fold(one.biography.name): one.biography.name for one in found}
        authors = [(spelt.get(fold(one.name), one.name), one) for one in parts.authors]
        return tuple(Writer(name, one.role, one.organisation) for name, one in authors), parts.chosen.of(
            "author"
        )
    if not found:
        signed, line = tail.closing_byline(parts.segments, parts.end)
        return signed, [Evidence("author", line, "byline below the text")] if signed else []
    evidence = [Evidence("author", one.line, "biography block") for one in found]
    return text_head.introduced((one.biography.text, one.biography.name) for one in found), evidence


def _updated(parts: Parts) -> str:
    """Return the day on which the head says that the piece was changed, where that is later than its date."""
    head_ = parts.segments[parts.window_start : parts.start]
    days = [day for one in head_[-_HEAD:] if (day := labels.changed(one.text))]
    published = parts.chosen.date[:10]
    return max(days) if days and published and max(days) > published else ""


def _region(parts: Parts, names: Names) -> tuple[str, list[Evidence]]:
    if parts.head.region:
        return parts.head.region, [one for one in parts.head.evidence if one.field == "region"]
    label, line = tail.labelled_region([*parts.segments[: parts.start], *parts.segments[parts.end :]])
    slug = names.region(label)
    return slug, [Evidence("region", line, "line that labels the region")] if slug else []


def _source(parts: Parts, names: Names) -> tuple[str, Link | None, list[Evidence], list[Doubt]]:
    """Return the source, the address to link to, and why.

    The address may be the page's own, or that of the piece's first or fuller appearance elsewhere.
    """
    segments, around = parts.segments, _around(parts)
    stated = links.find([*segments[: parts.start], *segments[max(parts.end - 1, parts.start) :]])
    close = {segment.first for segment in segments[max(parts.end - 1, 0) : parts.end + _EDGE]}
    elsewhere = next((one for one in stated if one.first or (one.partial and one.line in close)), None)
    own = outlets.own_address(stated, [*segments[:_EDGE], *segments[-_EDGE:]])
    link = elsewhere or own
    evidence = (
        [Evidence("source_url", link.line, "address stated in the document")] if link and link.url else []
    )
    if parts.head.source:
        return parts.head.source, link, [*evidence, Evidence("source", 0, "named in the head")], []
    if own and own is link and (slug := outlets.of_link(own.url, names)):
        return slug, link, [*evidence, Evidence("source", own.line, "the host of the page's address")], []
    about = {one.line for one in parts.biographies} | ({elsewhere.line} if elsewhere else set())
    bios = {one.biography.text for one in parts.biographies}
    lines = [one for one in around if one.first not in about and one.text not in bios]
    slug, named, doubts = outlets.named(lines, names)
    if elsewhere and elsewhere.outlet and not slug:
        said = f"the piece first appeared in {elsewhere.outlet}; where this copy stands is not stated"
        doubts.append(Doubt("source", elsewhere.line, said))
    return slug, link, [*evidence, *named], doubts


def _around(parts: Parts) -> list[Segment]:
    """Return what stands above the title and below the text."""
    above = parts.segments[: parts.window_start + max(parts.head.title_at, 0)]
    return [*above, *parts.segments[parts.end :]]


def _left_below(parts: Parts) -> list[Doubt]:
    """Name the paragraphs that follow the text behind a box of the page, before anything that closes it."""
    below = takewhile(lambda one: not is_end(one.text), parts.segments[parts.end : parts.end + _BELOW])
    bios = parts.biographies
    found = [] if bios else [one for one in below if one.prose and not is_chrome(one.text)]
    return [
        Doubt("body", one.first, f"left out as standing below the text: “{one.text[:60]}”")
        for one in found
        if not links.is_origin(one)
    ]


def _left_out(parts: Parts, standfirst: Segment | None, body: Sequence[Segment]) -> list[Doubt]:
    """Name what stood between title and text and was read as nothing: a caption as a rule."""
    labelled = {index for index, label in enumerate(parts.head.labels, parts.window_start) if not label.bare}
    said = {tuple(words(segment.text)) for segment in (*body, *([standfirst] if standfirst else []))}
    said |= {tuple(words(text)) for text in (parts.chosen.title, *(one.text for one in parts.signed))}
    first = parts.window_start + parts.head.title_at + 1
    between = [one for at, one in enumerate(parts.segments[first : parts.end], first) if at not in labelled]
    return [
        Doubt("body", segment.first, f"left out as a caption or page furniture: “{segment.text[:60]}”")
        for segment in takewhile(lambda one: bool(body) and one.first < body[0].first, between)
        if not is_chrome(segment.text) and tuple(words(segment.text)) not in said
    ]
