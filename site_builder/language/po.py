"""PO files, as translators and their programs write them (GNU gettext manual, "The Format of PO Files").

Read here and not by a library, since a faulty file is to be told to an editor with its line.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_LINE: Final = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_STARTS: Final = ("msgctxt", "msgid")
CONTEXT: Final = "\4"
"""Divides a message from its context in the key of both, as in MO files."""


class Fault(NamedTuple):
    """What is wrong in a line."""

    line: int
    message: str
    hint: str


class Message(NamedTuple):
    """One message: `key` is its text with its context before it; `line` is where it is translated."""

    key: str
    plural: str
    forms: tuple[str, ...]
    fuzzy: bool
    line: int

    @property
    def text(self) -> str:
        """The message in English."""
        return self.key.rpartition(CONTEXT)[2]

    @property
    def translated(self) -> bool:
        """Whether there is a translation that counts; msgfmt, too, passes over what is marked as fuzzy."""
        return not self.fuzzy and bool(self.forms) and all(self.forms)


class Po(NamedTuple):
    """A PO file as read; `header` is the translation of the empty message, at the line `header_line`."""

    header: str
    header_line: int
    messages: tuple[Message, ...]
    faults: tuple[Fault, ...]


class _Entry:
    """An entry while it is read: the texts behind its keywords, and the line of its translation."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.line = 0
        self.fuzzy = False
        self.unread = False  # in part: what is missing was told


def read(text: str) -> Po:
    """Return what a PO file says, and every line that can't be read."""
    faults: list[Fault] = []
    header, header_line, messages = "", 0, []
    for entry in _entries(text, faults):
        message = _message(entry, faults)
        if message is None:
            continue
        if message.key:
            messages.append(message)
        else:
            header, header_line = "".join(message.forms), message.line
    return Po(header, header_line, tuple(messages), tuple(faults))


def plural_rule(header: str) -> tuple[int, str]:
    """Return the number of plural forms and the expression that chooses one; (0, "") if the header doesn't say."""
    found = re.search(
        r"^Plural-Forms:\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;\n]+)", header, re.MULTILINE
    )
    return (int(found[1]), found[2].strip()) if found else (0, "")


def charset(header: str) -> str:
    """Return the encoding that the header states, in lower case, "" if none."""
    found = re.search(r"^Content-Type:.*\bcharset=([\w-]+)", header, re.MULTILINE)
    return found[1].lower() if found else ""


def _entries(text: str, faults: list[Fault]) -> Iterator[_Entry]:
    entry, keyword = _Entry(), ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if keyword.startswith("msgstr"):
                yield entry
                entry, keyword = _Entry(), ""
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = _LINE.fullmatch(line)
        if found is None or not (found[1] or keyword):
            hint = 'a line is a keyword (msgid, msgstr) and a text in quotes, with \\" and \\\\ for " and \\'
            faults.append(Fault(number, "this line cannot be read", hint))
            entry.unread = True
            continue
        if found[1] in _STARTS and keyword.startswith("msgstr"):
            yield entry
            entry = _Entry()
        keyword = found[1] or keyword
        if found[1] in entry.texts:
            faults.append(
                Fault(number, f"`{found[1]}` stands twice in one entry", "divide entries by an empty line")
            )
        entry.texts[keyword] = entry.texts.get(keyword, "") + _unescaped(found[2], number, faults)
        if found[1] and (keyword in {"msgstr", "msgstr[0]"} or not entry.line):
            entry.line = number
    if entry.texts:
        yield entry


def _unescaped(text: str, line: int, faults: list[Fault]) -> str:
    unknown = sorted({mark for mark in _ESCAPE.findall(text) if mark not in _ESCAPES})
    if unknown:
        faults.append(
            Fault(line, f"`\\{unknown[0]}` means nothing in a PO file", "write \\\\ for a backslash")
        )
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def _message(entry: _Entry, faults: list[Fault]) -> Message | None:
    texts = entry.texts
    if not texts:
        return None
    plural = "msgid_plural" in texts
    forms = [name for name in texts if name.startswith("msgstr")]
    wanted = [f"msgstr[{n}]" for n in range(len(forms))] if plural else ["msgstr"]
    if "msgid" not in texts or not forms or forms != wanted:
        if not entry.unread:
            hint = "an entry has msgid and msgstr; or msgid, msgid_plural, msgstr[0], msgstr[1] and so on"
            faults.append(Fault(entry.line, "this entry is not complete", hint))
        return None
    context = f"{texts['msgctxt']}{CONTEXT}" if "msgctxt" in texts else ""
    key, given = context + texts["msgid"], tuple(texts[name] for name in forms)
    return Message(key, texts.get("msgid_plural", ""), given, entry.fuzzy, entry.line)
