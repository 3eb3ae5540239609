"""The theme as a build sees it: templates, loaded when first needed, and the closure digest of each page kind."""

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.diagnostics import Diagnostic
from site_builder.language.speech import ENGLISH, Speech, speech_of
from site_builder.model import Catalogue, Record, Site
from site_builder.pages import PAGE_KINDS

if TYPE_CHECKING:
    from site_builder.render.templates import Templates


class Theming:
    """Keeps compiled templates between the builds of one process, and in the folder `compiled` beyond it.

    `speech` is the language that they are compiled for.
    """

    def __init__(
        self, folders: tuple[Path, ...], compiled: Path | None = None, speech: Speech = ENGLISH
    ) -> None:
        self.folders = folders
        self.compiled = compiled
        self.speech = speech
        self._templates: Templates | None = None
        self._unproven: set[str] = set()

    @property
    def templates(self) -> "Templates":
        """The templates; the first use imports Jinja2, which a build without changes never does."""
        if self._templates is None:
            from site_builder.render.templates import Templates

            self._templates = Templates(self.folders, self.compiled, self.speech)
        return self._templates

    def speak(self, record: Callable[[str], Record | None]) -> None:
        """Take on the language of a site, given its records by key; one without settings has faults to tell first."""
        site = record("site/")
        if isinstance(site, Site):
            self.speech = speech_of(site.language, lambda tag: _catalogue(record(f"catalogue/{tag}")))
        if self._templates is not None:
            self._templates.speak(self.speech)

    @property
    def edition(self) -> str:
        """The digest of all templates and their messages, which tells one state of them from another."""
        return hashlib.sha256("".join(self.closures().values()).encode()).hexdigest()

    def forget(self, names: Collection[str]) -> None:
        """Drop what is known of changed templates.

        Those that changed before a build that failed are dropped too: they may have changed back since, to what
        the state knows, and would not be named again.
        """
        self._unproven.update(names)
        if self._templates is not None and self._unproven:
            self._templates.forget(self._unproven)

    def prove(self) -> None:
        """Keep what is known: a build has succeeded with it."""
        self._unproven.clear()

    def faults(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with any template."""
        return self.templates.check()

    def closures(self) -> dict[str, str]:
        """Return the closure digest of each page kind's template ("" for kinds without one)."""
        return {
            name: self.templates.closure(kind.template) if kind.template else ""
            for name, kind in PAGE_KINDS.items()
        }


def _catalogue(record: Record | None) -> Catalogue | None:
    return record if isinstance(record, Catalogue) else None
