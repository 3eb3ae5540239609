"""Messages: newsletters and other mail (`.eml`), and pages saved as one file (`.mhtml`), which are MIME messages too."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final

from site_builder.diagnostics import Diagnostic
from site_builder.importing import bylines
from site_builder.importing.document import Stated, clean, refusal
from site_builder.importing.inputs.parts import Part

_FORWARDED: Final = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST_PARTS: Final = 500
_VIA: Final = re.compile(r"\s+(?:from|at|via|by)\s+", re.IGNORECASE)


def parts(name: str, data: bytes, url: str = "") -> Iterator[Part | Diagnostic]:
    """Yield the page or the text of a message: of a newsletter its HTML, with what its head says of it."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        chosen = _chosen(message)
        if not isinstance(chosen, EmailMessage):
            yield refusal(name, "empty-document", "the message has neither a page nor a text", "")
            return
        yield _part(name, message, chosen, url)
    except (
        MessageError,
        ValueError,
        LookupError,
        AttributeError,
        IndexError,
        TypeError,
        RecursionError,
    ) as error:
        # the parser of the standard library raises many things for damaged heads
        said = f"the message cannot be taken apart: {type(error).__name__}"
        yield refusal(name, "damaged-document", said, "save it again")


def _chosen(message: EmailMessage) -> EmailMessage | None:
    """Return the first page of a message, else its first text; what is attached is not looked at."""
    first: dict[str, EmailMessage] = {}
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_disposition() != "attachment":
            first.setdefault(part.get_content_type(), part)
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        if kind in first:
            return first[kind]
    return None


def _part(name: str, message: EmailMessage, chosen: EmailMessage, url: str) -> Part:
    payload = chosen.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = str(chosen.get_content_charset() or "")
    saved = _address(message, "Snapshot-Content-Location") or _address(chosen, "Content-Location")
    if chosen.get_content_type() == "text/plain":
        head = "".join(f"{field}: {_head(message, field)}\n" for field in ("From", "Date", "Subject"))
        text = data.decode(charset if _is_known(charset) else "utf-8", "replace")
        return Part(name, f"{head}\n{text}".encode("utf-8", "replace"), "text", url=url)
    stated = Stated() if saved else _stated(message)
    return Part(name, data, "html", charset, url or saved or _address(message, "List-Post"), stated)


def _stated(message: EmailMessage) -> Stated:
    """Return what the head of a newsletter says: its subject, the day it was sent, and who sends it."""
    sender, _ = parseaddr(_head(message, "From"))
    name, _, outlet = _split(sender)
    person = bylines.is_person(name)
    return Stated(
        by="the head of the message",
        title=_FORWARDED.sub("", _head(message, "Subject"), count=1),
        authors=(name,) if person else (),
        date=_day(message),
        site_name=outlet if person else sender,
    )


def _split(sender: str) -> tuple[str, str, str]:
    """Take "Jane Doe from The Outlet" apart."""
    match = _VIA.search(sender)
    return (sender[: match.start()], match[0], sender[match.end() :]) if match else (sender, "", "")


def _day(message: EmailMessage) -> str:
    moment = getattr(message["Date"], "datetime", None)
    return str(moment.date()) if moment is not None else ""


def _head(message: EmailMessage, field: str) -> str:
    return clean(str(message[field] or ""))


def _address(message: EmailMessage, field: str) -> str:
    match = _WEB.fullmatch(_head(message, field))
    return match[0] if match else ""


def _is_known(charset: str) -> bool:
    import codecs

    try:
        codecs.lookup(charset)
    except LookupError:
        return False
    return True
