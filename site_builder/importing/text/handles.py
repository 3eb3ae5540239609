"""Handles: the account that a text is posted by, where nobody signs it with a name."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import dates
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.segments import Segment

_HANDLE: Final = re.compile(r"@[\w.]{2,40}(?:@[\w.-]+)?")
_ACCOUNT: Final = re.compile(r"(?=\w*_)[^\W_]\w{2,28}[^\W_]")
_POSTED: Final = re.compile(
    r"(?i:posted|published|publicado|publié|veröffentlicht|eingestellt|pubblicato|geplaatst|написал)\s(?:by|por|par|von|da|di|door)\s"
    r"(?P<name>@?[a-z][\w.-]{2,28}|@?[\w.-]*[\d_][\w.-]*)\s(?:at|en|um|à|alle|om|às|on|il|le|am)\s?\d.*",
)
_TOP: Final = 4  # lines of a text in which its account stands
_ABOVE: Final = 3  # lines above title or text
_BELOW: Final = 4  # lines below the text
_NAME: Final = 5  # words


class Account(Struct, frozen=True):
    """Who posted a text, and the index of the segment that says so."""

    name: str
    at: int


def is_handle(text: str) -> bool:
    """Tell whether a line is nothing but a handle, which is no title."""
    return bool(_HANDLE.fullmatch(text))


def read(segments: Sequence[Segment], title_at: int, start: int, end: int) -> Account | None:
    """Return the account that a text in [start, end) is posted by, or None.

    It is a handle on a line of its own at the very top, of which the line above is the name shown; an account's name alone
    beside a day; or whom a weblog names below the text ("Posted by tidewrack at 9:41").
    """
    for at, one in enumerate(segments[: min(_TOP, max(start, 1))]):
        if _HANDLE.fullmatch(one.text):
            above = segments[at - 1].text if at else ""
            shown = above and len(above.split()) <= _NAME and not is_chrome(above) and not dates.find(above)
            return Account(above if shown else one.text, at)
    for at in range(
        max(0, min(start, title_at if title_at >= 0 else start) - _ABOVE), min(start, len(segments))
    ):
        beside = [*segments[max(0, at - 1) : at], *segments[at + 1 : at + 2]]
        if _ACCOUNT.fullmatch(segments[at].text) and any(
            not row.prose and dates.find(row.text) for row in beside
        ):
            return Account(segments[at].text, at)
    for at in range(max(start, end - _BELOW), min(end + _BELOW, len(segments))):
        if match := _POSTED.fullmatch(segments[at].text):
            return Account(match["name"], at)
    return None
