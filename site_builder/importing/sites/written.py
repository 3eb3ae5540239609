"""Written: a post of another site as the file of an entry, or of a standing page. Pure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from site_builder.content.slugs import without_date
from site_builder.importing.sites.mapping import Mapped
from site_builder.importing.writing import entries
from site_builder.importing.writing.emit import DRAFT_NOTE, Value, front_matter

_NEEDED: Final = ("title", "author", "date", "region")
_MOST_KEPT: Final = 40_000  # characters of fields that have no place in an entry


def entry_id(found: Mapped, taken: AbstractSet[str]) -> str:
    """Return `YYYY-MM-DD-SLUG`, with a number where an earlier post of the same site has it."""
    base = f"{found.day or 'undated'}-{entries.with_letters(found.slug or 'untitled')}"
    return entries.free(base, taken.__contains__)


def permalink(entry: str, day: str) -> str:
    """Return the address of an entry, "" without a date."""
    return f"/{day[:4]}/{without_date(entry)}/" if day else ""


def missing(found: Mapped, region: str) -> list[str]:
    """Return the required fields that a post does not state."""
    stated = {**found.fields, "region": found.fields.get("region") or region}
    return [
        name for name in _NEEDED if not stated.get(name) and not (name == "author" and "authors" in stated)
    ]


def entry(name: str, found: Mapped, aliases: Sequence[str], region: str, body: str, *, draft: bool) -> bytes:
    """Return the content of an entry's file; a draft stays one, and what lacks a required field becomes one."""
    fields: dict[str, Value] = {"id": name, **found.fields}
    fields["region"] = found.fields.get("region") or region or None
    fields.pop("aliases", None)
    if aliases:
        fields["aliases"] = list(aliases)
    comments = {}
    if found.is_draft or draft:
        fields["status"] = "draft"
    elif missing(found, region):
        fields["status"] = "draft"
        comments = {"status": DRAFT_NOTE}
    return _file(fields, comments, found, body)


def page(found: Mapped, body: str) -> bytes:
    """Return the content of a standing page's file."""
    fields: dict[str, Value] = {"title": found.fields.get("title") or found.slug}
    if summary := found.fields.get("summary"):
        fields["description"] = summary
    return _file(fields, {}, found, body)


def _file(fields: dict[str, Value], comments: dict[str, str], found: Mapped, body: str) -> bytes:
    """Return a file whose front matter ends with what has no place in it, as comments."""
    head = front_matter(fields, comments).removesuffix("---\n")
    kept = "".join(f"# {name}: {value}\n" for name, value in found.kept)[:_MOST_KEPT]
    kept = kept if not kept or kept.endswith("\n") else f"{kept}\n"
    text = body.strip("\n")
    return f"{head}{kept}---\n{text}\n".encode("utf-8", "replace")
