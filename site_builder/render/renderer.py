"""Tokens to HTML: what we render otherwise than markdown-it does.

A page's content security policy allows no `style` attributes, so the alignment of table cells is a class.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from site_builder.render import anchors
from site_builder.render.excerpt import Links, alternative
from site_builder.render.html_text import escape_html


class Renderer(RendererHTML):
    """Render rules; each public method is the rule for the token type that it is named after."""

    def reference(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Link to the entry, or name it when the site does not show it; leave what is unknown as written."""
        links: Links = env["links"]
        return anchors.reference(links.get(tokens[idx].meta["target"]), tokens[idx].markup)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Mark links that leave the site, and let those within it begin at the site's base."""
        token = tokens[idx]
        address = str(token.attrs.get("href", ""))
        if anchors.is_external(address):
            token.attrSet("rel", "external noopener")
            if token.markup == "autolink" or anchors.is_bare(_whole_text(tokens, idx), address):
                token.attrSet("class", "bare")
        else:
            token.attrSet("href", anchors.based(address, str(env["base"])))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Show a picture of this site; of another host's, which readers' browsers are told not to ask, link to it."""
        token = tokens[idx]
        source, text = str(token.attrs.get("src", "")), alternative(token)
        if _is_relative(source):
            address = anchors.based(source, str(env["base"]))
            token.attrs = token.attrs | {"src": address, "alt": text, "loading": "lazy"}
            return f"<img{self.renderAttrs(token)}>"
        if not source.lower().startswith(("http://", "https://")) or _in_link(tokens, idx):
            return escape_html(text)
        return f'<a href="{escape_html(source)}" rel="external noopener">{escape_html(text or source)}</a>'

    def table_open(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Let a wide table scroll on its own."""
        return anchors.table_start(env)

    def table_close(self, *_: object) -> str:
        """Close the table and what it scrolls in."""
        return anchors.TABLE_END

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
        meta = tokens[idx].meta
        return anchors.note_reference(meta["id"], meta["subId"], env["anchor"])

    def footnote_block_open(
        self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: EnvType
    ) -> str:
        """Open the notes at the end of a text."""
        return anchors.notes_start(env["labels"])

    def footnote_block_close(self, *_: object) -> str:
        """Close the notes."""
        return anchors.NOTES_END

    def footnote_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Open one note."""
        return anchors.note_start(tokens[idx].meta["id"], env["anchor"])

    def footnote_close(self, *_: object) -> str:
        """Close one note."""
        return anchors.NOTE_END

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Lead back from a note to each place that refers to it."""
        place = tokens[idx].meta["id"], tokens[idx].meta["subId"]
        return anchors.note_return(*place, env["anchor"], env["labels"]) if place in env["noted"] else ""


def places_of_notes(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Return the number and occurrence of each reference to a note; in a picture's text there is no place."""
    return {
        (child.meta["id"], child.meta["subId"])
        for token in tokens
        for child in token.children or ()
        if child.type == "footnote_ref"
    }


def _alignment(token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return f' class="{style.replace("text-align:", "align-")}"' if style else ""


def _whole_text(tokens: Sequence[Token], idx: int) -> str:
    """Return the text of the link that opens at `idx`, if it is nothing but text."""
    plain = tokens[idx + 1].type == "text" and tokens[idx + 2].type == "link_close"
    return tokens[idx + 1].content if plain else ""


def _in_link(tokens: Sequence[Token], idx: int) -> bool:
    return sum(token.nesting for token in tokens[:idx] if token.type in {"link_open", "link_close"}) > 0


def _is_relative(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return False
    return bool(address) and not parts.scheme and not parts.netloc
