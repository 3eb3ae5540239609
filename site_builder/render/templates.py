"""Templates: render a model to bytes, and tell the digest of every source that the result depends on.

The same model with the same closure gives the same bytes, so a page whose model and closure are unchanged
need not be rendered. The closure of a template is every template that it extends, includes or imports,
transitively, with what their messages are in the language of the site; names that were looked for and not found belong
to it, since the page changes when they appear. A name that is computed while rendering cannot be known before, so it
is an error.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from site_builder.diagnostics import Diagnostic
from site_builder.language.speech import ENGLISH, Speech
from site_builder.render.blocks import strays
from site_builder.render.environment import Sources, Templating
from site_builder.render.faults import (
    Source,
    TemplateFault,
    at_rendering,
    bad_syntax,
    dynamic_name,
    empty,
    merges,
    not_found,
    not_utf8,
    stray_block,
)
from site_builder.render.mentions import Mention

_SUFFIXES: Final = ("html", "xml", "json", "txt")


class _Parsed(NamedTuple):
    """The digest of one template and its messages ("" when there is no such file), and the templates that it names."""

    digest: str
    mentions: tuple[Mention, ...]


class Templates:
    """The templates of `folders`, in the language of `speech`.

    A file of an earlier folder stands in for one of the same name in a later.

    Methods that meet a fault in a template raise `TemplateFault` with a diagnostic for each. The folder
    `compiled`, if given, keeps what templates compile to from one process to the next; it must be as
    trustworthy as the templates, and belong to one version of Jinja.
    """

    def __init__(
        self, folders: Sequence[Path], compiled: Path | None = None, speech: Speech = ENGLISH
    ) -> None:
        self._folders = tuple(folders)
        self._sources = Sources(list(self._folders))
        self._environment = Templating(self._sources, compiled, speech, careful=False)
        self._careful = Templating(self._sources, compiled, speech, careful=True)
        self._in_need_of_care: set[str] = set()
        self._parsed: dict[str, _Parsed] = {}
        self._closures: dict[str, str] = {}

    def closure(self, name: str) -> str:
        """Return the SHA-256 (hex) over the names and sources of all that the template `name` depends on."""
        if name not in self._closures:
            if stray := [fault for member in sorted(self._members(name)) for fault in self._strays(member)]:
                raise TemplateFault(tuple(stray))
            lines = (f"{member}\0{self._parse(member).digest}\n" for member in sorted(self._members(name)))
            self._closures[name] = hashlib.sha256("".join(lines).encode()).hexdigest()
        return self._closures[name]

    def render(self, name: str, model: object) -> bytes:
        """Return the page that the template makes of `model` (its `page`), as UTF-8 with one newline at the end."""
        self.closure(name)
        try:
            data = self._rendered(name, model)
        except Exception as error:
            fault = at_rendering(error, self._source, self._folders)
            if fault is None:
                raise
            raise TemplateFault((fault,)) from error
        return data.rstrip(b"\n") + b"\n"

    def _rendered(self, name: str, model: object) -> bytes:
        """Return what a template makes of a model: quickly, unless an attribute was ever not there."""
        if name not in self._in_need_of_care:
            try:
                return self._environment.encoded(name, model)
            except AttributeError:
                self._in_need_of_care.add(name)
        data = self._careful.encoded(name, model)
        self._careful.save()
        return data

    def check(self) -> tuple[Diagnostic, ...]:
        """Return every fault that can be found in any template without rendering it."""
        faults: dict[Diagnostic, None] = {}
        for name in self._names():
            try:
                self.closure(name)
                self._environment.get_template(name)
                if "/" not in name and not (source := self._source(name)).text.strip():
                    faults[empty(source)] = None
            except TemplateFault as error:
                faults |= dict.fromkeys(error.diagnostics)
            except TemplateSyntaxError as error:  # found only when compiling, such as an unknown filter
                faults[bad_syntax(error, self._source(name))] = None
        self._environment.save()
        return tuple(sorted(faults, key=Diagnostic.sort_key))

    def forget(self, names: Collection[str]) -> None:
        """Read the templates `names` anew when they are next needed, and whatever depends on them."""
        changed = set(names)
        for environment in (self._environment, self._careful):
            cache = environment.cache or {}
            for key, template in list(cache.items()):
                if template.name and not changed.isdisjoint(self._members(template.name)):
                    del cache[key]
        self._in_need_of_care.clear()
        self._closures.clear()
        for name in changed:
            self._parsed.pop(name, None)
            self._sources.known.pop(name, None)

    def speak(self, speech: Speech) -> None:
        """Be of another language, or of catalogues that changed, from now on."""
        if speech is not self._environment.speech:
            self._environment.speak(speech)
            self._careful.speak(speech)
            self._in_need_of_care.clear()
            self._closures.clear()
            self._parsed.clear()

    def _names(self) -> list[str]:
        names = self._environment.list_templates(extensions=_SUFFIXES)
        return [name for name in names if not name.startswith("assets/")]

    def _members(self, name: str) -> set[str]:
        members: set[str] = set()
        faults: list[Diagnostic] = []
        waiting = [name]
        while waiting:
            member = waiting.pop()
            if member in members:
                continue
            members.add(member)
            for mention in self._parse(member).mentions:
                waiting += mention.names
                if mention.required and not any(self._parse(choice).digest for choice in mention.names):
                    faults.append(not_found(mention, self._source(member), self._names()))
        if not self._parse(name).digest:
            faults.append(not_found(None, Source(name, ""), self._names()))
        if faults:
            raise TemplateFault(tuple(faults))
        return members

    def _strays(self, name: str) -> Iterator[Diagnostic]:
        """Yield the faults of a template's blocks; those of the theme that ships, the last folder, have none."""
        if not self._parse(name).digest or self._is_shipped(name):
            return
        source = self._source(name)
        for line, block, known in strays(name, self._tree):
            yield stray_block(source, line, block, known)

    def _is_shipped(self, name: str) -> bool:
        file = self._sources.get_source(self._environment, name)[1]
        return Path(file).is_relative_to(self._folders[-1])

    def _tree(self, name: str) -> nodes.Template:
        return Parser(self._environment, self._source(name).text, name).parse()

    def _parse(self, name: str) -> _Parsed:
        if name not in self._parsed:
            self._parsed[name] = self._read_and_parse(name)
        return self._parsed[name]

    def _read_and_parse(self, name: str) -> _Parsed:
        try:
            source = self._source(name)
        except TemplateNotFound:
            return _Parsed("", ())
        if left := merges(source):
            raise TemplateFault(left)
        try:
            found = self._environment.read(source.text, name)
        except TemplateSyntaxError as error:
            raise TemplateFault((bad_syntax(error, source),)) from error
        if found.plural:
            self._environment.count()
            self._careful.count()
        dynamic = [dynamic_name(mention, source) for mention in found.mentions if not mention.names]
        if dynamic:
            raise TemplateFault(tuple(dynamic))
        return _Parsed(found.digest, found.mentions)

    def _source(self, name: str) -> Source:
        try:
            return Source(name, self._sources.get_source(self._environment, name)[0])
        except UnicodeDecodeError as error:
            raise TemplateFault((not_utf8(name, error),)) from error
