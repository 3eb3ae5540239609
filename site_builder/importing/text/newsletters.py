"""Newsletters: messages that hand on nothing, since who sends them has written them, or prints what was written for them.

Such a message is a page that came by mail. What its head says (subject, sender, day) serves where its text says nothing.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.recognising import bylines, links, mail_heads
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.segments import Segment
from site_builder.importing.text import frames, page
from site_builder.importing.text.frames import Frame

_WAYS_OUT: Final = re.compile(  # what newsletters print around their piece, wherever they are sent from
    r"(?:to )?unsubscribe\b|(?:manage|update) (?:your )?(?:e-?mail )?(?:subscription|preferences)|no longer wish to receive"
    r"|(?:you.?re |you are )receiving this|you received this (?:e-?mail|newsletter) because"
    r"|(?:vom )?newsletter (?:ab(?:melden|bestellen)?|kündigen)\b|(?:sie erhalten|du erhältst) diese[ns]? (?:e-?mail|newsletter)"
    r"|se désabonner|pour (?:vous désabonner|ne plus recevoir)|vous recevez (?:ce|cet)|(?:para )?darse de baja"
    r"|annulla (?:l.)?iscrizione|per cancellarti|afmelden|uitschrijven|отписаться|إلغاء الاشتراك|退订|取消订阅|配信停止",
    re.IGNORECASE,
)
_ONLINE: Final = re.compile(  # where it may be read too
    r"(?:view|read|open) (?:this|it|the)?\s?(?:post|e-?mail|newsletter|issue|message|article|letter)?\s?(?:on the web|online|in (?:your|a|the) browser|on our (?:web)?site)\b.{0,12}?"
    r"|(?:diese[ns]? )?(?:newsletter|e-?mail|ausgabe|text) (?:im browser|online) (?:lesen|ansehen|öffnen)|(?:im browser|online) (?:lesen|ansehen)"
    r"|(?:lire|voir|afficher) (?:cet? \S+ )?(?:en ligne|dans (?:votre|le) navigateur)|(?:ver|leer) (?:este \S+ )?(?:en línea|en el navegador)",
    re.IGNORECASE,
)
_OF_LIST: Final = re.compile(  # the foot of a list on which all may write
    r"mailing[ -]list\b|list-post\s*:|listinfo|google ?groups|yahoo ?groups|groups\.io|because you are subscribed to the .{0,40}\bgroup"
    r"|to post (?:to this|a message)|reply to (?:the|this) (?:list|group)|_{20,}",
    re.IGNORECASE,
)
_THROUGH_LIST: Final = re.compile(r"\svia\s", re.IGNORECASE)  # as lists rewrite who sends
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[a-z\d][a-z\d._+-]*(?:@.*)?")  # all that is known of who sends
_LABEL: Final = 24  # words of a line around the piece
_SIGNED: Final = 4  # lines at the end of a message in which its sender signs
_COMMON: Final = 2  # words of the title that the address of a piece has
_SAID, _SENT = 0.8, 0.6  # confidence: who sends a newsletter signs it, or nobody does
_HEAD: Final = "the head of the newsletter"


def read(segments: Sequence[Segment], frame: Frame, names: Names, url: str = "") -> Draft | None:
    """Read the message in `frame` as its sender's own piece; None where it may hand on somebody else's.

    It is its sender's own where not most of it is quoted, no list or answer is under way, and the sender signs it or prints the
    ways out of a newsletter around it.
    """
    signs = _signs(segments, frame)
    if _hands_on(segments, frame) or not (signs or any(map(_is_way_out, segments))):
        return None
    subject = mail_heads.bare_subject(frame.subject)
    around = {one.first for one in segments[frame.start :] if _is_around(one)}
    text = [one for one in segments[frame.start :] if one.first not in around]
    text = text[:-1] if signs and text and _is_of(text[-1], frame.poster) else text
    title = Segment(subject, frame.subject_line, frame.subject_line)
    draft = page.read([title, *text] if subject else text, names, url)
    sender = fold(mail_heads.sender(frame.poster).person)
    others = sender and draft.authors and all(fold(one.name) != sender for one in draft.authors)
    if draft.frame or (others and draft.link):
        return None
    return _completed(draft, frame, _online(segments, subject), signs=signs)


def _hands_on(segments: Sequence[Segment], frame: Frame) -> bool:
    """Tell whether a message may hand on what somebody else has written, or belongs to a discussion."""
    if (
        not frame.poster
        or _THROUGH_LIST.search(frame.poster)
        or mail_heads.is_answer_or_of_list(frame.subject)
    ):
        return True
    own = segments[frame.start :]
    return (
        frames.quotes([one for one in own if one.prose])
        or any(one.weight <= _LABEL and _OF_LIST.search(one.text) for one in segments)
        or any(link.first or link.partial for link in links.find(own))
    )


def _signs(segments: Sequence[Segment], frame: Frame) -> bool:
    """Tell whether the sender's name stands alone below the text, or above it behind "By"."""
    own = [one for one in segments[frame.start : frame.end] if not _is_around(one)]
    first = next((at for at, one in enumerate(own) if one.prose), 0)
    return any(_is_of(one, frame.poster) for one in own[-_SIGNED:]) or any(
        _is_by(one, frame.poster) for one in own[:first]
    )


def _is_by(one: Segment, poster: str) -> bool:
    """Tell whether a line is the byline of who has sent the message."""
    person, span = mail_heads.sender(poster).person, bylines.starts(one.text)
    return bool(person and span and span[0] == 0 and fold(one.text[span[1] :]).startswith(fold(person)))


def _is_of(one: Segment, poster: str) -> bool:
    """Tell whether a line is the name of who has sent the message, and nothing else."""
    person = mail_heads.sender(poster).person
    return bool(person) and fold(one.text) == fold(person)


def _is_way_out(one: Segment) -> bool:
    return one.weight <= _LABEL and bool(
        _WAYS_OUT.match(one.text)
        or _ONLINE.match(one.text)
        or one.text.lower().startswith("list-unsubscribe:")
    )


def _is_around(one: Segment) -> bool:
    return _is_way_out(one) or frames.is_tool(one.text)


def _online(segments: Sequence[Segment], subject: str) -> str:
    """Return the address where the piece stands on the web: one that has words of its subject, and nothing of a reader."""
    wanted = {word for word in fold(subject).split() if len(word) > _COMMON}
    for at, one in enumerate(segments):
        near = " ".join(row.text for row in segments[at : at + 2])
        if one.weight <= _LABEL and _ONLINE.match(one.text) and (match := _WEB.search(near)):
            url = links.canonical(match[0])
            told = wanted & {*fold(url.replace("_", " ")).split()}
            if "?" not in url and len(told) >= min(_COMMON, len(wanted)) > 0:
                return url
    return ""


def _completed(draft: Draft, frame: Frame, url: str, *, signs: bool) -> Draft:
    """Return a draft with what the head of its message says, where its text says nothing."""
    sender = mail_heads.sender(frame.poster)
    evidence = list(draft.evidence)
    if not draft.title and frame.subject:
        draft = replace(draft, title=mail_heads.bare_subject(frame.subject))
        evidence.append(Evidence("title", frame.subject_line, _HEAD, _SENT))
    if not draft.authors and sender.person:
        draft = replace(draft, authors=(Writer(bylines.plain(sender.person)),))
        evidence.append(Evidence("author", frame.poster_line, _HEAD, _SAID if signs else _SENT))
    if not draft.date and frame.posted:
        draft = replace(draft, date=frame.posted[:10])
        evidence.append(Evidence("date", frame.posted_line, _HEAD, _SENT))
    if not draft.site_name and sender.outlet and not _ADDRESS.fullmatch(sender.outlet):
        draft = replace(draft, site_name=sender.outlet)
        evidence.append(Evidence("site_name", frame.poster_line, _HEAD, _SENT))
    if url and not draft.link:
        draft = replace(draft, link=url)
        evidence.append(Evidence("source_url", 0, "where the newsletter says it can be read"))
    doubted = {one.field for one in evidence}
    doubts = tuple(one for one in draft.doubts if one.field == "body" or one.field not in doubted)
    return replace(draft, evidence=tuple(evidence), doubts=doubts)
