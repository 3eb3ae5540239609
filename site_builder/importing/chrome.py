"""Chrome: what a page prints around a piece. Vocabulary and shapes of the web at large, never of one site."""

import re
from typing import Final

_SHORT: Final = 14
_OPENS: Final = re.compile(
    r"(?:you are here|skip to|skip navigation|log ?in\b|sign (?:in|up|out)\b|subscribe\b|newsletters?\b|share(?: |:|$)"
    r"|follow (?:us|me|@)|read more|read next|see (?:also|more|all)\b|related\b|more (?:from|on|in|by|stories)\b"
    r"|advertise|cookies?\b|accept (?:all|cookies)|privacy\b|terms (?:of|and|&)|contact us|about us|support us|donate"
    r"|\d* ?comments?\b(?! on)|leave a (?:reply|comment)|add (?:a )?comment|post a comment|copyright\b|©|\(c\) \d"
    r"|all rights reserved|(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?|regions?)\s*:|image\b ?[:|]"
    r"|photo(?:graph)?s?\b ?(?:[:|(]|by|credit|courtesy)|(?:image |photo )?credits?:|picture:|source: (?:ap|afp)\b"
    r"|getty images|loading\b|back to\b|top of\b|next (?:post|article|page|story|→|»)|previous\b|← |latest\b|trending\b"
    r"|most (?:read|popular|viewed|recent)|recommended\b|editor.?s. (?:picks?|choice)|download (?:pdf|the|now|app)"
    r"|listen to|watch\b ?(?:now|live)|join (?:us|now|the)|create (?:an? )?(?:free )?account|register\b|get the\b"
    r"|toggle\b|navigation\b|print(?: this| page|$)|e-?mail(?: this|$)|(?:facebook|twitter|linkedin|whatsapp|reddit)\b"
    r"|\d+ min(?:ute)?s? read|reading time|estimated read|search\b(?: for)?:?$|menu$|home$|\(button\)|enlarge\b"
    r"|view (?:profile|all|comments|more)|reply\b|quote$|report (?:post|this|abuse)|posted in\b|sponsored|paid post"
    r"|jump to\b|copy link|permalink|bookmark|hide caption|toggle caption|click here|continue reading|learn more"
    r"|à lire aussi|lire aussi|s'abonner|abonnez|teilen\b|mehr zum thema|newsletter\b|anmelden|compartir|suscr)",
    re.IGNORECASE,
)
_NOTICE: Final = re.compile(
    r"(?:editor.?s.? note\b|we (?:use|value|and our)\b.{0,60}(?:cookies|privacy|partners)|by (?:continuing|clicking|signing|using|subscrib)"
    r"|sign up (?:for|to)|subscribe (?:to|now|for)|your e-?mail address|this (?:site|website) uses|all rights reserved"
    r"|copyright (?:©|\(c\)|\d{4})|©|please enable javascript|enable javascript|you can (?:manage|unsubscribe)"
    r"|(?:the )?views expressed|the opinions expressed|enter your email|thank you for (?:signing|subscribing)"
    r"|(?:image|photo)(?: credit)?\s*:|(?:if you )?(?:enjoyed|liked) this)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?:\d* ?comments?|(?:\d+ )?(?:responses?|replies)(?: to .*)?|related(?: \w+)?|recommended(?: \w+)?|read (?:more|next|also)"
    r"|more (?:from|on|like|stories|news)\b.*|leave a (?:reply|comment)|you (?:may|might) also like.*|about the authors?"
    r"|share this.*|most (?:read|popular|recent|viewed).*|trending.*|join the (?:conversation|discussion).*"
    r"|latest (?:news|posts|articles|stories|discussions).*|footnotes|editor.?s.? picks?|from around the web|sponsored"
    r"|subscribe to (?:our|the) .*|tags?:.*|topics?:.*|filed under.*|notes for editors|keep reading|up next):?",
    re.IGNORECASE,
)
_CAPTION: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg)\b|^\[?(?:image|img|photo|logo)\b[\]:]?|^https?://\S+$", re.IGNORECASE
)
_TRAIL: Final = re.compile(r"\s*[»›→]\s*|\s[>/]\s")  # noqa: RUF001 - the arrows of breadcrumbs


def is_chrome(text: str) -> bool:
    """Tell whether a segment belongs to the page and not to the piece."""
    if len(text.split()) > _SHORT:
        return bool(_NOTICE.match(text))
    return bool(_OPENS.match(text) or _NOTICE.match(text) or _CAPTION.search(text)) or is_trail(text)


def is_end(text: str) -> bool:
    """Tell whether `text` opens what a page prints below a piece: comments, related pieces, tags."""
    return bool(_ENDS.fullmatch(text))


def is_trail(text: str) -> bool:
    """Tell whether `text` is a breadcrumb: at least three names with arrows between them."""
    return len(text.split()) < 3 * _SHORT and len(_TRAIL.split(text)) > 2  # noqa: PLR2004 - see the docstring


def cut_off(text: str) -> str:
    """Return `text` up to and with the ellipsis where a "read more" cuts it off (as "…"); else as it is."""
    return re.sub(r"\s*(?:\.{3}|…)\s*(?:\[?(?:read|show|see) more\]?)?\s*$", "…", text, flags=re.IGNORECASE)
