"""The rules over small snapshots made for the purpose."""

import time
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import pytest

from site_builder.checks import CHECKS
from site_builder.checks.claims import claims
from site_builder.checks.cycles import region_cycles, relation_cycles
from site_builder.checks.dangling import dangling
from site_builder.content.mentions import Mention
from site_builder.diagnostics import Location
from site_builder.model import Asset, Body, Entry, Metadata, Region, Relation, StandingPage


class Small(NamedTuple):
    """A snapshot of entries with their ties, and regions with their parents."""

    ties: Mapping[str, list[tuple[str, str]]] = MappingProxyType({})
    parents: Mapping[str, str] = MappingProxyType({})
    changed: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def mentions(self) -> Iterable[tuple[str, Mention]]:
        return [("x.md", Mention(key, Location("x.md", 1, 1), "cites")) for key in self.named]

    def mentions_in(self, _path: str) -> Iterable[Mention]:
        return [mention for _, mention in self.mentions()]

    def defines(self, key: str) -> bool:
        kind, _, name = key.partition("/")
        return name in self.keys(kind) or key == "site/"

    def keys(self, kind: str) -> Iterable[str]:
        return {"entry": list(self.ties), "region": list(self.parents)}.get(kind, [])

    def clashes(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        return []

    def relations(self, entry: str) -> tuple[Relation, ...] | None:
        return tuple(Relation(*tie) for tie in self.ties[entry]) if entry in self.ties else None

    def parent(self, region: str) -> str | None:
        return self.parents.get(region)

    def changed_entries(self) -> Iterable[tuple[str, str]]:
        return [(f"{name}.md", name) for name in self.changed if name in self.ties]

    def changed_regions(self) -> Iterable[tuple[str, str]]:
        return [(f"{name}.md", name) for name in self.changed if name in self.parents]


def entry(status="published", **fields) -> Entry:
    metadata = Metadata(
        "2014-06-17-Straße", "note", "T", (), "2014-06-17", "/2014/straße/", "r", status=status
    )
    return Entry(metadata, Body(), **fields)


def test_claims_are_equal_where_file_systems_may_think_names_equal():
    assert list(claims(entry(aliases=("/Old/", "/old/", "/cafe\u0301/")))) == [
        "id:entry/2014-06-17-strasse",
        "path:/2014/strasse/",
        "path:/old/",
        "path:/caf\u00e9/",
    ]


def test_a_draft_claims_no_place():
    assert list(claims(entry("draft", aliases=("/old/",)))) == ["id:entry/2014-06-17-strasse"]


def test_other_records_claim_their_key_and_pages_their_place():
    assert list(claims(Region("africa", "Africa"))) == ["id:region/africa"]
    assert list(claims(Asset("site.css", "0", 1))) == ["id:asset/site.css"]
    assert list(claims(StandingPage("about", "About"))) == ["id:standing/about", "path:/about/"]


def test_a_ring_is_found_from_any_of_its_files_and_told_once():
    ties = {
        "a": [("excerpt_of", "b")],
        "b": [("adapts", "c")],
        "c": [("repost_of", "a")],
        "d": [("adapts", "a")],
    }
    for changed in (("a",), ("c",), ("d", "b"), ("a", "b", "c", "d")):
        found = list(relation_cycles(Small(ties, changed=changed)))
        assert [d.code for d in found] == ["relation-cycle"]
        assert found[0].location.path in {f"{name}.md" for name in changed}


def test_ways_that_meet_again_are_no_ring():
    ties = {
        "a": [("adapts", "b"), ("responds_to", "c")],
        "b": [("adapts", "d")],
        "c": [("adapts", "d")],
        "d": [],
    }
    assert list(relation_cycles(Small(ties, changed=tuple(ties)))) == []


def test_two_pieces_may_cite_each_other_but_none_itself():
    ties = {"a": [("cites", "b")], "b": [("cites", "a")], "c": [("cites", "c")]}
    assert [d.location.path for d in relation_cycles(Small(ties, changed=tuple(ties)))] == ["c.md"]


def test_a_tie_to_what_is_not_there_is_no_ring():
    assert list(relation_cycles(Small({"a": [("adapts", "gone")]}, changed=("a",)))) == []


def test_a_long_chain_is_walked_once():
    ties = {str(n): [("responds_to", str(n + 1))] for n in range(20_000)}
    assert list(relation_cycles(Small(ties, changed=tuple(ties)))) == []


def test_regions_below_one_another():
    found = list(
        region_cycles(Small(parents={"a": "b", "b": "a", "c": "a", "d": ""}, changed=("a", "c", "d")))
    )
    assert [d.message for d in found] == ["the region leads back to itself: a → b → a"]


@pytest.mark.parametrize(("key", "expected"), [("entry/a", 0), ("entry/z", 1)])
def test_a_mention_dangles_when_nothing_defines_it(key, expected):
    assert len(list(dangling(Small({"a": []}, named=(key,))))) == expected


def test_suggestions_for_many_names_do_not_take_long():
    known = {f"2014-06-17-a-{number:05}-of-some-length-and-more": [] for number in range(10_000)}
    named = [f"entry/2014-06-17-a-{number:05}-of-some-lenght-and-more" for number in range(100)]
    started = time.process_time()
    found = list(dangling(Small(known, named=tuple(named))))
    assert time.process_time() - started < 5
    assert found[7].hint == "did you mean `2014-06-17-a-00007-of-some-length-and-more`?"
    assert [d.hint for d in found[25:]] == [""] * 75


def test_a_sound_snapshot_passes_every_check():
    snapshot = Small({"a": [("cites", "b")], "b": []}, {"r": ""}, ("a", "r"), ("entry/b", "region/r"))
    assert [d for check in CHECKS for d in check(snapshot)] == []
