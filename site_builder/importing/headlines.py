"""Headlines: which lines of a pasted head are none, and a headline without what is printed before and behind it.

What kind of piece it is, the number of the issue, the outlet and the day stand in front of a title or at its end, or on
lines of their own that look like one. The model learnt from pages that have menus around the piece; of a pasted text it
sees only these few lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from site_builder.importing import bylines, dates, labels, name_lines
from site_builder.importing.chrome import is_chrome
from site_builder.importing.name_lines import Line
from site_builder.importing.segments import Segment

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
    rf"(?:{_KIND}(?:\s*[|｜»›/•·]\s*|\s*[:：]\s+|：|\s+[–—-]\s+)|[【\[(]\s*{_KIND}\s*[】\])]\s*|(?:tribune|opinion|analyse|essay|entretien|interview|reportage|enquête|éditorial|chronique|kommentar|entrevista|intervista)\.\s+|(?:#|№|n[°º]|nr\.?|no\.?)\s?\d+\s*[:|–—-]\s+|{_FIELD}\s*[:：]\s*|[»›>](?!.*[«‹])\s*|\[>\s*)(?=\S)",  # noqa: RUF001
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(rf"(?P<label>(?i:{_KIND}))\s+(?=[^\W\d_a-z])")
_BEHIND: Final = re.compile(rf"\s*(?:[|｜•·]\s*|\s[–—-]\s+){_KIND}\s*$", re.IGNORECASE)
_SET_FOR_LOOKS: Final = re.compile('[“"]([^"“”]+)["”]')  # „…“ and «…» mark what somebody has said
_RULE: Final = re.compile(r"[\s_=~*-]{4,}$")
_OUTLET_BEHIND: Final = re.compile(
    r"\s*(?:[|｜•·]|\s[–—-]|::|\()\s*(?P<outlet>[^|｜•·–—()]{2,60}?)[\s,:.|–—-]*$"
)
_ISSUE: Final = re.compile(
    r"(?P<name>(?:[^\W\d_][\w’'&.-]*[\s,–—|:-]+){0,6}?)(?P<sign>#\s?|№\s?|n[°º]\s?|(?:no|nr|núm|num|vol|iss|ed|bd)\.?\s?|(?:issue|volume|ausgabe|heft|numéro|número|numero|nummer|edición|edition|edição|edizione|episode|folge|выпуск|العدد)\s)?"
    r"(?P<number>\d{1,4}(?:\s?/\s?\d{1,4})?)(?P<rest>\D.*)?",
    re.IGNORECASE,
)
_SERIES: Final = re.compile(
    r"(?:part|teil|partie|parte|deel)\s+\S+\s+(?:of|in|einer|unserer|d.une|de|di|van)\b.*\b(?:series|serie|reihe|série)\b.*",
    re.IGNORECASE,
)
_MESSAGE: Final = re.compile(
    r"(?:from|to|cc|reply-to|von|an|de|à|para|da|aan)\s?:\s.*(?:@|<)|(?:date|sent|datum|fecha|gesendet)\s?:\s",
    re.IGNORECASE,
)
_IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_NAME_IDEOGRAPHS: Final = re.compile(
    "(?:作者|文|撰文|記者|记者)[:：/／ ].{2,12}|[\u3400-\u9fff]{2,5}[(（][^()（）]{3,30}[)）]"  # noqa: RUF001
)
_HANGING: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "as",
        "into",
        "over",
        "under",
        "after",
        "before",
        "between",
        "against",
        "through",
        "its",
        "their",
        "is",
        "are",
        "was",
        "how",
        "why",
        "what",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "und",
        "oder",
        "von",
        "vom",
        "im",
        "in",
        "am",
        "für",
        "zum",
        "zur",
        "zwischen",
        "gegen",
        "bei",
        "als",
        "wie",
        "wenn",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "de",
        "du",
        "des",
        "d",
        "et",
        "ou",
        "en",
        "dans",
        "sur",
        "sous",
        "pour",
        "par",
        "avec",
        "sans",
        "entre",
        "vers",
        "au",
        "aux",
        "que",
        "qui",
        "el",
        "los",
        "las",
        "y",
        "o",
        "del",
        "al",
        "con",
        "por",
        "para",
        "sin",
        "sobre",
        "entre",
        "desde",
        "hacia",
        "il",
        "lo",
        "gli",
        "i",
        "e",
        "dei",
        "della",
        "delle",
        "di",
        "da",
        "nel",
        "nella",
        "tra",
        "fra",
        "su",
        "het",
        "een",
        "van",
        "voor",
        "met",
        "naar",
        "bij",
        "op",
        "over",
        "tussen",
        "do",
        "dos",
        "das",
        "no",
        "na",
        "nos",
        "nas",
        "um",
        "uma",
        "ao",
        "os",
        "as",
    ]
)
_LONGEST: Final = 14  # words of a line that may be half a headline
_HEAD: Final = 12  # segments above the text in which lines are joined
_FEW: Final = 2
_MOST: Final = 20  # words of a headline
_NEAR: Final = 4
_DECK: Final = 10  # words
_NUMBER_REST: Final = 6
_ROLE_WORDS: Final = 8
_OUTLET_WORDS: Final = 6
_WIDE: Final = 25  # characters


def mended(segments: Sequence[Segment]) -> list[Segment]:
    """Join the lines of a short head that are one headline, or one sentence below it, broken over two lines.

    A page's menus, which stand above a longer head, have many lines that stop anywhere.
    """
    text_at = next((at for at, one in enumerate(segments[: _HEAD + 1]) if one.prose), 0)
    printed = Counter(one.text for one in segments)
    found: list[Segment] = []
    for at, segment in enumerate(segments):
        once = printed[segment.text] == 1
        if found and at < text_at and once and _goes_on(found[-1], segment):
            above = found.pop()
            text = f"{above.text} {segment.text}"
            segment = Segment(
                text, above.first, segment.last, above.quoted, above.indent, above.gap, above.form
            )
        found.append(segment)
    return found


def _goes_on(above: Segment, below: Segment) -> bool:
    """Tell whether a line stops in the middle of what the next one says, as headlines and their decks do that were broken by hand."""
    if below.gap > 1 or above.item or below.item or above.quoted != below.quoted or above.closed:
        return False
    if max(above.weight, below.weight) > _LONGEST or above.weight < _FEW or above.prose or below.prose:
        return False
    if any(is_chrome(one.text) or dates.find(one.text) or bylines.starts(one.text) for one in (above, below)):
        return False
    if _names(above.text) or _names(below.text) or _IS_KIND.fullmatch(above.text):
        return False
    *_, last = above.text.split()
    first = below.text.split()[0]
    if last.endswith(":"):
        return above.weight > _FEW and below.weight > _FEW
    hangs = last.casefold().strip("’'") in _HANGING and above.weight > _FEW
    lower = below.text[0].islower() and min(above.weight, below.weight) > _FEW
    return hangs or lower or last.endswith(",") or _is_broken_title(above.text, below.text, first)


def _names(text: str) -> bool:
    """Tell whether a line names people, as far as words with capitals can be told from a headline's."""
    line = name_lines.read(text)
    return line is not None and (line.said or any(map(name_lines.is_known, line.writers)))


def _is_broken_title(above: str, below: str, first: str) -> bool:
    """Tell whether two lines with a capital on each word are one title: the upper is the longer, and the lower begins as no title does or ends it."""
    capitals = _in_title_case(above) and _in_title_case(below) and _WIDE <= len(above) <= 2 * _WIDE + 10
    return capitals and len(above) > len(below) and (first.casefold() in _HANGING or ":" in above)


def _in_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]  # noqa: PLR2004 - shorter ones are articles
    return len(words) > 1 and all(word[0].isupper() for word in words) and not text.isupper()


def stands_plainly(segments: Sequence[Segment], at: int, text_at: int) -> bool:
    """Tell whether a line can hardly be anything but the headline: in a short head, with a byline or a day right below it."""
    if (
        not at < text_at + _FEW <= _HEAD + _FEW
        or segments[at].closed
        or not _FEW <= segments[at].weight <= _MOST
    ):
        return False
    below = segments[at + 1 : at + 1 + _NEAR]
    return any(_tells(one.text) for one in below if not one.prose)


def _tells(text: str) -> bool:
    return bool(dates.find(text)) or _names(text) or bool(_NAME_IDEOGRAPHS.fullmatch(text))


def above_deck(segments: Sequence[Segment], at: int, text_at: int) -> int:
    """Return where the headline stands of which the line `at` is but the deck, the sentence below it; `at` itself if there is none.

    The headline is in capitals, or much shorter than what stands right below it.
    """
    above = segments[at - 1] if at else None
    if above is None or not at <= text_at <= _HEAD or segments[at].text.isupper() or segments[at].gap > _FEW:
        return at
    capitals = above.text.isupper() and above.weight > _FEW + 1
    shorter = segments[at].weight > _DECK and _FEW < above.weight < _DECK and not above.text.isupper()
    fits = (capitals or shorter) and above.weight <= _MOST and not above.text.endswith((":", "."))
    return at - 1 if fits and not is_none(segments, at - 1) and not bylines.is_outlet(above.text) else at


def is_none(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a line of a head is certainly no headline.

    It says what kind of piece follows, in which issue, who wrote it and what they are, or when, or is a notice.
    """
    text = segments[at].text
    if (
        _IS_KIND.fullmatch(text)
        or _SERIES.fullmatch(text)
        or _MESSAGE.match(text)
        or _is_section(text)
        or is_issue(text)
    ):
        return True
    if _NAME_IDEOGRAPHS.fullmatch(text) or _is_running(segments[at]):
        return True
    if _signs(name_lines.read(text)):
        return True
    above = name_lines.read(segments[at - 1].text) if at else None
    if _is_dated(text) or text.endswith((",", ";")) or _answers(segments, at):
        return True
    named = above and len(above.writers) == 1 and (above.said or name_lines.is_known(above.writers[0]))
    return bool(
        named and segments[at].weight <= _ROLE_WORDS and name_lines.is_post(text) and segments[at].gap <= 1
    )


def _signs(line: Line | None) -> bool:
    """Tell whether a line says who has written the piece: behind "By", each with a role, or several with a known name."""
    if line is None or not all(map(name_lines.is_name, line.writers)):
        return False
    known = any(map(name_lines.is_known, line.writers))
    told = all(name_lines.is_post(one.role) for one in line.writers)
    return line.said or told or (len(line.writers) == _FEW and known)


def _answers(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a sentence stands below byline and day, and something else above them: it opens the text, as questions do."""
    told = next((above for above in range(max(0, at - _NEAR), at) if _tells(segments[above].text)), 0)
    signed = any(_tells(one.text) for one in segments[at + 1 : at + 1 + _FEW] if not one.prose)
    return 0 < told and at <= _HEAD and segments[at].closed and segments[at].weight > _FEW and not signed


def _is_dated(text: str) -> bool:
    """Tell whether a line says when, and nothing else."""
    found = dates.find(text)
    for day in reversed(found):
        text = f"{text[: day.start]} {text[day.end :]}"
    return bool(found) and all(labels.is_filler(bit) for bit in re.split(r"[,|•·]|\s[–—-]\s", text))


def _is_section(text: str) -> bool:
    """Tell whether a line says nothing but a kind of piece and a section: "Analysis | Moldova"."""
    match = _LABEL.match(text)
    if not match or not _IS_KIND.fullmatch(match[0].strip(" |｜»›/•·:：–—-.")):  # noqa: RUF001
        return False
    rest = text[match.end() :]
    return len(rest.split()) < _FEW and not _IDEOGRAPHS.search(rest)


def is_issue(text: str) -> bool:
    """Tell whether a line names a series or a periodical with the number of an issue, and nothing that is told in it."""
    match = _ISSUE.fullmatch(text)
    if not match or not (match["sign"] or "/" in match["number"]):
        return False
    *_, last = ["", *match["name"].casefold().split()]
    if last in _HANGING:
        return False
    rest = match["rest"] or ""
    for day in reversed(dates.find(rest)):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    return (
        not re.search(r"[^\W\d_]{3,}\W+[^\W\d_]{2,}\W+[^\W\d_]{2,}", rest)
        and len(rest.split()) <= _NUMBER_REST
    )


def _is_running(segment: Segment) -> bool:
    """Tell whether a line is running text: a notice, or sentences of a script without spaces."""
    if is_chrome(segment.text) and segment.weight > _LONGEST:
        return True
    return (
        bool(_IDEOGRAPHS.search(segment.text))
        and segment.text.endswith("。")
        and segment.text.count("。") > 1
    )


def bare(title: str, lines: Sequence[str] = ()) -> str:
    """Return a headline without the kind of piece before or behind it, and without outlet and day at its end.

    `lines` are the lines of the document: an outlet's name stands by itself on one of them, too.
    """
    text = _RULE.sub("", title)
    for _ in range(_FEW):
        text = _shorter(text, text[match.end() :]) if (match := _LABEL.match(text)) else text
    if (match := _CAPITALS.match(text)) and match["label"].isupper() and not text.isupper():
        text = _shorter(text, text[match.end() :])
    for cut in (_without_day, _without_kind):
        text = _shorter(text, cut(text))
    text = _shorter(text, _without_outlet(text, lines))
    match = _SET_FOR_LOOKS.fullmatch(text)
    return match[1].strip() if match else text


def _shorter(text: str, cut: str) -> str:
    """Return what was cut, unless next to nothing is left."""
    cut = cut.strip()
    enough = len(cut.split()) >= _FEW or len(_IDEOGRAPHS.findall(cut)) > _FEW
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
    printed = any(told.fullmatch(line.casefold()) for line in lines if len(line) < 3 * _WIDE)
    return text[: match.start()] if printed else text
