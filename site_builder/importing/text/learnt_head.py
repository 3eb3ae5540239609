"""Heads of pages as text: title, date and authors as the learnt models choose them, with how sure they are."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct

from site_builder.importing.draft import Doubt, Evidence
from site_builder.importing.recognising import bylines, far_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.text import announced, handles, headlines, other_hands, signatories, title_places
from site_builder.importing.text import author_rows as text_author_rows
from site_builder.importing.text import date_rows as text_date_rows
from site_builder.importing.text import days as text_dates
from site_builder.importing.text import titles as text_titles
from site_builder.importing.text.authors import Signed
from site_builder.importing.text.body import Reading
from site_builder.importing.text.labels import Label
from site_builder.importing.text.signatories import Block

TITLE_FROM: Final = 0.25
DATE_FROM: Final = 0.53
AUTHOR_FROM: Final = 0.48
_ACCOUNT: Final = 0.6  # confidence of an account that posted a text
PLAIN: Final = 0.75
"""How sure a byline right below the title is of which the model is unsure (measured: 11 of 13 right, and the others but for an article or degrees)."""
_WORTH_SAYING: Final = 0.1
_RULES: Final = {
    "signed": "byline",
    "line": "line with a name",
    "beside": "name beside a date or outlet",
    "more": "name of whose other pieces the page lists",
    "about": "biography",
    "headed": "name below “author”",
    "run": "lines with names",
    "titled": "name before a role",
    "handle": "line beside the title or date",
    "pictured": "name of who is pictured",
    "stated": "byline",
    "speaking": "name of who speaks of themselves",
    "owner": "name of whose rights are claimed",
    "trimmed": "byline",
    "opens": "name that a line begins with",
    "site": "name of the site",
}


class Chosen(Struct, frozen=True):
    """What the models choose: the title, where it stands (-1: nowhere), the date, the names of the authors.

    `block` is where they sign together, if they do, with their roles.
    """

    title: str = ""
    title_at: int = -1
    date: str = ""
    authors: tuple[str, ...] = ()
    author_at: int = -1
    block: Block | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def of(self, field: str) -> list[Evidence]:
        """Return the evidence of a field."""
        return [one for one in self.evidence if one.field == field]


def choose(reading: Reading, names: Names) -> Chosen:
    """Choose the fields of the head of a document; what is too unsure is empty, and a doubt if worth saying."""
    evidence: list[Evidence] = []
    doubts: list[Doubt] = []
    title, title_at = _title(reading, names, evidence, doubts)
    date = _date(reading, title_at, evidence, doubts)
    authors, author_at, block = _authors(reading, title_at, names, evidence, doubts)
    return Chosen(title, title_at, date, authors, author_at, block, tuple(evidence), tuple(doubts))


def _title(reading: Reading, names: Names, evidence: list[Evidence], doubts: list[Doubt]) -> tuple[str, int]:
    found = text_titles.choose(reading, names)
    if found is None:
        return "", -1
    best, sure = found
    line = reading.segments[best.at].first
    framed = title_places.is_frame(best.text) or handles.is_handle(best.text)
    if framed or title_places.is_poster(reading.segments, best.at):
        return "", -1
    if sure < TITLE_FROM:
        doubts.append(Doubt("title", line, f"“{best.text[:80]}” may be the title"))
        return "", -1
    rule = "heading above the text" if not best.part else "part of a line above the text"
    evidence.append(Evidence("title", line, rule, round(sure, 2)))
    lines = [one.text for at, one in enumerate(reading.segments) if at != best.at]
    return headlines.bare(best.text, lines), best.at


def _date(reading: Reading, title_at: int, evidence: list[Evidence], doubts: list[Doubt]) -> str:
    plain = text_dates.stated_plainly(reading, title_at)
    found = text_date_rows.choose(reading, title_at)
    if found is None or (plain and found[1] < DATE_FROM):
        if plain:
            rule = "day behind the headline" if plain[1] == title_at else "dateline that opens the text"
            evidence.append(Evidence("date", reading.segments[plain[1]].first, rule, PLAIN))
        return plain[0] if plain else ""
    best, sure = found
    line = reading.segments[best.at].first if best.at >= 0 else 0
    if best.doubt > 1 and sure >= _WORTH_SAYING:
        doubts.append(Doubt("date", line, "the day and the month cannot be told apart"))
    elif sure >= DATE_FROM:
        rule = "dateline" if line else "the document's address"
        evidence.append(Evidence("date", line, rule, round(sure, 2)))
        return best.value
    elif sure >= _WORTH_SAYING:
        doubts.append(Doubt("date", line, f"{best.value} may be the date"))
    return ""


def _authors(
    reading: Reading, title_at: int, names: Names, evidence: list[Evidence], doubts: list[Doubt]
) -> tuple[tuple[str, ...], int, Block | None]:
    segments = reading.segments
    if not segments:
        return (), -1, None
    said = announced.in_head(segments, title_at) or announced.at_foot(segments, reading.start, reading.end)
    if said:
        evidence.append(Evidence("author", segments[said.first].first, "byline", PLAIN))
        return tuple(one.name for one in said.writers), said.first, said
    found = _who_wrote(reading, title_at, names)
    best, sure = found or (Signed((), -1, ""), 0.0)
    line = segments[best.at].first
    block = signatories.of(segments, best.names, best.at, title_at) if found else None
    told = _together(best.names, block)
    plain = signatories.plainly(segments, title_at)
    if plain and plain.said and best.at < title_at and {one.name for one in plain.writers} < {*told}:
        told, best, block = tuple(one.name for one in plain.writers), Signed((), plain.first, "signed"), plain
        line = segments[plain.first].first
    if sure >= AUTHOR_FROM and not _otherwise(reading, title_at, best):
        evidence.append(Evidence("author", line, _RULES[best.kind], round(sure, 2)))
        return told, best.at, block
    if plain and not _known(plain, names):
        rule = "byline below the title" if plain.said else "names below the title"
        evidence.append(Evidence("author", segments[plain.first].first, rule, PLAIN))
        return tuple(one.name for one in plain.writers), plain.first, plain
    account = handles.read(segments, title_at, reading.start, reading.end)
    people = sure >= _WORTH_SAYING and any(map(bylines.is_person, told))
    if account and (not people or account.name in told):
        evidence.append(Evidence("author", segments[account.at].first, "account that posted it", _ACCOUNT))
        return (account.name,), account.at, None
    if sure >= _WORTH_SAYING:
        doubts.append(Doubt("author", line, f"“{', '.join(told)[:80]}” may be the author"))
    return (), -1, None


def _who_wrote(reading: Reading, title_at: int, names: Names) -> tuple[Signed, float] | None:
    """Return the likeliest authors; where they did something else, the likeliest of the others, if sure enough."""
    found = text_author_rows.choose(reading, title_at, names)
    if found is None or not _otherwise(reading, title_at, found[0]):
        return found
    mine = {*map(fold, found[0].names)}

    def is_out(one: Signed) -> bool:
        if one.at >= 0 and other_hands.is_guest(reading.segments[one.at].text):
            return True
        return not mine.isdisjoint(map(fold, one.names)) or _otherwise(reading, title_at, one)

    other = text_author_rows.choose(reading, title_at, names, is_out)
    return other if other and other[1] >= AUTHOR_FROM else found


def _otherwise(reading: Reading, title_at: int, one: Signed) -> bool:
    """Tell whether those who are named did something else than write the piece."""
    if one.at < 0:
        return False
    end = reading.end if one.kind == "beside" else None
    return other_hands.did_otherwise(reading.segments, one.at, title_at, one.names, end)


def _known(block: Block, names: Names) -> bool:
    """Tell whether a block names what the digest knows as something else."""
    return any(names.region(one.name) or names.source(one.name) for one in block.writers)


def _together(chosen: tuple[str, ...], block: Block | None) -> tuple[str, ...]:
    """Return the names of those who sign with the chosen ones, whose names stay as they were read."""
    if block is None:
        return chosen
    spelt = {fold(name): name for name in chosen}
    return tuple(spelt.get(fold(one.name), one.name) for one in block.writers)


def writers(chosen: Chosen, labels: Sequence[Label], role: str) -> tuple[Writer, ...]:
    """Return who signs: with the roles that their block or a byline among `labels` states, or the `role` below the name."""
    named = [fold(name) for name in chosen.authors]
    stated = {
        fold(one.name): one
        for label in labels
        for one in label.writers
        if not any(name in fold(one.role) for name in named)  # "with Jane Doe" is no role
    }
    stated |= {fold(one.name): one for one in (chosen.block.writers if chosen.block else ()) if one.role}
    known = [stated.get(fold(name), Writer(name, organisation=_is_body(name))) for name in chosen.authors]
    if len(known) == 1 and role and not known[0].role:
        return (Writer(known[0].name, role, known[0].organisation),)
    return tuple(map(far_names.told_apart, known))


def introduced(biographies: Iterable[tuple[str, str]]) -> tuple[Writer, ...]:
    """Return whom biographies introduce: each is a paragraph, with the name that it introduces first."""
    told = (signatories.also_introduced(text, name) for text, name in biographies)
    return tuple(map(Writer, dict.fromkeys(chain.from_iterable(told))))


def _is_body(name: str) -> bool:
    return not bylines.is_person(name) and bylines.is_outlet(name)
