"""Slugs of any script, and the law that slugify makes slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.slugs import is_slug, slugify, without_date


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Iran and America in Iraq: a Great Rapprochement?", "iran-and-america-in-iraq-a-great-rapprochement"),
        ("Jane O’Neill", "jane-oneill"),
        ("José Pérez", "josé-pérez"),
        ("Äpfel & Öl", "äpfel-öl"),
        ("हिन्दी", "हिन्दी"),
        ("محمد علي", "محمد-علي"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\u200bb\u202ec", "abc"),
        ("!?", ""),
        ("\u0301a", "a"),
    ],
)  # fmt: skip
def test_slugify(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a-",
        "A",
        "a b",
        "a/b",
        "a|b",
        "a_b",
        "a.b",
        "é" + "\u0301a" * 70,
        "cafe\u0301",
        "ü" * 121,
        "日" * 81,
        "a²",
    ],
)
def test_what_is_no_slug(text):
    assert not is_slug(text)


def test_a_long_title_is_cut_at_a_hyphen():
    assert slugify("word " * 60) == "-".join(["word"] * 24)


@given(st.text(max_size=300))
def test_what_slugify_makes_is_a_slug_or_nothing_and_stays(text):
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug


def test_only_a_leading_date_is_taken_off():
    assert without_date("2014-06-17-2014-06-17-x") == "2014-06-17-x"
    assert without_date("2014-06-17") == "2014-06-17"
