"""Messages: newsletters and other mail (`.eml`), and pages saved as one file (`.mhtml`), which are MIME messages too."""

import codecs
import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing import bylines
from site_builder.importing.document import Document, Stated, clean, refusal
from site_builder.importing.inputs import parts
from site_builder.importing.inputs.parts import Part

_FORWARDED: Final = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST_PARTS: Final = 500
_VIA: Final = re.compile(r"\s+(?:from|at|via|by)\s+", re.IGNORECASE)
_LONGEST: Final = 2_000  # characters of a line of the head; nobody writes a longer subject
_PAGES: Final = ("text/html", "application/xhtml+xml")


def read(part: Part) -> Document | Diagnostic:
    """Return the page or the text of a message: of a newsletter its page, with what its head says of it."""
    try:
        message = message_from_bytes(part.data)
        chosen = _chosen(message)
        if chosen is None:
            return refusal(part.name, "empty-document", "the message has neither a page nor a text", "")
        found = parts.read(_part(part, message, chosen))
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError) as error:
        # the parser of the standard library raises many things for damaged heads
        said = f"the message cannot be taken apart: {type(error).__name__}"
        return refusal(part.name, "damaged-document", said, "save it again")
    return replace(found, raw_sha256=part.raw_sha256) if isinstance(found, Document) else found


def _chosen(message: Message) -> Message | None:
    """Return the first page of a message, else its first text; what is attached is not looked at."""
    first: dict[str, Message] = {}
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_disposition() != "attachment":
            first.setdefault(part.get_content_type(), part)
    return next((first[kind] for kind in (*_PAGES, "text/plain") if kind in first), None)


def _part(whole: Part, message: Message, chosen: Message) -> Part:
    payload = chosen.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(chosen.get_content_charset() or "")
    saved = _address(message, "Snapshot-Content-Location") or _address(chosen, "Content-Location")
    if chosen.get_content_type() == "text/plain":
        head = "".join(f"{field}: {_head(message, field)}\n" for field in ("From", "Date", "Subject"))
        text = data.decode(charset if _is_known(charset) else "utf-8", "replace")
        return Part(whole.name, f"{head}\n{text}".encode("utf-8", "replace"), "text", url=whole.url)
    stated = Stated() if saved else _stated(message)
    return Part(whole.name, data, "html", charset, whole.url or saved, stated)


def _stated(message: Message) -> Stated:
    """Return what the head of a newsletter says: its subject, the day it was sent, and who sends it."""
    sender, _ = parseaddr(_head(message, "From"))
    name, _, outlet = _split(sender)
    person = bylines.is_person(name)
    return Stated(
        by="the head of the message",
        title=_FORWARDED.sub("", _head(message, "Subject"), count=1),
        authors=(name,) if person else (),
        date=_day(_head(message, "Date")),
        site_name=outlet if person else sender,
    )


def _split(sender: str) -> tuple[str, str, str]:
    """Take "Jane Doe from The Outlet" apart."""
    match = _VIA.search(sender)
    return (sender[: match.start()], match[0], sender[match.end() :]) if match else (sender, "", "")


def _day(text: str) -> str:
    try:
        return str(parsedate_to_datetime(text).date())
    except (ValueError, OverflowError):
        return ""


def _head(message: Message, field: str) -> str:
    """Return a line of the head as one line of text, its encoded words decoded."""
    stated = str(message.get(field, ""))[:_LONGEST]
    try:
        return clean(str(make_header(decode_header(stated))))
    except (LookupError, UnicodeError, ValueError, MessageError):
        return clean(stated)


def _address(message: Message, field: str) -> str:
    match = _WEB.fullmatch(_head(message, field))
    return match[0] if match else ""


def _is_known(charset: str) -> bool:
    try:
        codecs.lookup(charset)
    except LookupError:
        return False
    return True
