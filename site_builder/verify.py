"""verify: build the whole site in memory and compare it with the output, byte for byte.

The engine's own lint: if incremental output ever differed from a cold build's, the first differing page is named
with what it read when it was last made, where the missing dependency must be.
"""

from collections.abc import Iterator

from site_builder.building.again import Again
from site_builder.building.cold import compose_all, whole_site
from site_builder.building.inputs import read_everything
from site_builder.building.making import press
from site_builder.building.searching import index_difference, strangers, wanted
from site_builder.building.theming import Theming
from site_builder.explain import describe
from site_builder.incremental.store import STATE, Store
from site_builder.incremental.stored_index import StoredIndex
from site_builder.incremental.stored_pages import StoredPages
from site_builder.pages import PAGE_KINDS
from site_builder.project import Project


def cold_output(project: Project, as_of: str, theming: Theming) -> Iterator[tuple[str, bytes]]:
    """Yield (output path, bytes) of every page of a faultless project, from nothing but content and theme."""
    site = whole_site(read_everything(project).files, as_of)
    theming.speak(site.index.record)
    for composed, _ in compose_all(site, theming.closures(), ""):
        kind = PAGE_KINDS[composed.page.kind]
        yield composed.path, press(theming.templates, project.theme_folders, kind, composed.model)


def verify(project: Project) -> str:
    """Return "" if the output is what a cold build gives, else a text about the first difference."""
    store = Store(project.cache / STATE)
    try:
        expected: set[str] = set()
        for path, data in cold_output(project, store.meta("as_of"), Theming(project.theme_folders)):
            expected.add(path)
            if difference := _difference(project, path, data):
                made = StoredPages(store).at(path)
                return f"{path}: {difference}\n{describe(project, store, made) if made else 'the state does not know this page'}"
        stale = [path for path in store.owned() if path not in expected]
        if stale:
            return f"{stale[0]}: the state has this page, a cold build does not"
        index = StoredIndex(store, Again(project.root).body)
        if left := strangers(project.output, expected, index):
            return f"{left[0]}: no page of this site; was it put there by hand?"
        return index_difference(store, lambda: index, project.output) if wanted(index) else ""
    finally:
        store.close()


def _difference(project: Project, path: str, data: bytes) -> str:
    try:
        found = (project.output / path).read_bytes()
    except OSError as error:
        return f"can't be read: {error.strerror}"
    if found == data:
        return ""
    lines = zip(found.splitlines(), data.splitlines(), strict=False)
    number, pair = next(((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (0, (b"", b"")))
    if not number:
        return f"{len(found):,} bytes, a cold build gives {len(data):,}"
    shown = [line.decode(errors="replace").strip()[:200] for line in pair]
    return f"differs in line {number}\n    output: {shown[0]}\n    cold:   {shown[1]}"
