"""Edges: lines of a page's frame that stand in its piece, and that no reader would take for the piece.

A model chooses the blocks of a piece, and a short line beside them may slip in: who signs it and when, a pointer to
another piece, a call to subscribe, a button. Only what says plainly that it is one of these is left out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from site_builder.importing.html.fields import signatures
from site_builder.importing.html.markup.blocks import Block, Place
from site_builder.importing.html.markup.folding import folded, weight
from site_builder.importing.html.piece.body import Body, text_of
from site_builder.importing.html.piece.page_counts import STOPS
from site_builder.importing.recognising import bylines, dates, mail_heads
from site_builder.importing.text import frames

_PROSE: Final = 25  # words
_LINE: Final = 25  # words of a line that says who signs or calls to subscribe
_POINTER_WORDS: Final = 35  # of a line that names another piece by its title
_LABEL: Final = 8  # words beside a date or a name
_WHOLLY: Final = 0.85  # of a block in links
_MOST_HEAD: Final = 12  # lines above the first paragraph
_DEEPEST: Final = 12  # places up
_BOX: Final = 80  # words
_NEAR: Final = 12  # blocks
_OTHERS: Final = (
    r"(?:read (?:more|also|next)|also read|see also|related(?: (?:articles?|stories|story|content|coverage))?|more on this(?: topic| story)?|you (?:may|might) also like"
    r"|lesen sie (?:auch|mehr)|mehr zum thema|lies auch|das könnte sie auch interessieren|(?:à )?lire (?:aussi|également)|à lire (?:aussi|également)|sur le même (?:sujet|thème)"
    r"|te puede interesar|le puede interesar|lea? también|leer más|más información|leia (?:também|mais)|veja também|saiba mais|leggi anche|lees ook|lees meer|läs också|læs også|les også"
    r"|читайте также|читать также|czytaj (?:także|też|również)|zobacz (?:także|też|również)|اقرأ أيضا|بیشتر بخوانید|همچنین بخوانید|ayrıca okuyun|ilgili haber(?:ler)?|यह भी पढ़ें|ये भी पढ़ें|קראו (?:גם|עוד)"  # noqa: RUF001 - letters and marks of other scripts
    r"|baca (?:juga|selengkapnya)|simak juga|xem thêm|đọc thêm|tin liên quan|soma pia|soma zaidi|διαβάστε (?:επίσης|ακόμα)|читайте також|citește și|čtěte (?:také|dále)|přečtěte si|olvassa el"
    r"|lue myös|loe ka|skaitykite taip pat|pročitajte (?:i|još)|llegiu també|basahin din|lexo edhe|مزید پڑھیں|আরও পড়ুন|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง"
    r"|相关(?:阅读|新闻|文章)|相關(?:閱讀|新聞)|延伸(?:阅读|閱讀)|関連記事|あわせて読みたい|관련\s?기사)"
)
_POINTER: Final = re.compile(rf"\W*{_OTHERS}\s*[:»›>|—–-]\s*\S", re.IGNORECASE)  # noqa: RUF001 - the marks that are met
_HEADS_OTHERS: Final = re.compile(rf"\W*(?!see also){_OTHERS}\W*", re.IGNORECASE)
_CALL: Final = re.compile(  # "Subscribe to our newsletter"
    r"\W*(?:subscribe (?:to|now|here|today|for (?:free|our|more|daily|weekly|monthly|updates))"
    r"|sign up (?:for|here|now|to)|follow us\b|join us on\b|get the latest .{0,60}(?:inbox|newsletter)"
    r"|abonnez-vous|inscrivez-vous|suivez-nous|abonnieren sie|melden sie sich|folgen sie uns"
    r"|suscríb[ea]|apúntate|síguenos|únete a nuestr|iscriviti|seguici|assine|siga-nos|inscreva-se"
    r"|подпис(?:ывайтесь|аться)|присоединяйтесь|volg ons|schrijf je in|meld je aan|zapisz się|śledź nas|obserwuj nas)",
    re.IGNORECASE,
)
_CALL_ENDS: Final = re.compile(
    r"\b(?:sign up|subscribe|register)(?: (?:here|now|today))?\W*$|\binbox\W.{0,60}$", re.IGNORECASE
)
_ISSUED: Final = re.compile(
    r"\W*(?:published|posted|first published|last updated|updated|veröffentlicht|erschienen|publié|mis à jour|publicado|actualizado|pubblicato|gepubliceerd|gepost|опубликовано|opublikowano|atualizad[oa]|última atualização|última actualización|ultimo aggiornamento|zuletzt|dernière mise à jour|обновлено|güncelle\w+|oluşturulma|yayınlanma|diperbarui|cập nhật|publicerad|uppdaterad|publisert|oppdatert|udgivet|opdateret|δημοσιεύθηκε|ενημερώθηκε)\b",  # noqa: RUF001 - Turkish letters
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\W*(?:(?:estimated )?reading time|temps de lecture|lesezeit|tiempo de lectura|tempo di lettura|leestijd|tempo de leitura)?\W*\d{1,3}[\s-]?min\w*(?: (?:read|de lecture|de lectura|di lettura|lesezeit))?\W*",
    re.IGNORECASE,
)
_FOOT: Final = re.compile(
    r"\W*(?:©|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|e-?mail this|print(?:er)?[- ](?:this|friendly)|share this)",
    re.IGNORECASE,
)
_HEADS_COMMENTS: Final = re.compile(  # "3 Comments"
    r"\W*\d*\s*(?:comments?|repl(?:y|ies)|kommentare?|commentaires?|comentarios?|comentários?|commenti|commento|reacties|kommentarer|komentarz[ey]"
    r"|комментари[йия]|yorum(?:lar)?|التعليقات|تعليقات|تعليق|评论|評論|コメント|댓글|תגובות|टिप्पणियाँ)\s*(?:\(?\d+\)?)?\W*",
    re.IGNORECASE,
)
_RECORD: Final = re.compile(
    r"(?:cite as|comments?|subjects?|keywords?|doi|related doi|journal(?: reference)?|issn|isbn|volume|issue|pages?|msc classes|acm classes|report number|license|licence|received|accepted"
    r"|published|submitted|publisher|language|identifiers?|uri|collections?)\s*:?",
    re.IGNORECASE,
)
_SOURCED: Final = re.compile(
    r"\W*(?:sources?|data|quellen?|daten|fuentes?|fontes?|fonti|bron|źródło|источник|kaynak|المصدر)\s*:",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(r"source|credit|caption|attribution|footer", re.IGNORECASE)
_TELLS: Final = re.compile(r"\s(?:is|was|has|writes|works|lives|ist|war|arbeitet|lebt|est|était|es|era|è)\s")
_SPEAKS: Final = re.compile(r"[^:]{2,60}:\s+\S+(?:\s\S+){2}")
_HALF: Final = 0.5  # of the labels of a table that must be those of a record


def trimmed(piece: Body, title: str, names: Sequence[str]) -> Body:
    """Return a piece without the lines of the page's frame in it; `names` sign it, `title` is what it is called."""
    blocks = list(piece.blocks)
    out = set(_head(blocks, title, [folded(name) for name in names]))
    out |= set(_amid(blocks)) | set(_foot(blocks)) | set(_record(blocks))
    calls = [
        block.place
        for block in piece.page
        if block.text and weight(block.text) <= _LINE and _is_call(block.text)
    ]
    out |= {at for at, block in enumerate(blocks) if at not in out and _heads_call(blocks, at, out, calls)}
    if not out or all(at in out or not block.text for at, block in enumerate(blocks)):
        return piece
    kept = [block for at, block in enumerate(blocks) if at not in out]
    return replace(piece, blocks=tuple(kept), text=text_of(kept))


def _head(blocks: Sequence[Block], title: str, names: Sequence[str]) -> Iterator[int]:
    """Yield the lines above the first paragraph that say who signs, and when; with all above the title, if it stands there."""
    texts = [at for at, block in enumerate(blocks[: 2 * _MOST_HEAD]) if block.text]
    first = next((place for place, at in enumerate(texts) if _is_prose(blocks[at])), min(3, len(texts)))
    above = texts[:first][:_MOST_HEAD]
    called = folded(title)
    again = next((at for at in reversed(above) if called and folded(blocks[at].text) == called), -1)
    out = [at for at in above if _is_frame(blocks[at], names, above=at < again)]
    yield from out
    if again >= 0 and all(at in out for at in above if at < again):
        yield again


def _is_frame(block: Block, names: Sequence[str], *, above: bool) -> bool:
    """Tell whether a line in the head of a piece is of the page's frame; `above`: it stands above the title."""
    linked = block.linked >= _WHOLLY * len(block.text)
    return (
        _is_signature(block, names)
        or _is_dating(block.text)
        or (above and (linked or bool(_ISSUED.match(block.text))) and weight(block.text) <= _LINE)
        or _is_dated_link(block)
    )


def _is_dated_link(block: Block) -> bool:
    """Tell whether a line is a date and links, and nothing else: "3 May 2024 | View online"."""
    found = dates.find(block.text) if weight(block.text) <= _LINE and block.linked else []
    said = sum(one.end - one.start for one in found)
    return bool(found) and said + block.linked >= _WHOLLY * len(block.text)


def _is_prose(block: Block) -> bool:
    return weight(block.text) >= _PROSE and bool(STOPS.search(block.text))


def _is_signature(block: Block, names: Sequence[str]) -> bool:
    """Tell whether a line opens as a byline and names people, or begins with the name of one who signs."""
    text = block.text
    if weight(text) > _LINE or STOPS.search(text) or _SPEAKS.match(text) or _TELLS.search(text):
        return False
    said = folded(text)
    opening = signatures.opening(text)
    if any(said.startswith(name) or (opening and name in said) for name in names):
        return True
    people = signatures.read(text) if opening and weight(text) <= _LABEL else ()
    return bool(people) and all(bylines.is_person(one.name) for one in people)


def _is_dating(text: str) -> bool:
    """Tell whether a line says when a piece was published, or how long it takes to read, and next to nothing else."""
    if weight(text) > _LINE:
        return False
    if _TIME.fullmatch(text):
        return True
    found = dates.find(text)
    if not found:
        return False
    rest = weight(text) - sum(weight(text[one.start : one.end]) for one in found)
    return rest <= (_LABEL if _ISSUED.match(text) else 1)


def _amid(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the pointers to other pieces, the calls to subscribe, and the buttons of posts."""
    listed = False
    for at, block in enumerate(blocks):
        if not block.text:
            continue
        linked = block.linked >= _WHOLLY * len(block.text)
        short = weight(block.text) <= _POINTER_WORDS
        listed = bool(_HEADS_OTHERS.fullmatch(block.text)) or (listed and linked and short)
        pointer = short and block.linked and _is_pointer(block)
        call = short and block.linked and _CALL.match(block.text)
        button = linked and frames.is_tool(block.text)
        sourced = short and _SOURCED.match(block.text) and _is_credit(block.place)
        if listed or pointer or call or button or sourced or (short and mail_heads.is_way(block.text)):
            yield at


def _is_credit(place: Place) -> bool:
    """Tell whether an element is called after where a chart or a picture is from."""
    return any(_CREDIT.search(one.element.get("class") or "") for one in place.upwards(1))


def _is_pointer(block: Block) -> bool:
    """Tell whether a line only points to another piece: words for that, and then nothing but a link."""
    opening = _POINTER.match(block.text)
    return opening is not None and block.linked >= _WHOLLY * (len(block.text) - opening.end() + 1)


def _foot(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the last lines that claim the rights of the page, offer to print it, or head the comments on it."""
    for at in range(len(blocks) - 1, 0, -1):
        text = blocks[at].text
        claims = bool(_FOOT.match(text)) and weight(text) <= (_LINE if blocks[at].linked else _LABEL)
        if text and not claims and not _HEADS_COMMENTS.fullmatch(text):
            return
        if text:
            yield at


def _record(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the cells of a table below the text that records the piece: its subjects, how to cite it."""
    last = _table(blocks[-1].place) if blocks else None
    if last is None:
        return
    rows = [at for at, block in enumerate(blocks) if block.text and _table(block.place) is last]
    labels = [at for at in rows if blocks[at].text.rstrip().endswith(":") or blocks[at].place.tag == "th"]
    told = sum(bool(_RECORD.fullmatch(blocks[at].text)) for at in labels)
    if len(rows) < len(blocks) and told > 1 and told >= _HALF * len(labels):
        yield from rows


def _table(place: Place) -> Place | None:
    return next((one for one in place.upwards(_DEEPEST) if one.tag == "table"), None)


def _is_call(text: str) -> bool:
    return bool(_CALL.match(text) or _CALL_ENDS.search(text))


def _heads_call(blocks: Sequence[Block], at: int, out: set[int], calls: Sequence[Place]) -> bool:
    """Tell whether a heading stands in a box that calls to subscribe, of whose text nothing else is in the piece."""
    frame = blocks[at].place.parent
    if not calls or not blocks[at].place.heading or frame is None or frame.words > _BOX:
        return False
    near = [
        one for one in range(max(0, at - _NEAR), min(len(blocks), at + _NEAR)) if one != at and one not in out
    ]
    alone = not any(frame in blocks[one].place.upwards(_DEEPEST) for one in near)
    return alone and any(frame in place.upwards(_DEEPEST) for place in calls)
