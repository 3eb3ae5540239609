"""`templates/locale/LANG.po` to a Catalogue: the project's own wording, checked as nothing that is shown may fail."""

import gettext
import hashlib
from typing import Final

from site_builder.content.decode import is_language
from site_builder.content.faults import Faults
from site_builder.language import po
from site_builder.language.placeholders import names
from site_builder.language.shipped import messages
from site_builder.language.speech import is_spoken
from site_builder.model import Catalogue

_SHOWN: Final = 3
_COUNT: Final = "n"
_TRIED: Final = range(1001)
"""Numbers for which a plural rule must name a form that there is."""
_HEADER: Final = 'write "Plural-Forms: nplurals=2; plural=(n != 1);\\n" there, with the rule of the language (the gettext manual has a list)'
_HOW: Final = "`docs/theme.md` tells how to translate the rest"


def catalogue(faults: Faults, text: str) -> Catalogue | None:
    """Return what a catalogue says, or None with the faults recorded."""
    language = faults.path.removeprefix("templates/locale/").removesuffix(".po").lower()
    if not is_language(language):
        faults.whole(
            "bad-language",
            f"`{language}` is not a language tag",
            "name the file after the language: fr.po, pt-BR.po",
        )
        return None
    read = po.read(text)
    for fault in read.faults:
        _error(faults, "catalogue-syntax", fault.line, fault.message, fault.hint)
    if (encoding := po.charset(read.header)) not in {"", "utf-8"}:
        _error(
            faults,
            "catalogue-syntax",
            read.header_line,
            f"the header states `{encoding}`",
            "save the file as UTF-8 and say so",
        )
    forms, rule = po.plural_rule(read.header)
    _judge_rule(faults, read, forms, rule)
    seen: dict[str, int] = {}
    for message in read.messages:
        if message.key in seen:
            hint = f"the first is in line {seen[message.key]}"
            _error(faults, "catalogue-syntax", message.line, "this message is translated twice", hint)
        seen[message.key] = message.line
        _judge(faults, message, forms)
    _tell_what_is_missing(faults, language, read)
    told = tuple((message.key, message.forms) for message in read.messages if message.translated)
    return Catalogue(language, hashlib.sha256(repr((rule, told)).encode()).hexdigest(), rule, told)


def _judge_rule(faults: Faults, read: po.Po, forms: int, rule: str) -> None:
    """Judge the rule that chooses a plural form."""
    place = read.header_line or 1
    if not rule:
        if any(message.plural for message in read.messages):
            lacks = "rule behind" if "Plural-Forms:" in read.header else "line"
            _error(faults, "catalogue-plurals", place, f"the header has no {lacks} `Plural-Forms`", _HEADER)
        return
    try:
        choose = gettext.c2py(rule)
        fits = all(0 <= choose(number) < forms for number in _TRIED)
    except (ValueError, RecursionError, ArithmeticError):
        fits = False
    if not fits:
        _error(
            faults,
            "catalogue-plurals",
            place,
            f"`{rule[:80]}` does not choose one of {forms} forms for every number",
            _HEADER,
        )


def _judge(faults: Faults, message: po.Message, forms: int) -> None:
    """Judge one translation: it must have what the message has."""
    if not message.translated:
        return
    if message.plural and forms and len(message.forms) != forms:
        text = f"the number of forms is {len(message.forms)} here, and {forms} in the header"
        _error(faults, "catalogue-plurals", message.line, text, f"write msgstr[0] to msgstr[{forms - 1}]")
    try:
        wanted = names(message.text) | (names(message.plural) if message.plural else frozenset())
    except ValueError:
        return  # no message of ours, and nothing that is ever put into places
    free = {_COUNT} if message.plural else frozenset[str]()
    for form in message.forms:
        problem = _difference(form, wanted, frozenset(free))
        if problem:
            hint = f"write {_listed(wanted)} as in the English" if wanted else "write no braces here"
            _error(faults, "catalogue-placeholders", message.line, problem, hint)
    for form in message.forms:
        if message.text.count("|") > 1 and form.count("|") != message.text.count("|"):
            hint = "it is a list whose items are divided by |"
            text = f"the message has {message.text.count('|') + 1} items, this has {form.count('|') + 1}"
            _error(faults, "catalogue-placeholders", message.line, text, hint)


def _difference(form: str, wanted: frozenset[str], free: frozenset[str]) -> str:
    try:
        found = names(form)
    except ValueError:
        return "a brace stands here that belongs to no placeholder"
    if unknown := sorted(found - wanted):
        return f"the message has no {_listed(unknown)}"
    if missing := sorted(wanted - found - free):
        return f"{_listed(missing)} is missing"
    return ""


def _listed(found: "frozenset[str] | list[str]") -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(found))


def _tell_what_is_missing(faults: Faults, language: str, read: po.Po) -> None:
    """Warn of messages that will be in English; a variety of a language has the rest from that language."""
    if is_spoken(language) or "-" in language:
        return
    known = {message.key for message in read.messages if message.translated}
    missing = [message.text for message in messages() if message.key not in known]
    if missing:
        some = ", ".join(f"“{text}”" for text in missing[:_SHOWN])
        more = " and others" if missing[_SHOWN:] else ""
        text = f"English stands for what is not translated: {some}{more}"
        faults.whole("catalogue-incomplete", text, _HOW, "warning")


def _error(faults: Faults, code: str, line: int, message: str, hint: str) -> None:
    text = faults.line(line)
    start = len(text) - len(text.lstrip())
    faults.at("error", code, message, (line, start + 1, len(text.strip())), hint)
