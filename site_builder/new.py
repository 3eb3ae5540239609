"""new: an entry to fill in."""

from datetime import date
from typing import Final

from site_builder.content.slugs import slugify
from site_builder.model import EntryKind
from site_builder.project import Project

SKELETON: Final = """\
---
id: {id}
kind: {kind}
title: {title}
author:            # a name, or a list of {{name, role}}; null where the source names nobody
date: {date}
region:            # a slug of content/regions/
source:            # a slug of content/sources/
source_url:
topics: []
summary:           # one or two sentences in the digest's words
status: draft      # remove this line to publish
---
"""


class NewEntryError(Exception):
    """The entry can't be written; the text says why."""


def new_entry(project: Project, title: str, day: str, kind: EntryKind) -> str:
    """Write a draft entry; returns its path relative to the project. Raises NewEntryError, e.g. if it exists."""
    try:
        year = date.fromisoformat(day).year
    except ValueError as error:
        raise NewEntryError(f"{day!r} is no date such as 2026-03-01") from error
    slug = slugify(title)
    if not slug:
        raise NewEntryError(f"the title {title!r} has no letter or digit to make an address of")
    path = project.content / "entries" / str(year) / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    quoted = '"' + " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = SKELETON.format(id=f"{day}-{slug}", kind=kind, title=quoted, date=day)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise NewEntryError(f"{path} exists already") from error
    return path.relative_to(project.root).as_posix()
