"""Mail: a message to a list that hands on a piece, inside the head that a mail program prints."""

import re
from collections.abc import Sequence
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from site_builder.importing.recognising import dates
from site_builder.importing.segments import Segment
from site_builder.importing.text.frames import Frame

_FIELD: Final = re.compile(
    r"(?P<name>from|to|cc|date|sent|subject|message-id|reply-to|list-\w+|in-reply-to|references"
    r"|von|an|datum|gesendet|betreff|de|à|objet|envoyé|fecha|enviado|para|asunto|da|a|oggetto|inviato|data|assunto)\s*:\s*(?P<value>.+)",
    re.IGNORECASE,
)
_NAMED: Final = {  # fields as mail programs print them in other languages
    "sent": "date", "von": "from", "datum": "date", "gesendet": "date", "betreff": "subject", "de": "from", "objet": "subject", "envoyé": "date",
    "fecha": "date", "enviado": "date", "asunto": "subject", "da": "from", "oggetto": "subject", "inviato": "date", "data": "date", "assunto": "subject",
}  # fmt: skip
_REACH: Final = 20  # lines of a message's head
_RULE: Final = re.compile(r"[-_=]{2,}")


def find(segments: Sequence[Segment]) -> Frame | None:
    """Return the frame of a message, or None without a head that has "From", "Subject" and a date."""
    fields: dict[str, int] = {}
    values: dict[str, str] = {}
    for index, segment in enumerate(segments[:_REACH]):
        if match := _FIELD.fullmatch(segment.text):
            name = match["name"].casefold()
            name = _NAMED.get(name, name)
            fields.setdefault(name, index)
            values.setdefault(name, match["value"])
        elif len(fields) > 1:
            break
    if not {"from", "subject", "date"} <= fields.keys():
        return None
    start = max(fields.values()) + 1
    end = next(
        (at for at in range(start + 1, len(segments)) if _RULE.fullmatch(segments[at].text)), len(segments)
    )
    sender, lines = _sender(values["from"]), {name: segments[index].first for name, index in fields.items()}
    rule = "the message's “From” line"
    moment, subject = _moment(values["date"]), values["subject"]
    return Frame(start, end, sender, lines["from"], moment, lines["date"], rule, subject, lines["subject"])


def _sender(text: str) -> str:
    """Return who sent a message: the name, and only without one what stands before the @."""
    name, address = parseaddr(text)
    return name or address.partition("@")[0] or text


def _moment(text: str) -> str:
    """Return the date of a message with the zone it states, or as much as can be read ("" if nothing)."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except ValueError:
        found = [day for day in dates.find(text) if not day.ambiguous][:1]
        return next((f"{day.value}T{day.time}" if day.time else day.value for day in found), "")
