import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.integrity.captures import Capture, digest, files, from_bytes, read, to_bytes

TEXT = "one\n---\ntwo: [three]\n"
CAPTURE = Capture(
    "2017-03-09-harbour",
    "harbour.txt",
    "",
    "2026-01-02T03:04:05Z",
    "ab",
    digest(TEXT),
    4,
    "site-builder 1",
    TEXT,
    (1, 3),
)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_a_capture_reads_back_as_it_was_written(text, name):
    capture = replace(CAPTURE, text=text, document=name)
    assert from_bytes(capture.path, to_bytes(capture)) == capture


def test_the_head_is_yaml_and_the_text_stands_below_it_as_found():
    head, _, text = to_bytes(CAPTURE).decode().removeprefix("---\n").partition("\n---\n")
    assert (yaml.safe_load(head)["document"], text) == ("harbour.txt", TEXT)


def test_a_text_that_was_changed_is_no_longer_intact():
    assert (CAPTURE.intact, replace(CAPTURE, text="One\n").intact) == (True, False)


def test_the_body_is_the_lines_of_the_piece_or_else_the_whole_text():
    assert CAPTURE.body_text == "one\n---\ntwo: [three]"
    assert replace(CAPTURE, body=(2, 2)).body_text == "---"
    assert replace(CAPTURE, body=(0, 0)).body_text == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no head",
        b"---\n---\n",
        b"\xff\xfe",
        b'---\ndocument: "a\n---\n',
        b'---\nwords: "many"\n---\ntext',
    ],
)
def test_a_damaged_capture_is_a_diagnostic(data):
    found = from_bytes("content/captures/x.txt", data)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.location.path) == ("damaged-capture", "content/captures/x.txt")


def test_all_captures_of_a_project_are_read_in_order_with_the_damaged_ones_named(tmp_path):
    folder = tmp_path / "content" / "captures"
    folder.mkdir(parents=True)
    for entry in ("b", "a"):
        (folder / f"{entry}.txt").write_bytes(to_bytes(CAPTURE))
    (folder / "c.txt").write_text("damaged")
    first, second, third = (read(tmp_path, entry) for entry in files(tmp_path))
    assert [first, second] == [replace(CAPTURE, entry="a"), replace(CAPTURE, entry="b")]
    assert isinstance(third, Diagnostic)


def test_a_project_without_captures_has_none(tmp_path):
    assert files(tmp_path) == {}
