"""The digest that the benchmark measures with has the shape that its results are told with."""

from __future__ import annotations

import math
import re
import statistics
import sys
from collections import Counter
from pathlib import Path

import pytest

from site_builder.check import check
from site_builder.project import project_at

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))

from corpus import _Writer as Writer
from corpus import address_of, read_file, write_corpus

ENTRIES = 400


@pytest.fixture(scope="module")
def digest(tmp_path_factory):
    root = tmp_path_factory.mktemp("corpus")
    paths = write_corpus(root, ENTRIES)
    return root, [read_file(root / path) for path in paths]


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_corpus(tmp_path / name, 30, seed)
    assert files(tmp_path / "one") == files(tmp_path / "again")
    assert files(tmp_path / "one") != files(tmp_path / "other")


def test_the_paths_returned_are_the_entries(digest):
    root, entries = digest
    written = sorted(path.stem for path in (root / "content" / "entries").rglob("*.md"))
    assert [fields["id"] for fields, _ in entries] == written
    assert len({address_of(entry) for entry in written}) == ENTRIES


def test_the_vocabularies_have_the_sizes_told(digest):
    root, entries = digest
    sizes = {
        name: len(list((root / "content" / name).glob("*.md")))
        for name in ("authors", "regions", "sources", "topics")
    }
    assert sizes == {"authors": ENTRIES // 20, "regions": 22, "sources": 8, "topics": 200}
    assert len({fields["date"][:4] for fields, _ in entries}) == 12


def test_authors_are_as_many_as_told_in_a_large_digest_too():
    authors = Writer(1, 100_000)._authors
    assert len(set(authors)) == len(authors) == 5_000


def test_lengths_are_log_normal_around_800_words(digest):
    lengths = [len(body.split()) for _, body in digest[1]]
    logarithms = [math.log(length) for length in lengths]
    assert 700 < statistics.mean(lengths) < 900
    assert statistics.median(lengths) < statistics.mean(lengths)
    assert 0.35 < statistics.stdev(logarithms) < 0.65


def test_a_few_authors_and_topics_have_long_lists(digest):
    authors = Counter(author["name"] for fields, _ in digest[1] for author in fields["authors"])
    topics = Counter(topic for fields, _ in digest[1] for topic in fields["topics"])
    for counted in (authors, topics):
        first, *_, last = counted.most_common()
        assert first[1] > 8 * last[1]
        assert first[1] > 4 * statistics.median(counted.values())


def test_one_entry_in_seven_belongs_to_anothers_cluster(digest):
    followers = [fields for fields, _ in digest[1] if fields.get("kind")]
    assert ENTRIES / 10 < len(followers) < ENTRIES / 5
    assert {fields["kind"] for fields in followers} == {"excerpt", "repost", "response", "adaptation"}


@pytest.mark.parametrize(
    ("what", "pattern", "share"),
    [
        ("heading", r"^## \w", 0.8),
        ("quotation", r"^> \w", 0.4),
        ("list", r"^- \w", 0.3),
        ("link", r"\]\(https://", 0.9),
        ("table", r"^\|---\|", 0.1),
        ("note", r"^\[\^1\]: ", 0.3),
        ("reference", r"\[\[\d{4}-", 0.3),
        ("emphasis", r"\*\w", 0.9),
    ],
)
def test_bodies_hold_what_bodies_hold(digest, what, pattern, share):
    holding = sum(bool(re.search(pattern, body, re.MULTILINE)) for _, body in digest[1])
    assert holding > share * ENTRIES, what


def test_no_list_runs_into_another(digest):
    assert not [body for _, body in digest[1] if re.search(r"^- .+\n\n- ", body, re.MULTILINE)]


def test_no_sentence_stands_twice(digest):
    sentences = [one for _, body in digest[1] for one in re.findall(r"[A-Z][a-z ,]{60,}\.", body)]
    assert len(sentences) > 10 * ENTRIES
    assert len(set(sentences)) == len(sentences)


def test_the_digest_has_no_faults(digest):
    assert check(project_at(digest[0])) == ()
