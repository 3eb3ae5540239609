"""What templates are compiled to, made cheaper where nothing is lost by it; the bytes stay the same."""

import keyword
import re
from collections.abc import Callable
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_WITH_ATTRIBUTES: Final = (nodes.Name, nodes.Getattr, nodes.Call)
"""Expressions whose code can have a full stop and a name after it."""
_SPECIAL: Final = re.compile("[&<>'\"]").search


def escaped(value: object) -> str:
    """Return a value as it stands in HTML: the text that `escape` gives.

    Most texts have nothing to escape, and making `Markup` of one takes longer than looking; Jinja joins what a template
    puts out to one string in any case.
    """
    if type(value) is str:
        return escape(value) if _SPECIAL(value) else value
    return value if type(value) is Markup else escape(value)


class Once:
    """`once(macro, argument, …)` in a template: what the macro gives for those values, made once and then remembered.

    For parts that stand on many pages, such as an entry's card. A macro that is imported without context sees nothing
    but its arguments, and our models are immutable, so that the same call gives the same text. Bounded: at `LIMIT`
    remembered texts, all are forgotten.
    """

    LIMIT: Final = 10_000

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Markup] = {}

    def __call__(self, macro: Callable[..., Markup], *arguments: Any) -> Markup:
        """Return `macro(*arguments)`; arguments that can't be keys of a dict, such as lists, are not remembered."""
        key = (macro, *arguments)
        try:
            found = self._made.get(key)
        except TypeError:
            return macro(*arguments)
        if found is None:
            if len(self._made) >= self.LIMIT:
                self._made.clear()
            found = self._made[key] = macro(*arguments)
        return found


class Calls(Context):
    """Calls macros and `once`, of which pages are full, without asking each time what they want to be given."""

    def call(self, called: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Return what `called` gives; `_loop_vars` and `_block_vars` are Jinja's own, for those that want a context."""
        kind = type(called)
        if kind is Once:
            return called(*arguments)
        if kind is not Macro:
            return super().call(called, *arguments, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(self.eval_ctx, *arguments, **named)


class Compiler(CodeGenerator):
    """Compiles what a template puts out to `escaped(…)`, see there, and `page.title` to just that.

    Jinja's own compiler asks a function for each attribute, which makes of one that is not there something undefined, to be
    refused or tested or given a default. That takes a fiftieth of a cold build, and our own templates name none that is not
    there. Where one is, what this compiler makes raises AttributeError, and the page is to be rendered once more with
    what a `careful` environment compiles.
    """

    environment: Any

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja looks for
        """Write what gives an attribute."""
        named = node.attr.isascii() and not keyword.iskeyword(node.attr)
        plain = named and isinstance(node.node, _WITH_ATTRIBUTES)
        if plain and not self.environment.careful:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")
