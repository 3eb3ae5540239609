"""Lead-ins: what somebody who hands on a piece says of it above the quotation: its headline, and who wrote it."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Final

from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.segments import Segment
from site_builder.importing.text import name_lines

_QUOTED: Final = r"[“\"„«‘][\s]?(?P<title>[^“”\"„«»]{6,160}?)[\s]?[”\"“»’]"
_HEADED: Final = re.compile(
    rf"\b(?:headlined|titled|entitled|called|headed|mit dem titel|unter dem titel|überschrieben|betitelt|intitulée?|titulad[oa]|(?:bajo|con) el título|intitolat[oa]|dal titolo|met de titel|getiteld|com o título|под названием)\b\s*:?\s*{_QUOTED}",
    re.IGNORECASE,
)
_BY: Final = re.compile(rf"{_QUOTED}\s*,?\s+(?=(?:by|von|par|por|di|door)\s)", re.IGNORECASE)
_NAMED: Final = re.compile(rf",\s{_QUOTED}(?=\W*(?:\(|$|\.|,))")
_FROM: Final = re.compile(r"(?:from|von|de|da|от)\s?:\s*(?P<value>.+)", re.IGNORECASE)
_WRITER: Final = re.compile(
    r"(?<!\w)(?:by|von|par|por|di|door)\s+(?P<name>[^\W\d_a-z][\w.’'-]*(?:\s+(?:al|de|del|di|van|von|der|el|bin|[^\W\d_a-z][\w.’'-]*)){1,4}?)(?=\s+(?:in|for|at|from|of|on|published|im|in|aus|dans|en|su|sul|nel|da|no|na|em)\b|\s*[,(:;.–—-]|\s*$)"
)


def sender(above: Sequence[Segment]) -> tuple[tuple[Writer, ...], int]:
    """Return who sent the message that another forwards, as its head in the lines above the text says, and that line (0: nobody)."""
    for segment in reversed(above):
        name = parseaddr(match["value"])[0] if (match := _FROM.fullmatch(segment.text)) else ""
        if bylines.is_person(name) and name_lines.is_known(Writer(name)):
            return (Writer(bylines.plain(name)),), segment.first
    return (), 0


def read(above: Sequence[Segment]) -> tuple[str, tuple[Writer, ...], int]:
    """Return the headline and the writer that the lines above a quotation state, and the line that does ("", () and 0: none)."""
    for segment in reversed(above):
        writer = _WRITER.search(segment.text)
        match = _HEADED.search(segment.text) or _BY.search(segment.text)
        match = match or (_NAMED.search(segment.text) if writer else None)
        name = writer["name"] if writer else ""
        fits = bylines.is_person(name) and name_lines.is_name(Writer(name))
        if match:
            return match["title"].strip(" ,."), (Writer(bylines.plain(name)),) if fits else (), segment.first
    return "", (), 0
