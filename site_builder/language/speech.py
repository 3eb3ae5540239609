"""Speech: the messages of one language, with English for those that no catalogue has.

What is called as in `gettext` is found by its tools: `gettext`, `ngettext`, `pgettext` with texts written out; `marked`
marks a text that is looked up elsewhere.
"""

import gettext
import hashlib
from collections.abc import Callable, Iterator
from typing import Final

from site_builder.language.placeholders import pieces
from site_builder.language.po import CONTEXT
from site_builder.language.shipped import SOURCE, shipped
from site_builder.model import Catalogue

Phrase = tuple[tuple[str, str], ...]
"""A text with names in it that may run in another direction: (name, what stands behind it), the first name may be ""."""

_KEPT: Final = 8
_known: "dict[tuple[str, tuple[str, ...]], Speech]" = {}


def marked(message: str) -> str:
    """Return a message as it is: it stands in the catalogues, and is looked up where it is said."""
    return message


def lookup(tag: str) -> list[str]:
    """Return the languages to look for, in lower case: "zh-hant-tw", "zh-hant", "zh" (RFC 4647, section 3.4)."""
    parts = tag.lower().split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def is_spoken(tag: str) -> bool:
    """Tell whether a language, or the one that it is a variety of, ships with us."""
    return any(part == SOURCE or shipped(part) for part in lookup(tag))


def speech_of(tag: str, catalogue: Callable[[str], Catalogue | None]) -> "Speech":
    """Return the speech of the language `tag`; `catalogue` gives the project's own catalogue of a language, or None."""
    return _speech(tag, tuple(own for part in lookup(tag) if (own := catalogue(part))))


def _speech(tag: str, catalogues: tuple[Catalogue, ...]) -> "Speech":
    """Return the one Speech of a language with these catalogues, so that what is kept by it is kept once."""
    key = tag, tuple(own.digest for own in catalogues)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _KEPT:
            _known.clear()
        found = _known[key] = Speech(tag, catalogues)
    return found


class Speech:
    """Says messages in the language `tag`; `edition` tells one state of its catalogues from another."""

    __slots__ = ("_catalogues", "_plain", "_translations", "edition", "tag")

    def __init__(self, tag: str, catalogues: tuple[Catalogue, ...]) -> None:
        self.tag = tag
        self._catalogues = catalogues
        digests = "".join(own.digest for own in catalogues)
        self.edition = hashlib.sha256(f"{tag}\n{digests}".encode()).hexdigest()
        self._translations: gettext.NullTranslations = next(
            filter(None, map(shipped, lookup(tag))), gettext.NullTranslations()
        )
        for own in reversed(catalogues):
            self._translations = _Own(own, self._translations)
        self._plain = self._translations.gettext

    @property
    def shipped(self) -> bool:
        """Whether all that it says stands in catalogues that ship."""
        return not self._catalogues

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message with `values` in the places of its placeholders."""
        found = self._plain(message)
        return found.format_map(values) if values else found

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Return a message that means different things in different contexts."""
        found = self._translations.pgettext(context, message)
        return found.format_map(values) if values else found

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form of a message that goes with a number, which is its `{n}`."""
        return self._translations.ngettext(one, many, number).format_map({"n": number, **values})

    def npgettext(self, context: str, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form of a message in a context that goes with a number."""
        found = self._translations.npgettext(context, one, many, number)
        return found.format_map({"n": number, **values})

    def phrase(self, message: str, /, **names: str) -> Phrase:
        """Return a message, translated already, with each of `names` kept apart, since it may run in another direction."""
        return tuple(_apart(pieces(message), names))

    def __reduce__(self) -> "tuple[Callable[..., Speech], tuple[str, tuple[Catalogue, ...]]]":
        return _speech, (self.tag, self._catalogues)


def _apart(parts: tuple[str, ...], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    if parts[0]:
        yield "", parts[0]
    for name, behind in zip(parts[1::2], parts[2::2], strict=True):
        yield names[name], behind


def said(phrase: Phrase) -> str:
    """Return a phrase as plain text."""
    return "".join([name + behind for name, behind in phrase])


class _Own(gettext.NullTranslations):
    """A project's catalogue before another one."""

    def __init__(self, catalogue: Catalogue, behind: gettext.NullTranslations) -> None:
        super().__init__()
        self.add_fallback(behind)
        self._messages = dict(catalogue.messages)
        self._plural = gettext.c2py(catalogue.plural) if catalogue.plural else None

    def gettext(self, message: str) -> str:
        """Return a message's translation."""
        forms = self._messages.get(message)
        return forms[0] if forms else super().gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message in a context."""
        forms = self._messages.get(f"{context}{CONTEXT}{message}")
        return forms[0] if forms else super().pgettext(context, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that goes with a number."""
        forms = self._messages.get(msgid1)
        return forms[self._plural(n)] if forms and self._plural else super().ngettext(msgid1, msgid2, n)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a message in a context that goes with a number."""
        forms = self._messages.get(f"{context}{CONTEXT}{msgid1}")
        if forms and self._plural:
            return forms[self._plural(n)]
        return super().npgettext(context, msgid1, msgid2, n)


ENGLISH: Final = _speech(SOURCE, ())
