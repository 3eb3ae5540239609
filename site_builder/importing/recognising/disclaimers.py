"""Disclaimers: what an institute or a paper prints below a piece about whose views it holds, what the house is, and how readers may answer.

Such a paragraph reads like text, and stands where the last one of the piece does. It is told by what it says, in many
languages: that the views are the author's and not the house's, that the house takes no position, or who may write to it.
"""

import re
from typing import Final

_MOST: Final = 100  # words
_VIEWS: Final = re.compile(
    r"\b(?:views?|opinions?|positions?|conclusions|statements|publications?|articles?|commentar(?:y|ies))\b.{0,160}?"
    r"\b(?:do(?:es)? not|not (?:necessarily|be)|only|solely|alone|entirely|exclusively|those of)\b.{0,120}?"
    r"\b(?:authors?|writers?|contributors?|columnists?|speakers?|reflect|represent|those of)\b",
    re.IGNORECASE,
)
_STATED: Final = re.compile(
    r"\b(?:expressed|stated|presented|represents?|reflects?|understood to be|belong to|are (?:solely |entirely )?(?:those|the author.?s))\b",
    re.IGNORECASE,
)
_HOUSE: Final = re.compile(  # "… takes no institutional positions"
    r"\b(?:takes? no|(?:does|do) not (?:take|hold|adopt|express)(?: any)?)\s+(?:\w+\s+){0,2}(?:positions?|views?|stand(?:point)?)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(  # in other languages, whole phrases
    r"n.engage(?:nt)? que|ne (?:reflètent|représentent|reflète|représente) pas (?:nécessairement|forcément)"
    r"|(?:gibt|geben) (?:nicht (?:notwendigerweise|unbedingt|zwingend)|ausschließlich|allein|lediglich) die (?:persönliche )?(?:meinung|ansicht|auffassung|position)"
    r"|no (?:reflejan?|representan?) (?:necesariamente|la (?:opinión|posición))|(?:exclusiva|única) responsabilidad (?:del|de la|de su|de los)"
    r"|não (?:refletem?|representam?|expressam?) (?:necessariamente|a (?:opinião|posição))|responsabilidade (?:exclusiva|única) d"
    r"|non (?:riflett|rispecchi|rappresent)\w+ necessariamente|(?:geeft|geven) niet noodzakelijk(?:erwijs)?"
    r"|не обязательно (?:отражает|совпадает)|может не совпадать с (?:мнением|позицией)"  # noqa: RUF001 - Cyrillic letters
    r"|لا (?:تعكس|تعبر|تمثل|يعكس|يعبر) بالضرورة|(?:تعب[رّ]+|يعب[رّ]+) (?:فقط )?عن (?:رأي|آراء|وجهة نظر) (?:ال)?(?:كاتب|كتاب|صاحب)"
    r"|görüşler.{0,80}yansıt(?:maz|mayabilir|mamakta)|(?:विचार|राय).{0,30}(?:निजी|व्यक्तिगत) हैं",  # noqa: RUF001 - Turkish letters
    re.IGNORECASE,
)
_PRODUCED: Final = re.compile(  # "… is produced by the Centre, a private, tax-exempt institution"
    r"[^.!?]{3,90}\bis (?:(?:a )?(?:publication|series|project|product|part) of|produced by|published by|a (?:weekly|monthly|regular) \w+ (?:of|by|from))\b"
    r".*\b(?:non-?partisan|non-?profit|not-for-profit|tax-exempt|think tank|institution|charity|peer-reviewed)\b",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(  # how readers may answer, and how long a letter may be
    r"\W*(?:do you have an? (?:opinion|view|comment|story)\b|(?:letters|submissions|responses|contributions) (?:should|must|may|can|need)\b"
    r"|los textos (?:tienen que|deben|destinados)|las cartas (?:deben|no deben|tienen)|les (?:lettres|courriers|contributions) (?:doivent|peuvent)"
    r"|(?:ihre )?leserbriefe? (?:bitte|können|sollten|an)|as cartas (?:devem|não devem)|le lettere (?:devono|vanno))",
    re.IGNORECASE,
)


def is_disclaimer(text: str) -> bool:
    """Tell whether a paragraph below a piece says whose views it holds, what the house is that prints it, or how to answer."""
    if len(text.split()) > _MOST:
        return False
    views = _VIEWS.search(text) and _STATED.search(text)
    return bool(
        views
        or _HOUSE.search(text)
        or _ELSEWHERE.search(text)
        or _PRODUCED.match(text)
        or _ANSWERS.match(text)
    )
