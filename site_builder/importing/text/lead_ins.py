"""Lead-ins: what somebody who hands on a piece says of it above the quotation: its headline, and who wrote it."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Final

from site_builder.importing.recognising import bylines, given_names
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
_MAILTO: Final = re.compile(r"\s*[\[<(](?:mailto:)?\S+@\S+[\])>]")
_FROM: Final = re.compile(r"(?:from|von|de|da|от)\s?:\s*(?P<value>.+)", re.IGNORECASE)
_FORWARDS: Final = re.compile(
    r"\W*(?:begin |original |anfang der )?(?:weitergeleiteten? |ursprünglichen? )?(?:forwarded|message|nachricht|message transféré|mensaje reenviado|mensagem encaminhada|пересылаемое сообщение)\b.{0,20}",
    re.IGNORECASE,
)
_WRITER: Final = re.compile(
    r"(?<!\w)(?:by|von|par|por|di|door)\s+(?P<name>[^\W\d_a-z][\w.’'-]*(?:\s+(?:al|de|del|di|van|von|der|el|bin|[^\W\d_a-z][\w.’'-]*)){1,4}?)(?=\s+(?:in|for|at|from|of|on|published|im|in|aus|dans|en|su|sul|nel|da|no|na|em)\b|\s*[,(:;.–—-]|\s*$)"
)


def sender(above: Sequence[Segment]) -> tuple[tuple[Writer, ...], int]:
    """Return who sent the message that another forwards, as its head in the lines above the text says, and that line (0: nobody)."""
    heads = [(at, match["value"]) for at, one in enumerate(above) if (match := _FROM.fullmatch(one.text))]
    at, value = heads[-1] if heads else (0, "")
    name = parseaddr(_MAILTO.sub("", value))[0] or _MAILTO.sub("", value).strip()
    handed_on = above[at].quoted if heads else False
    handed_on = handed_on or any(_FORWARDS.fullmatch(one.text) for one in above[:at])
    if not handed_on or not name_lines.is_name(Writer(name)) or given_names.is_firm(name):
        return (), 0
    return (Writer(bylines.plain(name)),), above[at].first


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
