"""Filters are safe wherever a template puts them."""

import json
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from msgspec import Struct

from site_builder.render.filters import addressed, json_ld, prose
from site_builder.render.text import Text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


class Person(Struct):
    name: str


def test_json_ld_cannot_end_its_script_element():
    assert json_ld({"@id": "</script><!--", "a": Person("R&D")}) == (
        r'{"@id":"\u003c/script\u003e\u003c!--","a":{"name":"R\u0026D"}}'
    )


@given(VALUES)
def test_json_ld_says_what_it_was_given(value):
    text = str(json_ld(value))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value


def test_prose_is_markup_that_is_not_escaped_again():
    rendered = prose(Text("a < *b*"))
    assert rendered.html.__html__() == "<p>a &lt; <em>b</em></p>\n"
    assert not rendered.cut


def test_links_within_the_site_say_their_whole_addresses_and_others_are_left_alone():
    html = Markup(
        '<a href="/digest/a/?b&amp;c">a</a> <a href="https://b.example/">b</a> <a href="#c">c</a> <a href="//d.example/">d</a>'
    )
    found = addressed(html, "https://example.org/digest/2014/one/")
    assert str(found) == str(html).replace('c">a', 'c" data-url="https://example.org/digest/a/?b&amp;c">a')
    assert addressed(Markup('"href="/'), "https://example.org/") == Markup('"href="/')


@given(
    st.sampled_from(
        ["https://example.org/digest/2014/one/", "http://a.example:8000/", "https://A.example/x?y=/"]
    ),
    st.text(alphabet="ab-_~%2/.;?#&=é:", max_size=12),
)
def test_the_whole_address_of_a_link_is_what_joining_gives(url: str, path: str):
    link = f"/x{escape(path)}"
    found = addressed(Markup('<a href="{}">a</a>').format(f"/x{path}"), url)
    assert str(found) == f'<a href="{link}" data-url="{escape(urljoin(url, f"/x{path}"))}">a</a>'
