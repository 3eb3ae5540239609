"""Chrome: what a page prints around a piece. Vocabulary and shapes of the web at large, never of one site."""

import re
from functools import lru_cache
from typing import Final

_SHORT: Final = 14
_OPENS: Final = re.compile(
    r"(?:you are here|(?:after|end of|skip past) newsletter|skip to|skip navigation|log ?in\b|sign (?:in|up|out)\b|subscribe\b|newsletters?(?:$| (?:sign|sub|&|and)\w*)"
    r"|share(?:$|:| (?:this|on|via|with|by|to|article|story|post|page|tweet|link)\b)|follow (?:us|me|@)|read (?:more|next)"
    r"|see (?:also|more|all)\b|related(?:$|:| (?:content|articles?|stor(?:y|ies)|posts?|topics?|news|publications?|reading|links"
    r"|items|coverage|research|analysis|programmes?|projects?|events?|experts?|documents?|materials?|to this|tags?|commentary)\b)"
    r"|more (?:from|on|by|stories)\b|more in \w+$|advertis(?:ement|e with|ing$)|cookies?(?:$| (?:policy|settings|preferences|notice|consent))"
    r"|(?:accept|reject|manage) (?:all|non-essential|cookies)|privacy(?:$| (?:policy|notice|statement|settings|&|and|\|))|terms (?:of|and|&)|contact us|about us"
    r"|support us|donate(?:$| (?:now|today|here|to)\b)|\d+ comments?$|comments?(?:$|\s*[:(|]| (?:are closed|off|closed|policy|feed)\b)|(?:leave|add|write|post) (?:a )?(?:reply|comment)"
    r"|show (?:conversation|comments)|copyright\b|©|\(c\) \d|all rights reserved"
    r"|(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?|regions?)\s*:|(?:image|caption)\b ?[:|]"
    r"|photo(?:graph)?s?\b ?(?:[:|(]|by|credit|courtesy)|(?:image |photo )?credits?:|picture:|source: (?:ap|afp)\b"
    r"|getty images|loading(?:$|\.|…| (?:comments|more)\b)|back to (?:top|home|the top|main|results|list|article|all|search|index)\b"
    r"|top(?: of (?:the )?(?:page|form)|$)|(?:next|previous)(?:$|:| (?:post|article|page|story|thread|issue|→|»)|\s*[→»])|[←«] |latest(?:$|:| (?:news|posts|articles"
    r"|stories|from|discussions|publications|issue|updates|videos|headlines|research|comments?)\b)|trending(?:$|:| (?:now|topics|stories|on)\b)"
    r"|most (?:read|popular|viewed)|most recent(?: \w+)?$|recommended(?:$|:| (?:for|by|reading|articles|stories|content|links|posts)\b)"
    r"|editor.?s. (?:picks?|choice)|download (?:pdf|the|now|app)|listen to (?:this|the (?:article|story|podcast|episode))|listen$"
    r"|watch\b ?(?:now|live)|join (?:us|now)\b|join the (?:conversation|discussion|debate|community|newsletter|mailing)|create (?:an? )?(?:free )?account"
    r"|register(?:$| (?:now|here|to|for|or|log|faq)\b)|get the (?:latest|app|newsletter|best of|news)|toggle\b|navigation\b|print(?: this| page|$)|e-?mail(?: this|$)"
    r"|(?:facebook|twitter|linkedin|whatsapp|reddit)(?:\b|\d)|\d+ min(?:ute)?s? read|reading time|estimated read|search\b(?: for)?:?$|(?:main )?menu$|home$"
    r"|\(button\)|enlarge\b|click to (?:expand|enlarge)|view (?:profile|all|comments|more)|reply(?:$|[:|]| (?:to|with|quote)\b)|quote:?$|report (?:post|this|abuse)"
    r"|posted in\b|sponsored(?:$|:| (?:by|content|post)\b)|paid post|jump to\b|copy link|permalink|bookmark|(?:hide|toggle) caption|click here|continue reading"
    r"|learn more|(?:enjoyed|liked) this|cite this|(?:\d+ )?(?:users?|people) liked|\d+ (?:replies|likes|views|upvotes|shares)\b|want to write|text size"
    r"|[$€£]\d+(?: [$€£]?\d+)+|disclosure statement$|view all \w+$"
    # French, German, Spanish
    r"|(?:à )?lire (?:aussi|également)|s.abonner|abonnez|partager (?:sur|par|cet|l)\b|partager$|envoyer par|imprimer$|publicité$|contribuer$|temps de lecture|mentions légales|accéder au"
    r"|(?:artikel )?teilen\b|merken$|drucken$|anzeige$|werbung$|lesezeit|mehr zum thema|newsletter$|anmelden|lesen sie auch|zum inhalt|impressum|diesen artikel"
    r"|compartir|suscr|publicidad$|imprimir$|tiempo de lectura|lea también|te puede interesar|comentarios(?:$| \()|iniciar sesión|aviso legal|ir al contenido)",
    re.IGNORECASE,
)
_NOTICE: Final = re.compile(
    r"(?:editor.?s.? note\b|we (?:use|value|and our)\b.{0,60}(?:cookies|privacy|partners)|by (?:continuing|clicking|signing|using|subscrib)"
    r"|sign up (?:for|to)|subscribe (?:to|now|for)|your e-?mail address|this (?:site|website) uses|all rights reserved"
    r"|copyright (?:©|\(c\)|\d{4})|©|please enable javascript|enable javascript|you can (?:manage|unsubscribe)"
    r"|(?:the )?(?:views|opinions) expressed|enter your email|thank you for (?:signing|subscribing)|your (?:tax.deductible )?(?:gift|donation)\b"
    r"|(?:image|photo|caption|picture)(?: credit)?\s*:|(?:if you )?(?:enjoyed|liked) this|(?:additional |with )?reporting by [^,.]+|editing by "
    r"|this (?:article|story|report|piece|project) (?:was|is) (?:supported|funded|made possible|produced (?:with|in))|lire aussi\s*:"
    r"|appeared in the .{0,40}(?:print|edition)|get (?:our|the) (?:latest|best)\b.{0,60}\b(?:inbox|newsletter|e-?mail)|have an idea for an?\b"
    r"|.{0,60}\b(?:in|to) your inbox\b|\S+(?: \S+){1,8} (?:(?:does|do) not work for|provides funding)\b|write an article and join|reach (?:her|him|them) at)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?:\d* ?comments?(?: \(\d+\))?|(?:\d+ )?(?:responses?|replies)(?: to .*)?|recommended(?: \w+)?|read (?:more|next|also)"
    r"|related(?: (?:content|articles?|stor(?:y|ies)|posts?|topics?|news|publications?|reading|links|items|coverage|research|analysis|commentary))?"
    r"|more (?:from|on|like|stories|news|reading)\b.*|leave a (?:reply|comment)|you (?:may|might) also like.*|about the authors?"
    r"|share this.*|most (?:read|popular|recent|viewed).*|trending.*|join the (?:conversation|discussion).*|(?:how to )?cite this(?: \w+)?"
    r"|latest (?:news|posts|articles|stories|discussions).*|editor.?s.? picks?|from around the web|sponsored(?: content)?"
    r"|subscribe to (?:our|the) .*|tags?:.*|topics?:.*|filed under.*|notes for editors|keep reading|up next|want to write\?|top comments"
    r"|zur person|zum autor|zur autorin|über (?:den autor|die autorin)|mehr zum thema|(?:\d+ )?kommentare(?: \(\d+\))?"
    r"|à propos de l.aute(?:ur|rice)s?|(?:sobre|acerca d)el? (?:el |la )?autora?|te puede interesar|archivado en:.*):?",
    re.IGNORECASE,
)
_LISTS: Final = re.compile(
    r"recommended|related|read |more |most |trending|mehr zum|keep|up next", re.IGNORECASE
)
_CAPTION: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg)\b|^\[?(?:image|img|photo|logo)[\]:]|^https?://\S+$|(?:photo|image|picture|credit): \S|[.)] ©",
    re.IGNORECASE,
)
_TRAIL: Final = re.compile(r"\s*[»›→]\s*|\s[>/]\s")  # noqa: RUF001 - the arrows of breadcrumbs


@lru_cache(maxsize=4096)  # the readers of a document ask about the same lines
def is_chrome(text: str) -> bool:
    """Tell whether a segment belongs to the page and not to the piece."""
    if len(text.split()) > _SHORT:
        return bool(_NOTICE.match(text))
    return bool(_OPENS.match(text) or _NOTICE.match(text) or _CAPTION.search(text)) or is_trail(text)


def is_end(text: str) -> bool:
    """Tell whether `text` opens what a page prints below a piece: comments, related pieces, tags."""
    return bool(_ENDS.fullmatch(text))


def is_list(text: str) -> bool:
    """Tell whether `text`, an end, may as well open a box of other pieces in the middle of a text."""
    return bool(_LISTS.match(text))


def is_trail(text: str) -> bool:
    """Tell whether `text` is a breadcrumb: at least three names with arrows between them."""
    return len(text.split()) < 3 * _SHORT and len(_TRAIL.split(text)) > 2  # noqa: PLR2004 - see the docstring


def cut_off(text: str) -> str:
    """Return `text` up to and with the ellipsis where a "read more" cuts it off (as "…"); else as it is."""
    return re.sub(r"\s*(?:\.{3}|…)\s*(?:\[?(?:read|show|see) more\]?)?\s*$", "…", text, flags=re.IGNORECASE)
