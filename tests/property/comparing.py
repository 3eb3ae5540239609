"""What an output folder is compared with: a cold build of the same content."""

from __future__ import annotations

from pathlib import Path

from digest_on_disk import listing

from site_builder.building.again import Again
from site_builder.building.searching import index_difference, is_of_index
from site_builder.building.theming import Theming
from site_builder.incremental.store import Store
from site_builder.incremental.stored_index import StoredIndex
from site_builder.project import Project
from site_builder.verify import cold_output


def assert_equals_cold(project: Project, as_of: str, theming: Theming) -> None:
    """Hold the output against a cold build, and the search index against one made anew."""
    cold = dict(cold_output(project, as_of, theming))
    assert {path: found[2] for path, found in pages_of(project.output).items()} == cold
    if "search/index.html" in cold:
        store = Store(project.cache / "state.sqlite")
        index = StoredIndex(store, Again(project.root).body)
        assert index_difference(store, lambda: index, project.output) == ""
        store.close()
    else:
        assert pages_of(project.output) == listing(project.output)


def pages_of(output: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file of an output folder but the search index, which no page stands for."""
    return {path: found for path, found in listing(output).items() if not is_of_index(path)}
