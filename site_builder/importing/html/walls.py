"""Walls: pages that stand in the place of a piece and are none.

A server may answer "here it is" and send a request to log in, a request for consent, a check that a person is
reading, or the news that there is no such page. Such a page is known by what its title, its headings and its few
words say. A page with a good deal of running text is never taken for one.
"""

import re
from typing import Final

from lxml.html import HtmlElement
from msgspec import Struct

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import refusal
from site_builder.importing.html.markup.folding import weight
from site_builder.importing.html.piece.body import Body

_ENOUGH: Final = 150  # words of a piece: a wall has fewer
_NOTHING: Final = 12  # words: a page with fewer has no text
_PARTLY: Final = 50  # words of a first paragraph that a wall may show
_HEAD: Final = 400  # characters of a title or heading that are looked at
_LOOKED_AT: Final = 6_000  # characters of a page


class _Wall(Struct, frozen=True):
    """A kind of wall: what its title or heading is, as a whole, and what its text says somewhere."""

    code: str
    message: str
    hint: str
    titles: re.Pattern[str]
    texts: re.Pattern[str]


_MISSING_TITLES: Final = (  # "404", "Page not found"
    r"(?:error\s*)?404\b.{0,40}|.{0,40}\b404(?: error)?"
    r"|.{0,30}(?:page|article|story|content|post|topic|file)\b.{0,25}"
    r"\b(?:not (?:be )?(?:found|available)|no longer (?:exists?|available)|does ?n[o']t exist|missing|unavailable).{0,30}"
    r"|(?:sorry|oops|uh oh|whoops|hmm)\b.{0,50}(?:find|found|lost|wrong|exist).{0,30}|not found|gone"
    r"|.{0,20}seite .{0,20}nicht (?:gefunden|verfügbar).{0,20}|.{0,20}page (?:non trouvée|introuvable).{0,20}"
    r"|.{0,20}página no (?:encontrada|existe).{0,20}|.{0,20}página não encontrada.{0,20}"
    r"|.{0,20}pagina non trovata.{0,20}|.{0,20}pagina niet gevonden.{0,20}"
    r"|.{0,20}страница не найдена.{0,20}|ページが見つかりません.{0,20}"
)
_MISSING_TEXTS: Final = (  # "The page you requested is no longer available", "We couldn't find what …"
    r"(?:page|article|story|content|post|link|address|url)s?"
    r" (?:that )?(?:you|you're|you are|you were|requested|is|was|has|could|can)\b.{0,60}"
    r"(?:not (?:be )?found|no longer|does ?n[o']t exist|been (?:re)?moved|been deleted|been removed|unavailable|not available)"
    r"|we (?:could ?n[o']t|can ?no?t|can't|were unable to) find (?:the|that|this|what)"
)
_CHALLENGE_TITLES: Final = (  # "Just a moment …", "Access denied"
    r"just a moment.{0,5}|attention required.{0,20}|access (?:to this page has been )?denied.{0,20}"
    r"|.{0,20}are you (?:a )?(?:human|robot).{0,5}|verif(?:y|ying) (?:that )?you are.{0,20}"
    r"|security (?:check|verification).{0,20}|(?:please )?enable (?:javascript|cookies).{0,30}|robot check"
    r"|pardon our interruption.{0,5}|one more step.{0,5}|forbidden|403 forbidden|request blocked.{0,10}"
)
_CHALLENGE_TEXTS: Final = (  # "Checking your browser"
    r"checking (?:if the site connection is secure|your browser)"
    r"|verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?(?:not a (?:bot|robot)|human)"
    r"|complete the (?:captcha|security check)|unusual (?:traffic|activity) from your|why have i been blocked"
    r"|press (?:and|&) hold"
)
_CONSENT_TITLES: Final = (  # "Before you continue", "Datenschutzeinstellungen"
    r"before you continue.{0,30}|(?:we value )?your privacy(?: (?:choices|matters|settings))?.{0,20}"
    r"|cookie (?:consent|settings|notice|policy|preferences)|(?:privacy|consent) (?:settings|preferences|manager).{0,20}"
    r"|datenschutz.?einstellungen.{0,20}|.{0,30}ist teil der .{0,20}markenfamilie"
    r"|mit werbung (?:weiterlesen|und tracking).{0,30}|continuer (?:sans accepter|avec publicité).{0,20}"
    r"|.{0,20}(?:pur|cookie)[- ]abo\b.{0,20}"
)
_CONSENT_TEXTS: Final = (  # "We and our 812 partners … accept"
    r"we (?:and our (?:\d+ )?(?:partners|vendors)|use cookies).{0,200}(?:accept|agree|consent|reject)"
    r"|(?:accept|reject) all.{0,120}(?:cookies|partners)"
    r"|wir und unsere partner|nous et nos partenaires|diese drittanbieter und wir\b"
)
_LOGIN_TITLES: Final = (  # "Please log in to continue", "Anmelden"
    r"(?:please )?(?:log|sign) ?in(?: (?:to|or|required|with|\|).{0,40})?|login(?: required)?"
    r"|members? only|subscribers? only|create (?:an|your) account.{0,30}"
    r"|(?:subscribe|sign up|register) (?:to (?:continue|read)|now to).{0,40}"
    r"|anmelden|einloggen|connexion|iniciar sesión|accedi"
)
_LOGIN_TEXTS: Final = (  # "Subscribe to continue reading", but no "log in to reply"
    r"(?:log ?in|sign ?in|subscribe|register|sign up|create (?:an?|your) (?:free )?account|become a (?:member|subscriber))\b"
    r".{0,40}(?:to (?:continue|read|view|access|see|keep|unlock)|for full access)"
    r"|(?:must|need to|have to) (?:be logged in|log in|sign in|register)"
    r"(?!.{0,40}\b(?:reply|post|comment|vote|respond|answer))"
    r"|already (?:a|have an?) (?:subscriber|member|subscription|account)\?"
    r"|this (?:article|content|story|post) is (?:only )?(?:for|available to|reserved for)\b"
    r".{0,20}(?:subscribers|members|registered)"
    r"|(?:nur für abonnenten|réservé aux abonnés|solo para suscriptores|riservato agli abbonati)"
)
_MISSING: Final = _Wall(
    "missing-page",
    "the page says that there is no such page",
    "look the piece up on its site and import it from its present address",
    re.compile(_MISSING_TITLES, re.IGNORECASE),
    re.compile(_MISSING_TEXTS, re.IGNORECASE),
)
_WALLS: Final = (
    _MISSING,
    _Wall(
        "challenge-page",
        "the page checks whether a person is reading, and shows no piece",
        "save the page from a browser and import the file",
        re.compile(_CHALLENGE_TITLES, re.IGNORECASE),
        re.compile(_CHALLENGE_TEXTS, re.IGNORECASE),
    ),
    _Wall(
        "consent-page",
        "the page asks for consent to cookies and shows no piece",
        "open the page in a browser, answer it, save the page and import the file",
        re.compile(_CONSENT_TITLES, re.IGNORECASE),
        re.compile(_CONSENT_TEXTS, re.IGNORECASE | re.DOTALL),
    ),
    _Wall(
        "login-wall",
        "the page asks its reader to log in or to subscribe and shows no whole piece",
        "save the page from a browser in which you are logged in, and import the file",
        re.compile(_LOGIN_TITLES, re.IGNORECASE),
        re.compile(_LOGIN_TEXTS, re.IGNORECASE),
    ),
)
_MOVED: Final = re.compile(
    r"(?:the|this) (?:page|article|story|address|link) (?:that )?(?:you|you're|you are|you were|you have|you've)\b.{0,40}"
    r"\b(?:requested|(?:looking|searching) for|asked for|tried to \w+)\b.{0,40}(?:moved|no longer|not (?:be )?found|removed|deleted|exist)",
    re.IGNORECASE,
)
_FIRST: Final = 3  # blocks of what was taken for a piece, in which a page may say that there is none
_HEADINGS: Final = frozenset(("h1", "h2", "title"))
_SEPARATOR: Final = re.compile(r"\s+[|–—·•:»-]\s+")


def fault(tree: HtmlElement, body: Body, name: str) -> Diagnostic | None:
    """Return why the page of the document `name` holds no piece, or None where its body may be one.

    The codes are `login-wall`, `consent-page`, `challenge-page`, `missing-page` and `page-without-text`.
    """
    words = weight(" ".join(body.text.split()))
    if any(_MOVED.match(text) for text in body.text.split("\n\n")[:_FIRST]):
        return refusal(name, _MISSING.code, _MISSING.message, _MISSING.hint)
    if words >= _ENOUGH:
        return None
    heads = _heads(tree, body)
    said = " ".join(block.text for block in body.page)[:_LOOKED_AT]
    for wall in _WALLS:
        if any(wall.titles.fullmatch(head) for head in heads) or (
            words < _PARTLY and wall.texts.search(said)
        ):
            return refusal(name, wall.code, wall.message, wall.hint)
    if words < _NOTHING:
        hint = "if the text appears only in a browser, save the page from there and import the file"
        return refusal(name, "page-without-text", "the page has no text to import", hint)
    return None


def _heads(tree: HtmlElement, body: Body) -> list[str]:
    """Return the page's title, its parts, and its first headings."""
    title = " ".join((tree.findtext(".//title") or "")[:_HEAD].split())
    headings = [block.text[:_HEAD] for block in body.page if block.place.tag in _HEADINGS]
    return [title, *_SEPARATOR.split(title)[:1], *headings[:2]]
