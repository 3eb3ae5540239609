"""Markdown bodies to HTML that fits into a page: its headings below those above, valid, accessible, no more than rights allow."""

from site_builder.render.plain_body import plain_body, plain_html
from site_builder.render.plain_excerpt import plain_excerpt
from site_builder.render.rendered import Rendered, as_markup
from site_builder.render.text import Text


def to_html(text: Text) -> Rendered:
    """Return the HTML of `text`, cut to its rights; any Markdown is accepted, and none of it is raw HTML."""
    return _plain(text) or _parsed(text)


def _plain(text: Text) -> Rendered | None:
    body = plain_body(text)
    if body is None:
        return None
    if text.rights is None:
        return Rendered(as_markup(plain_html(body, body.blocks, noted=True)), cut=False)
    kept = plain_excerpt(body, text.rights)
    if kept is None:
        return None
    return Rendered(as_markup(plain_html(body, kept.blocks, noted=not kept.cut)), kept.cut)


def _parsed(text: Text) -> Rendered:
    from site_builder.render.parsed_body import (
        parsed_html,  # most digests have few bodies that need the parser
    )

    return parsed_html(text)
