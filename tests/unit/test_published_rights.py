"""The demonstration digest as it would be published keeps the rights of its sources, in whatever file."""

import re

import pytest
from published_digest import Page, Published, publish_demo

from site_builder.integrity.policies import allowance, applicable, count_words
from site_builder.integrity.shingles import SIZE, words
from site_builder.model import Entry, Rights
from site_builder.render.body import to_html
from site_builder.render.text import Text

TAKEN = {"excerpt_of", "repost_of", "adapts"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish_demo(tmp_path_factory.mktemp("digest"))


def runs(text: str) -> list[str]:
    found = words(text)
    return [" ".join(found[start : start + SIZE]) for start in range(len(found) - SIZE + 1)]


def prose(entry: Entry) -> str:
    """Return the body as it reads when all of it is printed, without its references to other entries."""
    text = re.sub(r"\[\[.*?\]\]", "\n", entry.body.text)
    return "".join(Page(to_html(Text(text)).html).said)


@pytest.fixture(scope="module")
def said(published) -> set[str]:
    """Every run of words of every file of the output, be it text, an attribute or linked data."""
    texts = ["".join(page.said) for page in published.pages.values()]
    texts += [text for page in published.pages.values() for _, text in page.scripts]
    texts += ["\n".join(published.xml(path).itertext()) for path in published.files if path.endswith(".xml")]
    texts += [published.text(path) for path in published.files if path.endswith((".json", ".opml"))]
    return {run for text in texts for run in runs(text)}


def rights_of(published: Published, entry: Entry) -> Rights | None:
    """Return the rights of a body: those of its own source and of every one that it was taken from."""
    holders, line = [], [entry]
    for taken in line:
        holders += [published.sources[taken.metadata.source].rights] if taken.metadata.source else []
        line += [published.entries[r.target] for r in taken.metadata.relations if r.kind in TAKEN]
    return applicable(entry.metadata.kind, *holders)


def test_drafts_scheduled_and_withdrawn_entries_leave_no_word(published, said):
    hidden = [e for e in published.entries.values() if e not in published.shown]
    hidden += [e for e in published.shown if e.metadata.status == "withdrawn"]
    assert len(hidden) == 3
    for entry in hidden:
        assert [run for run in runs(prose(entry)) if run in said] == []
        assert [run for run in runs(entry.metadata.summary) if run in said] == []
    for entry in hidden[:2]:
        assert entry.metadata.title not in "".join(published.text(path) for path in published.pages)
        assert f"{entry.metadata.permalink[1:]}index.html" not in published.files


def test_no_more_of_a_body_is_published_than_its_sources_allow(published, said):
    bodies = {e.metadata.id: (e, rights_of(published, e), prose(e)) for e in with_body(published)}
    free = {run for _, rights, text in bodies.values() if rights is None for run in runs(text)}
    policies = set()
    for key, (entry, rights, text) in bodies.items():
        if rights is not None:
            policies.add(rights.policy)
            allowed = allowance(rights, count_words(text)).words if rights.policy == "excerpt" else 0
            own = published.pages[f"{entry.metadata.permalink[1:]}index.html"]
            assert printed(text, set(runs("".join(own.said)))) <= allowed, key
            assert printed(text, said - free) <= allowed, key
    assert policies == {"excerpt", "link"}


def with_body(published: Published) -> list[Entry]:
    return [e for e in published.shown if e.metadata.status == "published" and e.body.text]


def printed(text: str, said: set[str]) -> int:
    """Count the words of `text` that stand in a run that the site prints."""
    found = runs(text)
    covered = {place + step for place, run in enumerate(found) if run in said for step in range(SIZE)}
    return len(covered)


def test_what_may_be_published_whole_is_and_an_excerpt_says_something(published, said):
    entries = with_body(published)
    whole = [e for e in entries if rights_of(published, e) is None]
    parts = [e for e in entries if (r := rights_of(published, e)) and r.policy == "excerpt"]
    assert min(len(whole), len(parts)) > 5
    for entry in whole:
        assert printed(prose(entry), said) > 0.8 * len(words(prose(entry))), entry.metadata.id
    for entry in parts:
        assert printed(prose(entry), said) > 20, entry.metadata.id
