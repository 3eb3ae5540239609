"""Days: when a piece was published and when it was changed, from all places where a page states a date.

A candidate is a day with the signals that state it. Its value keeps the precision and the zone that the fullest of
them states: a day stays a day, and no zone is invented.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from lxml.etree import XPath
from msgspec import Struct

from site_builder.importing import dates
from site_builder.importing.html import linked_data
from site_builder.importing.html.choice import Candidate, Found
from site_builder.importing.html.lines import Line
from site_builder.importing.html.signals import Signals
from site_builder.importing.html.zones import Zone

_ISO: Final = re.compile(
    r"(?<!\d)(?P<day>(?:1[4-9]|20)\d\d-[01]\d-[0-3]\d)(?:[T ]\s*(?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-][0-2]\d:?[0-5]\d)?)?"
)
_COMPACT: Final = re.compile(r"^(?P<year>20\d\d|19\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{4,6}.*)?$")
_EPOCH: Final = re.compile(r"^1\d{9}(?:\d{3})?$")
_SHORT_YEAR: Final = re.compile(r"(?<![\d.:/])([0-3]?\d)\.\s?([01]?\d)\.\s?(\d\d)(?![\d.:]\d|\d)")
_IN_URL: Final = re.compile(
    r"[/_.=-](?P<year>(?:19|20)\d\d)[/_.-]?(?P<month>[01]\d)[/_.-]?(?P<day>[0-3]\d)(?=[/_.?&-]|$|[a-z])|/(?P<year2>(?:19|20)\d\d)/(?P<month2>[01]?\d)/(?P<day2>[0-3]?\d)/"
)
_MAY_HOLD: Final = re.compile(r"(?:1[4-9]|20)\d\d|\d\.\d{1,2}\.\d\d", re.ASCII)
_IN_SCRIPT: Final = re.compile(
    r"[\"'](?P<name>[\w:.-]{0,24}?(?:publi|date|creat|modif|updat)[\w:.-]{0,24}?)\\?[\"']\s*:\s*\\?[\"'](?P<value>(?:19|20)\d\d-[01]\d-[0-3]\d[T \d:.,+-]{0,25}Z?)",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(
    r"\b(?:updated?|modified|revised|edited|aktualisiert|mis(?:e)? à jour|actualizado|aggiornat[oa]|atualizado|stand|geändert|bijgewerkt|reviewed|modification|last change)\b",
    re.IGNORECASE,
)
_ISSUED: Final = re.compile(
    r"\b(?:publi\w+|posted|issued|created|first|veröffentlicht|erstellt|erschienen|vom|am|online since|joined|date|written|started|gepostet|released|posté|le)\b",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:joined|member since|registered|copyright|©|expires|deadline|retrieved|accessed|born|event|until|bis|valid|last (?:seen|visit|activity)|mitglied|dabei seit|archived)\b|©",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(r"^en[-_]?(?:us|ca|ph)?$", re.IGNORECASE)
_ISSUED_META: Final = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "citation_publication_date",
    "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued", "dc.date", "dc:date", "dcterms.date", "dcterms.created", "dc.date.created",
    "dc.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "published",
    "published_at", "date", "originalpublicationdate", "article_date_original", "article.published", "cxenseparse:recs:publishtime", "datepublished", "item:datepublished",
    "last.published", "rnews:datepublished", "bt:pubdate", "article:post_date", "date_published", "creation_date", "created", "datecreated", "item:datecreated", "displaydate",
    "vr:published_time", "cxense-publish-time", "analyticsattributes.articledate", "gentime", "article-publication-date", "release_date", "og:pubdate", "ptime",
)  # fmt: skip
_CHANGED_META: Final = (
    "article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "dc.date.modified", "dcterms.modified", "dc.modified", "last-modified",
    "last_modified", "lastmod", "revised", "item:datemodified", "datemodified", "modified", "article.updated", "date-revised", "datelastmodified", "utime", "article:updated_time",
    "updated_time", "lastupdate", "update_date",
)  # fmt: skip
_DATE_NAME: Final = re.compile(r"date|publish|pub[_-]?time|issued|created|time$|modified|updated")
_CHANGED_NAME: Final = re.compile(r"modif|updat|revis|edit|chang")
_NO_DATE_NAME: Final = re.compile(r"expir|valid|review|publisher|event|start|end|import|copyright|build|deploy")
_MARKED: Final = XPath(
    "//time | //*[@itemprop='datePublished' or @itemprop='dateCreated' or @itemprop='dateModified' or @data-timestamp or @data-time"
    " or @data-date or @data-datetime or @datetime or @created-timestamp] | //abbr[@title] | //span[@title] | //*[contains(@property, 'datePublished') or contains(@property, 'dateModified')"
    " or contains(@property, 'dc:date') or contains(@property, 'dc:created')]"
)
_RULES: Final = {
    "ld": "JSON-LD",
    "ld_created": "JSON-LD",
    "ld_page": "JSON-LD",
    "meta": "meta",
    "meta_other": "meta",
    "item": "microdata",
    "time": "time element",
    "dated": "element marked as the date",
    "near": "date near the title",
    "text": "date in the text",
    "script": "data of the page's scripts",
    "url": "address",
    "ld_changed": "JSON-LD",
    "meta_changed": "meta",
    "item_changed": "microdata",
    "script_changed": "data of the page's scripts",
}
_CHANGES: Final = ("ld_changed", "meta_changed", "item_changed", "script_changed")
_ZONES: Final = ("DATE", "UPDATED", "COMMENT", "RELATED", "NAV", "FOOTER", "HEADER", "ARTICLE", "AUTHOR", "BYLINE", "CAPTION", "SUBTITLE", "ITEM", "BIO")
_FIRST_YEAR: Final = 1990
_FAR: Final = 60
_MOST_LINES: Final = 400


class Said(Struct, frozen=True):
    """A day that a signal states: in full as `value`, in the line at `place` (-1: in none), and what stands by it."""

    signal: str
    day: str
    value: str
    place: int = -1
    before: str = ""
    doubtful: bool = False
    length: int = 0


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return the days that a page may have been published on, described."""
    said = [one for one in _said(signals) if _is_day(one.day)]
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(one.day, []).append(one)
    every = [_candidate(day, group) for day, group in groups.items()]
    for one in every:
        _describe(one, groups, signals)
        _where(one, groups[one.key], signals)
    return every


def changed(signals: Signals, published: str) -> Found[str] | None:
    """Return when the page says that it was changed, where that is later than its day of publication."""
    said = [one for one in _said(signals) if _is_day(one.day)]
    stated = [one for one in said if one.signal in _CHANGES[:3]]
    stated += [one for one in said if one.place >= 0 and _CHANGED.search(one.before) and not one.doubtful and _is_close(one, signals)]
    later = [one for one in stated if one.day >= published[:10] and len(one.value) >= len(one.day)]
    if not later or not published:
        return None
    first = later[0]
    agree = sum(one.day == first.day for one in later)
    day_after = first.day > published[:10]
    full = max((one.value for one in later if one.day == first.day), key=len)
    if full == published:
        return None
    return Found(full, _RULES.get(first.signal, first.signal), (0.9 if agree > 1 else 0.75) - (0 if day_after else 0.1))


def read(text: str) -> list[tuple[str, str, bool]]:
    """Return the dates of a text as (day, value in full, doubtful); a date of two readings gives both, doubtful."""
    text = text[:600].strip()
    if found := _ISO.search(text):
        return [(found["day"], _full(found), False)]
    if compact := _COMPACT.match(text):
        day = f"{compact['year']}-{compact['month']}-{compact['day']}"
        return [(day, day, False)]
    if _EPOCH.match(text):
        day = date.fromtimestamp(int(text[:10])).isoformat()  # noqa: DTZ012 - a day is all that is taken
        return [(day, day, True)]
    return [(day, value, doubtful) for day, value, doubtful, _, _ in _printed(text)]


def _printed(text: str) -> Iterator[tuple[str, str, bool, int, int]]:
    taken = dates.find(text)
    for found in taken:
        full = f"{found.value}T{found.time}" if found.time else found.value
        yield found.value, found.value, found.ambiguous, found.start, found.end
        if found.ambiguous:
            year, month, day = found.value.split("-")
            yield f"{year}-{day}-{month}", full[:0] + f"{year}-{day}-{month}", True, found.start, found.end
    for found_ in _SHORT_YEAR.finditer(text):
        if all(found_.end() <= one.start or found_.start() >= one.end for one in taken):
            day = f"20{found_[3]}-{int(found_[2]):02}-{int(found_[1]):02}"
            yield day, day, True, found_.start(), found_.end()


def _full(found: "re.Match[str]") -> str:
    """Return an ISO date as it is stated; its time of day only where a zone is stated with it."""
    zone = {"utc": "Z", "gmt": "Z"}.get((found["zone"] or "").casefold(), found["zone"] or "")
    if not found["time"] or not zone:
        return found["day"]
    return f"{found['day']}T{found['time']}{zone if len(zone) == 1 else zone[:3] + ':' + zone[-2:]}"


def _said(signals: Signals) -> list[Said]:
    if signals.days is None:
        signals.days = [*_linked(signals), *_meta(signals), *_marked(signals), *_scripted(signals), *_addressed(signals), *_shown(signals)]
    return signals.days


def _linked(signals: Signals) -> Iterator[Said]:
    named = {"datePublished": "ld", "dateCreated": "ld_created", "uploadDate": "ld_created", "dateModified": "ld_changed"}
    for rank, item in enumerate(signals.pieces[:4]):
        for name, signal in named.items():
            late = rank > 0 and signal != "ld_changed"
            yield from _stated("ld_page" if late else signal, linked_data.text(item.says.get(name)))
    for item in signals.items[:60]:
        if not item.is_piece:
            yield from _stated("ld_page", linked_data.text(item.says.get("datePublished")))
            if item.is_page:
                yield from _stated("ld_changed", linked_data.text(item.says.get("dateModified")))


def _stated(signal: str, text: Any, place: int = -1, before: str = "") -> Iterator[Said]:
    if text:
        for day, value, doubtful in read(str(text))[:2]:
            yield Said(signal, day, value, place, before, doubtful, len(str(text)))


def _meta(signals: Signals) -> Iterator[Said]:
    for name, values in signals.meta.values.items():
        signal = "meta" if name in _ISSUED_META else "meta_changed" if name in _CHANGED_META else ""
        if not signal and _DATE_NAME.search(name) and not _NO_DATE_NAME.search(name):
            signal = "meta_changed" if _CHANGED_NAME.search(name) else "meta_other"
        if signal:
            for value in values[:3]:
                yield from _stated(signal, value)


def _marked(signals: Signals) -> Iterator[Said]:
    places = {line.element: line for line in signals.lines}
    for element in _MARKED(signals.tree)[:120]:
        prop = f"{element.get('itemprop') or ''}{element.get('property') or ''}".casefold()
        named = ("datetime", "content", "data-timestamp", "data-time", "data-datetime", "data-date", "created-timestamp", "title")
        stated = next((value for name in named if (value := element.get(name))), "") or "".join(element.itertext())[:80]
        line = next((places[one] for one in (element, *_ancestors(element)) if one in places), None)
        signal = "item_changed" if "modified" in prop else "item" if "date" in prop else "time"
        if element.tag in {"abbr", "span"} and not prop and not _MAY_HOLD.search(stated):
            continue
        before = line.text[: line.text.find(("".join(element.itertext())).strip()[:20] or "\0")][-40:] if line else ""
        yield from _stated(signal, stated, line.place if line else -1, before)


def _ancestors(element: Any) -> list[Any]:
    return [one for one, _ in zip(element.iterancestors(), range(4), strict=False)]


def _scripted(signals: Signals) -> Iterator[Said]:
    for found in _IN_SCRIPT.finditer(signals.script_text):
        name = found["name"].casefold()
        signal = "script_changed" if re.search("modif|updat", name) else "script"
        yield from _stated(signal, found["value"])


def _addressed(signals: Signals) -> Iterator[Said]:
    for url in (signals.original, *signals.meta.links.get("canonical", [])[:1]):
        for found in _IN_URL.finditer(url[:2_000]):
            year, month, day = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
            value = f"{year}-{int(month):02}-{int(day):02}"
            yield Said("url", value, value)


def _shown(signals: Signals) -> Iterator[Said]:
    count = 0
    for index, line in enumerate(signals.lines):
        if not _MAY_HOLD.search(line.text) or (len(line.text) > 300 and index > signals.anchor + _FAR):  # noqa: PLR2004 - a paragraph
            continue
        count += 1
        if count > _MOST_LINES:
            return
        text = line.text[:300] + " " + line.text[-120:] if len(line.text) > 420 else line.text  # noqa: PLR2004 - its ends
        close = -6 <= index - signals.anchor <= 12  # noqa: PLR2004 - lines around a title
        signal = "dated" if line.near & Zone.DATE else "near" if close and len(line.text) < 160 else "text"  # noqa: PLR2004
        for day, value, doubtful, start, _ in _printed(text):
            before = text[max(0, start - 40) : start] or _before(signals, index)
            yield Said(signal, day, value, line.place, before, doubtful, len(line.text))


def _before(signals: Signals, index: int) -> str:
    """Return the end of the line before, where it is short: "Published:" may stand on a line of its own."""
    earlier = signals.lines[index - 1].text if index else ""
    return earlier if len(earlier) < 30 else ""  # noqa: PLR2004 - a label


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).year >= _FIRST_YEAR
    except ValueError:
        return False


def _is_close(one: Said, signals: Signals) -> bool:
    return -6 <= one.place - signals.lines[signals.anchor].place <= 20  # noqa: PLR2004 - lines around a title


def _candidate(day: str, group: list[Said]) -> Candidate[str]:
    fullest = max(group, key=lambda one: (len(one.value), -list(_RULES).index(one.signal)))
    first = min(group, key=lambda one: list(_RULES).index(one.signal))
    return Candidate(day, fullest.value, _RULES[first.signal], {one.signal for one in group}, {})


def _describe(one: Candidate[str], groups: dict[str, list[Said]], signals: Signals) -> None:
    features = one.features
    for signal in _RULES:
        same = [said for said in groups[one.key] if said.signal == signal]
        features[signal] = len(same)
        others = [day for day, group in groups.items() if day != one.key and any(said.signal == signal for said in group)]
        features[f"other_{signal}"] = min(len(others), 9)
        if signal in {"ld", "meta", "url", "ld_changed", "meta_changed", "time", "item", "script"}:
            gaps = [_gap(one.key, day) for day in others]
            features[f"gap_{signal}"] = min(gaps, key=abs) if gaps else 9_999
    features["signals"] = len(one.signals)
    features.update(signals.kind)
    days = sorted(groups)
    features["days"] = len(days)
    features["rank"] = days.index(one.key)
    features["from_last"] = len(days) - 1 - days.index(one.key)
    features["to_last"] = _gap(days[-1], one.key)
    features["to_first"] = _gap(one.key, days[0])
    features["doubtful"] = float(all(said.doubtful for said in groups[one.key]))
    features["month_first"] = float(bool(_MONTH_FIRST.match(signals.language)))
    features["year"] = float(one.key[:4])
    features["day"] = float(one.key[8:])
    features["january_first"] = float(one.key.endswith("01-01"))
    features["piece"] = float(bool(signals.pieces))


def _gap(later: str, earlier: str) -> int:
    return max(-9_999, min(9_999, (date.fromisoformat(later) - date.fromisoformat(earlier)).days))


def _where(one: Candidate[str], group: Iterable[Said], signals: Signals) -> None:
    features = one.features
    shown = [said for said in group if said.place >= 0]
    features["shown"] = len(shown)
    if not shown or not signals.lines:
        features["distance"] = 999.0
        return
    anchor = signals.lines[signals.anchor].place
    nearest = min(shown, key=lambda said: abs(said.place - anchor) + (20 if said.place < anchor - 8 else 0))
    zones = signals.lines_at(nearest.place)
    features["distance"] = nearest.place - anchor
    features["first"] = min(said.place for said in shown) - anchor
    features["end"] = signals.lines[-1].place - nearest.place
    features["line"] = nearest.length
    features["changed"] = float(any(_CHANGED.search(said.before[-40:]) for said in shown))
    features["issued"] = float(any(_ISSUED.search(said.before[-40:]) for said in shown))
    features["otherwise"] = float(any(_OTHER.search(said.before[-40:]) for said in shown))
    features["unmarked_change"] = float(any(not _CHANGED.search(said.before[-40:]) for said in shown))
    for name in _ZONES:
        features[name] = float(bool(zones & Zone[name]))
    line: Line | None = signals.line_at(nearest.place)
    features["linked"] = float(bool(line and line.links))
    features["ordinal"] = sum(
        other.place < nearest.place and other.place >= anchor - 6 for other in (signals.days or []) if other.place >= 0
    )
