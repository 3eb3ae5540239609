"""The sites of one run of the measures: each is made when first asked for, peers only where they can be installed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from hugo_site import HugoSite, hugo_program
from our_site import Digest
from peers import NotInstalled
from pelican_site import PelicanSite, pelican_programs

if TYPE_CHECKING:
    from pathlib import Path

SMALL: Final = 1_000
"""Entries of the digest that Pelican builds, and with which a larger one's edits are compared."""


@dataclass
class Bench:
    """The sites of one run, each made when first asked for, and what was found so far."""

    root: Path
    entries: int
    rounds: int
    peers: bool
    full: bool
    results: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    _digests: dict[int, Digest] = field(default_factory=dict)
    _hugo: HugoSite | None = None

    def digest(self, entries: int) -> Digest:
        if entries not in self._digests:
            self._digests[entries] = Digest(self.root / f"digest-{entries}", entries)
        return self._digests[entries]

    def hugo(self) -> HugoSite | None:
        """Return Hugo's site of the same entries; None without Hugo. Ask for it before the digest is edited."""
        if self._hugo is None and self.peers:
            try:
                program = hugo_program(self.root / "hugo-venv")
            except NotInstalled as error:
                return self._without("Hugo", error)
            corpus = self.digest(self.entries).root
            self._hugo = HugoSite(program, corpus, self.root / "hugo-site")
            self.results["hugo"] = {"version": self._hugo.version()}
        return self._hugo

    def pelican(self) -> PelicanSite | None:
        """Return Pelican's site of the small digest; None without Pelican."""
        if not self.peers:
            return None
        try:
            programs = pelican_programs(self.root / "pelican-venv")
        except NotInstalled as error:
            return self._without("Pelican", error)
        return PelicanSite(programs, self.digest(SMALL).root, self.root / "pelican-site")

    def _without(self, peer: str, error: NotInstalled) -> None:
        self.peers = False
        self.missing.append(f"{peer} could not be installed, so nothing is compared with it: {error}")
