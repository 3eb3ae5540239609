"""Announced: who has written a piece as a line says that is no byline: a review's, a guest's, a speech's, a letter's.

Such a line goes before what the model chooses, which has seen few of them and takes who is spoken to, or of.
"""

import re
from collections.abc import Sequence
from typing import Final

from site_builder.importing.recognising import bylines, dates, far_names, given_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.segments import Segment
from site_builder.importing.text import headlines, name_lines
from site_builder.importing.text.signatories import Block

_BELOW_TITLE: Final = 6  # lines
_REVIEWER: Final = re.compile(
    r"(?:reviewed by|review by|reviewer:|rezensiert von|rezension von|besprochen von|recensito da|recensione di"
    r"|compte rendu (?:de|par)|reseña de|reseñado por|resenha de|recensie van|besproken door)\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_BOOK: Final = re.compile(  # what a review says of the book, as its pages or its price
    r"\b\d+\s?(?:pp?\b|pages\b|seiten\b|pagine\b|páginas\b|blz\b)|\bISBN\b|[£$€]\s?\d", re.IGNORECASE
)
_REVIEW: Final = re.compile(
    r"\W*(?:the )?(?:book review|review of books|books?|rezension|buchbesprechung|recensione|compte rendu|note de lecture|reseña|resenha|boekrecensie|recensie|рецензия)\b\W*(?!\w)|\W*(?:book review|rezension|recensione|reseña|resenha|recensie|рецензия)\s*[:|–—-]",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(  # who asked; whom they asked stands behind other words
    r"(?:die fragen stellten?|das (?:gespräch|interview) führten?|propos recueillis par"
    r"|беседовал[аи]?|интервью (?:взял[аи]?|вел[аи]?|провел[аи]?)|записал[аи]?"
    r"|(?:entretien|interview) (?:réalisée? )?par|host(?:ed by)?\s?:|moderation\s?:|interview\s?:|interviewer(?:in)?\s?:"
    r"|entrevista\s?:|entretien\s?:|intervista\s?:|entrevista (?:de|por|(?:realizada|conduzida) por)"
    r"|intervista (?:di|a cura di)|interview door|(?:une )?tribune (?:de|par)|(?:ein )?gastbeitrag von)"
    r"\s+(?P<names>\S.*?)(?:\s+(?:al?|alla|à|mit)\s.*)?",
    re.IGNORECASE,
)
_GUEST: Final = re.compile(
    r"(?:this is an? )?guest (?:post|column|essay|article|commentary|contribution) (?:is )?(?:written )?by (?P<names>(?-i:[^\W\d_a-z])[^.,;:!?]*)(?:[.,]|\s|$)",
    re.IGNORECASE,
)

_SPEECH: Final = re.compile(  # "Remarks by Admiral Jane Doe at the …"; who speaks has written it
    r"(?:(?:opening|closing|prepared|keynote|welcome|introductory|transcript of(?: the)?)\s+)*"
    r"(?:remarks|speech|address|statement|testimony|lecture|keynote|discours|allocution|intervention"
    r"|rede|ansprache|vortrag|discurso|palabras|intervención|discorso|intervento|toespraak|speech|intervenção)\s+"
    r"(?:delivered |given |prononcée? )?(?:by|of|de|du|von|der|des|del|della|di|van|do|da|d['’])\s*(?P<names>\S.*?)"
    r"(?:,?\s+(?:at|to|before|on|in|for|during|delivered|à|au|aux|devant|lors|sur|bei|beim|vor|auf|im|zur?m?|en|ante"
    r"|al?|ai|alla|alle|bij|voor|op|no|na|em|perante)\s.*)?",
    re.IGNORECASE,
)
_IDEOGRAPHS: Final = re.compile(
    r"(?:作者|文|撰文|記者|记者)\s*[:：/／・]\s*(?P<by>[\u3040-\u30ff\u3400-\u9fff·]{2,8})|(?P<name>[\u3400-\u9fff]{2,5})[(（](?P<role>[\u3040-\u30ff\u3400-\u9fff]{3,30})[)）]"  # noqa: RUF001
)
_CLOSING: Final = re.compile(  # what stands above the name at the foot of a letter
    r"(?:yours\b[^.!?]{0,40}|(?:very |most )?(?:truly|sincerely|faithfully|respectfully|cordially)(?: yours)?"
    r"|(?:with )?(?:my |our |many |kind |kindest |best |warm |warmest |deepest )*"
    r"(?:regards|wishes|thanks|respect|gratitude|greetings)|in solidarity|thanks for reading"
    r"|(?:mit )?(?:freundlichen|besten|herzlichen|kollegialen|solidarischen) grüßen|hochachtungsvoll"
    r"|mit freundlichem gruß|herzlich(?:st)?"
    r"|(?:bien )?(?:cordialement|respectueusement|sincèrement)|(?:veuillez|je vous prie d.) ?agréer.{0,120}"
    r"|avec (?:mes|nos|toute) .{0,40}|(?:muy )?(?:atentamente|cordialmente)|(?:un )?saludos?(?: cordial(?:es)?)?"
    r"|(?:reciban? )?un (?:cordial )?saludo|(?:cordiali|distinti) saluti|cordialmente"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|hoogachtend|atenciosamente|(?:com os )?melhores cumprimentos"
    r"|с уважением|искренне ваш|مع (?:خالص )?(?:التحية|التقدير|الشكر).{0,20}),?",  # noqa: RUF001
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"(?:the\b|h\.?e\.?\s|his |her |vice|deputy|prime|foreign|defen[cs]e|finance|un\b|eu\b|us\b|uk\b|secretary|under|general|minister\w*|president\w*|chancellor|commissioner|admiral|ambassador|governor"
    r"|senator|congress\w*|representative|chair\w*|captain|colonel|lieutenant|sergeant|major|king|queen|prince\w*|pope|bishop|archbishop|rector|dean|director|kanzler\w*|außen\w*|bundes\w*|botschafter\w*"
    r"|m\.|mme|monsieur|madame|maître|ministre|président\w*|ambassad\w*|señora?|don|doña|ministr[oa]|presidente|embajador\w*|signora?|ambasciat\w*|dott\w*|on\.|minister|voorzitter|senhora?|\w+-\w+al\b)",
    re.IGNORECASE,
)
_POSTED: Final = re.compile(  # what the software of a weblog prints below a piece
    r"(?:posted|published|publicado|publicada|publié|veröffentlicht|eingestellt|pubblicato|geplaatst|написал)\s(?:by|por|par|von|da|di|door)\s(?P<name>[^\d|,]{3,40}?)(?:\s(?:at|en|um|à|alle|om|às|on|il|le|am)?\s?\d.*)",
    re.IGNORECASE,
)
_DASH: Final = re.compile(r"\s[–—-]\s|\s*[|:]\s")
_ASIDE: Final = re.compile(r"\s*\([^()]*\)\s*$")
_CASELESS: Final = re.compile("[\u0590-\u07ff\u0900-\u0dff\u0e00-\u0eff\u200c ]+")
_PLACED: Final = re.compile(r"(?P<name>[^,]+), (?P<place>[^\W\d_a-z][\w.’' -]{2,30})")
_FOOT: Final = 10  # lines at the foot of a text in which a letter is signed
_SIGNERS: Final = 4
_ROLE_WORDS: Final = 12


def in_head(segments: Sequence[Segment], title_at: int) -> Block | None:
    """Return who has written a review or a guest's post, or has asked, as a line in the head says, or None.

    Of a review that says how long or dear the book is, the author is who reviewed it, whoever wrote the book.
    """
    head = range(title_at + 1, min(title_at + 1 + _BELOW_TITLE, len(segments))) if title_at >= 0 else range(0)
    of_book = any(_BOOK.search(segments[at].text) for at in head if not segments[at].prose)
    of_book |= any(_REVIEW.match(segments[at].text) for at in range(max(0, title_at - 1), title_at + 1))
    for at in head:
        text = segments[at].text
        match = (of_book and _REVIEWER.fullmatch(text)) or _ASKED.fullmatch(text) or _GUEST.match(text)
        writers = bylines.writers(match["names"]) if match else ()
        writers = writers or _in_office(text)
        if writers and all(map(name_lines.is_name, writers)):
            return Block(writers, at, at, said=True)
    for at in range(max(title_at, 0), min(max(title_at, 0) + _BELOW_TITLE, len(segments))):
        if writers := _speaker(segments[at].text) or _in_ideographs(segments[at].text):
            return Block(writers, at, at, said=at != title_at)
    return _without_capitals(segments, title_at)


def is_of_guest(text: str) -> bool:
    """Tell whether a line says that a guest has written what follows."""
    return bool(_GUEST.match(text))


def in_line(text: str) -> tuple[Writer, ...]:
    """Return who, as a line by itself says, has written a guest's post, has asked, or gave the speech; () if it says nothing of the kind."""
    match = _ASKED.fullmatch(text) or _GUEST.match(text)
    writers = bylines.writers(match["names"]) if match else ()
    if writers and all(map(name_lines.is_name, writers)):
        return writers
    return _speaker(_DASH.split(text)[-1])


def _speaker(text: str) -> tuple[Writer, ...]:
    """Return who gave the speech that a line announces: the words from the given name on, or behind the office."""
    match = _SPEECH.fullmatch(text)
    words = match["names"].split() if match else []
    ends = [" ".join(words[at:]) for at in range(min(len(words), _SIGNERS))]
    known = (name for name in ends if given_names.is_known(name))
    behind = (name for name in ends if not _OFFICE.match(name))
    for name in (*known, *behind):
        if name_lines.is_name(Writer(name)):
            return (Writer(bylines.plain(name)),)
    return ()


def _in_office(text: str) -> tuple[Writer, ...]:
    """Return who signs with their office before the name: "By Minister of Transport Jane Doe (Hull, 3 May 2021)"."""
    opening = bylines.starts(text)
    words = _ASIDE.sub("", text[opening[1] :]).split() if opening and opening[0] == 0 else []
    if not _OFFICE.match(" ".join(words)) or len(words) > _ROLE_WORDS:
        return ()
    ends = [at for at in range(1, len(words) - 1) if name_lines.is_name(Writer(" ".join(words[at:])))]
    known = [at for at in ends if given_names.is_known(words[at])]
    for at in (*known[:1], *ends[-1:]):
        return (Writer(bylines.plain(" ".join(words[at:])), " ".join(words[:at]).rstrip(",")),)
    return ()


def _in_ideographs(text: str) -> tuple[Writer, ...]:
    """Return who signs in a script that has no capitals and no spaces: behind a word for "By", or before a role in brackets."""
    match = _IDEOGRAPHS.fullmatch(text)
    if match is None and (name := far_names.labelled(text)):
        return (Writer(name),)
    return (Writer(match["by"] or match["name"], match["role"] or ""),) if match else ()


def _without_capitals(segments: Sequence[Segment], title_at: int) -> Block | None:
    """Return whom the line between the title and a day names in a script that has no capitals, or None."""
    at = title_at + 1
    if title_at < 0 or at + 1 >= len(segments) or headlines.is_kind(segments[at].text):
        return None
    text = segments[at].text
    plain = _CASELESS.fullmatch(text) and 1 < len(text.split()) <= _SIGNERS
    dated = dates.find(segments[at + 1].text) and segments[at + 1].weight <= _ROLE_WORDS
    return Block((Writer(text),), at, at, said=True) if plain and dated else None


def at_foot(segments: Sequence[Segment], start: int, end: int) -> Block | None:
    """Return who signs a letter at the foot of the text in [start, end): below "Yours sincerely", or with a place, or None."""
    last = min(end + _FOOT, len(segments))
    for at in range(max(start, end - _SIGNERS), last):
        match = _POSTED.fullmatch(segments[at].text)
        if match and name_lines.is_name(Writer(match["name"])) and given_names.is_known(match["name"]):
            return Block((Writer(bylines.plain(match["name"])),), at, at, said=True)
    for at in range(max(start, end - _FOOT), last):
        if (
            not segments[at].prose
            and _CLOSING.fullmatch(segments[at].text)
            and (found := _signers(segments, at, last))
        ):
            return found
    placed = [
        (at, match)
        for at in range(max(start + 1, end - _SIGNERS), min(end + _SIGNERS, last))
        if (match := _PLACED.fullmatch(segments[at].text))
    ]
    known = [
        (at, match["name"])
        for at, match in placed
        if name_lines.is_known(Writer(match["name"])) and bylines.is_person(match["name"])
    ]
    if not known or len(known) != len(placed) or known[-1][0] - known[0][0] >= len(known):
        return None
    return Block(
        tuple(Writer(bylines.plain(name)) for _, name in known), known[0][0], known[-1][0], said=True
    )


def _signers(segments: Sequence[Segment], closing: int, last: int) -> Block | None:
    """Return the names on the lines below the closing words of a letter, which stand at `closing`."""
    writers: list[Writer] = []
    end = closing
    for at in range(closing + 1, min(closing + 1 + _SIGNERS, last)):
        names = bylines.writers(segments[at].text, stated=False)
        another = names and all(one.role and name_lines.is_known(one) for one in names)
        if (
            writers
            and not another
            and segments[at].weight <= _ROLE_WORDS
            and name_lines.is_post(segments[at].text)
        ):
            writers[-1] = Writer(writers[-1].name, writers[-1].role or segments[at].text)
            end = at
            continue
        if writers and not all(map(name_lines.is_known, names)):
            break
        if segments[at].prose or not names or not all(map(name_lines.is_name, names)):
            break
        writers += names
        end = at
    return Block(tuple(writers), closing, end, said=True) if writers else None
