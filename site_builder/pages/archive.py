"""The archive: all years with their months, the darker the fuller; one page for each year and one for each month.

A year's page lists all its entries as long as it stays readable; of a larger year, the newest of each month.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from site_builder.incremental.reader import HIGHEST, Reader, member
from site_builder.incremental.shape import LISTED
from site_builder.model import Value
from site_builder.pages import dates
from site_builder.pages.items import Day, Item, days, items
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import Anchor
from site_builder.pages.names import Names
from site_builder.pages.timeline import Shade, amount, at_least, depth, shades

_NEWEST_OF_MONTH: Final = 10
"""Lines for each month of a year that has more than `LISTED` entries."""


class Cell(Value):
    """A month of the heat strip: its page, about how many entries it has in words and in a cell, and how dark it is.

    One without entries has no page, and a depth of 0.
    """

    month: Anchor
    amount: str = ""
    short: str = ""
    depth: int = 0


class Year(Value):
    """A year and its twelve months, in order."""

    year: Anchor
    months: tuple[Cell, ...]


class Month(Value):
    """A month of a year's page with a line for each entry, newest first; `more`: only the newest are there."""

    month: Anchor
    date: str
    items: tuple[Item, ...]
    more: bool = False


class ArchivePage(Value):
    """All years, newest first, under the short names of months; `shades` tells what the cells' shades stand for."""

    layout: Layout
    months: tuple[str, ...]
    years: tuple[Year, ...]
    shades: tuple[Shade, ...]


class YearPage(Value):
    """A year; `earlier` and `later` are the nearest years that have entries, at most one each."""

    layout: Layout
    crumbs: tuple[Anchor, ...]
    year: str
    months: tuple[Month, ...]
    earlier: tuple[Anchor, ...]
    later: tuple[Anchor, ...]


class MonthPage(Value):
    """A month by day, newest first; `earlier` and `later` as for a year."""

    layout: Layout
    crumbs: tuple[Anchor, ...]
    name: str
    days: tuple[Day, ...]
    earlier: tuple[Anchor, ...]
    later: tuple[Anchor, ...]


def archive(reader: Reader, _key: str) -> ArchivePage:
    """Return the archive."""
    site = reader.site()
    names = Names(reader, site)
    say = names.speech
    years = sorted((position[:4] for position in reader.leaders("all")), reverse=True)
    steps = {month: reader.step_in("all", month) for year in years for month in _months_of(reader, year)}
    numbers = {month: 1 << (step - 1) for month, step in steps.items()}
    largest = max(numbers.values(), default=0)
    described = say.gettext("Every commentary in {site}, by year and month", site=site.title)
    frame = Frame("archive/", say.gettext("Archive"), described, "archive", crumbs=())
    return ArchivePage(
        layout(reader, site, frame),
        months=dates.short_months(say),
        years=tuple(_year(names, year, numbers, largest) for year in years),
        shades=shades(say, largest) if numbers else (),
    )


def year(reader: Reader, key: str) -> YearPage:
    """Return the page of a year such as 2014."""
    site = reader.site()
    names = Names(reader, site)
    crumbs = (_archive(names),)
    described = names.speech.gettext("The commentaries of {year} in {site}", year=key, site=site.title)
    frame = Frame(f"{key}/", key, described, "archive", crumbs=crumbs)
    return YearPage(
        layout=layout(reader, site, frame),
        crumbs=crumbs,
        year=key,
        months=tuple(_months(reader, names, key)),
        earlier=tuple(_year_anchor(names, p[:4]) for p in reader.before("all", f"{key}-", 1)),
        later=tuple(_year_anchor(names, p[:4]) for p in reader.after("all", f"{key}-{HIGHEST}", 1)),
    )


def month(reader: Reader, key: str) -> MonthPage:
    """Return the page of a month such as 2014-06."""
    site = reader.site()
    names = Names(reader, site)
    positions = reversed(reader.between("all", f"{key}-", f"{key}-{HIGHEST}"))
    name = dates.month(names.speech, key)
    crumbs = (_archive(names), _year_anchor(names, key[:4]))
    described = names.speech.gettext("The commentaries of {month} in {site}", month=name, site=site.title)
    frame = Frame(month_path(key), name, described, "archive", crumbs=crumbs)
    return MonthPage(
        layout=layout(reader, site, frame),
        crumbs=crumbs,
        name=name,
        days=days(reader, positions),
        earlier=tuple(_month_anchor(names, p[:7]) for p in reader.before("all", f"{key}-", 1)),
        later=tuple(_month_anchor(names, p[:7]) for p in reader.after("all", f"{key}-{HIGHEST}", 1)),
    )


def month_path(key: str) -> str:
    """Return the path of a month's page: `2014/06/` for 2014-06."""
    return key.replace("-", "/") + "/"


def _months_of(reader: Reader, year: str) -> list[str]:
    """Return the months of a year that have entries, in order."""
    return [position[:7] for position in reader.leaders("all", f"{year}-")]


def _year(names: Names, key: str, numbers: Mapping[str, int], largest: int) -> Year:
    return Year(
        _year_anchor(names, key),
        tuple(_cell(names, f"{key}-{month:02}", numbers, largest) for month in range(1, 13)),
    )


def _cell(names: Names, month: str, numbers: Mapping[str, int], largest: int) -> Cell:
    number = numbers.get(month, 0)
    if not number:
        return Cell(Anchor(dates.month(names.speech, month)))
    return Cell(
        _month_anchor(names, month),
        amount(names.speech, number),
        at_least(number),
        depth(number, largest),
    )


def _months(reader: Reader, names: Names, key: str) -> Iterator[Month]:
    """Yield the months of a year, newest first: whole where the year is small, else the newest entries of each."""
    positions = reader.latest("all", f"{key}-", f"{key}-{HIGHEST}", LISTED + 1)
    if len(positions) <= LISTED:
        for month, group in groupby(positions, key=lambda position: position[:7]):
            yield Month(_month_anchor(names, month), month, items(reader, map(member, group)))
        return
    for month in reversed(_months_of(reader, key)):
        newest = reader.latest("all", f"{month}-", f"{month}-{HIGHEST}", _NEWEST_OF_MONTH + 1)
        shown, more = newest[:_NEWEST_OF_MONTH], len(newest) > _NEWEST_OF_MONTH
        yield Month(_month_anchor(names, month), month, items(reader, map(member, shown)), more)


def _archive(names: Names) -> Anchor:
    return Anchor(names.speech.gettext("Archive"), names.link("archive/"))


def _year_anchor(names: Names, key: str) -> Anchor:
    return Anchor(key, names.link(f"{key}/"))


def _month_anchor(names: Names, key: str) -> Anchor:
    return Anchor(dates.month(names.speech, key), names.link(month_path(key)))
