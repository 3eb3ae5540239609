"""The one Markdown of the product: CommonMark, tables, strikethrough, footnotes and `[[entry-id]]` references.

Raw HTML is text, and a link or image leads only to http, https, mailto or a relative address; whatever else
is written as a link stays text. Footnotes are the referenced form (`[^1]`), since the inline form nests
without bound.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct

REFERENCE: Final = re.compile(r"\[\[(?!\^)([^\[\]\n\u2028-\u202e\u2066-\u2069]{1,200})\]\](?!\()")
# a line in which nothing but a reference could hold a reference: the text of a link and its address have no brackets
_PLAIN: Final = re.compile(
    rf"(?:[^][`\\<]++|{REFERENCE.pattern}|\[[^][`\\<]*+\](?:\([^][`\\<\s()]*+\)|(?!\()))*+"
)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_IMAGE_DEPTH: Final = 3
_NEVER_PLAIN: Final = ("```", "~~~", "\r", "\0")
_WORD: Final = re.compile(r"[*(“‘\"']{0,3}[^\W\d_]")
_NOTE: Final = re.compile(r"^\[\^[^\]\s]+\]:", re.MULTILINE)
# plain addresses, as nearly all are; test_content_markdown.py compares with markdown-it's own answer
_NORMAL: Final = re.compile(
    r"(?:https?://[a-z0-9][a-z0-9.-]*)?(?:/(?!/)[A-Za-z0-9._~/-]*)?(?:#[A-Za-z0-9_-]+)?"
)


class Reference(Struct, frozen=True):
    """An entry named in a body by `[[target]]`; `line` and `column` from 1, `length` with the brackets."""

    target: str
    line: int
    column: int
    length: int


class Markdown(MarkdownIt):
    """A CommonMark parser that refuses links to anything but the web, mail and this site."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is markdown-it's
        """Tell whether a link may lead to `url` (already percent-encoded by markdown-it)."""
        return allowed_url(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name is markdown-it's
        """Percent-encode an address; most need nothing, and markdown-it takes long to find that out."""
        return url if _NORMAL.fullmatch(url) else super().normalizeLink(url)


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


def references(body: str, first_line: int = 1) -> list[Reference]:
    """Return every reference that Markdown sees in `body` (none in code), in order.

    `first_line` is the line of the file on which `body` starts.
    """
    if "[[" not in body:
        return []
    lines = body.split("\n")
    found = _in_plain_lines(body, lines, first_line)
    return _in_blocks(_naming_blocks(body), lines, first_line) if found is None else found


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


def _in_plain_lines(body: str, lines: list[str], first_line: int) -> list[Reference] | None:
    """Return the references if each stands in a plain paragraph of one line, else None.

    A line between blank lines that begins with a word is a paragraph, unless a fence is open above it; and it
    reads the same alone, unless a definition other than of a note gives its brackets another meaning. So it is
    in nearly every body, and looking for blocks would take longer than all the rest. Where a line holds no code,
    escape, picture or brackets within brackets, all that looks like a reference is one (see `_PLAIN`).
    """
    if any(text in body for text in _NEVER_PLAIN) or body.count("]:") > len(_NOTE.findall(body)):
        return None
    around = ["", *lines, ""]
    found = []
    for number, line in enumerate(lines):
        if "[[" not in line:
            continue
        if not _WORD.match(line) or around[number].strip(" \t") or around[number + 2].strip(" \t"):
            return None
        if _PLAIN.fullmatch(line) and "![" not in line:
            found += [
                Reference(_target(match), first_line + number, match.start() + 1, len(match[0]))
                for match in REFERENCE.finditer(line)
                if _target(match)
            ]
        else:
            token = Token("inline", "", 0, map=[number, number + 1], content=line.strip())
            found += _in_blocks([_inline(_parser(), token, {})], lines, first_line)
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
    if match is None or state.linkLevel > 0 or not _target(match):
        return False
    if not silent:
        token = state.push("reference", "a", 0)
        token.content = _target(match)
        token.markup = match[0]
        token.meta = {"target": token.content, "offset": match.start()}
    state.pos = match.end()
    return True


def _target(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[1].strip())


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
