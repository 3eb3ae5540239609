"""What can be wrong with a template, as diagnostics at its file and line."""

import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.environment import TemplateModule
from jinja2.exceptions import UndefinedError
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.tests import TESTS as DEFAULT_TESTS
from jinja2.utils import missing

import site_builder
from site_builder.content.text import conflicts
from site_builder.diagnostics import Diagnostic, Location, did_you_mean
from site_builder.render.mentions import Mention

_OURS: Final = str(Path(site_builder.__file__).parent)
_GIVEN: Final = "a template has `page`, what it imports and what it sets; docs/theme.md tells more"
_UNKNOWN: Final = re.compile(r"No (filter|test) named '(\w+)'")
_QUOTED: Final = re.compile(r"'([^']+)'")


class TemplateFault(Exception):
    """Templates that cannot be used; `diagnostics` say why, at least one."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type["TemplateFault"], tuple[tuple[Diagnostic, ...]]]:
        """Let a worker process raise it in its parent."""
        return TemplateFault, (self.diagnostics,)


class Source(NamedTuple):
    """A template's name and text."""

    name: str
    text: str

    def diagnostic(self, line: int, code: str, message: str, *, mark: str = "", hint: str = "") -> Diagnostic:
        """Return an error on `line`, at the text `mark` if the line has it."""
        lines = self.text.splitlines()
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        start = text.find(mark) if mark else -1
        column = (start if start >= 0 else len(text) - len(text.lstrip())) + 1
        length = len(mark) if start >= 0 else max(len(text.strip()), 1)
        place = Location(f"templates/{self.name}", line, column if line else 0)
        return Diagnostic(place, "error", code, message, hint, text, length)


class Undefined(StrictUndefined):
    """A name that nothing defines, told with the nearest name that something does."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """The message, and behind a newline the hint."""
        owner, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint:
            return str(super()._undefined_message)
        if owner is missing:
            return f"{super()._undefined_message}\n{_GIVEN}"
        known: Iterable[str] = owner if isinstance(owner, dict) else dir(owner)
        hint = did_you_mean(str(name), [str(key) for key in known if not str(key).startswith("_")])
        return f"{_lacks(owner, str(name)) or super()._undefined_message}\n{hint}"


def _lacks(owner: object, name: str) -> str:
    """Say that a model or an imported template has not what is asked of it; "" of any other value."""
    kind = type(owner)
    if isinstance(owner, TemplateModule):
        return f"the imported template has no '{name}'"
    if kind.__module__.startswith("site_builder."):
        return f"{kind.__name__} of {kind.__module__.replace('.', '/')}.py has no '{name}'"
    return ""


def dynamic_name(mention: Mention, source: Source) -> Diagnostic:
    """Return the fault of a template name that is computed while rendering."""
    return source.diagnostic(
        mention.line,
        "dynamic-template",
        "the name of a template must be a plain string",
        hint="write each name out and choose with {% if %}, so that pages are redone when the file changes",
    )


def not_found(mention: Mention | None, source: Source, known: Sequence[str]) -> Diagnostic:
    """Return the fault of a template that is mentioned (None: that a page needs) and does not exist."""
    names = mention.names if mention else (source.name,)
    told = " or ".join(f"`{name}`" for name in names)
    hints = (did_you_mean(name, known) for name in names)
    return source.diagnostic(
        mention.line if mention else 0,
        "template-not-found",
        f"there is no template {told}",
        mark=names[0] if mention else "",
        hint=next(filter(None, hints), ""),
    )


def empty(source: Source) -> Diagnostic:
    """Say that a page's template has nothing in it; a part, in a folder of its own, may."""
    message = "the template is empty, and so would be every page made with it"
    return source.diagnostic(0, "template-empty", message, hint="delete the file to have the theme's again")


def bad_syntax(error: TemplateSyntaxError, source: Source) -> Diagnostic:
    """Return the fault of a template that Jinja cannot read."""
    message = error.message or "this cannot be read"
    mark = next(iter(_QUOTED.findall(message)), "")
    unknown = _UNKNOWN.search(message)
    known = () if unknown is None else _named(unknown[1])
    hint = did_you_mean(mark, known) if known else ""
    return source.diagnostic(error.lineno, "template-syntax", message, mark=mark, hint=hint)


def _named(what: str) -> Iterable[str]:
    """Return the names of all filters or tests."""
    from site_builder.render.filters import FILTERS  # loaded where something is wrong

    return (*DEFAULT_FILTERS, *FILTERS) if what == "filter" else DEFAULT_TESTS


def merges(source: Source) -> tuple[Diagnostic, ...]:
    """Return the places where a merge left both sides, which pages would else show."""
    hint = "keep what is right and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
    return tuple(
        source.diagnostic(
            line, "merge-conflict", f"a merge left both sides here, down to line {last}", hint=hint
        )
        for line, last in conflicts(source.text)
    )


def stray_block(source: Source, line: int, name: str, known: Iterable[str]) -> Diagnostic:
    """Say that a block stands in none of the templates that this one extends, so that no page shows it."""
    message = f"no template that this one extends has a block '{name}', so that nothing shows what is in it"
    hint = did_you_mean(name, known) or f"there are {', '.join(sorted(known))}"
    return source.diagnostic(line, "unknown-block", message, mark=f"block {name}", hint=hint)


def not_utf8(name: str, error: UnicodeDecodeError) -> Diagnostic:
    """Return the fault of a template that is not encoded in UTF-8."""
    before = error.object[: error.start]
    column = error.start - (before.rfind(b"\n") + 1) + 1
    place = Location(f"templates/{name}", before.count(b"\n") + 1, column)
    return Diagnostic(place, "error", "not-utf-8", "the file is not UTF-8", "save the file as UTF-8")


def at_rendering(
    error: Exception, source: Callable[[str], Source], folders: Sequence[Path]
) -> Diagnostic | None:
    """Return the fault that `error` shows in the template it was raised from, or None when we raised it."""
    if isinstance(error, TemplateSyntaxError):  # found only when compiling, such as an unknown filter
        return bad_syntax(error, source(error.name or ""))
    frames = traceback.extract_tb(error.__traceback__)
    ours = frames[-1].filename.startswith(_OURS)
    if ours and not isinstance(error, UndefinedError | RecursionError):
        return None
    for frame in _turning(frames) if isinstance(error, RecursionError) else reversed(frames):
        for folder in folders:
            if Path(frame.filename).is_relative_to(folder):
                name = Path(frame.filename).relative_to(folder).as_posix()
                return _rendering_fault(error, source(name), frame.lineno or 0)
    return None


def _turning(frames: Sequence[traceback.FrameSummary]) -> list[traceback.FrameSummary]:
    """Return the frames that come back, the first first: where it all ended is mere chance."""
    seen = Counter((frame.filename, frame.lineno) for frame in frames)
    return [frame for frame in frames if seen[frame.filename, frame.lineno] > 1]


def _rendering_fault(error: Exception, source: Source, line: int) -> Diagnostic:
    if isinstance(error, RecursionError):
        message = "templates include each other, or a macro calls itself, without end"
        return source.diagnostic(line, "template-error", message)
    if not isinstance(error, UndefinedError):
        return source.diagnostic(line, "template-error", f"{type(error).__name__}: {error}")
    message, _, hint = str(error).partition("\n")
    mark = _QUOTED.findall(message)
    return source.diagnostic(line, "template-undefined", message, mark=mark[-1] if mark else "", hint=hint)
