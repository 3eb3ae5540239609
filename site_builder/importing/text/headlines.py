"""Headlines: without what is printed before and behind them.

What kind of piece it is, the number of the issue, the outlet and the day stand in front of a headline or at its end.
"""

import re
from collections.abc import Sequence
from typing import Final

from site_builder.importing.recognising import dates

_KIND: Final = (
    r"(?:(?:guest |expert |news |the )?(?:opinions?|op-?eds?|analys[ie]s|commentar(?:y|ies)|comments?|essays?|columns?|perspectives?|viewpoints?|editorials?"
    r"|explainers?|interviews?|blogs?|posts?)|q ?& ?a|podcasts?|long reads?|letters?(?: to the editor)?|in conversation|weekend read"
    r"|(?:gast)?kommentare?|meinung|analyse|gastbeitrag|leitartikel|kolumne|glosse|debatte|standpunkt|hintergrund|leserbriefe?"
    r"|tribunes?|chronique|éditorial|édito|entretien|point de vue|billet|courrier des lecteurs"
    r"|opinión|análisis|tribuna|columna|entrevista|cartas al director"
    r"|(?:l['’])?(?:opinione|analisi|intervista|editoriale)|(?:il )?commento"
    r"|(?:artigo|artículo|articolo|article) (?:de |di |d['’])opini\w+|opinie|commentaar|achtergrond|ingezonden|opinião|análise|coluna"
    r"|мнение|колонка|интервью|анализ|комментарий|رأي|تحليل|مقال|مقابلة|观点|觀點|社论|社論|评论|評論|分析|专栏|論説|社説|解説|寄稿|コラム)"
)
_FIELD: Final = (  # fields of forums and messages, and of files
    r"(?:thema|topic|thread|betreff|subject|sujet|objet|asunto|assunto|oggetto|onderwerp|title|titel|titre|titolo|título|headline|tema|тема|标题|件名)"
)
_IS_KIND: Final = re.compile(rf"\W*(?:the )?{_KIND}\W*", re.IGNORECASE)
_LABEL: Final = re.compile(
    rf"(?:{_KIND}(?:\s*[|｜»›/•·]\s*|\s*[:：]\s+|：|(?<=[\u3040-\u9fff]):|\s+[–—-]\s+)|[【\[(]\s*{_KIND}\s*[】\])]\s*|(?:tribune|opinion|analyse|essay|entretien|interview|reportage|enquête|éditorial|chronique|kommentar|entrevista|intervista)\.\s+|(?:#|№|n[°º]|nr\.?|no\.?)\s?\d+\s*[:|–—-]\s+|{_FIELD}\s*[:：]\s*|[»›>](?!.*[«‹])\s*|\[>\s*)(?=\S)",  # noqa: RUF001
    re.IGNORECASE,
)
_KIND_BEFORE: Final = re.compile(rf"{_KIND}\s*[:：|｜]\s*(?=\S)", re.IGNORECASE)  # noqa: RUF001 - wide marks
_CAPITALS: Final = re.compile(rf"(?P<label>(?i:{_KIND}))\s+(?=[^\W\d_a-z])")
_BEHIND: Final = re.compile(rf"\s*(?:[|｜•·]\s*|\s[–—-]\s+){_KIND}\s*$", re.IGNORECASE)  # noqa: RUF001 - a bar as wide as an ideograph
_SET_FOR_LOOKS: Final = re.compile('[“"]([^"“”]+)["”]')  # „…“ and «…» mark what somebody has said
_RULE: Final = re.compile(r"[\s_=~*-]{4,}$")
_OUTLET_BEHIND: Final = re.compile(
    r"\s*(?:[|｜•·]|\s[–—-]|::|\()\s*(?P<outlet>[^|｜•·–—()]{2,60}?)[\s,:.|–—-]*$"  # noqa: RUF001
)
IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_FEW: Final = 2
_HOST: Final = re.compile(
    r"\s+\((?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?\)$"
)  # where a link leads, as boards print it
_FRAMED: Final = re.compile(r"(?P<title>[^«»]+?)\s+»\s+[^«»]+\s[-–—]\s[^«»]+")  # title » site - owner
_KICKER: Final = re.compile(
    r"[^\s:]+(?:\s[^\s:]+){0,3}\s:\s(?=\S)"
)  # as German papers set it; in French it is a colon
_GERMAN: Final = re.compile(r"\b(?:der|die|das|und|ist|nicht|ein|eine|den|mit|auf|für|sich)\b")
_GERMAN_EVERY: Final = 80  # characters
_OUTLET_WORDS: Final = 6
_OUTLET_LINE: Final = 75  # characters


def bare(title: str, lines: Sequence[str] = ()) -> str:
    """Return a headline without the kind of piece before or behind it, and without outlet and day at its end.

    `lines` are the lines of the document: an outlet's name stands by itself on one of them, too.
    """
    text = _RULE.sub("", title)
    for _ in range(_FEW):
        text = _shorter(text, text[match.end() :]) if (match := _LABEL.match(text)) else text
    if (match := _CAPITALS.match(text)) and match["label"].isupper() and not text.isupper():
        text = _shorter(text, text[match.end() :])
    if (match := _KICKER.match(text)) and _is_german(lines):
        text = _shorter(text, text[match.end() :])
    text = _shorter(text, _HOST.sub("", text))
    if (match := _FRAMED.fullmatch(text)) and len(match["title"].split()) > _FEW:
        text = match["title"]
    for cut in (_without_day, _without_kind):
        text = _shorter(text, cut(text))
    text = _shorter(text, _without_outlet(text, lines))
    match = _SET_FOR_LOOKS.fullmatch(text)
    return match[1].strip() if match else text


def _is_german(lines: Sequence[str]) -> bool:
    return (
        sum(len(_GERMAN.findall(line)) for line in lines) > sum(len(line) for line in lines) // _GERMAN_EVERY
    )


def _shorter(text: str, cut: str) -> str:
    """Return what was cut, unless next to nothing is left."""
    cut = cut.strip()
    enough = len(cut.split()) >= _FEW or len(IDEOGRAPHS.findall(cut)) > _FEW
    return cut if enough else text


def _without_kind(text: str) -> str:
    match = _BEHIND.search(text)
    return text[: match.start()] if match else text


def _without_day(text: str) -> str:
    """Cut off an outlet with a day behind it: "… – The Courier, 3 May 2024", "… (The Courier, 3 May 2024)"."""
    day = next((one for one in dates.find(text) if not text[one.end :].strip(" ).,")), None)
    if day is None:
        return text
    before = text[: day.start].rstrip()
    match = _OUTLET_BEHIND.search(before)
    if match and len(match["outlet"].split()) <= _OUTLET_WORDS and match["outlet"][:1].isupper():
        return before[: match.start()]
    return before.rstrip(" |") if before.endswith("|") else text


def _without_outlet(text: str, lines: Sequence[str]) -> str:
    match = _OUTLET_BEHIND.search(text)
    if match is None or len(match["outlet"].split()) > _OUTLET_WORDS or text.endswith(")"):
        return text
    name = match["outlet"].casefold()
    told = re.compile(rf"(?:.{{0,30}}(?:©|\bto|\babout|\bfrom|\bby|\d)\s+)?{re.escape(name)}\W*")
    printed = any(told.fullmatch(line.casefold()) for line in lines if len(line) < _OUTLET_LINE)
    return text[: match.start()] if printed else text


def without_label(title: str) -> str:
    """Return a headline without the kind of piece that stands before it: "Commentary: ", "Opinion | "."""
    match = _KIND_BEFORE.match(title)
    return title[match.end() :] if match else title


def is_kind(text: str) -> bool:
    """Tell whether a line says what kind of piece follows, and nothing else."""
    return bool(_IS_KIND.fullmatch(text))


def is_section(text: str) -> bool:
    """Tell whether a line says nothing but a kind of piece and a section: "Analysis | Moldova"."""
    match = _LABEL.match(text)
    if not match or not _IS_KIND.fullmatch(match[0].strip(" |｜»›/•·:：–—-.")):  # noqa: RUF001
        return False
    rest = text[match.end() :]
    return len(rest.split()) < _FEW and not IDEOGRAPHS.search(rest)
