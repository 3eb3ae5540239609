"""Nodes to typed values: one small decoder for each sort of value, and Fields, which applies them.

A decoder takes (faults, node, name of the field) and returns the value, or None with the fault recorded.
"""

import re
from collections.abc import Callable, Collection
from typing import Final, TypeVar

from site_builder.content import addresses
from site_builder.content.faults import Faults
from site_builder.content.nodes import Mapping, Node, Scalar, Sequence
from site_builder.content.slugs import is_slug, slug_fault, slugify
from site_builder.diagnostics import Severity, did_you_mean

T = TypeVar("T")
Decoder = Callable[[Faults, Node, str], T | None]

# control characters, lone surrogates, byte-order marks within text, and the bidirectional overrides and isolates
# that make text read otherwise than it is stored (Unicode Technical Report 36, section 2.5)
_HIDDEN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SHOWN: Final = 60  # characters of what cannot be a slug
_LISTED: Final = 8  # longer choices are not spelt out
_KINDS: Final = {"int": "a number", "float": "a number", "bool": "true or false", "null": "nothing"}


def text(faults: Faults, node: Node, name: str) -> str | None:
    """Decode a text to one line in NFC: white space around it goes, white space within it becomes one space."""
    if not isinstance(node, Scalar):
        found = "a list" if isinstance(node, Sequence) else "a mapping"
        hint = "write one value, without brackets" if isinstance(node, Sequence) else ""
        faults.error("wrong-type", f"`{name}` must be text, not {found}", node, hint)
        return None
    if node.meaning != "string":
        hint = f'put it in quotes: "{node.text}"' if node.text else ""
        faults.error("wrong-type", f"`{name}` must be text, not {_KINDS[node.meaning]}", node, hint)
        return None
    stated = node.text
    if stated.isprintable() and "  " not in stated:  # the only white space that is printable is the space
        return stated.strip()
    if hidden := _HIDDEN.search(stated):
        message = f"`{name}` holds the invisible character U+{ord(hidden[0]):04X}"
        faults.error("hidden-character", message, node, "delete it, or type the text anew")
        return None
    return " ".join(stated.split())


def slug(faults: Faults, node: Node, name: str) -> str | None:
    """Decode a slug of a vocabulary."""
    return _slug(faults, node, name, "bad-slug")


def entry_id(faults: Faults, node: Node, name: str) -> str | None:
    """Decode the id of an entry."""
    return _slug(faults, node, name, "bad-id")


def _slug(faults: Faults, node: Node, name: str, code: str) -> str | None:
    if isinstance(node, Scalar) and is_slug(node.text) and node.meaning == "string":
        return node.text
    stated = text(faults, node, name)
    if stated is None or is_slug(stated):
        return stated
    nearest = slugify(stated)
    message = f"`{stated[:_SHOWN]}{'…' * (len(stated) > _SHOWN)}` {slug_fault(stated)}"
    faults.error(code, message, node, f"write {nearest}" if nearest else "")
    return None


def url(faults: Faults, node: Node, name: str) -> str | None:
    """Decode an http or https address."""
    stated = text(faults, node, name)
    if stated is None:
        return None
    if fault := addresses.url_fault(stated):
        faults.error("bad-url", f"`{name}` is not an address: {fault}", node)
        return None
    if "#" in stated:
        hint = "leave out `#` and what follows, unless the piece is found only so"
        faults.warning("url-fragment", f"`{name}` leads to a place within a page", node, hint)
    return stated


def alias(faults: Faults, node: Node, name: str) -> str | None:
    """Decode a path where an entry once stood."""
    stated = text(faults, node, name)
    if stated is None:
        return None
    path = addresses.normal_path(stated)
    if fault := addresses.path_fault(path):
        closed = f"/{stated.strip('/')}/"
        hint = "write it like /2014/old-name/" if addresses.path_fault(closed) else f"write {closed}"
        faults.error("bad-alias", f"`{stated}` cannot be an alias: {fault}", node, hint)
        return None
    if addresses.is_reserved(path):
        faults.error("reserved-permalink", f"`{path}` is a page of the site itself", node)
        return None
    return path


def is_language(tag: str) -> bool:
    """Tell whether a text has the shape of a language tag."""
    return _LANGUAGE.fullmatch(tag) is not None


def language(faults: Faults, node: Node, name: str) -> str | None:
    """Decode a language tag by its shape (RFC 5646, section 2.1)."""
    stated = text(faults, node, name)
    if stated is None or is_language(stated):
        return stated
    nearest = stated.replace("_", "-")
    hint = f"write {nearest}" if is_language(nearest) else "write a tag such as en, de-CH or zh-Hant"
    faults.error("bad-language", f"`{stated}` is not a language tag", node, hint)
    return None


def integer(low: int, high: int) -> Decoder[int]:
    """Return the decoder of an integer from `low` to `high`."""

    def decode(faults: Faults, node: Node, name: str) -> int | None:
        if not isinstance(node, Scalar) or not re.fullmatch(r"\+?[0-9]{1,18}", node.text) or not node.plain:
            faults.error("wrong-type", f"`{name}` must be a whole number", node)
            return None
        if not low <= int(node.text) <= high:
            faults.error("out-of-range", f"`{name}` must be from {low} to {high}", node)
            return None
        return int(node.text)

    return decode


def flag(faults: Faults, node: Node, name: str) -> bool | None:
    """Decode true or false."""
    if isinstance(node, Scalar) and node.meaning == "bool":
        return node.text.lower() == "true"
    word = node.text.lower() if isinstance(node, Scalar) else ""
    hint = "write true" if word in {"yes", "on"} else "write false" if word in {"no", "off"} else ""
    faults.error("wrong-type", f"`{name}` must be true or false", node, hint)
    return None


def share(faults: Faults, node: Node, name: str) -> float | None:
    """Decode a fraction from 0 to 1."""
    if not isinstance(node, Scalar) or node.meaning not in {"int", "float"}:
        faults.error("wrong-type", f"`{name}` must be a number, such as 0.35 for 35 %", node)
        return None
    if not re.fullmatch(r"[0-9.]{1,20}", node.text) or not 0 <= float(node.text) <= 1:
        faults.error("out-of-range", f"`{name}` must be from 0 to 1, such as 0.35 for 35 %", node)
        return None
    return float(node.text)


def choice(choices: Collection[T]) -> Decoder[T]:
    """Return the decoder of one of the words `choices`."""

    def decode(faults: Faults, node: Node, name: str) -> T | None:
        stated = text(faults, node, name)
        if stated is None:
            return None
        for word in choices:
            if word == stated:
                return word
        words = [str(word) for word in choices]
        says = f"must be one of {', '.join(words)}" if len(words) <= _LISTED else f"cannot be `{stated}`"
        faults.error("unknown-value", f"`{name}` {says}", node, did_you_mean(stated.lower(), words))
        return None

    return decode


def pattern(expression: str, code: str, says: str) -> Decoder[str]:
    """Return the decoder of a text that matches `expression` whole; `says` completes "`x` must be …"."""
    compiled = re.compile(expression)

    def decode(faults: Faults, node: Node, name: str) -> str | None:
        if isinstance(node, Scalar) and node.meaning == "int":
            stated: str | None = node.text  # digits may be a name, such as 015
        else:
            stated = text(faults, node, name)
        if stated is None or compiled.fullmatch(stated):
            return stated
        faults.error(code, f"`{name}` must be {says}", node)
        return None

    return decode


def is_empty(node: Node) -> bool:
    """Tell whether a value says nothing: null, blank text, an empty list or mapping."""
    if isinstance(node, Scalar):
        return node.is_empty
    if isinstance(node, Sequence):
        return not node.items
    return isinstance(node, Mapping) and not node.fields


class Fields:
    """The fields of one mapping; unknown ones are reported at once.

    `names` are the fields that exist and `what` whose fields they are ("an entry"); `at` is where a missing
    field is reported (None: the whole file). With `lenient`, a missing field is a warning.
    """

    __slots__ = ("_at", "_mapping", "_said", "_what", "faults", "lenient")

    def __init__(
        self, faults: Faults, mapping: Mapping, names: Collection[str], what: str, at: Node | None = None
    ) -> None:
        self.faults = faults
        self.lenient = False
        self._mapping = mapping
        self._what = what
        self._at = at
        self._said: dict[str, Node] = {}
        for name, (key, node) in mapping.fields.items():
            if not is_empty(node):
                self._said[name] = node
            if name not in names:
                message = f"`{key.text}` is not a field of {what}"
                faults.error("unknown-key", message, key, did_you_mean(key.text, names))

    def node(self, name: str) -> Node | None:
        """Return the value of a field, None when it is not there or says nothing."""
        return self._said.get(name)

    def stands(self, name: str) -> Node | None:
        """Return the value of a field that is there, even if it says nothing."""
        pair = self._mapping.fields.get(name)
        return pair[1] if pair else None

    def one(self, name: str, decoder: Decoder[T], default: T) -> T:
        """Decode an optional field; `default` when it is missing or wrong."""
        node = self._said.get(name)
        if node is None:
            return default
        value = decoder(self.faults, node, name)
        return default if value is None else value

    def needed(self, name: str, decoder: Decoder[str], *, always: bool = False) -> str:
        """Decode a required text field; "" when it is missing (which is reported) or wrong."""
        if self.node(name) is None:
            self.missing(name, f"{self._what} needs `{name}`", always=always)
        return self.one(name, decoder, "")

    def missing(
        self, name: str, message: str, *, always: bool = False, hint: str = "", at: Node | None = None
    ) -> None:
        """Report that the field `name` is missing: an error, but a warning if lenient and not `always`.

        The place is the empty field's, else `at`, the value because of which it is needed.
        """
        severity: Severity = "warning" if self.lenient and not always else "error"
        node = self.stands(name) or at or self._at
        if node is None:
            self.faults.whole("missing-field", message, hint, severity)
        else:
            self.faults.at(severity, "missing-field", message, (node.line, node.column, node.length), hint)

    def many_at(self, name: str, decoder: Decoder[T]) -> list[tuple[T, Node]]:
        """Decode a list, or one value that stands for a list of one, to values with their places."""
        node = self.node(name)
        if node is None:
            return []
        items = node.items if isinstance(node, Sequence) else [node]
        if isinstance(node, Scalar) and "," in node.text and decoder in {slug, entry_id}:
            several = ", ".join(filter(None, map(slugify, node.text.split(","))))
            message = f"`{name}` holds several values, which must stand in brackets"
            self.faults.error("wrong-type", message, node, f"write [{several}]")
            return []
        decoded = [(decoder(self.faults, item, name), item) for item in items]
        return [(value, item) for value, item in decoded if value is not None]

    def many(self, name: str, decoder: Decoder[T]) -> tuple[T, ...]:
        """Decode a list, or one value that stands for a list of one; a value given twice counts once."""
        if name not in self._said:
            return ()
        return tuple(dict.fromkeys([value for value, _ in self.many_at(name, decoder)]))

    def within(self, name: str, names: Collection[str], what: str) -> tuple["Fields", ...]:
        """Return the fields of each mapping in a list of mappings (or of the one mapping)."""
        return self.many(name, mapping(names, what))


def mapping(names: Collection[str], what: str) -> Decoder[Fields]:
    """Return the decoder of a mapping with the fields `names`."""

    def decode(faults: Faults, node: Node, name: str) -> Fields | None:
        if isinstance(node, Mapping):
            return Fields(faults, node, names, what, node)
        faults.error("wrong-type", f"`{name}` must hold {', '.join(names)}", node)
        return None

    return decode
