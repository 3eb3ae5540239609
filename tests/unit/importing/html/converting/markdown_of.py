"""The Markdown of a page whose whole text is the piece."""

from site_builder.content.markdown import markdown
from site_builder.importing.html.converting.markdown import written
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece.body import Body

URL = "https://example.org/pieces/one"
PARSER = markdown()


def of(markup: str, url: str = URL) -> str:
    """Return the Markdown of a page whose whole text is the piece."""
    blocks = tuple(blocks_of(parsed(f"<html><body>{markup}</body></html>")))
    return written(Body(blocks=blocks, page=blocks), url)
