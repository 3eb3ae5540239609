"""Links: the address of the whole piece, where a document states it, and where it says it first appeared."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec import Struct

from site_builder.importing.segments import Segment

_URL: Final = re.compile(r"https?://[^\s<>\"'«»“”]+", re.IGNORECASE)
_WHOLE: Final = re.compile(
    r"\b(?:in full|full|whole|rest|complete|entire|continue[ds]?|read (?:more|on|it|the|original)|more(?: at| here)?:"
    r"|volltext|ganzer artikel|weiterlesen|lire la suite|leer m[aá]s|leia mais|leggi tutto|lees verder|läs mer|les mer|læs mere|czytaj dalej|číst dál"
    r"|citește mai (?:mult|departe)|читать (?:далее|дальше|полностью)|читати далі|devamını oku|baca selengkapnya|đọc tiếp|soma zaidi|διαβάστε περισσότερα"  # noqa: RUF001 - letters of other languages
    r"|اقرأ المزيد|المزيد على|ادامه مطلب|לקריאת הכתבה|पूरा पढ़ें|อ่านต่อ|阅读原文|閱讀全文|阅读全文|続きを読む|전문 보기)(?!\w)",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    r"\b(?:originally|first|erstmals|zuerst)\s+(?:published|posted|appeared|ran|printed|erschienen)"
    r"|\b(?:re-?(?:published|printed|posted)|cross-?posted)\s+(?:\w+\s+)?(?:from|with)|\bthis (?:piece|article|essay|post|"
    r"commentary|column) (?:first|originally)?\s*(?:was )?(?:first |originally )?(?:appeared|published)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"(?:url|link|source|via|permalink|original|retrieved from|quelle|lien|fuente)\b", re.IGNORECASE
)
_TRACKING: Final = re.compile(
    r"utm_\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|ref_url|_hs\w+|mkt_tok|cmpid|ocid|wt\.\w+|at_\w+",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(r"[^.!?:：]{2,40}[:：]\s*https?://\S+")  # noqa: RUF001 - the colon of other scripts
_BAR: Final = re.compile(r"\s+Go$")  # the button of an archive's bar, behind the address of the page it holds
_LONGEST: Final = 30  # words; what is longer is prose
_ANNOUNCED: Final = 8  # words of "read the full article at the outlet:"


class Link(Struct, frozen=True):
    """An address that a document states for the piece, and the line. `partial`: there is more of it there.

    `first`: the piece first appeared there; `outlet` is what the line says of where ("" if nothing), `label` the line of its own that announces the address (0: none).
    """

    url: str
    line: int
    partial: bool = False
    first: bool = False
    outlet: str = ""
    label: int = 0


def canonical(url: str) -> str:
    """Return a web address without fragment, tracking parameters and closing punctuation; "" if it is none.

    Scheme and host are lower case (RFC 3986, 6.2.2.1); path and other parameters stay as they are.
    """
    try:
        parts = urlsplit(url.rstrip(".,;:!?)]}"))
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not is_tracking(name)]
    same = len(kept) == len(parse_qsl(parts.query, True))
    query = parts.query if same else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


def is_tracking(parameter: str) -> bool:
    """Tell whether a parameter of an address, by its name, only tells where a reader came from."""
    return bool(_TRACKING.fullmatch(parameter))


def find(segments: Iterable[Segment]) -> list[Link]:
    """Return the lines that state where the whole piece stands, or where it first appeared, in order."""
    found: list[Link] = []
    before = None
    for segment in segments:
        link = _read(segment) if segment.weight <= _LONGEST else None
        if (
            link
            and before
            and before.text.endswith(":")
            and before.weight <= _ANNOUNCED
            and _WHOLE.search(before.text)
        ):
            link = Link(
                link.url, link.line, partial=True, first=link.first, outlet=link.outlet, label=before.first
            )
        found += [link] if link else []
        before = segment
    return found


def is_origin(segment: Segment) -> bool:
    """Tell whether a segment is a line that says where a piece first appeared."""
    return segment.weight <= _LONGEST and bool(_FIRST.search(segment.text))


def is_address(segment: Segment) -> bool:
    """Tell whether a segment is nothing but an address behind a label, whatever language that is in."""
    return segment.weight <= _ANNOUNCED and bool(_LABELLED.fullmatch(segment.text))


def _read(segment: Segment) -> Link | None:
    match = _URL.search(segment.text)
    said = segment.text[: match.start()] if match else segment.text
    url = canonical(match[0]) if match else ""
    if _FIRST.search(said):
        return Link(url, segment.first, first=True, outlet=_outlet(said))
    if not url:
        return None
    if _WHOLE.search(said) and len(said.split()) <= _ANNOUNCED:
        return Link(url, segment.first, partial=True)
    bare = _BAR.sub("", segment.text.strip()) == (match[0] if match else "")
    return Link(url, segment.first) if bare or _ADDRESS.match(said) else None


def _outlet(said: str) -> str:
    behind = re.search(
        r"\b(?:at|in|on|by|from|bei|in der)\s+(?:the\s+)?([^,.(|]+?)\s*(?:[,.(|:]|\bon\b|$)", said
    )
    return behind[1].strip() if behind else ""
