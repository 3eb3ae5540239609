"""Headers: what a server should say with each file; one table, in `_headers`, for hosts and for our own server, which reads it too.

`_headers` is the form that Netlify and Cloudflare Pages read. A pattern is a path in which `:name` stands for one part and
`*`, at the end, for all the rest. Where two rules meet, hosts join the values of a header that both set; so no two do.
HTTPS and its permanence (HSTS) are the host's business: a site that is tried out at http://localhost must not ask for it.
Nothing is to be cached for long, as no file's name changes with what it holds.
"""

from collections.abc import Iterator
from typing import Final

from site_builder.incremental.reader import Reader
from site_builder.model import Site, Value
from site_builder.pages.links import absolute, external, href

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""The content security policy of every page, as its own `meta` element has it (which can't say who may frame it)."""
ATOM: Final = "application/atom+xml; charset=utf-8"
JSON_FEED: Final = "application/feed+json; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"
OPML: Final = "text/x-opml; charset=utf-8"

_EVERYWHERE: Final = (
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
)
_DATA: Final = {
    "feed.xml": ATOM,
    ":vocabulary/:term/feed.xml": ATOM,
    "feed.json": JSON_FEED,
    ":vocabulary/:term/feed.json": JSON_FEED,
    "feeds.opml": OPML,
    "entries.json": JSON,
    "entries/*": JSON,
    "search/index/*": JSON,
}
"""What programs read, also those that run in pages of other sites; by pattern, with its media type."""
_FEEDS: Final = ("feed.xml", "feed.json")


class Header(Value):
    """A header's name and value."""

    name: str
    value: str


class Rule(Value):
    """The headers of the files that a pattern names."""

    pattern: str
    headers: tuple[Header, ...]


class HeadersPage(Value):
    """The file `_headers`."""

    rules: tuple[Rule, ...]


def _rules() -> Iterator[Rule]:
    yield Rule("*", tuple(Header(*each) for each in _EVERYWHERE))
    for pattern, media_type in _DATA.items():
        yield Rule(pattern, (Header("Content-Type", media_type), Header("Access-Control-Allow-Origin", "*")))


RULES: Final = tuple(_rules())
"""All rules; patterns begin below the site's base path."""


def view(reader: Reader, _key: str) -> HeadersPage:
    """Return the file for hosts, whose patterns begin at the host's root; where there is a hub, feeds name it."""
    site = reader.site()
    base = href(site.base_path, "")
    return HeadersPage(
        tuple(Rule(base + rule.pattern, rule.headers + _links(site, rule.pattern)) for rule in RULES)
    )


def _links(site: Site, pattern: str) -> tuple[Header, ...]:
    """Return what tells a feed's subscribers its hub and the feed's own address (WebSub, section 4).

    One rule stands for the feeds of all terms, so it names each by its place beside itself (RFC 8288, 3.1).
    """
    hub, name = external(site.websub), pattern.rpartition("/")[2]
    if not hub or name not in _FEEDS:
        return ()
    own = absolute(site, name) if pattern == name else name
    return (Header("Link", f'<{hub}>; rel="hub", <{own}>; rel="self"'),)
