"""Edges: what belongs to a piece at its very beginning and end, and where what is printed below it begins.

The model that judges paragraphs is unsure of short lines. A salutation, the first points of a list, a speaker's last words
of thanks belong to the piece; the contacts of a press release and the ways out of a newsletter's list do not.
"""

import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import Final

from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.recognising.disclaimers import is_disclaimer
from site_builder.importing.recognising.names import Names
from site_builder.importing.segments import Segment, total
from site_builder.importing.text import head, labels, prose
from site_builder.importing.text.learnt_head import Chosen

_SALUTATION: Final = re.compile(  # "Dear colleagues", "Sehr geehrte Damen und Herren"
    r"(?:my )?(?:dear\b|dearest\b|sirs?\b|madam\b|to the editor|to whom it may|excellenc"
    r"|your (?:excellenc|majest|royal|honou?r)|ladies\b|distinguished|honou?rable|mr\.? |madam |mister |fellow |friends\b"
    r"|colleagues\b|sehr geehrte|(?:meine )?(?:sehr )?(?:verehrte|geehrte)|(?:meine )?damen und herren|liebe[rs]?\b"
    r"|exzellenz|herr |frau |monsieur|madame|mesdames|messieurs|cher(?:e|s|es)?\b|excellences|chers"
    r"|señor|estimad|queridos?\b|querida|excelen|damas y|amig[oa]s"
    r"|signor|gentil|car[oaie]\b|eccellenz|onorevol|egregi|geachte|beste\b|dames en|excellentie"
    r"|senhor|car[oa]s?\b|prezad|vossa|уважаем|дорог|дамы и|ваше|السيد|أيها|حضرات|尊敬的|各位|女士们|親愛)",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(  # a speaker's last words: "And so I thank you."
    r"(?:i |we |and |so |once again,? |again,? )*(?:thank (?:you|s)\b|god bless|i look forward to|i yield"
    r"|vielen dank|(?:ich|wir) danke|herzlichen dank|danke\b|glück auf|(?:je|nous) vous remerci|merci\b|vive\b"
    r"|muchas gracias|gracias\b|muchísimas|grazie\b|vi ringrazio|dank u|hartelijk dank|(?:muito )?obrigad"
    r"|спасибо|благодарю|شكرا|谢谢|謝謝|ご清聴)",
    re.IGNORECASE,
)
_SPEAKER: Final = re.compile(r"(?P<name>[^\W\d_a-z][^:.!?]{0,40}?)\s?[:：]\s*\S")  # noqa: RUF001
_OVER: Final = re.compile(  # what ends a press release or a script, on a line of its own
    r"[-–—*\s]*(?:ENDS|ENDE)[-–—*\s]*|[-–—*]+\s*(?i:ends?|ende|fin|fine|einde|fim|конец)\s*[-–—*]+|\((?i:ends?|ende|fin)\)|#\s?#\s?#(?:\s?#)*|[-–—]\s?30\s?[-–—]"
    r"|(?i:end of (?:release|statement|speech|transcript))\W*"
)
_BELOW: Final = re.compile(  # headings of what stands below a release
    r"(?:notes? (?:to|for) (?:the )?editors?|(?:media|press|news) (?:contacts?|enquiries|inquiries|office)"
    r"|contacts? for (?:the )?(?:media|press)|pressekontakt|kontakt für (?:die )?presse"
    r"|ansprechpartner(?:in)?(?: für .{0,20})?|hinweise? (?:an|für) die redaktion(?:en)?|rückfragehinweis"
    r"|contacts? presse|note aux (?:rédactions|éditeurs)|contactos? (?:para|de|con) (?:los )?(?:medios|prensa|comunicación)"
    r"|notas? (?:para|a) (?:los )?(?:editores|medios)|contatt[oi] (?:per la )?stampa|perscontact|noot voor de redactie"
    r"|contacto de imprensa|контакты для (?:прессы|сми))\s*:?",
    re.IGNORECASE,
)
_LIST: Final = re.compile(  # the ways out of a newsletter's list, and where else it may be read
    r"(?:you.?re |you are |you have |you.ve )?(?:receiv(?:ing|ed) this (?:e-?mail|newsletter|message)|(?:got|getting) this)|(?:was )?(?:this )?(?:e-?mail |newsletter )?(?:was )?forwarded (?:this|to you)|unsubscribe\b|thanks for reading\b.{0,80}(?:subscri|share|!)|to unsubscribe|view (?:this )?(?:e-?mail )?(?:in|online)|(?:manage|update) (?:your )?(?:e-?mail )?(?:subscription|preferences)"
    r"|no longer wish to receive|(?:enjoyed|like|liked|did you (?:like|enjoy)) (?:this|what you)|if you (?:enjoyed|liked)|share (?:this|it) with|(?:please )?(?:write|send (?:an )?e-?mails?|email|comments?) to\b.{0,60}@"
    r"|(?:sie erhalten|du erhältst) diese|(?:vom )?newsletter ab|abmelden|newsletter abbestellen|vous recevez (?:ce|cet)|pour (?:vous désabonner|ne plus recevoir)|se désabonner|para (?:darse de baja|cancelar)|darse de baja|recibe este"
    r"|ricevi questa|per cancellart?i|annulla (?:l.)?iscrizione|(?:u ontvangt|je ontvangt) deze|afmelden|uitschrijven|para cancelar|отписаться|вы получили|читайте также|читать также|إلغاء الاشتراك|اقرأ أيضا|退订|取消订阅|相关阅读|延伸阅读|関連記事|配信停止"
    r"|[\w-]+(?:\.[\w-]+)+/\S*$|[\d.,]+\s?[kmкм]?\s+(?:views|просмотр\w*|vistas|visualizaç\w+|vues|aufrufe|مشاهدة|بازدید|görüntüleme)\b"  # below a reposted message
    r"|sent from my\b|von meinem .{1,20} gesendet|envoyé de mon\b|enviado desde mi\b|enviado do meu\b|inviato da(?:l mio)?\b|отправлено с\b"  # noqa: RUF001 - Cyrillic letters
    r"|more\s*:\s|(?:también )?te puede interesar|lesen sie auch|lees ook|leggi anche|leia também|veja também|lea también|lee también|à lire aussi|lire aussi|read also|also read\b",
    re.IGNORECASE,
)
_RELEASE: Final = re.compile(
    r"(?:for )?immediate release.*|(?:press|media|news) (?:release|statement)|pressemitteilung|medienmitteilung|communiqué(?: de presse)?|comunicado(?: de prensa| de imprensa)?|nota de prensa|comunicato(?: stampa)?|persbericht|пресс-релиз|بيان صحفي",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(  # the same, where something else says that it is a release
    r"(?:(?:for )?(?:further|more) information\b.{0,30}|contacts?|kontakt|contactos?|contatt[oi]|contact|контакты)\s*:?",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?:about|über|à propos de|acerca de|sobre|chi è|over|о компании)\s+(?:the |den |die |das |la |el |o |a |il |de |het )?[“„«\"]?(?-i:[^\W\d_a-z]).{1,60}",  # noqa: RUF001
    re.IGNORECASE,
)
_OPEN: Final = (",", ":", "!", ";", ".", "，", "：", "،")  # noqa: RUF001 - as other scripts have them
_ASKS: Final = ("?", "？", "؟")  # noqa: RUF001
_SHORT: Final = 12  # words
_TAIL: Final = 0.5  # of the words of a text, that may at most stand behind what ends it
_OPENINGS: Final = 4  # lines
_INSIDE: Final = 8
_HEAD: Final = 12  # lines above a pasted text
_LAST: Final = 8  # segments of a text among which a disclaimer may stand
_FEW: Final = 3  # words of a sentence


def without_head(segments: Sequence[Segment], taken: Sequence[int], chosen: Chosen) -> list[int]:
    """Leave out the title, the byline with the role below it, and what stands before the first paragraph."""
    facts = {chosen.title_at}
    if chosen.author_at >= 0 and not segments[chosen.author_at].prose:
        facts |= {
            chosen.author_at,
            *([chosen.author_at + 1] if head.role_below(segments, chosen.author_at) else []),
        }
    if chosen.block:
        facts |= {*range(chosen.block.first, chosen.block.last + 1)}
    kept = [at for at in taken if at not in facts]
    return list(dropwhile(lambda at: not _begins(segments[at]), kept)) or kept


def _begins(segment: Segment) -> bool:
    text = segment.prose or segment.closed or bool(segment.item) or prose.opens_section(segment)
    return text and not is_chrome(segment.text)


def behind_head(segments: Sequence[Segment], start: int, end: int, names: Names) -> int:
    """Move the start behind a dateline or byline among the first paragraphs: what is above it is head."""
    whole = total(segments[start:end])
    for index in range(min(start + _INSIDE, end) - 1, start - 1, -1):
        label = labels.read(segments[index].text, names) if not segments[index].prose else labels.Label()
        heads = (label.date and len(label.rest) <= 1) or label.signed
        if heads and total(segments[start:index]) <= 0.3 * whole:
            return next((at for at in range(index + 1, end) if segments[at].prose), start)
    return start


def opening(segments: Sequence[Segment], start: int, title_at: int) -> int:
    """Return where a text begins that was found to begin at `start`: with its salutation, or the first items of its list."""
    first = start
    for at in range(start - 1, max(title_at, start - _OPENINGS, -1), -1):
        listed = segments[first].item and segments[at].item and segments[first].gap == 0
        greets = (
            segments[at].weight <= _SHORT
            and _SALUTATION.match(segments[at].text)
            and segments[at].text.endswith(_OPEN)
        )
        headed = segments[first].item and segments[first].gap <= 1 and prose.opens_section(segments[at])
        asked = at > title_at + 1 and segments[at].weight <= 2 * _SHORT and segments[at].text.endswith(_ASKS)
        if not (listed or greets or headed or asked):
            break
        first = at
    return first


def closing(segments: Sequence[Segment], start: int, end: int) -> int:
    """Return where a text ends that was found to end at `end`: behind the speaker's thanks, or the last words of a dialogue.

    A short sentence that is the last line of a pasted text belongs to it.
    """
    speakers = {match["name"] for one in segments[start:end] if (match := _SPEAKER.match(one.text))}
    while end < len(segments) and segments[end].weight <= 2 * _SHORT and segments[end].closed:
        text = segments[end].text
        match = _SPEAKER.match(text)
        if is_chrome(text) or not (_THANKS.match(text) or (match and match["name"] in speakers)):
            break
        end += 1
    last = segments[end] if end == len(segments) - 1 and start <= _HEAD else None
    if (
        last
        and last.closed
        and _FEW <= last.weight <= _SHORT
        and not is_chrome(last.text)
        and not _LIST.match(last.text)
    ):
        return end + 1
    return end


def stop(segments: Sequence[Segment], start: int, end: int) -> int:
    """Return where what is printed below a text begins in [start, end): `end` itself where nothing does.

    That is no more than half of the text, and behind a press release also what says who has published it.
    """
    whole = total(segments[start:end])
    released = any(any(one.fullmatch(row.text) for one in (_RELEASE, _OVER, _BELOW)) for row in segments)
    for at in range(start + 1, end):
        text, label = segments[at].text, segments[at].weight <= _SHORT and not segments[at].closed
        over = _OVER.fullmatch(text) or _BELOW.fullmatch(text)
        way_out = _LIST.match(text) and not _reads_on(segments, at, end)
        way_out = way_out or (at >= end - _LAST and is_disclaimer(text) and not _goes_on(segments, at, end))
        of_release = released and label and (_ABOUT.fullmatch(text) or _CONTACT.fullmatch(text))
        if (over or way_out or of_release) and total(segments[at:end]) <= _TAIL * whole:
            return at
    return end


def is_end(text: str) -> bool:
    """Tell whether a line says that a release or a script is over, or heads what stands below one."""
    return bool(_OVER.fullmatch(text) or (_BELOW.match(text) and (_BELOW.fullmatch(text) or ":" in text)))


def is_way_out(text: str) -> bool:
    """Tell whether a line says how to leave the list of a newsletter, where else to read it, or whom to hand it on."""
    return bool(_LIST.match(text))


def _reads_on(segments: Sequence[Segment], at: int, end: int) -> bool:
    """Tell whether running text follows below a line, so that it is a box within the text and not below it."""
    return segments[at].weight > 3 * _SHORT or _goes_on(segments, at, end)


def _goes_on(segments: Sequence[Segment], at: int, end: int) -> bool:
    """Tell whether running text follows below a line that is neither a notice nor a way out of a list."""
    frames = (is_chrome, _LIST.match, is_disclaimer)
    return any(one.prose and not any(said(one.text) for said in frames) for one in segments[at + 1 : end])
