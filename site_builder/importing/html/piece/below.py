"""Below: what a page prints in the same frame as its piece, and that is none of it: at its end, and right above it.

A press release goes on with its contacts and with who has published it; a feed's item ends with a line that says where it
first appeared, a column with who has written it, a print view with its address. Only what says plainly what it is is left out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import category

from msgspec.structs import replace

from site_builder.importing.document import clean
from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.markup.folding import folded, weight
from site_builder.importing.html.piece.body import Body, text_of
from site_builder.importing.recognising import disclaimers
from site_builder.importing.text import announced, edges, headlines, other_hands, tail

_HALF: Final = 0.5
_NEARLY_HALF: Final = 0.4
_TWICE: Final = 2
_CLAIM: Final = 12  # words
_LINE: Final = 25  # words
_CLAIMS: Final = 40  # words of what stands below a rule at the foot
_RULE: Final = re.compile(r"[_*–—-]{3,}|\*\s\*\s\*")
_LIFE: Final = 60  # words of a biography
_FEW: Final = 8  # words beside the links of a line that says where the piece first appeared
_OPENINGS: Final = 4
_ABOVE: Final = 10
_TAIL: Final = 6
_ADDRESS: Final = re.compile(r"\S*https?://\S+")
_BEFORE_ADDRESS: Final = re.compile(r"[^.!?]{2,60}:")
_RIGHTS: Final = re.compile(  # who claims the rights, or has edited the page, in scripts of their own
    r"\W*(?:[©ⓒ]|copyright\b|\(c\)|무단\s?전재|저작권|版权|版權|著作権|無断転載|[(（]?\s*(?:责任编辑|責任編輯|责编|編輯|编辑|原标题|来源)\s*[:：]|حقوق النشر|جميع الحقوق|כל הזכויות|все права|wszelkie prawa|todos os direitos|tüm hakları|सर्वाधिकार|(?:źródło|quelle|fuente|fonte|source|источник|kaynak|出典|来源|출처)\s*[:：])",  # noqa: RUF001 - letters and marks of other scripts
    re.IGNORECASE,
)
_TAGGED: Final = re.compile(  # "Tags: …", in the words of many publishing systems
    r"\W*(?:tags?|tagged(?: with)?|filed under|keywords?|topics?|schlagwörter|schlagworte|themen|kategorien?|mots[- ]clés|étiquettes|etiquetas?|archivado en|registrado em|assuntos?(?:\(s\))?|categorias?|parole chiave|argomenti"
    r"|trefwoorden|ämnen|emner|aihesanat|tagi|słowa kluczowe|метки|теги|ключевые слова|ετικέτες|etiketler|kata kunci|từ khóa|タグ|标签|標籤|태그|ট্যাগ|الكلمات المفتاحية|الوسوم|برچسب‌?ها|תגיות|แท็ก)\s*[:\uff1a]\s*\S",  # noqa: RUF001 - letters of other scripts
    re.IGNORECASE,
)
_DISCLAIMS: Final = re.compile(
    r"\W*(?:(?:suggested citation|recommended citation|zitiervorschlag|zitierweise|pour citer (?:cet|ce)|cómo citar|como citar)\b|(?:the )?(?:views|opinions) expressed\b|[^.!?]{3,120}\bcontributed (?:reporting )?to this (?:report|story|article)\b|.{0,100}\bmay not be (?:published, )?(?:broadcast|rewritten|reproduced|republished)|мнение (?:автора|редакции)\b.{0,20}\bне\b|les opinions exprimées|las opiniones expresadas|as opiniões expressas|die hier geäußerte)",  # noqa: RUF001 - Cyrillic letters
    re.IGNORECASE,
)
_APPEALS: Final = re.compile(  # "Will you support our journalism?", "Submit a letter: …"
    r"\W*(?:will you (?:support|help|join)\b|(?:please )?(?:support|help fund|help us)\b.{0,40}\b(?:journalis|reporting|work|newsroom|independent)"
    r"|(?:we need|we rely on|we depend on) your (?:help|support)|(?:please )?(?:make|consider making|consider) a (?:tax.deductible )?(?:gift|donation|contribution|one-time)"
    r"|if you (?:value|appreciate|believe in|rely on)\b|become a (?:member|supporter|subscriber|patron)\b|donate\b"
    r"|(?:to )?(?:submit|send|write) (?:us )?(?:an?|your) (?:letter|op-?ed|response|comment)\b|letters? to the editor\b.{0,60}@|(?:reach|contact|email|e-mail) (?:him|her|them|me|us|the author|the writer)\b.{0,40}@"
    r"|(?:what do you think|have your say)\b|(?:follow|find) (?:him|her|them|me) (?:on|at)\b|powered by\b.{0,40}$|made with\b.{0,40}$"
    r"|(?:unterstützen|spenden) sie\b|unterstütz(?:e|t) (?:uns|unsere)|werden sie mitglied|folg(?:e|en sie) uns|schreiben sie uns"
    r"|soutenez\b|faites un don|rejoignez-nous|écrivez-nous|apóy[ae](?:nos)?\b|haz (?:una donación|tu aporte)|únete a\b|escríbenos|sostieni\b|sostienici|scriveteci|apoie\b|faça uma doação|siga-nos|escreva para"
    r"|steun\b|doneer\b|wesprzyj\b|napisz do nas|поддержите\b|подпис(?:ывайтесь|аться)\b|пишите нам|підтримайте|підписуйтесь|destek ol|bizi takip"
    r"|dapatkan (?:update|berita|informasi)|ikuti (?:kami|berita)|(?:mari )?bergabung|theo dõi chúng tôi|mời bạn đọc|gửi bài|tufuatilie|ติดตาม(?:เรา|ข่าว)|关注我们|扫码|フォローし|구독|تابعونا|تابعنا|اشترك|به ما بپیوندید|हमसे जुड़ें"
    r"|prenumerera\b|följ (?:oss|debatten)|abonn[eé]r\b|følg (?:os|oss)\b|tilaa\b|seuraa meitä|ακολουθήστε|εγγραφείτε|sledujte nás|předplaťte|urmăriți-ne|abonează-te|iratkoz|kövess|támogass"
    r"|pratite nas|pretplatite|ফলো করুন|আমাদের .{0,30}ফলো|সাবস্ক্রাইব|فالو کریں|سبسکرائب|हमें फॉलो|सब्सक्राइब)",
    re.IGNORECASE,
)
_WRITER: Final = re.compile(  # says in brackets what the author is, without the name
    r"[(（]\s*(?:the (?:author|writer)s?\b|लेखक|लेखिका|作者|筆者|필자|نویسنده|(?:o|a) autora?\b|(?:el|la) autora?\b|l.auteure?\b|автор\b|der autor\b|die autorin\b|autorka?\b|yazar\b|הכותב)[^()（）]*[)）]\W*",  # noqa: RUF001 - letters and marks of other scripts
    re.IGNORECASE,
)
_BUTTONS: Final = re.compile(
    r"(?:(?:view|download|read|open)(?: as| the)? pdf(?: \(.{1,20}\))?|pdf|print(?: this page)?|close(?: window)?|imprimir|fechar|cerrar|drucken|schließen|fenster schließen|imprimer|fermer|stampa|chiudi|drukuj|zamknij|печать|закрыть|打印|关闭|印刷|閉じる|인쇄|닫기|yazdır|kapat)",  # noqa: RUF001 - letters and marks of other scripts
    re.IGNORECASE,
)
_LABELS: Final = re.compile(  # of advertisements and of sharing, in other languages than `chrome` knows
    r"(?:haberin devamı|(?:article|story) continues (?:below|after) ?(?:this |the )?(?:advert\w*|ad)?|continue reading(?: below)?|weiter nach der anzeige|la suite après (?:cette|la) publicité|continúa después de la publicidad|continua após a publicidad\w*|(?:previous|next) message:.*|messages sorted by:.*|विज्ञापन|פרסומת|שתפו|שתף|reklama|reklam|реклама|поделиться|поделитесь|paylaş|udostępnij|广告|廣告|分享到?|分享|広告|シェア|광고|공유(?:하기)?|إعلان|شارك|مشاركة|تبلیغات|اشتراک‌گذاری|publicidade|compartilhar|شیئر|शेयर करें)\W*",  # noqa: RUF001 - Turkish letters
    re.IGNORECASE,
)
_AMENDED: Final = re.compile(
    r"\W*this (?:article|story|piece|column|post|commentary|page|op-?ed) (?:was|has been) (?:\w+ )?(?:amended|corrected|edited|changed|updated)\b",
    re.IGNORECASE,
)
_PLACE: Final = 4  # words beside a name that say where a letter is from
_WHOLLY: Final = 0.85  # of a block in links
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_DOWNLOAD: Final = re.compile(
    r"\W*(?:downloads?|herunterladen|télécharger|descargar|baixar|scarica|pobierz|скачать)\b", re.IGNORECASE
)
_MAIL: Final = re.compile(r"\W*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*")
_CHAPTER: Final = re.compile(
    r"(?:chapter|part|kapitel|teil|chapitre|partie|capítulo|parte|capitolo|hoofdstuk|deel|глава|часть|rozdział|część|bölüm|κεφάλαιο)\s+(?:\d{1,3}|[ivxlc]{1,6})\W*|第[\d一二三四五六七八九十百]{1,4}章",
    re.IGNORECASE,
)
_TITLE_LABEL: Final = re.compile(
    r"^\s*(?:title|titel|titre|título|titolo|tytuł|заголовок|标题|題名)\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
_HEADS_TEXT: Final = re.compile(  # "Transcript" above the text that is one
    r"(?:(?:full )?(?:text|transcript|speech|remarks|abstract)|abstrakt|zusammenfassung|résumé|resumen|resumo|riassunto|samenvatting|streszczenie|аннотация|(?:full )?text of (?:the )?(?:speech|remarks|statement)|volltext|transkript|texte intégral|transcription|transcripción|transcrição|trascrizione|摘要|要旨|초록)\W*",
    re.IGNORECASE,
)


def cut(piece: Body, title: str, names: Sequence[str]) -> tuple[Body, str]:
    """Return a piece without what stands below it in its frame, and the biography that stood there ("" for none).

    `title` is what the piece is called, `names` those who sign it.
    """
    blocks = list(piece.blocks)
    texts = [at for at, block in enumerate(blocks) if _shows(block.text)]
    end = _end(blocks, texts, title)
    out = {at for at in texts if _LABELS.fullmatch(blocks[at].text.strip())}
    out |= {*_opening(blocks, texts), *_again(blocks, texts)}
    end, life, below = _tail(blocks, [at for at in texts if at < end and at not in out], title, names, end)
    out |= below
    out |= {at for at in texts[-_TAIL:] if at < end and at != texts[0] and _is_signature(blocks[at], names)}
    out |= {at for at, block in enumerate(blocks) if clean(block.text) and not _shows(block.text)}
    out |= _above_title(blocks, texts, title)
    kept = [block for at, block in enumerate(blocks) if at < end and at not in out]
    if len(kept) == len(blocks) or not any(block.text for block in kept):
        return piece, ""
    text = "\n\n".join(said for block in kept if (said := clean(block.text)))
    return replace(piece, blocks=tuple(kept), text=text), life


def _tail(
    blocks: Sequence[Block], texts: Sequence[int], title: str, names: Sequence[str], end: int
) -> tuple[int, str, set[int]]:
    """Return where the claims and the biography below a piece begin, that biography, and those of them above a correction.

    A correction belongs to the piece, whatever stands around it.
    """
    life, corrected = "", False
    out = set[int]()
    for at in reversed(texts[-_TAIL:]):
        text = blocks[at].text
        if blocks[at].place.heading and at != texts[0] and not corrected:
            end = at
            continue
        if _AMENDED.match(text):
            corrected = True
            continue
        told = weight(text) <= _LIFE and any(tail.is_about(clean(text), name) for name in names)
        record = _signs_off(text, names) or _is_citation(text, title, names) or _is_download(blocks[at])
        if at == texts[0] or not (told or record or _is_claim(text)):
            break
        life = clean(text) if told else life
        if corrected:
            out.add(at)
        else:
            end = at
    return end, life, out


def without_deck(piece: Body, standfirst: str) -> Body:
    """Return a piece without its first line, where that is the standfirst behind a kicker of few words."""
    texts = [at for at, block in enumerate(piece.blocks) if block.text]
    if not standfirst or len(texts) <= 1:
        return piece
    first, said = folded(piece.blocks[texts[0]].text), folded(standfirst)
    if not 0 < len(first.split()) - len(said.split()) <= _OPENINGS or not first.endswith(said):
        return piece
    kept = piece.blocks[texts[0] + 1 :]
    return replace(piece, blocks=kept, text=text_of(kept))


def _shows(text: str) -> bool:
    """Tell whether a text holds any mark that is seen."""
    return any(not mark.isspace() and category(mark) != "Cf" for mark in text)


def _end(blocks: Sequence[Block], texts: Sequence[int], title: str) -> int:
    """Return where what stands below the piece begins, by its heading or its form."""
    whole = sum(weight(blocks[at].text) for at in texts)
    so_far = 0
    for place, at in enumerate(texts):
        text = clean(blocks[at].text)
        if so_far > _HALF * whole and weight(text) <= _LINE:
            read_on = any(_is_prose(blocks[one].text) for one in texts[place + 1 :])
            if edges.is_end(text) or (edges.is_way_out(text) and not read_on):
                return at
        if so_far > _HALF * whole and _RULE.fullmatch(text.strip()):
            rest = [weight(blocks[one].text) for one in texts[place + 1 :]]
            if rest and max(rest) <= _CLAIMS and len(rest) <= _TAIL:
                return at
        last = place >= len(texts) - 2
        if place and last and (_is_origin(blocks[at], title) or _is_address(blocks, texts, place)):
            return at
        so_far += weight(text)
    return len(blocks)


def _is_prose(text: str) -> bool:
    return weight(text) > _LINE and not _is_claim(clean(text))


def _is_signature(block: Block, names: Sequence[str]) -> bool:
    """Tell whether each line of a block begins with another one of those who sign, as below a letter of several."""
    lines = [folded(line) for line in "".join(said for said, _ in block.runs).split("\n") if line.strip()]
    known = [folded(name) for name in names]
    first = [next((name for name in known if line.startswith(name)), "") for line in lines]
    few = weight(block.text) <= _LIFE * _TWICE
    return few and len(names) > 1 and all(first) and len(first) == len({*first})


def _signs_off(text: str, names: Sequence[str]) -> bool:
    """Tell whether a line is the signature of a letter: the name of the one who signs, and maybe where from."""
    said = folded(text)
    signed = len(names) == 1 and said.startswith(folded(names[0])) and ":" not in text
    return bool(signed and weight(text) <= weight(names[0]) + _PLACE)


def _is_citation(text: str, title: str, names: Sequence[str]) -> bool:
    """Tell whether a line says how to cite the piece: by its title, a year and the last name of each who signs."""
    said = folded(text)
    told = bool(folded(title)) and folded(title) in said and _YEAR.search(text) and weight(text) <= _LIFE
    return bool(told and names and all(folded(name.split()[-1]) in said for name in names if name.split()))


def _is_download(block: Block) -> bool:
    """Tell whether a line is a link to a file and nothing else."""
    return bool(block.linked >= _WHOLLY * len(block.text) and _DOWNLOAD.match(block.text))


def _is_origin(block: Block, title: str) -> bool:
    """Tell whether a line says where an item of a feed first appeared: the title and the site, linked, and little else."""
    said = folded(block.text)
    named = bool(folded(title)) and folded(title) in said and block.linked >= len(title)
    return named and weight(block.text) - weight(title) <= _FEW and len(said) > len(folded(title)) + _FEW


def _is_address(blocks: Sequence[Block], texts: Sequence[int], place: int) -> bool:
    """Tell whether from here on only the page's own address stands, with a line that announces it."""
    rest = [clean(blocks[at].text) for at in texts[place:]]
    *before, last = rest
    return bool(before and _ADDRESS.fullmatch(last)) and all(map(_BEFORE_ADDRESS.fullmatch, before))


def _again(blocks: Sequence[Block], texts: Sequence[int]) -> list[int]:
    """Return what stands there a second time, where nearly half of the piece does: it is printed for screens of two widths.

    What stands there more than twice is repeated by whoever wrote it, such as text that only fills a page.
    """
    places: dict[str, list[int]] = {}
    for at in texts:
        places.setdefault(folded(blocks[at].text), []).append(at)
    found = [one[1] for one in places.values() if len(one) == _TWICE]
    again = sum(weight(blocks[at].text) for at in found)
    return found if again >= _NEARLY_HALF * sum(weight(blocks[at].text) for at in texts) else []


def _opening(blocks: Sequence[Block], texts: Sequence[int]) -> Iterator[int]:
    """Yield the first lines that only hold the buttons of a print view, say what kind of piece follows, or who did something else than write.

    Above the heading of an abstract stand keywords and numbers.
    """
    for place, at in enumerate(texts[:_OPENINGS]):
        if weight(blocks[at].text) > _LINE:
            break
        if _HEADS_TEXT.fullmatch(clean(blocks[at].text)):
            yield from texts[: place + 1]
    for at in texts[:_OPENINGS]:
        if headlines.is_kind(clean(blocks[at].text)):
            yield at
        if at == texts[0] and _CHAPTER.fullmatch(clean(blocks[at].text)):
            yield at
        if weight(blocks[at].text) <= _LINE and announced.is_of_guest(clean(blocks[at].text)):
            yield at
        if weight(blocks[at].text) <= _LINE and other_hands.is_work(clean(blocks[at].text)):
            yield at
        bits = [bit for bit in re.split(r"\s*[|•·]\s*", clean(blocks[at].text)) if bit]
        if bits and all(map(_BUTTONS.fullmatch, bits)):
            yield at


def _above_title(blocks: Sequence[Block], texts: Sequence[int], title: str) -> set[int]:
    """Return all down to a line among the first that is the title again, if no text of the piece stands above it."""
    for place, at in enumerate(texts[:_ABOVE]):
        if folded(title) and folded(_TITLE_LABEL.sub("", blocks[at].text)) == folded(title):
            above = texts[: place + 1]
            prose = any(weight(blocks[one].text) > _LINE for one in above[:-1])
            return set() if prose or len(texts) == len(above) else set(above)
    return set()


def _is_claim(text: str) -> bool:
    words = weight(text)
    told = words <= _CLAIM and (_RIGHTS.match(text) or _TAGGED.match(text))
    appeals = words <= _LIFE and (_DISCLAIMS.match(text) or _APPEALS.match(text))
    disclaims = appeals or disclaimers.is_disclaimer(text) or _MAIL.fullmatch(text)
    worked = words <= _CLAIM and text[:1] != "(" and other_hands.is_work(text)
    return bool(told or disclaims or worked or (words <= _LINE and _WRITER.fullmatch(text.strip())))
