"""Templates: render a model to bytes, and tell the digest of every source that the result depends on.

The same model with the same closure gives the same bytes, so a page whose model and closure are unchanged
need not be rendered. The closure of a template is every template that it extends, includes or imports,
transitively, with what their messages are in the language of the site; names that were looked for and not found belong
to it, since the page changes when they appear. A name that is computed while rendering cannot be known before, so it
is an error.
"""

import hashlib
from collections.abc import Callable, Collection, MutableMapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, Final, NamedTuple

from jinja2 import (
    Environment,
    FileSystemLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    select_autoescape,
)

from site_builder.diagnostics import Diagnostic
from site_builder.language.speech import ENGLISH, Speech
from site_builder.render.compiled import Compiled, Kept
from site_builder.render.faults import (
    Source,
    TemplateFault,
    Undefined,
    at_rendering,
    bad_syntax,
    dynamic_name,
    empty,
    not_found,
    not_utf8,
)
from site_builder.render.filters import FILTERS
from site_builder.render.mentions import Mention
from site_builder.render.messages import Read, plurals, translate
from site_builder.render.output import Calls, Compiler, Once, escaped

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
        self._sources = _Sources(list(self._folders))
        self._environment = _environment(self._sources)
        self._environment.kept_in = compiled
        self._environment.speak(speech)
        self._parsed: dict[str, _Parsed] = {}
        self._closures: dict[str, str] = {}

    def closure(self, name: str) -> str:
        """Return the SHA-256 (hex) over the names and sources of all that the template `name` depends on."""
        if name not in self._closures:
            lines = (f"{member}\0{self._parse(member).digest}\n" for member in sorted(self._members(name)))
            self._closures[name] = hashlib.sha256("".join(lines).encode()).hexdigest()
        return self._closures[name]

    def render(self, name: str, model: object) -> bytes:
        """Return the page that the template makes of `model` (its `page`), as UTF-8 with one newline at the end."""
        self.closure(name)
        try:
            text = self._environment.get_template(name).render(page=model)
        except Exception as error:
            fault = at_rendering(error, self._source, self._folders)
            if fault is None:
                raise
            raise TemplateFault((fault,)) from error
        return (text.rstrip("\n") + "\n").encode()

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
        cache = self._environment.cache or {}
        for key, template in list(cache.items()):
            if template.name and not changed.isdisjoint(self._members(template.name)):
                del cache[key]
        self._closures.clear()
        for name in changed:
            self._parsed.pop(name, None)
            self._sources.known.pop(name, None)

    def speak(self, speech: Speech) -> None:
        """Be of another language, or of catalogues that changed, from now on."""
        if speech is not self._environment.speech:
            self._environment.speak(speech)
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

    def _parse(self, name: str) -> _Parsed:
        if name not in self._parsed:
            self._parsed[name] = self._read_and_parse(name)
        return self._parsed[name]

    def _read_and_parse(self, name: str) -> _Parsed:
        try:
            source = self._source(name)
        except TemplateNotFound:
            return _Parsed("", ())
        try:
            found = self._environment.read(source.text, name)
        except TemplateSyntaxError as error:
            raise TemplateFault((bad_syntax(error, source),)) from error
        if found.plural:
            self._environment.count()
        dynamic = [dynamic_name(mention, source) for mention in found.mentions if not mention.names]
        if dynamic:
            raise TemplateFault(tuple(dynamic))
        return _Parsed(found.digest, found.mentions)

    def _source(self, name: str) -> Source:
        try:
            return Source(name, self._sources.get_source(self._environment, name)[0])
        except UnicodeDecodeError as error:
            raise TemplateFault((not_utf8(name, error),)) from error


class _Sources(FileSystemLoader):
    """Reads each file once, so that a page and its digest are made of the same text."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__(folders)
        self.known: dict[str, tuple[str, str, Callable[[], bool]]] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text, the file and a test of freshness that is never asked."""
        if template not in self.known:
            self.known[template] = super().get_source(environment, template)
        return self.known[template]


class _Environment(Environment):
    """Jinja's environment, with our compiler and what it calls; the tree that was read is what is compiled then.

    What is compiled is in the language of `speech`, and kept in the folder `kept_in`, if there is one.
    """

    code_generator_class = Compiler
    context_class = Calls
    escaped = staticmethod(escaped)
    kept_in: Path | None = None

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._trees: dict[tuple[str, str], nodes.Template] = {}
        self._reads: dict[tuple[str, str], Read] = {}
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._compiled: Compiled | None = None
        self.speech = ENGLISH

    def speak(self, speech: Speech) -> None:
        """Compile everything anew in another language."""
        self.speech = speech
        self._compiled = Compiled(self.kept_in, speech) if self.kept_in else None
        for known in (self._trees, self._reads, self._codes, self.cache or {}):
            known.clear()
        self.globals["once"] = Once()

    def count(self) -> None:
        """Let templates say what depends on a number; each global costs every page a little, and ours have no need of it."""
        self.globals.update(plurals(self.speech))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: as no template of ours has any of its own, those of all, which are quick to copy."""
        return super().make_globals(d) if d else self.globals

    def read(self, source: str, name: str) -> Read:
        """Return what a template holds, its messages in our language; raises TemplateSyntaxError."""
        key = name, source
        if kept := self._compiled and self._compiled.get(name, source):
            self._codes[key] = kept.code
            return Read(kept.digest, tuple(Mention(*each) for each in kept.mentions), kept.plural)
        self._trees.pop(key, None)  # is left where it wasn't compiled since
        self._trees[key] = self.parse(source, name)
        return self._reads[key]

    def compile(self, source: str, name: str, filename: str, **how: Any) -> CodeType:  # type: ignore[override]
        """Return what a template compiles to."""
        key = name, source
        if kept := self._codes.pop(key, None):
            return kept
        code: CodeType = super().compile(source, name, filename, **how)
        read = self._reads.pop(key, None)
        if self._compiled and read:
            mentions = tuple(tuple(mention) for mention in read.mentions)
            self._compiled.put(name, source, Kept(read.digest, mentions, read.plural, code), filename)
        return code

    def save(self) -> None:
        """Keep for other processes what was compiled in this one."""
        if self._compiled:
            self._compiled.save()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        key = name or "", source
        known = self._trees.pop(key, None)  # compiling changes it, so that it is of use once
        if known is None:
            known = super()._parse(source, name, filename)
            self._reads[key] = translate(known, source, self.speech)
        return known


def _environment(sources: FileSystemLoader) -> _Environment:
    environment = _Environment(
        loader=sources,
        undefined=Undefined,
        autoescape=select_autoescape(disabled_extensions=("txt",), default_for_string=True, default=True),
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    filters: dict[str, Any] = environment.filters
    filters.update(FILTERS)
    return environment
