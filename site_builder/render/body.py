"""Markdown bodies to HTML that fits into a page: one h1 above, valid, accessible, no more than rights allow."""

from functools import cache
from typing import NamedTuple

from markdown_it.utils import EnvType
from markupsafe import Markup

from site_builder.content.markdown import Markdown, markdown
from site_builder.render.excerpt import excerpt
from site_builder.render.headings import Outline
from site_builder.render.plain_body import plain_body, plain_html
from site_builder.render.plain_excerpt import plain_excerpt
from site_builder.render.renderer import Renderer, places_of_notes
from site_builder.render.text import Text


class Rendered(NamedTuple):
    """The HTML of a text, and whether it is less than the text says."""

    html: Markup
    cut: bool


def to_html(text: Text) -> Rendered:
    """Return the HTML of `text`, cut to its rights; any Markdown is accepted, and none of it is raw HTML."""
    body = plain_body(text)
    if body is None:
        return parsed_html(text)
    if text.rights is None:
        return Rendered(Markup(plain_html(body, body.blocks, noted=True)), cut=False)  # noqa: S704 - escaped by our rules
    kept = plain_excerpt(body, text.rights)
    if kept is None:
        return parsed_html(text)
    return Rendered(Markup(plain_html(body, kept.blocks, noted=not kept.cut)), kept.cut)  # noqa: S704 - likewise


def parsed_html(text: Text) -> Rendered:
    """Return the same by markdown-it alone, which defines what is right."""
    parser, renderer = _engine()
    links = {link.target: link for link in text.links}
    env: EnvType = {"links": links, "anchor": text.anchor, "base": text.base}
    tokens, cut = parser.parse(text.markdown, env), False
    if text.rights is not None:
        tokens, cut = excerpt(tokens, text.rights, links)
    if "footnotes" in env:
        env["noted"] = places_of_notes(tokens)
    return Rendered(Markup(renderer.render(Outline().fitted(tokens), parser.options, env)), cut)  # noqa: S704 - likewise


@cache
def _engine() -> tuple[Markdown, Renderer]:
    parser = markdown()
    parser.options["xhtmlOut"] = False
    return parser, Renderer()
