"""The filters that templates may use beyond Jinja's own; pure functions."""

import re
from functools import lru_cache
from html import unescape
from typing import Any, Final
from urllib.parse import quote, urljoin

import msgspec
from markupsafe import Markup, escape

from site_builder.language.speech import Phrase
from site_builder.render.body import to_html
from site_builder.render.rendered import Rendered, as_markup
from site_builder.render.text import Text

_ESCAPES: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
_LD: Final = msgspec.json.Encoder()
_JSON: Final = msgspec.json.Encoder(enc_hook=str)  # for Markup, which is a str of another class
_LINK: Final = re.compile(r'( (?:href|src)=")(?![A-Za-z][A-Za-z0-9+.-]*:|//)([^"]*)')
_INSIDE: Final = ' href="/'
_ORIGIN: Final = re.compile(r"https?://[\w.:-]+(?=/)")
_PLAIN_PATH: Final = re.compile(r"(?:/[A-Za-z0-9%_~-]++)++/?")
_CODES: Final = tuple((character, quote(character, safe="")) for character in "% \n\r{}\"[]'&#<>\\^`|")
_REST: Final = re.compile(r"[^\x21-\x7e]+")
_PRINTED: Final = bytes(range(0x21, 0x7F))


def prose(text: Text) -> Rendered:
    """Return `html` of a text, and `cut` when its rights withhold a part of it."""
    return to_html(text)


def json_ld(value: Any) -> Markup:
    """Return a mapping or struct as JSON that is safe inside of `<script type="application/ld+json">`.

    Nothing in it can end the element or open a comment, since `<`, `>` and `&` are written as JSON escapes
    (HTML Living Standard, "Restrictions for contents of script elements").
    """
    text = _LD.encode(value).decode()
    # seldom, and looking is much quicker than translating
    if "<" in text or ">" in text or "&" in text or "\u2028" in text or "\u2029" in text:
        text = text.translate(_ESCAPES)
    return as_markup(text)


def json(value: Any) -> Markup:
    """Return a text, mapping or struct as JSON, for files that are JSON."""
    return as_markup(_JSON.encode(value).decode())


def filled(members: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping without the members that say nothing."""
    return {name: value for name, value in members.items() if value}


def absolute(html: Markup, url: str) -> Markup:
    """Return HTML of ours with the links that it has within the site as whole addresses, seen from the page at `url`.

    Quotation marks of a text are always escaped, so that what looks like an attribute is one.
    """
    return as_markup(_LINK.sub(lambda link: f"{link[1]}{escape(urljoin(url, unescape(link[2])))}", html))


def addressed(html: Markup, url: str) -> Markup:
    """Return HTML of ours whose links within the site say their whole addresses, seen from the page at `url`, in `data-url`.

    Style sheets print it: on paper a path leads nowhere.
    """
    if _INSIDE not in html:
        return html
    origin = _ORIGIN.match(url)

    def whole(path: str) -> str:
        if origin and _PLAIN_PATH.fullmatch(path):  # joined and escaped, it would be the same
            return origin[0] + path
        return escape(urljoin(url, unescape(path)))

    pieces = str.split(html, _INSIDE)  # a regular expression would look at one character after another
    for place, piece in enumerate(pieces[1:], 1):
        path, quotation, behind = piece.partition('"')
        said = "" if path.startswith("/") or not quotation else f' data-url="{whole(f"/{path}")}"'
        pieces[place] = f"{_INSIDE}{path}{quotation}{said}{behind}"
    return as_markup("".join(pieces))


def data_url(text: str, media_type: str) -> str:
    """Return an address that holds a text itself (RFC 2397), such as a link that saves it can lead to.

    What `quote` does, in a tenth of its time: three of these stand on every entry's page.
    """
    for character, code in _CODES:
        if character in text:
            text = text.replace(character, code)
    if text.encode().translate(None, _PRINTED):
        text = _REST.sub(lambda rest: quote(rest[0], safe=""), text)
    return f"data:{media_type};charset=utf-8,{text}"


@lru_cache(maxsize=1 << 12)
def isolated(names: Phrase | str) -> Markup:
    """Return a name, or a phrase with names in it, so that no name's direction disturbs the text around it.

    Unicode Bidirectional Algorithm, section 3.1.2: what stands in `<bdi>` is one neutral character to its neighbours.
    Remembered, since the names of authors and outlets recur.
    """
    if isinstance(names, str):
        return as_markup(f"<bdi>{escape(names)}</bdi>")
    said = [
        f"<bdi>{escape(name)}</bdi>{escape(behind)}" if name else escape(behind) for name, behind in names
    ]
    return as_markup("".join(said))


FILTERS: Final = {
    "isolated": isolated,
    "prose": prose,
    "json_ld": json_ld,
    "json": json,
    "filled": filled,
    "absolute": absolute,
    "addressed": addressed,
    "data_url": data_url,
}
