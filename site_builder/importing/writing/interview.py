"""Interview: what an import left empty is asked for, one field after the other, and each answer checked as `check` would.

An answer is put into the entry's file as an editor would write it; nothing else of the file changes. Once nothing is
missing the line that makes it a draft goes too.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from site_builder.content.parse import parse
from site_builder.diagnostics import did_you_mean, has_errors
from site_builder.importing.document import clean
from site_builder.importing.recognising.names import Names
from site_builder.importing.report import Offer, Outcome, Wanted
from site_builder.importing.writing.complete import complete, settled
from site_builder.importing.writing.emit import flow_list, scalar
from site_builder.importing.writing.save import Write, save
from site_builder.model import Entry

Ask = Callable[[str], str | None]


class Unfit(Exception):
    """An answer cannot be taken; the text says why."""


def interview(project: Path, outcomes: Iterable[Outcome], names: Names, ask: Ask) -> int:
    """Ask for every empty field of the entries that were imported; returns how many were filled in.

    What is offered for a field comes first, with what speaks for it: it is taken with "y".
    `ask` puts a question and returns the answer, "" to leave the field empty, or None to ask no more. Raises OSError
    where a file cannot be written, or was changed meanwhile.
    """
    filled = 0
    outcomes = list(outcomes)
    answers: dict[tuple[str, str], str | None] = {}
    for offer in (one for outcome in outcomes for one in outcome.offers):
        taken = _offered(project, offer, _once(ask, offer, answers))
        if taken is None:
            return filled
        filled += taken
    for outcome in outcomes:
        for one in outcome.wanted:
            before = (project / outcome.path).read_bytes()
            if one.field == "source" and _has_source(outcome.path, before):
                continue
            after = _filled(before, one, names, ask)
            if after is None:
                return filled
            if after != before:
                save(project, {outcome.path: Write(after, before)})
                filled += 1
    return filled


def _once(ask: Ask, offer: Offer, answers: dict[tuple[str, str], str | None]) -> Ask:
    """Return what asks for an offer; a new source that is offered for many entries is asked for once."""
    if not offer.file:
        return ask

    def asked(question: str) -> str | None:
        key = (offer.file, offer.content)
        if key not in answers:
            answers[key] = ask(question)
        return answers[key]

    return asked


def _offered(project: Path, offer: Offer, ask: Ask) -> bool | None:
    """Ask whether an offer is taken, and take it; None: nothing more is to be asked."""
    before = (project / offer.path).read_bytes()
    if _is_filled(offer.path, before, offer.field):
        return False
    answer = ask(f"{offer.path}: {offer.field}: {offer.value}? ({offer.why}; y takes it) ")
    if answer is None:
        return None
    if answer.strip().casefold() not in {"y", "yes"}:
        return False
    value, writes = scalar(offer.value), dict[str, Write]()
    if offer.file:
        value = scalar(PurePosixPath(offer.file).stem)
        writes = {} if (project / offer.file).exists() else {offer.file: Write(offer.content.encode())}
    after = settled(offer.path, complete(before, {offer.field: value}))
    if after == before or has_errors(parse(offer.path, after).diagnostics):
        return False
    save(project, {offer.path: Write(after, before), **writes})
    return True


def _has_source(path: str, entry: bytes) -> bool:
    """Tell whether an entry says where it stands, or which source it is from."""
    return any(_is_filled(path, entry, field) for field in ("source", "source_url"))


def _is_filled(path: str, entry: bytes, field: str) -> bool:
    """Tell whether an entry has a field for which something is offered."""
    record = parse(path, entry).record
    if not isinstance(record, Entry):
        return False
    return bool(record.metadata.source if field == "source" else record.metadata.source_url)


def _filled(data: bytes, one: Wanted, names: Names, ask: Ask) -> bytes | None:
    """Ask until an answer fits, or none is given; None: nothing more is to be asked."""
    question = f"{one.location.path}: {one.field}? ({one.message}; {one.hint}) "
    while True:
        answer = ask(question)
        if answer is None:
            return None
        if not clean(answer):
            return data
        try:
            return answered(one.location.path, data, one.field, answer, names)
        except Unfit as why:
            question = f"  {why}. {one.field}? "


def answered(path: str, data: bytes, field: str, answer: str, names: Names) -> bytes:
    """Return an entry's file with the answer for an empty field. Raises Unfit for what `check` would refuse."""
    key, value = _written(field, clean(answer.encode("utf-8", "replace").decode()), names)
    changed = complete(data, {key: value})
    if changed == data:
        raise Unfit("the file cannot be changed with certainty; write it there yourself")
    for fault in parse(path, changed).diagnostics:
        if fault.severity == "error":
            raise Unfit(f"{fault.message}{f'; {fault.hint}' if fault.hint else ''}")
    return settled(path, changed)


def _written(field: str, answer: str, names: Names) -> tuple[str, str]:
    """Return the key and the YAML text of an answer; of a region or a source, the slug that it names."""
    match field:
        case "region":
            return field, scalar(_known(names.region(answer), answer, names.regions, "content/regions/"))
        case "source" if re.match(r"https?://", answer, re.IGNORECASE):
            return "source_url", scalar(answer)
        case "source":
            return field, scalar(_known(names.source(answer), answer, names.sources, "content/sources/"))
        case "author" if answer == "null":
            return field, answer
        case "author" if ";" in answer:
            return field, flow_list([name for part in answer.split(";") if (name := part.strip())])
        case _:
            return field, scalar(answer)


def _known(slug: str, answer: str, known: Iterable[str], folder: str) -> str:
    if slug:
        return slug
    hint = did_you_mean(answer.casefold(), known)
    raise Unfit(f"nothing in {folder} is called “{answer}”{f'; {hint}' if hint else ''}")
