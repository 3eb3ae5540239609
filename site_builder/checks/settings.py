"""The site itself must be described."""

from collections.abc import Iterator

from site_builder.checks.snapshot import Snapshot
from site_builder.diagnostics import Diagnostic, Location


def site_settings(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error if there is no `content/site.yaml`."""
    if not snapshot.defines("site/"):
        message = "there is no site to build: its settings are missing"
        hint = "write it with title, base_url and identity, or start with `site-builder init`"
        yield Diagnostic(Location("content/site.yaml"), "error", "no-site-settings", message, hint)
