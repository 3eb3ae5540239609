"""The one Markdown of the product: CommonMark, tables, strikethrough, footnotes and `[[entry-id]]` references.

Raw HTML is text, and a link or image leads only to http, https, mailto or a relative address; whatever else
is written as a link stays text. Footnotes are the referenced form (`[^1]`), since the inline form nests
without bound.
"""

import re
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.content.plain_addresses import is_plain
from site_builder.content.references import REFERENCE, Reference, target_of

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_IMAGE_DEPTH: Final = 3


class Markdown(MarkdownIt):
    """A CommonMark parser that refuses links to anything but the web, mail and this site."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is markdown-it's
        """Tell whether a link may lead to `url` (already percent-encoded by markdown-it)."""
        return allowed_url(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        """Percent-encode an address; most need nothing, and markdown-it takes long to find that out."""
        return url if is_plain(url) else super().normalizeLink(url)


def link_address(written: str) -> str | None:
    """Return the address of a link written without escapes, percent-encoded, or None where no link may lead there."""
    address = _parser().normalizeLink(unescapeAll(written))
    return address if allowed_url(address) else None


def allowed_url(url: str) -> bool:
    """Tell whether `url` is http, https, mailto or relative.

    Browsers drop tabs, newlines and leading control characters before they look for the scheme (WHATWG URL,
    basic URL parser, steps 1-3), so they are dropped here too.
    """
    bare = re.sub(r"[\t\n\r]", "", url).lstrip("".join(map(chr, range(0x21)))).lower()
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme[0] in _SCHEMES


def markdown() -> Markdown:
    """Return a new parser; it may be given render rules and be used for many bodies.

    A reference becomes an inline token of type `reference` whose `meta` is `{"target": id, "offset": n}`,
    with `n` the place of `[[` in the content of the inline token that holds it.
    """
    parser = Markdown("commonmark", {"html": False})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.inline.ruler.before("link", "reference", _reference)
    parser.inline.ruler.at("image", _image)
    return parser


def references_in_blocks(body: str, lines: list[str], first_line: int) -> list[Reference]:
    """Return the references of a body whose `lines` begin on `first_line` of the file."""
    return _in_blocks(_naming_blocks(body), lines, first_line)


def references_in_paragraph(line: str, number: int, lines: list[str], first_line: int) -> list[Reference]:
    """Return the references of `lines[number]`, which is a paragraph."""
    token = Token("inline", "", 0, map=[number, number + 1], content=line.strip())
    return _in_blocks([_inline(_parser(), token, {})], lines, first_line)


def _in_blocks(blocks: list[Token], lines: list[str], first_line: int) -> list[Reference]:
    columns: dict[int, int] = {}
    found = []
    for block in blocks:
        first = block.map[0] if block.map else 0
        for token in block.children or ():
            if token.type == "reference":
                index = min(first + block.content.count("\n", 0, token.meta["offset"]), len(lines) - 1)
                start = max(lines[index].find(token.markup, columns.get(index, 0)), 0)
                columns[index] = start + len(token.markup)
                found.append(
                    Reference(token.meta["target"], first_line + index, start + 1, len(token.markup))
                )
    return found


def _naming_blocks(body: str) -> list[Token]:
    """Return the inline tokens of `body` that may hold references, parsed.

    Only these are looked into, at a third of the price of a whole parse. Which notes are shown, and in which
    order, is known only when all the text is parsed; so a note that may hold references brings that about.
    """
    env: EnvType = {}
    parser, note = outliner(), 0
    naming = []
    for token in parser.parse(body, env):
        note += {"footnote_reference_open": 1, "footnote_reference_close": -1}.get(token.type, 0)
        if token.type == "inline" and "[[" in token.content:
            if note:
                return _parser().parse(body)
            naming.append(_inline(parser, token, env))
    return naming


def _inline(parser: Markdown, token: Token, env: EnvType) -> Token:
    token.children = []
    parser.inline.parse(token.content, parser, env, token.children)
    return token


@cache
def outliner() -> Markdown:
    """Return a parser that finds the blocks and leaves what is in them alone."""
    parser = markdown()
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


@cache
def _parser() -> Markdown:
    return markdown()


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's rule signature
    match = REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or state.linkLevel > 0 or not target_of(match):
        return False
    if not silent:
        token = state.push("reference", "a", 0)
        token.content = target_of(match)
        token.markup = match[0]
        token.meta = {"target": token.content, "offset": match.start()}
    state.pos = match.end()
    return True


def _image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's rule signature
    """Parse an image, but not deeper than `_IMAGE_DEPTH` images in the text of images.

    markdown-it starts its nesting count anew in the text of each image, so that hostile input would recurse
    without end.
    """
    depth = state.env.get("image_depth", 0)
    if depth >= _IMAGE_DEPTH:
        return False
    state.env["image_depth"] = depth + 1
    try:
        return image(state, silent)
    finally:
        state.env["image_depth"] = depth
