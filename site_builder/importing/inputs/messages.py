"""Messages: newsletters and other mail (`.eml`), and pages saved as one file (`.mhtml`), which are MIME messages too."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import Document, Stated, clean, refusal
from site_builder.importing.encodings import decoded
from site_builder.importing.inputs import parts
from site_builder.importing.inputs.parts import Medium, Part
from site_builder.importing.recognising import mail_heads

_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST_PARTS: Final = 500  # of one message
_LONGEST: Final = 2_000  # characters of a line of the head; nobody writes a longer subject
_KEPT: Final = (
    "From",
    "Date",
    "Subject",
    "List-Post",
    "List-Unsubscribe",
)  # lines of the head; the last two tell lists from newsletters
_PAGES: Final = ("text/html", "application/xhtml+xml")
_TEXT: Final = "text/plain"
_MARKUP: Final = re.compile(
    r"<(?:style|script|title)\b.*?</[^<>]*>|<[^<>]*>|&nbsp;|&#\w+;", re.IGNORECASE | re.DOTALL
)
_BETWEEN: Final = re.compile(rb"(?<=\n)\r?\n(?=From [^\r\n]{1,200}\r?\n[!-9;-~]{1,76}:)")
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_LOOKED_AT: Final = 50_000  # characters of a part in which something must show
_COVER: Final = 20  # words: a message of fewer hands on the one that it forwards


def in_mailbox(data: bytes) -> list[bytes]:
    """Return the messages of a mailbox (mbox, RFC 4155); a single message is the only one of its own."""
    if not data.startswith(b"From "):
        return [data]
    return [_ESCAPED.sub(rb"\1", one) for one in _BETWEEN.split(data) if one.strip()]


def read(part: Part) -> Document | Diagnostic:
    """Return the page or the text of a message: of a newsletter its page, with what its head says of it."""
    try:
        message = message_from_bytes(part.data)
        held = _pieces(message)
        if held is None:
            return refusal(part.name, "empty-document", "the message has neither a page nor a text", "")
        found = parts.read(_part(part, *held))
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError) as error:
        # the parser of the standard library raises many things for damaged heads
        said = f"the message cannot be taken apart: {type(error).__name__}"
        return refusal(part.name, "damaged-document", said, "save it again")
    return replace(found, raw_sha256=part.raw_sha256) if isinstance(found, Document) else found


def _pieces(message: Message) -> tuple[Message, list[Message]] | None:
    """Return a message with the parts that are its piece, or those of the message that it only forwards."""
    own = _chosen(message)
    if len(" ".join(map(_shown, own)).split()) < _COVER:
        for part in _within(message):
            if part.get_content_type() == "message/rfc822" and part.is_multipart():
                forwarded = part.get_payload(0)
                if isinstance(forwarded, Message) and (chosen := _chosen(forwarded)):
                    return forwarded, chosen
    return (message, own) if own else None


def _chosen(message: Message) -> list[Message]:
    """Return the pages of a message, else its texts; of alternatives and of what belongs to a page, the first alone.

    What is attached, and what stands in another message, is not looked at; nor is a page that shows nothing.
    """
    found = [part for part in _within(message) if part.get_content_type() in {*_PAGES, _TEXT}]
    found = [
        part for part in found if part.get_content_disposition() != "attachment" and not part.get_filename()
    ]
    told = [part for part in found if _shown(part)]
    pages = [part for part in told if part.get_content_type() in _PAGES]
    chosen = pages or told or found
    return chosen if message.get_content_type() == "multipart/mixed" else chosen[:1]


def _within(message: Message) -> Iterator[Message]:
    """Yield a message and its parts, but not those of messages within it."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        yield part
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting += [one for one in reversed(list(part.get_payload())) if isinstance(one, Message)]


def _shown(part: Message) -> str:
    """Return what a part shows, roughly: enough to tell whether that is anything."""
    return _MARKUP.sub(" ", _text(part)[:_LOOKED_AT]).strip("\u200b\ufeff \t\r\n\xa0")


def _text(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except UnicodeError:  # a codec of Python's own that turns no bytes into text
        part.del_param("charset")
        payload = part.get_payload(decode=True)
    text, _ = decoded(payload if isinstance(payload, bytes) else b"", str(part.get_content_charset() or ""))
    return _unflowed(part, text) if part.get_content_type() == _TEXT else text


def _unflowed(part: Message, text: str) -> str:
    """Return a text whose lines a mail program broke (RFC 3676) with the lines of a paragraph joined."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    space = "" if str(part.get_param("delsp") or "").lower() == "yes" else " "
    lines = text.replace("\r\n", "\n").split("\n")
    joined = [line if line == "-- " or not line.endswith(" ") else f"{line[:-1]}{space}\0" for line in lines]
    return "\n".join(joined).replace("\0\n", "").replace("\0", "")


def _part(whole: Part, message: Message, chosen: list[Message]) -> Part:
    first = chosen[0]
    text = "\n\n".join(map(_text, chosen))
    if first.get_content_type() == _TEXT:
        fields = [f"{field}: {value}" for field in _KEPT if (value := _head(message, field))]
        return _named(whole, "\n\n".join([*fields, text]), "text")
    saved = _address(message, "Snapshot-Content-Location") or _address(first, "Content-Location")
    stated = Stated() if saved else _stated(message)
    return replace(_named(whole, text, "html"), url=whole.url or saved, stated=stated)


def _named(whole: Part, text: str, medium: Medium) -> Part:
    return Part(whole.name, text.encode("utf-8", "replace"), medium, "utf-8", whole.url)


def _stated(message: Message) -> Stated:
    """Return what the head of a newsletter says: its subject, the day it was sent, and who sends it."""
    sender = mail_heads.sender(parseaddr(_head(message, "From"))[0])
    return Stated(
        by="the head of the message",
        title=mail_heads.bare_subject(_head(message, "Subject")),
        authors=(sender.person,) if sender.person else (),
        date=day_of(_head(message, "Date")),
        site_name=sender.outlet,
    )


def day_of(text: str) -> str:
    """Return the day of a date as mail writes it (RFC 5322), or ""."""
    try:
        return str(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _head(message: Message, field: str) -> str:
    """Return a line of the head as one line of text, its encoded words decoded; bytes that nobody encoded are text, too."""
    raw = next((value for name, value in message.raw_items() if name.lower() == field.lower()), "")
    stated, _ = decoded(str(raw)[:_LONGEST].encode("utf-8", "surrogateescape"))
    try:
        return clean(str(make_header(decode_header(stated))))
    except (LookupError, UnicodeError, ValueError, MessageError):
        return clean(stated)


def _address(message: Message, field: str) -> str:
    match = _WEB.fullmatch(_head(message, field))
    return match[0] if match else ""
