"""The pages of terms: a region, an author, a source or a topic with its newest entries, and its slices by year.

A region's page shows the newest entries of the regions below it too. Older ones are its own alone, and so are those of
a slice, since an entry knows its region but not what lies above it; so a region's page lists the years of each region
below.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nlargest

from msgspec import Struct

from site_builder.incremental.reader import HIGHEST, Reader, member
from site_builder.incremental.shape import LISTED, NEWEST, enough
from site_builder.language.speech import Speech
from site_builder.model import Rights, Source, Value
from site_builder.pages.facet import Crossing, combined_with, crossings
from site_builder.pages.items import Day, Item, days, items
from site_builder.pages.languages import name as language_name
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import Anchor, external, host, term_path
from site_builder.pages.names import Names, signs_as_body
from site_builder.pages.provenance import Fact
from site_builder.pages.regions import ancestors, children, subtree
from site_builder.pages.speaking import speaking
from site_builder.pages.texts import text
from site_builder.pages.timeline import Step, steps
from site_builder.render.text import Text


class YearRow(Value):
    """The years of a region below another one, newest first, each with its slice."""

    term: str
    years: tuple[Anchor, ...]


class TermPage(Value):
    """A term: what is known of it, the terms around it, its newest entries by day, older ones or where they are.

    `timeline` tells of each year about how many entries it has, and leads to them where the year has a page.
    """

    layout: Layout
    name: str
    initials: str
    crumbs: tuple[Anchor, ...]
    introduction: Text | None
    facts: tuple[Fact, ...]
    children: tuple[Anchor, ...]
    days: tuple[Day, ...]
    older: tuple[Item, ...]
    timeline: tuple[Step, ...]
    years: tuple[YearRow, ...]
    crossings: tuple[Crossing, ...]


class SlicePage(Value):
    """All entries of a term in one year; the last crumb is the term."""

    layout: Layout
    year: str
    crumbs: tuple[Anchor, ...]
    days: tuple[Day, ...]


class _About(Struct, frozen=True, gc=False):
    """What the record of a term says; every part may be missing but its type in schema.org."""

    type: str
    introduction: str = ""
    facts: tuple[Fact, ...] = ()


def region(reader: Reader, key: str) -> TermPage:
    """Return the page of a region."""
    record = reader.region(key)
    return _page(reader, "region", key, _About("Place", record.introduction if record else ""))


def author(reader: Reader, key: str) -> TermPage:
    """Return the page of an author, who may have no record and then is named as the newest byline does."""
    record = reader.author(key)
    say = speaking(reader, reader.site())
    facts = (Fact(say.gettext("Role"), record.role), _home(say, record.home)) if record else ()
    body = record.organisation if record else signs_as_body(reader, key)
    about = _About("Organization" if body else "Person", record.biography if record else "", facts)
    return _page(reader, "author", key, about)


def source(reader: Reader, key: str) -> TermPage:
    """Return the page of a source, with its rights policy in words."""
    record = reader.source(key)
    facts = _facts(speaking(reader, reader.site()), record) if record else ()
    return _page(reader, "source", key, _About("Organization", record.introduction if record else "", facts))


def topic(reader: Reader, key: str) -> TermPage:
    """Return the page of a topic."""
    record = reader.topic(key)
    return _page(reader, "topic", key, _About("Thing", record.introduction if record else ""))


def slice_of(reader: Reader, key: str) -> SlicePage:
    """Return the page of a term's year; the key is such as `region/africa/2014`."""
    vocabulary, slug, year = key.split("/")
    site = reader.site()
    names = Names(reader, site)
    term = names.term(vocabulary, slug)
    positions = reader.between(f"{vocabulary}/{slug}", f"{year}-", f"{year}-{HIGHEST}")
    crumbs = (names.index(vocabulary), term)
    title = names.speech.gettext("{term}, {year}", term=term.text, year=year)
    frame = Frame(slice_path(key), title, section=f"{vocabulary}s", crumbs=crumbs)
    return SlicePage(
        layout=layout(reader, site, frame),
        year=year,
        crumbs=crumbs,
        days=days(reader, reversed(positions)),
    )


def slice_path(key: str) -> str:
    """Return the path of a term's year from its key: `regions/africa/2014/` for `region/africa/2014`."""
    vocabulary, slug, year = key.split("/")
    return f"{term_path(vocabulary, slug)}{year}/"


def _page(reader: Reader, vocabulary: str, slug: str, about: _About) -> TermPage:
    site = reader.site()
    names = Names(reader, site)
    name, path = names.term(vocabulary, slug).text, term_path(vocabulary, slug)
    slugs = subtree(reader, slug) if vocabulary == "region" else [slug]
    above = ancestors(reader, slug) if vocabulary == "region" else []
    below = children(reader, slug) if vocabulary == "region" else []
    newest = nlargest(NEWEST, {p for s in slugs for p in reader.last(f"{vocabulary}/{s}", NEWEST)})
    description = names.speech.gettext(
        "{term}: commentary chosen by {site}, newest first", term=name, site=site.title
    )
    crumbs = (names.index(vocabulary), *(names.term("region", region) for region in above))
    numbers = {each: _by_year(reader, f"{vocabulary}/{each}") for each in slugs}
    return TermPage(
        layout=layout(
            reader,
            site,
            Frame(path, name, description, f"{vocabulary}s", feed=path, crumbs=crumbs, about=about.type),
        ),
        name=name,
        initials=_initials(name) if vocabulary == "author" else "",
        crumbs=crumbs,
        introduction=text(names, about.introduction) if about.introduction else None,
        facts=tuple(fact for fact in about.facts if fact.text),
        children=tuple(names.term("region", region) for region in below),
        days=days(reader, newest),
        older=items(reader, _older(reader, f"{vocabulary}/{slug}", newest)),
        timeline=_timeline(reader, names, vocabulary, numbers),
        years=tuple(_years(reader, names, numbers)) if below else (),
        crossings=crossings(names, combined_with(reader, vocabulary, slug)),
    )


def _older(reader: Reader, collection: str, newest: Iterable[str]) -> list[str]:
    """Return the entries of a term that have no card on its page, newest first; none of one that is sliced by year."""
    if reader.overflows(collection):
        return []
    rest = set(reader.last(collection, LISTED)).difference(newest)
    return [member(position) for position in sorted(rest, reverse=True)]


def _timeline(
    reader: Reader,
    names: Names,
    vocabulary: str,
    below: Mapping[str, Mapping[str, int]],
) -> tuple[Step, ...]:
    """Return how many entries a term, and what lies below it, have in each year, newest first.

    `below` has these numbers by slug, the term's own first. One year that has no page says nothing.
    """
    numbers: Counter[str] = Counter()
    for each in below.values():
        numbers.update(each)
    collection = f"{vocabulary}/{next(iter(below))}"
    if len(below) == 1 and reader.overflows(collection):
        paged = set(numbers)
    else:
        paged = {year for year, number in numbers.items() if vocabulary == "source" and enough(number)}
    years = [
        Anchor(year, names.link(slice_path(f"{collection}/{year}")) if year in paged else "")
        for year in sorted(numbers, reverse=True)
    ]
    return steps(names.speech, years, numbers) if years[1:] or paged else ()


def _by_year(reader: Reader, collection: str) -> dict[str, int]:
    """Return how many entries a collection has in each year, counted only as far as a timeline tells."""
    if not reader.overflows(collection):
        return Counter(position[:4] for position in reader.last(collection, LISTED))
    years = [position[:4] for position in reader.leaders(collection)]
    return {year: reader.number_in(collection, year) for year in years}


def _years(reader: Reader, names: Names, numbers: Mapping[str, Mapping[str, int]]) -> Iterator[YearRow]:
    """Yield a row for each region that is sliced by year."""
    for slug, years in numbers.items():
        if reader.overflows(f"region/{slug}"):
            found = sorted(years, reverse=True)
            anchors = (Anchor(year, names.link(slice_path(f"region/{slug}/{year}"))) for year in found)
            yield YearRow(names.term("region", slug).text, tuple(anchors))


def _initials(name: str) -> str:
    """Return the first letters of the first and last word, as a decoration."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def _facts(speech: Speech, record: Source) -> tuple[Fact, ...]:
    language = language_name(speech, record.language) if record.language else ""
    return (
        _home(speech, record.home),
        Fact(speech.gettext("Language"), language),
        Fact(speech.gettext("What we publish"), rights_in_words(speech, record.rights)),
    )


def _home(speech: Speech, url: str) -> Fact:
    return Fact(speech.gettext("Home page"), host(url), external(url))


def rights_in_words(speech: Speech, rights: Rights) -> str:
    """Say what the digest publishes of a source's texts."""
    match rights.policy:
        case "full":
            return speech.gettext("whole texts, with the source’s leave")
        case "link":
            return speech.gettext("a link and the digest’s own summary, nothing of the text")
        case _:
            return speech.gettext(
                "excerpts of at most {paragraphs}, {words} and {percent}% of a text",
                paragraphs=speech.ngettext("{n} paragraph", "{n} paragraphs", rights.paragraphs),
                words=speech.ngettext("{n} word", "{n} words", rights.words),
                percent=f"{rights.share * 100:.0f}",
            )
