"""The demonstration digest: sound, varied, plainly invented, and without a line of anybody's text."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from site_builder import scaffold
from site_builder.content.parse import Parsed, parse
from site_builder.integrity.shingles import SIZE, words
from site_builder.model import ENTRY_KINDS, STATUSES, Entry, Rights, Source, StandingPage

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
DOCUMENTS = ROOT.parent / "shared/sources"  # two real documents, beside some checkouts and never inside one

ORIGINAL = "2014-06-17-iran-and-america-in-iraq"
REPOST = "2014-06-17-iran-and-america-in-iraq-at-democratic-underground"
REAL_SOURCES = {"rusi", "democratic-underground"}
EXAMPLE_HOSTS = ("example.org", "example.com", "example.net")  # set aside by RFC 2606


@cache
def parsed() -> dict[str, Parsed]:
    files = [CONTENT / "site.yaml", *(f for f in CONTENT.rglob("*.md") if "captures" not in f.parts)]
    paths = {file.relative_to(ROOT).as_posix(): file for file in sorted(files)}
    return {path: parse(path, file.read_bytes()) for path, file in paths.items()}


def entries() -> dict[str, Entry]:
    found = [p.record for p in parsed().values() if isinstance(p.record, Entry)]
    return {entry.metadata.id: entry for entry in found}


def sources() -> dict[str, Source]:
    return {p.record.slug: p.record for p in parsed().values() if isinstance(p.record, Source)}


def listed() -> list[Entry]:
    """Those that a reader meets today."""
    return [e for e in entries().values() if e.metadata.status == "published" and not e.publish_at]


def root_of(entry: Entry) -> str:
    climbs = [r.target for r in entry.metadata.relations if r.kind != "cites"]
    return root_of(entries()[climbs[0]]) if climbs else entry.metadata.id


def test_every_file_parses_without_a_finding_and_nothing_named_is_missing():
    findings = {path: p.diagnostics for path, p in parsed().items() if p.diagnostics or not p.record}
    known = {p.record.key for p in parsed().values() if p.record}
    assert findings == {}
    assert {m.target for p in parsed().values() for m in p.mentions} <= known


def test_an_entry_s_file_is_where_its_id_says():
    places = {path: p.record.metadata.id for path, p in parsed().items() if isinstance(p.record, Entry)}
    assert {path: f"content/entries/{i[:4]}/{i[11:]}.md" for path, i in places.items()} == {
        p: p for p in places
    }


def test_the_regions_are_the_default_ones():
    def texts(folder: Path) -> dict[str, str]:
        return {file.name: file.read_text("utf-8") for file in folder.glob("*.md")}

    assert texts(CONTENT / "regions") == texts(scaffold.FILES / "content/regions")


def test_every_kind_status_and_region_occurs():
    everything = entries().values()
    assert {e.metadata.kind for e in listed()} == set(ENTRY_KINDS)
    assert {e.metadata.status for e in everything} == set(STATUSES)
    regions = {p.record.slug for path, p in parsed().items() if path.startswith("content/regions/")}
    assert {e.metadata.region for e in listed()} == regions


def test_every_rights_policy_occurs_and_one_source_bounds_its_excerpts_itself():
    rights = [source.rights for source in sources().values()]
    assert {r.policy for r in rights} == {"full", "excerpt", "link"}
    assert Rights() in rights
    assert {r for r in rights if r.policy == "excerpt"} > {Rights()}


def test_every_optional_field_is_shown_somewhere():
    everything = entries().values()
    shown = {
        "aliases": any(e.aliases for e in everything),
        "scheduled": any(e.publish_at > "2090" for e in everything),
        "corrections": any(e.body.corrections for e in everything),
        "standfirst": any(e.body.standfirst for e in everything),
        "via": any(e.body.via for e in everything),
        "provenance": any(e.body.provenance.inherited for e in everything),
        "nobody named": any(not e.metadata.authors for e in everything),
        "two authors": any(len(e.metadata.authors) == 2 for e in everything),
        "organisation": any(b.organisation for e in everything for b in e.metadata.authors),
        "role": any(b.role for e in everything for b in e.metadata.authors),
        "reference": any(e.references for e in everything),
        "citation": any(r.kind == "cites" for e in everything for r in e.metadata.relations),
        "zone": any("T" in e.metadata.date for e in everything),
    }
    assert [name for name, found in shown.items() if not found] == []


def test_every_markdown_construct_is_shown_in_a_body_that_is_printed_whole():
    whole = [e for e in listed() if e.metadata.kind == "note" or is_full(e)]
    texts = "\n".join(e.body.text for e in whole)
    marks = {
        "heading": "\n## ",
        "footnote": "[^",
        "table": "|:--",
        "list": "\n- ",
        "steps": "\n1. ",
        "quotation": "\n> ",
    }
    assert [name for name, mark in marks.items() if mark not in texts] == []


def is_full(entry: Entry) -> bool:
    return bool(entry.metadata.source) and sources()[entry.metadata.source].rights.policy == "full"


def test_three_clusters_hold_an_original_and_at_least_two_sorts_of_followers():
    clusters: defaultdict[str, set[str]] = defaultdict(set)
    for entry in listed():
        clusters[root_of(entry)].add(entry.metadata.kind)
    rich = {root: kinds for root, kinds in clusters.items() if len(kinds) > 2}
    assert len(rich) >= 3
    assert {"excerpt", "repost", "adaptation", "response"} <= set().union(*rich.values())


def test_copies_stand_in_their_originals_paragraph_by_paragraph():
    copies = {i: e for i, e in entries().items() if e.metadata.kind in {"excerpt", "repost"} and i != REPOST}
    strangers = {
        (i, paragraph)
        for i, copy in copies.items()
        for paragraph in copy.body.text.strip().split("\n\n")
        if paragraph not in original(copy).body.text
    }
    assert len(copies) >= 3
    assert strangers == set()


def original(entry: Entry) -> Entry:
    return entries()[root_of(entry)]


def test_adaptations_come_in_german_and_arabic():
    adapted = {e.metadata.language for e in listed() if e.metadata.kind == "adaptation"}
    assert adapted == {"de", "ar"}


def test_what_the_notes_quote_stands_in_what_they_cite():
    quoted = 0
    for entry in listed():
        cited = [r.target for r in entry.metadata.relations if r.kind == "cites"]
        for line in entry.body.text.splitlines() if cited else ():
            if line.startswith("> "):
                quoted += 1
                assert any(line[2:] in entries()[target].body.text for target in cited)
    assert quoted


def test_no_entry_names_one_that_came_later():
    later = {
        (i, target)
        for i, entry in entries().items()
        for target in (*entry.references, *(r.target for r in entry.metadata.relations))
        if entries()[target].metadata.date > entry.metadata.date
    }
    assert later == set()


def test_the_recent_month_is_dense_and_the_years_go_back():
    dates = [e.metadata.date for e in listed()]
    recent = Counter(date[:10] for date in dates if date.startswith("2026-11"))
    assert sum(recent.values()) >= 15
    assert len(recent) >= 10
    assert max(recent.values()) >= 3
    assert len({date[:4] for date in dates}) >= 12


def test_a_summary_says_enough_and_not_too_much():
    lengths = {i: len(e.metadata.summary.split()) for i, e in entries().items()}
    assert {i: n for i, n in lengths.items() if not 25 <= n <= 50} == {}


def test_the_two_real_documents_are_named_and_not_printed():
    for key, outlet in ((ORIGINAL, "rusi"), (REPOST, "democratic-underground")):
        entry = entries()[key]
        assert entry.metadata.source == outlet
        assert sources()[outlet].rights.policy == "link"
        assert (entry.body.text, entry.body.standfirst) == ("", "")
    assert root_of(entries()[REPOST]) == ORIGINAL
    assert {e.metadata.id for e in entries().values() if e.metadata.source in REAL_SOURCES} == {
        ORIGINAL,
        REPOST,
    }


def test_every_other_outlet_has_an_address_that_can_belong_to_nobody():
    invented = [source for slug, source in sources().items() if slug not in REAL_SOURCES]
    hosts = {host for source in invented for host in source.hosts}
    addresses = {address for source in invented for address in (source.home, source.feed) if address}
    addresses |= {e.metadata.source_url for i, e in entries().items() if i not in {ORIGINAL, REPOST}} - {""}
    hosts |= {urlsplit(address).hostname or "" for address in addresses}
    assert len(hosts) >= 8
    assert [host for host in hosts if not host.endswith(EXAMPLE_HOSTS)] == []


def test_an_entry_s_address_is_at_its_source_or_at_its_original_s():
    for entry in entries().values():
        if entry.metadata.source:
            places = {host for e in (entry, original(entry)) for host in sources()[e.metadata.source].hosts}
            host = urlsplit(entry.metadata.source_url).hostname or ""
            assert host.removeprefix("www.") in places


def test_the_about_page_says_what_is_invented_and_names_both_real_entries():
    page = parsed()["content/pages/about.md"].record
    assert isinstance(page, StandingPage)
    assert "invented" in page.text
    assert f"[[{ORIGINAL}]]" in page.text
    assert f"[[{REPOST}]]" in page.text


def runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[start : start + SIZE]) for start in range(len(found) - SIZE + 1)}


def theirs(documents: Iterable[str]) -> set[str]:
    """Return every run of words of the documents but those of the title and the address, which are facts."""
    facts = entries()[ORIGINAL].metadata
    return set().union(*map(runs, documents)) - runs(facts.title) - runs(facts.source_url)


def test_eight_words_in_a_row_are_a_copy_and_seven_or_the_title_are_not():
    document = (
        "The lever is stiff on purpose. It was stiff when I came. " + entries()[ORIGINAL].metadata.title
    )
    assert theirs([document]) & runs("said: ‘IS STIFF, on purpose; it was stiff when’")
    assert not theirs([document]) & runs("said: ‘is stiff on purpose; it was stiff’, and went")
    assert not theirs([document]) & runs(entries()[ORIGINAL].metadata.title)


def test_no_run_of_words_of_the_real_documents_stands_anywhere_in_the_repository():
    forbidden = theirs(file.read_text("utf-8") for file in sorted(DOCUMENTS.glob("*.txt")))
    ours = {str(f.relative_to(ROOT)): f.read_text("utf-8", errors="replace") for f in repository_files()}
    assert len(ours) > 80
    assert {path: shared for path, text in ours.items() if (shared := forbidden & runs(text))} == {}


def repository_files() -> Iterable[Path]:
    for top in ROOT.iterdir():
        if not top.name.startswith(".") and top.name != "output":
            files = [top] if top.is_file() else top.rglob("*")
            yield from (f for f in files if f.is_file() and "__pycache__" not in f.parts)
