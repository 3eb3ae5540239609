"""The rules that need more than one file to judge: `CHECKS`, each from a Snapshot to diagnostics."""

from typing import Final

from site_builder.checks.collisions import collisions
from site_builder.checks.cycles import region_cycles, relation_cycles
from site_builder.checks.dangling import dangling
from site_builder.checks.settings import site_settings
from site_builder.checks.snapshot import Check, Snapshot

__all__ = ["CHECKS", "Check", "Snapshot"]

CHECKS: Final[tuple[Check, ...]] = (dangling, collisions, relation_cycles, region_cycles, site_settings)
