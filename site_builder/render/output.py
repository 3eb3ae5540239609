"""What templates are compiled to, made cheaper where nothing is lost by it; the bytes stay the same."""

import keyword
from collections.abc import Callable
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from site_builder.render.rendered import as_markup

_WITH_ATTRIBUTES: Final = (nodes.Name, nodes.Getattr, nodes.Call)
"""Expressions whose code can have a full stop and a name after it."""
_MARKUP_FILTERS: Final = frozenset({"isolated", "json", "json_ld", "absolute"})
"""Filters of ours that always give `Markup`, see `filters.py`."""


def escaped(value: object) -> str:
    """Return a value as it stands in HTML: the text that `escape` gives.

    Most texts have nothing to escape, and making `Markup` of one takes longer than looking (for one character after
    another, which is quicker than a regular expression for all); Jinja joins what a template puts out in any case.
    """
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or "'" in value or '"' in value:
            return escape(value)
        return value
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

    def call(self, called: Any, /, *arguments: Any, **named: Any) -> Any:
        """Return what `called` gives for the arguments that a template writes."""
        kind = type(called)
        if kind is Once:
            return called(*arguments)
        if kind is not Macro:
            return super().call(called, *arguments, **named)
        if named or not _takes(called, len(arguments)):
            return called(self.eval_ctx, *arguments, **named)
        text = called._func(*arguments)  # noqa: SLF001 - what `Macro` comes to by two calls more
        return as_markup(text) if self.eval_ctx.autoescape else text


def _takes(macro: Macro, number: int) -> bool:
    """Tell whether a macro has so many arguments, and nothing else to be given."""
    known: bool = number == macro._argument_count  # noqa: SLF001 - as above
    return known and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)


class InOne:
    """Joins what a template puts out in a row, under the names that Jinja has for adding to a list of pieces."""

    extend = staticmethod("".join)
    append = staticmethod(str)


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
        if not plain or self.environment.careful:
            super().visit_Getattr(node, frame)
            return
        if isinstance(node.node, nodes.Name):  # one that has no value has no attributes either
            self.write(frame.symbols.ref(node.node.name))
        else:
            self.visit(node.node, frame)
        self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - as Jinja has it
        """Write a call without the variables around it: they are for functions that want a context, and there are none."""
        inner = frame.copy()
        inner.loop_frame = inner.block_frame = False
        super().visit_Call(node, inner, forward_caller=forward_caller)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - as above
        """Write one `yield` for all that stands in a row: each goes through the generators of a block and of its layouts."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        frame.buffer = "yield in_one"
        super().visit_Output(node, frame)
        frame.buffer = None

    def write_commons(self) -> None:
        """Write what stands at the beginning of each function: names that are used all over it."""
        self.writeline("escaped = environment.escaped")
        self.writeline("in_one = environment.in_one")
        self.writeline("Markup = environment.as_markup")
        super().write_commons()

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            safe = isinstance(node, nodes.Filter) and node.name in _MARKUP_FILTERS
            self.write("(" if safe else "escaped(")
