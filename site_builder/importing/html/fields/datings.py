"""Datings: every place where a page states a day, from its linked data to the lines of its text.

A dating keeps the precision and the zone that are stated: a day stays a day, and no zone is invented.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, Final

from msgspec import Struct

from site_builder.importing.html.fields import printed_days
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import dates, months
from site_builder.importing.recognising.date_order import UNKNOWN

_IN_URL: Final = re.compile(
    r"[/_.=-](?P<year>(?:19|20)\d\d)[/_.-]?(?P<month>[01]\d)[/_.-]?(?P<day>[0-3]\d)(?=[/_.?&-]|$|[a-z])"  # "/2019/05/03", "-20190503"
    r"|/(?P<year2>(?:19|20)\d\d)/(?P<month2>[01]?\d)/(?P<day2>[0-3]?\d)/"  # "/2019/5/3/"
    r"|[/_-](?P<day3>[0-3]\d)[._-](?P<month3>[01]\d)[._-](?P<year3>(?:19|20)\d\d)(?=[/_.?&-]|$)"  # "-03.05.2019"
    r"|/(?P<year4>(?:19|20)\d\d)[/-](?P<month4>[a-z]{3,9})[/-](?P<day4>[0-3]?\d)(?=[/_.?&-]|$)",  # "/2019/may/3"
    re.IGNORECASE,
)
_MAY_HOLD: Final = re.compile(r"(?:1[4-9]|20|25)\d\d|\d\.\d{1,2}\.\d\d", re.ASCII)
_IN_SCRIPT: Final = re.compile(
    r"[\"'](?P<name>[\w:.-]{0,24}?(?:publi|date|creat|modif|updat)[\w:.-]{0,24}?)\\?[\"']\s*:\s*\\?[\"'](?P<value>(?:19|20)\d\d-[01]\d-[0-3]\d[T \d:.,+-]{0,25}Z?)",
    re.IGNORECASE,
)
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
_NO_DATE_NAME: Final = re.compile(
    r"expir|valid|review|publisher|event|start|end|import|copyright|build|deploy"
)
_TIMES: Final = ("datetime", "content", "data-timestamp", "data-time", "data-datetime", "data-date")
_HINTS: Final = ("data-tippy-content", "data-original-title", "data-bs-original-title", "data-tooltip")
"""Where scripts keep what is shown when a pointer rests on "2 years ago"."""
_ATTRIBUTES: Final = ("itemprop", "property", *_TIMES)
_FIRST_YEAR: Final = 1990  # of the web
_FAR: Final = 60  # lines below the title, beyond which only short ones are looked at
_SHORT: Final = 120  # characters of a line with a date and little else
_MOST_NAMES: Final = 300  # of `meta`, or of values in scripts
_MOST_LINES: Final = 400  # with a date


class Dating(Struct, frozen=True):
    """A day that a signal states: in full as `value`, in the line at `place` (-1: in none), and what stands by it.

    `order`: what comes first in a date in figures; a `doubtful` one could be read the other way round.
    """

    signal: str
    day: str
    value: str
    place: int = -1
    before: str = ""
    doubtful: bool = False
    length: int = 0
    order: int = UNKNOWN


def gathered(signals: Signals) -> list[Dating]:
    """Return every dating of a page whose day exists; the signals keep them, since two fields are read from them."""
    if signals.datings is None:
        said = (*_linked(signals), *_meta(signals), *_marked(signals), *_scripted(signals))
        signals.datings = [one for one in (*said, *_addressed(signals), *_shown(signals)) if _is_day(one.day)]
    return list(signals.datings)


def _linked(signals: Signals) -> Iterator[Dating]:
    named = {
        "datePublished": "ld",
        "dateCreated": "ld_created",
        "uploadDate": "ld_created",
        "dateModified": "ld_changed",
    }
    for rank, item in enumerate(signals.pieces[:4]):
        for name, signal in named.items():
            late = rank > 0 and signal != "ld_changed"
            yield from _stated("ld_page" if late else signal, linked_data.text(item.says.get(name)))
    for item in signals.items[:60]:
        if not item.is_piece:
            yield from _stated("ld_page", linked_data.text(item.says.get("datePublished")))
            if item.is_page:
                yield from _stated("ld_changed", linked_data.text(item.says.get("dateModified")))


def _stated(signal: str, text: Any, place: int = -1, before: str = "") -> Iterator[Dating]:
    if text:
        for one in printed_days.read(str(text))[:2]:
            yield Dating(signal, one.day, one.value, place, before, one.doubtful, len(str(text)), one.order)


def _meta(signals: Signals) -> Iterator[Dating]:
    for name, values in list(signals.meta.values.items())[:_MOST_NAMES]:
        signal = "meta" if name in _ISSUED_META else "meta_changed" if name in _CHANGED_META else ""
        if not signal and _DATE_NAME.search(name) and not _NO_DATE_NAME.search(name):
            signal = "meta_changed" if _CHANGED_NAME.search(name) else "meta_other"
        if signal:
            for value in values[:3]:
                yield from _stated(signal, value)


def _marked(signals: Signals) -> Iterator[Dating]:
    places = {line.element: line for line in signals.lines}
    for element in _dated(signals)[:120]:
        prop = f"{element.get('itemprop') or ''}{element.get('property') or ''}".casefold()
        named = (*_TIMES, "created-timestamp", "title", *_HINTS)
        stated = (
            next((value for name in named if (value := element.get(name))), "")
            or "".join(element.itertext())[:80]
        )
        line = next((places[one] for one in (element, *_ancestors(element)) if one in places), None)
        signal = "item_changed" if "modified" in prop else "item" if "date" in prop else "time"
        if element.tag in {"abbr", "span"} and not prop and not _MAY_HOLD.search(stated):
            continue
        before = (
            line.text[: line.text.find(("".join(element.itertext())).strip()[:20] or "\0")][-40:]
            if line
            else ""
        )
        yield from _stated(signal, stated, line.place if line else -1, before)


def _dated(signals: Signals) -> list[Any]:
    """Return the elements that state a date for machines, or are marked as one in the page's data."""
    found = list(signals.tree.iter("time"))
    found += [
        one for one in signals.marked if one.tag != "time" and any(one.get(name) for name in _ATTRIBUTES)
    ]
    found += [
        one
        for one in signals.tree.iter("abbr", "span")
        if any(_MAY_HOLD.search(one.get(name) or "") for name in ("title", *_HINTS))
    ]
    return list(dict.fromkeys(found))


def _ancestors(element: Any) -> list[Any]:
    return list(islice(element.iterancestors(), 4))


def _scripted(signals: Signals) -> Iterator[Dating]:
    for found in islice(_IN_SCRIPT.finditer(signals.script_text), _MOST_NAMES):
        name = found["name"].casefold()
        signal = "script_changed" if re.search("modif|updat", name) else "script"
        yield from _stated(signal, found["value"])


def _addressed(signals: Signals) -> Iterator[Dating]:
    for url in (signals.site.address, *signals.meta.links.get("canonical", [])[:1]):
        for found in _IN_URL.finditer(url[:2_000]):
            said = found.groupdict()
            year, month, day = (
                next(filter(None, (said[name + number] for number in ("", "2", "3", "4"))))
                for name in ("year", "month", "day")
            )
            number = int(month) if month.isdecimal() else dates.month(month)
            value = f"{year}-{number:02}-{int(day):02}"
            yield Dating("url", value, value)


def _shown(signals: Signals) -> Iterator[Dating]:
    count = 0
    for index, line in enumerate(signals.lines):
        if not _may_hold(line.text) or (len(line.text) > 300 and index > signals.anchor + _FAR):  # noqa: PLR2004 - a paragraph
            continue
        count += 1
        if count > _MOST_LINES:
            return
        text = line.text[:300] + " " + line.text[-120:] if len(line.text) > 420 else line.text  # noqa: PLR2004 - its ends
        close = -6 <= index - signals.anchor <= 12  # noqa: PLR2004 - lines around a title
        signal = "dated" if line.near & Zone.DATE else "near" if close and len(line.text) < 160 else "text"  # noqa: PLR2004
        for one in printed_days.printed(text):
            before = text[max(0, one.start - 40) : one.start] or _before(signals, index)
            yield Dating(
                signal, one.day, one.value, line.place, before, one.doubtful, len(line.text), one.order
            )


def _may_hold(text: str) -> bool:
    """Tell whether a line may hold a date; a short one, in the figures of any script."""
    far = not text.isascii() and len(text) < _SHORT
    return bool(_MAY_HOLD.search(text) or (far and _MAY_HOLD.search(months.digits(text))))


def _before(signals: Signals, index: int) -> str:
    """Return the end of the line before, where it is short: "Published:" may stand on a line of its own."""
    earlier = signals.lines[index - 1].text if index else ""
    return earlier if len(earlier) < 30 else ""  # noqa: PLR2004 - a label


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).year >= _FIRST_YEAR
    except ValueError:
        return False
