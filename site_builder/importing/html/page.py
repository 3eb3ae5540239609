"""Page: a page of the web as a draft: its fields, its piece as Markdown, and what stands around the piece."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing.document import Document, clean
from site_builder.importing.draft import Biography, Doubt, Draft, Evidence, Image
from site_builder.importing.html import around, posted, reposted, typed, walls
from site_builder.importing.html.converting import lead, markdown, players, targets
from site_builder.importing.html.fields import fields
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.fields import Fields
from site_builder.importing.html.markup import parsing
from site_builder.importing.html.markup.folding import weight
from site_builder.importing.html.piece import below, body, edges, videos
from site_builder.importing.html.piece.body import Body
from site_builder.importing.html.piece.page_signs import is_thread, signs
from site_builder.importing.recognising import links, mail_heads
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import tail

T = TypeVar("T")

_SURE: Final = 0.7  # the F1 expected of a body, below which an editor should look
_WHOLE: Final = 400  # words: of a piece that is not free, fewer may be what others are shown of it
_TOLD: Final = 120  # characters

_AS_DRAFTED: Final = {
    "title": "title",
    "author": "authors",
    "date": "published",
    "updated": "updated",
    "standfirst": "description",
    "site_name": "site_name",
    "language": "language",
    "image": "image",
    "source_url": "canonical",
}
"""A field as evidence names it → as the page's fields do."""


def extract(document: Document, names: Names) -> Draft:
    """Read a page; a wall or a notice is a draft with a fault."""
    tree = parsing.parsed(document.text)
    found = fields.read(tree, document.url, names)
    if message := posted.read(tree, document, names):
        return replace(message, link=message.link or links.canonical(_value(found.canonical, "")))
    piece, life = _piece(tree, document.url, found)
    if typed.is_typed(tree):
        found, piece = typed.mended(tree, found, piece, names)
    text, lines = captured(piece)
    draft = Draft(
        title=_title(clean(_value(found.title, "")), text, document.url),
        authors=tuple(map(_tidy, _value(found.authors, ()))),
        date=_value(found.published, ""),
        updated=_value(found.updated, ""),
        standfirst=clean(_value(found.description, "")),
        site_name=clean(_value(found.site_name, "")),
        language=_value(found.language, ""),
        image=_value(found.image, None),
        poster=clean(found.poster),
        link=links.canonical(_value(found.canonical, "")),
        markdown=markdown.written(piece, targets.base(tree, document.url or _value(found.canonical, ""))),
        plain=piece.text,
        biographies=_lives(life, _value(found.authors, ())),
        text=text,
        body_lines=lines,
        evidence=(*_evidence(found), *_of_body(piece)),
        doubts=(*found.doubts, *_unsure(piece), *_cut(piece, paid=found.paid), *_embedded(tree, piece)),
        fault=walls.fault(tree, piece, document.name),
    )
    draft = around.joined(draft, tree, piece, names, forum=_value(found.kind, "page") == "forum")
    address = document.url or _value(found.canonical, "")
    return reposted.told(draft, piece, lambda: is_thread(signs(tree, address)))


def _title(title: str, text: str, url: str) -> str:
    """Return the title of a page; that of a message in the archive of a list without what lists put before it."""
    return mail_heads.archived_title(title, text) if title and mail_heads.is_archived(text, url) else title


def _piece(tree: HtmlElement, url: str, found: Fields) -> tuple[Body, str]:
    """Return the piece of a page, led by its picture, without the lines of the page's frame, and the biography below it."""
    title = _value(found.title, "")
    writers: tuple[Writer, ...] = _value(found.authors, ())
    names = [writer.name for writer in writers]
    article = _value(found.kind, "page") in {"article", "forum"}
    piece = videos.without_frame(tree, body.find(tree, url, title), title, article=article)
    piece = body.whole(tree, piece) if found.paid else piece
    piece, life = below.cut(edges.trimmed(piece, title, names), title, names)
    piece = below.without_deck(piece, _value(found.description, ""))
    image = _value(found.image, Image(""))
    above = lead.pictures(piece.page, piece.blocks[0], title, image.url, names) if piece.blocks else []
    return replace(piece, blocks=(*above, *piece.blocks)), life


def _lives(life: str, writers: tuple[Writer, ...]) -> tuple[Biography, ...]:
    """Return the biography that stands below a piece: of the one of its writers with whose name it begins."""
    about = [writer for writer in writers if life and tail.is_about(life, writer.name)]
    return tuple(Biography(clean(writer.name), clean(writer.role), life) for writer in about[:1])


def captured(piece: Body) -> tuple[str, tuple[int, int]]:
    """Return the text of a whole page, a line for each block and an empty one between two, and the piece's lines in it."""
    shown = [block for block in piece.page if block.text]
    kept = {id(block) for block in piece.blocks}
    lines = [2 * place + 1 for place, block in enumerate(shown) if id(block) in kept]
    return "\n\n".join(block.text for block in shown), (lines[0], lines[-1]) if lines else (0, 0)


def _tidy(writer: Writer) -> Writer:
    return replace(writer, name=clean(writer.name), role=clean(writer.role))


def _value(found: Found[Any] | None, empty: T) -> T:
    return empty if found is None else found.value


def _evidence(found: Fields) -> Iterator[Evidence]:
    for name, field in _AS_DRAFTED.items():
        stated: Found[Any] | None = getattr(found, field)
        if stated is not None:
            yield Evidence(name, 0, stated.rule, stated.confidence)


def _of_body(piece: Body) -> Iterator[Evidence]:
    if piece.text:
        yield Evidence("body", 0, piece.rule, round(piece.confidence, 4))


def _unsure(piece: Body) -> Iterator[Doubt]:
    if piece.text and piece.confidence < _SURE:
        said = f"only {piece.confidence:.0%} sure which of the page is the piece"
        yield Doubt("body", 0, said)
    if hidden := clean(piece.hidden):
        told = hidden if len(hidden) <= _TOLD else f"{hidden[:_TOLD].rstrip()}…"
        yield Doubt("body", 0, f"left out, since the page hides it from its readers: “{told}”")


def _embedded(tree: HtmlElement, piece: Body) -> Iterator[Doubt]:
    if hosts := players.embedded(tree, piece):
        yield Doubt(
            "body",
            0,
            f"left out, since an entry holds no players: what the page embeds from {', '.join(hosts)}",
        )


def _cut(piece: Body, *, paid: bool) -> Iterator[Doubt]:
    if paid and piece.text and weight(piece.text) < _WHOLE and piece.rule != body.STATED:
        yield Doubt(
            "body", 0, "the page says that the whole piece is for subscribers; this may be only its beginning"
        )
