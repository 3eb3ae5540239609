"""Chrome: what a page prints around a piece. Vocabulary and shapes of the web at large, never of one site."""

import re
from functools import lru_cache
from typing import Final

_SHORT: Final = 14  # words of a label; what is longer is a notice or text
_WAYS: Final = (  # "You are here", "Next post →", "Main menu"
    r"you are here|skip to|skip navigation|toggle\b|navigation\b|(?:main )?menu$|home$|search\b(?: for)?:?$|jump to\b"
    r"|back to (?:top|home|the top|main|results|list|article|all|search|index)\b|top(?: of (?:the )?(?:page|form)|$)"
    r"|(?:next|previous)(?:$|:| (?:post|article|page|story|thread|issue|→|»)|\s*[→»])|[←«] "
)
_OFFERS: Final = (  # "Newsletter sign-up", "Log in", "Donate now"
    r"(?:after|end of|skip past) newsletter|log ?in\b|sign (?:in|up|out)\b|subscribe\b|newsletters?(?:$| (?:sign|sub|&|and)\w*)"
    r"|support us|donate(?:$| (?:now|today|here|to)\b)|download (?:pdf|the|now|app)"
    r"|join (?:us|now)\b|join the (?:conversation|discussion|debate|community|newsletter|mailing)"
    r"|create (?:an? )?(?:free )?account|register(?:$| (?:now|here|to|for|or|log|faq)\b)"
    r"|get the (?:latest|app|newsletter|best of|news)|[$€£]\d+(?: [$€£]?\d+)+|want to write"
)
_SHARING: Final = (  # "Share this", "Facebook", "Print this page"
    r"share(?:$|:| (?:this|on|via|with|by|to|article|story|post|page|tweet|link)\b)|follow (?:us|me|@)"
    r"|(?:facebook|twitter|linkedin|whatsapp|reddit)(?:\b|\d)|print(?: this| page|$)|e-?mail(?: this|$)"
    r"|copy link|permalink|bookmark|cite this|(?:enjoyed|liked) this"
)
_OTHERS: Final = (  # "Read more", "Related articles", "Editor's picks": other pieces
    r"read (?:more|next)|see (?:also|more|all)\b"
    r"|related(?:$|:| (?:content|articles?|stor(?:y|ies)|posts?|topics?|news|publications?|reading|links|items|coverage"
    r"|research|analysis|programmes?|projects?|events?|experts?|documents?|materials?|to this|tags?|commentary)\b)"
    r"|more (?:from|on|by|stories)\b|more in \w+$"
    r"|latest(?:$|:| (?:news|posts|articles|stories|from|discussions|publications|issue|updates|videos|headlines|research"
    r"|comments?)\b)|trending(?:$|:| (?:now|topics|stories|on)\b)|most (?:read|popular|viewed)|most recent(?: \w+)?$"
    r"|recommended(?:$|:| (?:for|by|reading|articles|stories|content|links|posts)\b)|editor.?s. (?:picks?|choice)"
    r"|click here|continue reading|learn more|view all \w+$|view (?:profile|all|comments|more)"
)
_NOTICES: Final = (  # "Advertisement", "Cookie policy", "© 2021"
    r"advertis(?:ement|e with|ing$)|sponsored(?:$|:| (?:by|content|post)\b)|paid post"
    r"|cookies?(?:$| (?:policy|settings|preferences|notice|consent))|(?:accept|reject|manage) (?:all|non-essential|cookies)"
    r"|privacy(?:$| (?:policy|notice|statement|settings|&|and|\|))|terms (?:of|and|&)|contact us|about us"
    r"|copyright\b|©|\(c\) \d|all rights reserved|disclosure statement$"
)
_COMMENTS: Final = (  # "12 comments", "Leave a reply", "4 people liked"
    r"\d+ comments?$|comments?(?:$|\s*[:(|]| (?:are closed|off|closed|policy|feed)\b)"
    r"|(?:leave|add|write|post) (?:a )?(?:reply|comment)|show (?:conversation|comments)"
    r"|reply(?:$|[:|]| (?:to|with|quote)\b)|quote:?$|report (?:post|this|abuse)|posted in\b"
    r"|(?:\d+ )?(?:users?|people) liked|\d+ (?:replies|likes|views|upvotes|shares)\b"
)
_LABELS: Final = (  # "Tags:", "Photo credit", "Getty Images"
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?|regions?)\s*:|(?:image|caption)\b ?[:|]"
    r"|photo(?:graph)?s?\b ?(?:[:|(]|by|credit|courtesy)|(?:image |photo )?credits?:|picture:|source: (?:ap|afp)\b"
    r"|getty images"
)
_CONTROLS: Final = (  # "Loading …", "Listen to this article", "5 min read"
    r"loading(?:$|\.|…| (?:comments|more)\b)|listen to (?:this|the (?:article|story|podcast|episode))|listen$"
    r"|watch\b ?(?:now|live)|\d+ min(?:ute)?s? read|reading time|estimated read|\(button\)|enlarge\b"
    r"|click to (?:expand|enlarge)|(?:hide|toggle) caption|text size"
)
_ELSEWHERE: Final = (  # French, German, Spanish
    r"(?:à )?lire (?:aussi|également)|s.abonner|abonnez|partager (?:sur|par|cet|l)\b|partager$|envoyer par|imprimer$"
    r"|publicité$|contribuer$|temps de lecture|mentions légales|accéder au"
    r"|(?:artikel )?teilen\b|merken$|drucken$|anzeige$|werbung$|lesezeit|mehr zum thema|newsletter$|anmelden|lesen sie auch"
    r"|zum inhalt|impressum|diesen artikel"
    r"|compartir|suscr|publicidad$|imprimir$|tiempo de lectura|lea también|te puede interesar|comentarios(?:$| \()"
    r"|iniciar sesión|aviso legal|ir al contenido"
)
_OPENS: Final = re.compile(
    f"{_WAYS}|{_OFFERS}|{_SHARING}|{_OTHERS}|{_NOTICES}|{_COMMENTS}|{_LABELS}|{_CONTROLS}|{_ELSEWHERE}",
    re.IGNORECASE,
)
_NOTICE: Final = re.compile(  # what is longer: "This site uses cookies …", "Reporting by Jane Doe; editing by …"
    r"(?:editor.?s.? note\b|we (?:use|value|and our)\b.{0,60}(?:cookies|privacy|partners)"
    r"|by (?:continuing|clicking|signing|using|subscrib)|this (?:site|website) uses|(?:please )?enable javascript"
    r"|sign up (?:for|to)|subscribe (?:to|now|for)|your e-?mail address|you can (?:manage|unsubscribe)|enter your email"
    r"|thank you for (?:signing|subscribing)|your (?:tax.deductible )?(?:gift|donation)\b"
    r"|get (?:our|the) (?:latest|best)\b.{0,60}\b(?:inbox|newsletter|e-?mail)|.{0,60}\b(?:in|to) your inbox\b"
    r"|all rights reserved|copyright (?:©|\(c\)|\d{4})|©|(?:the )?(?:views|opinions) expressed"
    r"|(?:image|photo|caption|picture)(?: credit)?\s*:|(?:if you )?(?:enjoyed|liked) this"
    r"|(?:additional |with )?reporting by [^,.]+|editing by "
    r"|this (?:article|story|report|piece|project) (?:was|is) (?:supported|funded|made possible|produced (?:with|in))"
    r"|lire aussi\s*:|appeared in the .{0,40}(?:print|edition)|have an idea for an?\b|write an article and join"
    r"|\S+(?: \S+){1,8} (?:(?:does|do) not work for|provides funding)\b|reach (?:her|him|them) at)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?:\d* ?comments?(?: \(\d+\))?|(?:\d+ )?(?:responses?|replies)(?: to .*)?|leave a (?:reply|comment)|top comments"
    r"|join the (?:conversation|discussion).*"
    # other pieces
    r"|recommended(?: \w+)?|read (?:more|next|also)"
    r"|related(?: (?:content|articles?|stor(?:y|ies)|posts?|topics?|news|publications?|reading|links|items|coverage|research|analysis|commentary))?"
    r"|more (?:from|on|like|stories|news|reading)\b.*|you (?:may|might) also like.*|most (?:read|popular|recent|viewed).*"
    r"|trending.*|latest (?:news|posts|articles|stories|discussions).*|editor.?s.? picks?|from around the web|keep reading"
    r"|up next|sponsored(?: content)?"
    # about this one
    r"|about the authors?|share this.*|(?:how to )?cite this(?: \w+)?|subscribe to (?:our|the) .*|tags?:.*|topics?:.*"
    r"|filed under.*|notes for editors|want to write\?"
    # German, French, Spanish
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
_ARROWS: Final = "»›→>/"  # noqa: RUF001 - those of breadcrumbs
_TRAIL: Final = re.compile(r"\s*[»›→]\s*|\s[>/]\s")  # noqa: RUF001 - likewise


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
    if all(mark not in text for mark in _ARROWS):
        return False
    return len(text.split()) < 3 * _SHORT and len(_TRAIL.split(text)) > 2  # noqa: PLR2004 - see the docstring


def cut_off(text: str) -> str:
    """Return `text` up to and with the ellipsis where a "read more" cuts it off (as "…"); else as it is."""
    return re.sub(r"\s*(?:\.{3}|…)\s*(?:\[?(?:read|show|see) more\]?)?\s*$", "…", text, flags=re.IGNORECASE)
