"""Which addresses a page may link to."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content import addresses

NOTHING = re.compile(r"(?!)")
PIECES = ("http://", "https://", "HTTP://", "ftp://", "//", "/", "?", "#", "@", ":", "[", "]", "%", ".", "-", "a", "Z", "8", "80",
          "é", " ", "\\", "'", "example.org", "user:pass@", "xn--a", "_", "~", "`", "\u2100", "\xad", "(", "&", "=", ";")  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/2014/a-b_c~d.html?x=1&y=%20#part",
        "http://www.rusi.org/analysis/ref:C53A0274764986/",
    ],
)
def test_an_ordinary_address_need_not_be_taken_apart(monkeypatch, url):
    monkeypatch.setattr(addresses, "urlsplit", None)
    assert addresses.url_fault(url) == ""


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), st.booleans())
def test_an_ordinary_address_has_no_fault_when_taken_apart(rest, whole):
    url = rest if whole else f"https://{rest}"
    at_once = addresses.url_fault(url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "_ORDINARY", NOTHING)
        assert addresses.url_fault(url) == at_once
