"""Messages in templates: `_("Read next")`, put into the site's language when the template is compiled.

So a page costs no more to render in one language than in another. `_("Written in {language}", language=…)` becomes
the pieces of its translation with the values between them; `ngettext("{n} entry", "{n} entries", number)`, whose form
depends on a number, is left to the moment of rendering. `pgettext` and `npgettext` have a context before the message.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape

from site_builder.language.placeholders import pieces
from site_builder.language.speech import Speech
from site_builder.render.mentions import Mention, Mentioning, mentions

_TEXTS: Final = {"_": 1, "gettext": 1, "pgettext": 2, "ngettext": 2, "npgettext": 3}
"""The functions, and how many texts each begins with."""
_PLURAL: Final = frozenset({"ngettext", "npgettext"})


class Message(NamedTuple):
    """A call of one of the functions: its texts."""

    function: str
    texts: tuple[str, ...]

    def said(self, speech: Speech) -> str:
        """Return what a template is compiled to for the message; of a plural, what its forms depend on."""
        if self.function in _PLURAL:
            return "\0".join((*self.texts, speech.edition))
        return speech.pgettext(*self.texts) if self.texts[1:] else speech.gettext(*self.texts)


class Read(NamedTuple):
    """What a template holds: the templates that it names, and whether a message has plural forms.

    `digest` is the SHA-256 (hex) of its source and of what its messages became.
    """

    digest: str
    mentions: tuple[Mention, ...]
    plural: bool


def translate(tree: nodes.Template, source: str, speech: Speech) -> Read:
    """Put the messages of a template parsed from `source` into a language, in place, and return what it holds.

    Raises TemplateSyntaxError for a message that no catalogue can have.
    """
    walk = _Walk(speech)
    walk.through(tree)
    digest = hashlib.sha256("\0".join((source, *walk.said)).encode()).hexdigest()
    return Read(digest, mentions(walk.mentioning), walk.plural)


def plurals(speech: Speech) -> dict[str, Callable[..., str]]:
    """Return what templates call while rendering."""

    @pass_eval_context
    def ngettext(context: EvalContext, one: str, many: str, number: int, **values: Any) -> str:
        return _filled(context, speech.ngettext(one, many, number, **_kept(one, many)), number, values)

    @pass_eval_context
    def npgettext(
        context: EvalContext, context_: str, one: str, many: str, number: int, **values: Any
    ) -> str:
        form = speech.npgettext(context_, one, many, number, **_kept(one, many))
        return _filled(context, form, number, values)

    return {"ngettext": ngettext, "npgettext": npgettext}


def _kept(*texts: str) -> dict[str, str]:
    """Return values that leave all placeholders as they are, to be filled with markup later."""
    return {name: f"{{{name}}}" for text in texts for name in pieces(text)[1::2]}


def _filled(context: EvalContext, form: str, number: int, values: dict[str, Any]) -> str:
    values = {"n": number, **values}
    if not context.autoescape:
        return form.format_map(values)
    parts = pieces(form)
    return Markup("").join(escape(values[part] if place % 2 else part) for place, part in enumerate(parts))


def _message(call: nodes.Call) -> Message | None:
    function = call.node.name if isinstance(call.node, nodes.Name) else ""
    wanted = _TEXTS.get(function)
    if wanted is None:
        return None
    given = [node.value for node in call.args[:wanted] if isinstance(node, nodes.Const)]
    texts = tuple(text for text in given if isinstance(text, str))
    plural = function in _PLURAL
    if len(texts) != wanted or len(call.args) != wanted + plural or call.dyn_args or call.dyn_kwargs:
        says = f"`{function}` takes {'a plain text' if wanted == 1 else f'{wanted} plain texts'}"
        _refuse(call, f"{says}{' and a number' if plural else ''}, so that catalogues can have it")
    _check_values(call, texts[-1 - plural :], plural=plural)
    return Message(function, texts)


def _check_values(call: nodes.Call, texts: tuple[str, ...], *, plural: bool) -> None:
    try:
        wanted = {name for text in texts for name in pieces(text)[1::2]}
    except ValueError:
        _refuse(call, "a brace of this message belongs to no placeholder; they are like {outlet}")
        return
    given = {value.key for value in call.kwargs}
    if missing := sorted(wanted - given - ({"n"} if plural else set())):
        _refuse(call, f"'{{{missing[0]}}}' of this message has no value")
    if unknown := sorted(given - wanted):
        _refuse(call, f"this message has no place for '{unknown[0]}'")


def _refuse(call: nodes.Call, problem: str) -> None:
    raise TemplateSyntaxError(problem, call.lineno)


class _Walk:
    """One walk through a tree, each node after those within it: so a message may stand in a value of another."""

    def __init__(self, speech: Speech) -> None:
        self.said: list[str] = []
        self.plural = False
        self.mentioning: list[Mentioning] = []
        self._speech = speech

    def through(self, node: nodes.Node) -> None:
        """Walk through what is within a node, and let what its messages are stand in their places."""
        for field in node.fields:
            value = getattr(node, field)
            if type(value) is list:
                self._through_list(value, node)
            elif isinstance(value, nodes.Node) and (now := self._visited(value)) is not value:
                setattr(node, field, now)

    def _through_list(self, items: list[Any], parent: nodes.Node) -> None:
        changed = False
        for place, item in enumerate(items):
            if isinstance(item, nodes.Node) and (now := self._visited(item)) is not item:
                items[place], changed = now, True
        if changed and isinstance(parent, nodes.Output):
            parent.nodes = list(_flat(parent.nodes))

    def _visited(self, node: nodes.Node) -> nodes.Node:
        """Return what stands in a node's place: itself, or what its message is."""
        self.through(node)
        if isinstance(node, nodes.Call):
            return self._translated(node)
        if isinstance(node, Mentioning):
            self.mentioning.append(node)
        return node

    def _translated(self, call: nodes.Call) -> nodes.Expr:
        message = _message(call)
        if message is None:
            return call
        said = message.said(self._speech)
        self.said.append(said)
        if message.function in _PLURAL:
            self.plural = True
            return call
        if not call.kwargs:
            return nodes.Const(said, lineno=call.lineno)
        values = {value.key: value.value for value in call.kwargs}
        parts = (
            values[part] if place % 2 else nodes.Const(part, lineno=call.lineno)
            for place, part in enumerate(pieces(said))
            if part
        )
        return nodes.Concat(list(parts), lineno=call.lineno)


def _flat(found: list[nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield what stands in a text in several pieces: they need not be joined to be put out."""
    for each in found:
        if isinstance(each, nodes.Concat):
            yield from _flat(each.nodes)
        else:
            yield each
