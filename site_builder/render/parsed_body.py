"""Bodies to HTML by markdown-it alone, which defines what is right; and pieces of a body that only it can read."""

from functools import cache

from markdown_it.token import Token
from markdown_it.utils import EnvType
from markupsafe import Markup

from site_builder.content.markdown import Markdown, markdown, outliner
from site_builder.render.excerpt import excerpt
from site_builder.render.headings import Outline
from site_builder.render.rendered import Rendered
from site_builder.render.renderer import Renderer, places_of_notes
from site_builder.render.text import Text

Places = set[tuple[int, int]]


def parsed_html(text: Text) -> Rendered:
    """Return the HTML of `text`, cut to its rights."""
    parser, renderer = _engine()
    links = {link.target: link for link in text.links}
    env: EnvType = {"links": links, "anchor": text.anchor, "base": text.base, "labels": text.labels}
    tokens, cut = parser.parse(text.markdown, env), False
    if text.rights is not None:
        tokens, cut = excerpt(tokens, text.rights, links)
    if "footnotes" in env:
        env["noted"] = places_of_notes(tokens)
    return Rendered(Markup(renderer.render(Outline(text.highest).fitted(tokens), parser.options, env)), cut)  # noqa: S704 - escaped by our rules


def inline_html(text: str, env: EnvType) -> tuple[str, Places]:
    """Return the HTML of a block's text, and which references to notes it holds; `env` counts them."""
    return _rendered(_reader().parseInline(text, env), env)


def blocks_html(source: str, outline: Outline, env: EnvType) -> tuple[str, Places]:
    """Return the HTML of blocks, and which references to notes they hold; headings go on from `outline`."""
    tokens = outliner().parse(source, env)
    for token in tokens:
        if token.type == "inline":
            token.children = _reader().parseInline(token.content, env)[0].children
    return _rendered(outline.fitted(tokens), env)


def _rendered(tokens: list[Token], env: EnvType) -> tuple[str, Places]:
    places = places_of_notes(tokens)
    _, renderer = _engine()
    return str(renderer.render(tokens, _reader().options, env)), places


@cache
def _engine() -> tuple[Markdown, Renderer]:
    parser = markdown()
    parser.options["xhtmlOut"] = False
    return parser, Renderer()


@cache
def _reader() -> Markdown:
    """Return a parser for the text of one block, which puts no notes behind it."""
    parser = markdown()
    parser.core.ruler.disable("footnote_tail")
    parser.options["xhtmlOut"] = False
    return parser
