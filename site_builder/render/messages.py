"""Messages in templates: `_("Read next")`, put into the site's language when the template is compiled.

So a page costs no more to render in one language than in another. `_("Written in {language}", language=…)` becomes
the pieces of its translation with the values between them; `ngettext("{n} entry", "{n} entries", number)`, whose form
depends on a number, is left to the moment of rendering. `pgettext` and `npgettext` have a context before the message.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from jinja2 import TemplateSyntaxError, nodes
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from site_builder.language.placeholders import pieces
from site_builder.language.speech import Speech

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


def messages(tree: nodes.Template) -> Iterator[Message]:
    """Yield every message of a parsed template; raises TemplateSyntaxError for one that no catalogue can have."""
    for call in tree.find_all(nodes.Call):
        if found := _message(call):
            yield found


def translated(tree: nodes.Template, speech: Speech) -> nodes.Template:
    """Return a parsed template with its messages in a language; it is changed in place."""
    _Translator(speech).visit(tree)
    return tree


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
        _refuse(call, f"a brace in “{texts[0]}” belongs to no placeholder")
        return
    given = {value.key for value in call.kwargs}
    if missing := sorted(wanted - given - ({"n"} if plural else set())):
        _refuse(call, f"`{missing[0]}` has no value for “{texts[0]}”")
    if unknown := sorted(given - wanted):
        _refuse(call, f"“{texts[0]}” has no place for '{unknown[0]}'")


def _refuse(call: nodes.Call, problem: str) -> None:
    raise TemplateSyntaxError(problem, call.lineno)


class _Translator(NodeTransformer):
    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - named after the node
        """Let the pieces of a message stand where it stood, as if they had been written there."""
        found: list[nodes.Expr] = []
        for child in node.nodes:
            pieces_ = self._pieces(child)
            found += [self.visit(child)] if pieces_ is None else _flat(pieces_)
        node.nodes = found
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        """Put a message that is part of an expression into one text."""
        found = self._pieces(node)
        if found is None:
            self.generic_visit(node)
            return node
        return found[0] if len(found) == 1 else nodes.Concat(found, lineno=node.lineno)

    def _pieces(self, node: nodes.Node) -> list[nodes.Expr] | None:
        """Return the texts and values of a message, None for what is none, or has a form for each number."""
        if not isinstance(node, nodes.Call):
            return None
        message = _message(node)
        if message is None or message.function in _PLURAL:
            return None
        values = {value.key: self.visit(value.value) for value in node.kwargs}
        parts = pieces(message.said(self._speech)) if values else (message.said(self._speech),)
        return [
            values[part] if place % 2 else nodes.Const(part, lineno=node.lineno)
            for place, part in enumerate(parts)
            if part or len(parts) == 1
        ]


def _flat(found: list[nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield what stands in expressions such as `"<b>"|safe ~ name ~ "</b>"|safe`, which need not be joined to be put out."""
    for each in found:
        if isinstance(each, nodes.Concat):
            yield from _flat(each.nodes)
        else:
            yield each
