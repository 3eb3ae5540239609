"""Mail heads: what the lines of a message's head say, wherever they stand: its bare subject, and who sends it.

They stand above messages, and in the archives of lists, which print them with the list's own tag and the marks of answers.
"""

import re
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import bylines

_ANSWERS: Final = (
    r"(?:re|fwd?|aw|antw|wg|tr|rv|rif|odp|ynt|vs|sv|vl|enc|res)(?:\s?\[\d+\]|\s?\(\d+\)|\^\d+)?\s*[:：]\s*"  # noqa: RUF001 - a colon as wide as an ideograph
)
_ANSWER: Final = re.compile(rf"(?:\W{{0,2}}{_ANSWERS})+", re.IGNORECASE)
_TAG: Final = re.compile(r"\[(?P<list>[^\W_][\w .:/+&-]{1,40})\]")
_OF_TALK: Final = re.compile(  # tags by which those who write say what they want
    r"(?:.*\d+/\d|patch|rfc|ann\b|announce|ot\b|off.?topic|bug|solved|resolved|vote|call|cfp|job|request|question|help"
    r"|proposal|discuss|poll|update|draft|fix|git pull|pull|review|video|photos?|audio)",
    re.IGNORECASE,
)
_WAY: Final = re.compile(  # from one message of an archive to another
    r"\W*(?:(?:previous|next) message\b|messages sorted by|\[?(?:prev|next) in (?:list|thread)\b"
    r"|\[?(?:date|thread|author|subject|chronological) (?:prev|next|index)\]?|more information about the \S+ mailing list)",
    re.IGNORECASE,
)
_ARCHIVE: Final = re.compile(
    r"messages sorted by|\[(?:prev|next) in (?:list|thread)\]|\[(?:date|thread) (?:prev|next)\]"
    r"|more information about the \S+ mailing list|\bhyperkitty\b|reply via email to|^message-id\s*:"
    r"|^(?:previous|next) message\b.{0,20}:",
    re.IGNORECASE | re.MULTILINE,
)
_STANDS_IN_ARCHIVE: Final = re.compile(r"/pipermail/|/hyperkitty/|/archives/list/[^/]+@", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"(?:^|\s)subject\s*:\s*(?P<subject>\S.{2,200}?)\s*(?:$|\s(?:from|date|to)\s*:)",
    re.IGNORECASE | re.MULTILINE,
)
_VIA: Final = re.compile(r"\s+(?:from|at|via|by)\s+", re.IGNORECASE)


class Sender(Struct, frozen=True):
    """Who sends a message: a person ("" if none is named), and the outlet that it comes from ("" if none is)."""

    person: str = ""
    outlet: str = ""


def bare_subject(subject: str) -> str:
    """Return what a message is about, without the marks of answers before it and the tag of its list; else the subject itself.

    The tag of a list is the first one, unless it is one by which those who write say what they want.
    """
    bare = _without_answers(subject.strip())
    tag = _TAG.match(bare)
    if tag is None or _OF_TALK.match(tag["list"]) or not bare[tag.end() :].strip():
        return bare
    return _without_answers(bare[tag.end() :].strip())


def is_answer_or_of_list(subject: str) -> bool:
    """Tell whether a subject has marks of answers, of what is handed on, or the tag of a list before it."""
    return bare_subject(subject) != subject.strip()


def is_archived(text: str, url: str = "") -> bool:
    """Tell whether a page is a message in the archive of a list, by what the archive prints around it or by its address."""
    return bool(_STANDS_IN_ARCHIVE.search(url) or _ARCHIVE.search(text))


def is_way(text: str) -> bool:
    """Tell whether a line of an archive only leads to other messages of it."""
    return bool(_WAY.match(text))


def archived_title(title: str, text: str) -> str:
    """Return the title of a message in an archive, whose whole text is given, as `bare_subject` has it.

    Where the archive prints the message's subject and the title has more beside it, the subject is the title.
    """
    printed = _SUBJECT.search(text)
    if printed and printed["subject"].casefold() in title.casefold():
        title = printed["subject"]
    return bare_subject(title)


def _without_answers(subject: str) -> str:
    match = _ANSWER.match(subject)
    return (subject[match.end() :].strip() if match else "") or subject


def sender(name: str) -> Sender:
    """Return whom the name of a sender names: "Jane Doe from The Outlet", a person, or an outlet."""
    match = _VIA.search(name)
    person, outlet = (name[: match.start()], name[match.end() :]) if match else (name, "")
    return Sender(person, outlet) if bylines.is_person(person) else Sender(outlet=name)
