"""Every code that the package can report is explained, and those of the content have a golden case."""

import ast
import codecs
import re
from pathlib import Path

import pytest

from site_builder.content import bylines, entries, settings, vocabularies
from site_builder.content.parse import parse

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "site_builder"
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


def _is_encoding(text: str) -> bool:
    try:
        codecs.lookup(text)
    except LookupError:
        return False
    return True


def codes_in(folder: Path) -> set[str]:
    """Return the kebab-case strings of every module that makes diagnostics, but for names of encodings."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        if re.search(r"\bDiagnostic\(|\bFaults\b|\.diagnostic\(|\brefusal\(", text):
            constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
            found |= {value for value in constants if isinstance(value, str) and KEBAB.fullmatch(value)}
    return {code for code in found if not _is_encoding(code)}


def documented_codes() -> set[str]:
    text = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")
    return set(re.findall(r"^### `([a-z0-9-]+)`$", text, re.MULTILINE))


def golden_codes() -> set[str]:
    texts = (p.read_text("utf-8") for p in (ROOT / "tests" / "golden" / "diagnostics").glob("*.md"))
    return {code for text in texts for code in re.findall(r"  (?:error|warning)\[([a-z0-9-]+)\]  ", text)}


def test_every_code_is_documented_and_every_documented_code_exists():
    assert codes_in(PACKAGE) == documented_codes()


def test_every_code_of_the_content_has_a_golden_case():
    assert codes_in(PACKAGE / "content") | codes_in(PACKAGE / "checks") == golden_codes()


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("Entries", entries.ENTRY_FIELDS),
        ("Authors of an entry", bylines.BYLINE_FIELDS),
        ("Corrections", entries.CORRECTION_FIELDS),
        ("Provenance", entries.PROVENANCE_FIELDS),
        ("Regions", vocabularies.REGION_FIELDS),
        ("Authors", vocabularies.AUTHOR_FIELDS),
        ("Sources", vocabularies.SOURCE_FIELDS),
        ("Rights", vocabularies.RIGHTS_FIELDS),
        ("Topics", vocabularies.TOPIC_FIELDS),
        ("Standing pages", vocabularies.PAGE_FIELDS),
        ("The site", settings.SITE_FIELDS),
    ],
)
def test_the_reference_lists_exactly_the_fields_that_exist(heading, fields):
    text = (ROOT / "docs" / "content.md").read_text("utf-8")
    section = re.split(r"^#{2,3} ", text.split(f"## {heading}\n", 1)[1], flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    assert set(fields) == {name for row in rows for name in re.findall(r"`([a-z0-9_]+)`", row)}


EXAMPLES = re.findall(
    r"^```(markdown|yaml)\n(.*?)^```$",
    (ROOT / "docs" / "content.md").read_text("utf-8"),
    re.DOTALL | re.MULTILINE,
)
FOLDERS = ["entries", "regions", "authors", "sources", "topics", "pages", "site.yaml"]


@pytest.mark.parametrize(("folder", "example"), list(zip(FOLDERS, EXAMPLES, strict=True)))
def test_the_examples_of_the_reference_are_sound_and_whole(folder, example):
    path = "content/site.yaml" if folder == "site.yaml" else f"content/{folder}/example.md"
    parsed = parse(path, example[1].encode())
    assert parsed.diagnostics == ()
    assert parsed.record is not None
