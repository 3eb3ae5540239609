"""No input makes parse fail, and each place that it names is in the file."""

from hypothesis import example, given
from hypothesis import strategies as st
from sound_entry import ENTRY

from site_builder.content.parse import parse

PATHS = st.sampled_from(
    [f"content/{name}/x.md" for name in ("entries", "authors", "regions", "sources", "topics", "pages")]
    + ["content/site.yaml"]
)


def assert_sane(path: str, data: bytes):
    parsed = parse(path, data)
    assert parsed == parse(path, data)
    assert (parsed.record is None) == any(d.severity == "error" for d in parsed.diagnostics)
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in [d.location for d in parsed.diagnostics] + [m.location for m in parsed.mentions]:
        assert place.path == path
        if place.line:
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(PATHS, st.binary(max_size=300))
@example("content/site.yaml", b"a: [" * 5000)
@example("content/site.yaml", b"a:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 300)))
@example("content/topics/x.md", b"---\n" + b"- " * 9000 + b"\n---\n")
@example("content/topics/x.md", b"---\n? ? ? ? ? ? ? ? ? ? a\n---\n")
@example("content/topics/x.md", b'---\nname: "\\ud800"\n---\n')
@example("content/topics/x.md", b"---\nname: x\xe2\x80\xa8y: z\n---\n")
def test_no_bytes_make_it_fail(path, data):
    assert_sane(path, data)


YAML_TEXT = st.text(st.sampled_from("a1é:-[]{}#&*!|>'\"%@`,?\n\t \\~.\u2028\ufeff\u202e"), max_size=60)


@given(
    PATHS,
    YAML_TEXT,
    st.sampled_from(["name", "title", "id", "date", "aliases", "rights", "corrections", "publish_at"]),
)
def test_no_front_matter_makes_it_fail(path, value, field):
    assert_sane(path, f"---\n{field}: {value}\n---\n[[{value}]]\n".encode())


@given(st.integers(0, len(ENTRY)), st.integers(0, 40), YAML_TEXT)
def test_no_change_of_a_sound_entry_makes_it_fail(start, length, text):
    assert_sane("content/entries/x.md", (ENTRY[:start] + text + ENTRY[start + length :]).encode())
