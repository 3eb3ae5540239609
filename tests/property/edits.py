"""What the property test draws: values for every field of an entry, some of them wrong."""

from __future__ import annotations

from hypothesis import strategies as st

from site_builder.project import theme

IDS = [f"{date}-{name}" for date, name in (
    ("2014-06-17", "one"), ("2014-06-17", "two"), ("2014-07-01", "three"), ("2015-01-31", "four"),
    ("2015-02-28", "five"), ("2020-12-31", "six"), ("2020-12-31", "seven"), ("2026-03-01", "eight"),
)]  # fmt: skip
WORDS = ("iron", "harbour", "cable", "grain", "treaty", "river", "lamp", "census")
AS_OF = ("2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", "2027-01-01T00:00:00Z")
PARTS = [
    *sorted(p.relative_to(theme()).as_posix() for p in theme().rglob("*.html")),
    "feed.xml",
    "partials/feeds.json",
    "month.json",
    "robots.txt",
]

CATALOGUES = (
    None,
    'msgid "Read next"\nmsgstr "Go on"\n',
    'msgid "Not found"\nmsgstr "Lost"\n\nmsgid "{site}: {page}"\nmsgstr "{page} ({site})"\n',
    'msgctxt "short date"\nmsgid "{day} {month}"\nmsgstr "{month} {day}"\n',
    'msgid "Read next"\nmsgstr "{oops}"\n',
)
ids = st.sampled_from(IDS)
languages = st.sampled_from(["en", "fr", "ar", "de", "de-AT"])
titles = st.sampled_from(["Cables", "Grain & <Iron>", "Über “Häfen”", "Lamps: a Census", "מנורות"])
regions = st.sampled_from(["africa", "west-africa", "europe", "atlantis"])
FIELDS: dict[str, st.SearchStrategy[object]] = {
    "title": titles,
    "date": st.sampled_from(
        ["2014-06-17", "2014-06-17T10:00+02:00", "2015-02-28", "2020-12-31", "2026-03-01"]
    ),
    "region": regions,
    "source": st.sampled_from(["courier", "gazette", "wire", "nobody"]),
    "author": st.sampled_from(["Ada Roe", "Ben Ode", {"name": "Ada Roe", "role": "Fellow"}, None]),
    "topics": st.lists(st.sampled_from(["iron", "grain", "law"]), max_size=3, unique=True),
    "summary": st.sampled_from(["", "Short.", "A longer summary of the argument."]),
    "standfirst": st.sampled_from(["", "The source says this."]),
    "kind": st.sampled_from(["commentary", "excerpt", "note", "response"]),
    "language": st.sampled_from(["", "de", "ar"]),
    "source_url": st.sampled_from(["", "https://courier.example.org/a", "https://else.example.net/b"]),
    "excerpt_of": st.one_of(st.just(""), ids),
    "repost_of": st.one_of(st.just(""), ids),
    "responds_to": st.lists(ids, max_size=2, unique=True),
    "cites": st.lists(ids, max_size=2, unique=True),
    "status": st.sampled_from(["published", "published", "draft", "withdrawn"]),
    "reason": st.sampled_from(["", "Asked to."]),
    "aliases": st.lists(st.sampled_from(["/old/", "/older/place/", "/2014/one/"]), max_size=2, unique=True),
    "publish_at": st.sampled_from(["", "2026-03-01", "2026-12-01"]),
    "expire_at": st.sampled_from(["", "2026-12-31"]),
}
bodies = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        ids.map("[[{}]]".format),
        st.sampled_from(["\n\n", "## Head\n\n", "> said\n\n"]),
    ),
    max_size=12,
).map(" ".join)
