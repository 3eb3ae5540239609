"""Authors of pages as text: which names in a document are those of who wrote it, by a learnt model.

A name may stand behind "By", in a line of its own, beside a date, in a biography or in what leads to more by the same
hand. Each place where one stands, and each run of lines that are names, is a candidate.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing.recognising.names import Names
from site_builder.importing.text import head, signatures
from site_builder.importing.text.body import Reading
from site_builder.importing.text.features import OWN

_SEGMENTS: Final = 1500  # that are looked at
_ABOVE: Final = 60  # segments above the title in which somebody may sign
_BELOW: Final = 40  # segments below the text
_CANDIDATES: Final = 150  # of one document
_AROUND: Final = range(-4, 8)  # lines from the title where a name of any shape may stand
_RUN: Final = 6  # names of a run; more are a list of people
_HEAD: Final = 6  # segments at either end of the core that may sign it at any length
_SHORT: Final = 14  # words: a longer line amid the text signs nothing
KINDS: Final = (
    "signed",
    "line",
    "beside",
    "more",
    "about",
    "headed",
    "run",
    "titled",
    "handle",
    "pictured",
    "stated",
    "speaking",
    "owner",
    "trimmed",
    "opens",
    "site",
)


class Signed(Struct, frozen=True):
    """Names that may be those of the authors, where they stand and in which way (`KINDS`)."""

    names: tuple[str, ...]
    at: int
    kind: str
    offset: int = 0


def candidates(reading: Reading, title_at: int) -> list[Signed]:
    """Return what may name the authors: near the title and the core, in order."""
    total = len(reading.segments)
    top = max(0, min(reading.start, title_at if title_at >= 0 else reading.start) - _ABOVE)
    within = range(top, min(total, reading.end + _BELOW, _SEGMENTS))
    inner = range(reading.start + _HEAD, reading.end - _HEAD)
    found: list[Signed] = []
    for at in within:
        if at not in inner or reading.segments[at].weight <= _SHORT:
            found += _of(reading, at, title_at)
    found += _runs(found)
    return [*_stated(reading, title_at), *found[:_CANDIDATES], *_site(reading)]


def _site(reading: Reading) -> list[Signed]:
    """Return the name of the site as the document prints it: the words whose letters are those of the host."""
    name = letters(_host_of(reading.url))
    if len(name) < _SHORTEST:
        return []
    for at, one in enumerate(reading.segments[:_SEGMENTS]):
        if one.weight > _SITE_LINE or name[:_SHORTEST] not in letters(one.text):
            continue
        words = one.text.split()
        for count in range(1, 6):
            for start in range(len(words) - count + 1):
                said = " ".join(words[start : start + count]).strip(" |-–—.,:©*•[]()")
                if letters(said) == name:
                    return [Signed((said,), at, "site")]
    return []


def _host_of(url: str) -> str:
    """Return the name of the host of an address without its ending, "" where it has none."""
    try:
        parts = (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    except ValueError:
        return ""
    return max(parts[:-1], key=len, default="")


def letters(text: str) -> str:
    """Return the letters and figures of a text, run together."""
    return "".join(filter(str.isalnum, text.casefold()))


def _stated(reading: Reading, title_at: int) -> list[Signed]:
    """Return whom the grammar of heads reads as authors in the lines between title and core."""
    top = max(0, reading.start - _ABOVE, title_at)
    window = reading.segments[top : reading.start + 1]
    body = reading.segments[reading.start : reading.end]
    found = head.read(
        window, body, reading.segments[:_SEGMENTS], Names(), title_at=0 if window and title_at == top else -1
    )
    lines = {one.line for one in found.evidence if one.field == "author"}
    at = next((at for at, one in enumerate(window, top) if one.first in lines), -1)
    names = tuple(dict.fromkeys(name for one in found.authors for name in signatures.split(one.name)))
    return [Signed(names, at, "stated")] if names and at >= 0 else []


def _of(reading: Reading, at: int, title_at: int) -> list[Signed]:
    line = reading.segments[at]
    headed = at > 0 and signatures.heads(reading.segments[at - 1].text)
    dated = any(row[_DATED] for row in reading.described.own[max(0, at - 1) : at + 2])
    near = at != title_at and (dated or (title_at >= 0 and at - title_at in _AROUND))
    found = signatures.read(line.item or line.text, headed=headed, near=near)
    return [Signed(one.names, at, one.kind, one.start) for one in found]


def _runs(found: Sequence[Signed]) -> list[Signed]:
    """Return what neighbouring lines that are names, or say "By" each, name together."""
    runs: list[list[Signed]] = []
    for one in found:
        if one.kind not in {"line", "signed", "headed", "beside", "titled"}:
            continue
        if runs and runs[-1][-1].at < one.at <= runs[-1][-1].at + 2:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = []
    for run in runs:
        names = list(dict.fromkeys(name for one in run for name in one.names))
        if 1 < len(names) <= _RUN and len(run) > 1:
            spans = ((start, end) for start in range(len(names)) for end in range(start + 2, len(names) + 1))
            told += [Signed(tuple(names[start:end]), run[0].at, "run") for start, end in spans]
    return told


_SHORTEST: Final = 4  # letters of a site's name
_SITE_LINE: Final = 14  # words of a line in which it is looked for
_DATED: Final = OWN.index("dated")
