"""Markdown bodies to HTML that fits into a page: one h1 above, valid, accessible, no more than rights allow.

The page's own h1 stands above a body, so the body's headings start at h2 and never skip a level (WCAG 2.2,
technique G141). A page's content security policy allows no `style` attributes, so the alignment of table
cells is a class. Notes carry the roles of DPUB-ARIA 1.1 (doc-noteref, doc-endnotes, doc-backlink).
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from site_builder.content.markdown import Markdown, markdown
from site_builder.render.excerpt import Links, alternative, excerpt
from site_builder.render.text import Text

_HIGHEST: Final = 2
_LOWEST: Final = 6


class Rendered(NamedTuple):
    """The HTML of a text, and whether it is less than the text says."""

    html: Markup
    cut: bool


def to_html(text: Text) -> Rendered:
    """Return the HTML of `text`, cut to its rights; any Markdown is accepted, and none of it is raw HTML."""
    parser, renderer = _engine()
    links = {link.target: link for link in text.links}
    env: EnvType = {"links": links, "anchor": text.anchor, "base": text.base}
    tokens, cut = parser.parse(text.markdown, env), False
    if text.rights is not None:
        tokens, cut = excerpt(tokens, text.rights, links)
    if "footnotes" in env:
        env["noted"] = _places_of_notes(tokens)
    return Rendered(Markup(renderer.render(_fitted(tokens), parser.options, env)), cut)  # noqa: S704 - escaped by our rules


@cache
def _engine() -> tuple[Markdown, "Renderer"]:
    parser = markdown()
    parser.options["xhtmlOut"] = False
    return parser, Renderer()


def _places_of_notes(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Return the number and occurrence of each reference to a note; in a picture's text there is no place."""
    return {
        (child.meta["id"], child.meta["subId"])
        for token in tokens
        for child in token.children or ()
        if child.type == "footnote_ref"
    }


def _fitted(tokens: list[Token]) -> list[Token]:
    """Give each heading its level below the page's h1, without gaps, and drop headings that say nothing."""
    outline: list[str] = []
    dropped: set[int] = set()
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        if not tokens[index + 1].children:
            dropped.update(range(index, index + 3))
            continue
        while outline and outline[-1] >= token.tag:
            outline.pop()
        outline.append(token.tag)
        token.tag = tokens[index + 2].tag = f"h{min(_HIGHEST - 1 + len(outline), _LOWEST)}"
    return [token for index, token in enumerate(tokens) if index not in dropped] if dropped else tokens


class Renderer(RendererHTML):
    """Render rules; each public method is the rule for the token type that it is named after."""

    def reference(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Link to the entry, or name it when the site does not show it; leave what is unknown as written."""
        links: Links = env["links"]
        link = links.get(tokens[idx].meta["target"])
        if link is None:
            return escapeHtml(tokens[idx].markup)
        if not link.url:
            return f'<span class="unlinked">{escapeHtml(link.title)}</span>'
        return f'<a href="{escapeHtml(link.url)}">{escapeHtml(link.title)}</a>'

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Mark links that leave the site, and let those within it begin at the site's base."""
        token = tokens[idx]
        address = str(token.attrs.get("href", ""))
        if _is_external(address):
            token.attrSet("rel", "external noopener")
        else:
            token.attrSet("href", _based(address, env))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Show a picture of this site; of another host's, which readers' browsers are told not to ask, link to it."""
        token = tokens[idx]
        source, text = str(token.attrs.get("src", "")), alternative(token)
        if _is_relative(source):
            token.attrs = token.attrs | {"src": _based(source, env), "alt": text, "loading": "lazy"}
            return f"<img{self.renderAttrs(token)}>"
        if not source.lower().startswith(("http://", "https://")) or _in_link(tokens, idx):
            return escapeHtml(text)
        return f'<a href="{escapeHtml(source)}" rel="external noopener">{escapeHtml(text or source)}</a>'

    def table_open(self, *_: object) -> str:
        """Let a wide table scroll on its own."""
        return '<div class="table">\n<table>\n'

    def table_close(self, *_: object) -> str:
        """Close the table and what it scrolls in."""
        return "</table>\n</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Say that a header is its column's; one without text heads nothing and is a cell."""
        if tokens[idx + 1].children:
            return f'<th scope="col"{_alignment(tokens[idx])}>'
        return f"<td{_alignment(tokens[idx])}>"

    def th_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Close what `th_open` opened."""
        return "</th>\n" if tokens[idx - 1].children else "</td>\n"

    def td_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """Align a cell by class."""
        return f"<td{_alignment(tokens[idx])}>"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Point to a note by its number."""
        number, place = _number(tokens[idx]), _place(tokens[idx], env)
        address = f'href="#{_note(tokens[idx], env)}" id="{place}" role="doc-noteref"'
        return f'<sup class="note-ref"><a {address}>{number}</a></sup>'

    def footnote_block_open(self, *_: object) -> str:
        """Open the notes at the end of a text."""
        return '<div class="notes" role="doc-endnotes" aria-label="Notes">\n<ol>\n'

    def footnote_block_close(self, *_: object) -> str:
        """Close the notes."""
        return "</ol>\n</div>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Open one note."""
        return f'<li id="{_note(tokens[idx], env)}">\n'

    def footnote_close(self, *_: object) -> str:
        """Close one note."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Lead back from a note to each place that refers to it."""
        token = tokens[idx]
        if (token.meta["id"], token.meta["subId"]) not in env["noted"]:
            return ""
        nth = f" ({token.meta['subId'] + 1})" if token.meta["subId"] else ""
        label = f'role="doc-backlink" aria-label="Back to reference {_number(token)}{nth}"'
        return f' <a href="#{_place(token, env)}" {label}>\u21a9\ufe0e</a>'


def _number(token: Token) -> int:
    return int(token.meta["id"]) + 1


def _note(token: Token, env: EnvType) -> str:
    return f"{escapeHtml(env['anchor'])}note-{_number(token)}"


def _place(token: Token, env: EnvType) -> str:
    again = f"-{token.meta['subId'] + 1}" if token.meta["subId"] else ""
    return f"{escapeHtml(env['anchor'])}note-ref-{_number(token)}{again}"


def _alignment(token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return f' class="{style.replace("text-align:", "align-")}"' if style else ""


def _is_external(address: str) -> bool:
    return address.lower().startswith(("http:", "https:", "//"))


def _based(address: str, env: EnvType) -> str:
    """Return an address within the site with the site's base before it: `/about/` → `/digest/about/`."""
    return str(env["base"]) + address[1:] if address.startswith("/") else address


def _in_link(tokens: Sequence[Token], idx: int) -> bool:
    return sum(token.nesting for token in tokens[:idx] if token.type in {"link_open", "link_close"}) > 0


def _is_relative(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return False
    return bool(address) and not parts.scheme and not parts.netloc
