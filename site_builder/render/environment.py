"""Jinja's environment as our templates need it: one read of each file, our compiler, our messages, and what was compiled kept."""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, TemplateSyntaxError, nodes, select_autoescape
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from site_builder.language.speech import Speech
from site_builder.render.compiled import Compiled, Kept
from site_builder.render.faults import Undefined
from site_builder.render.filters import FILTERS
from site_builder.render.mentions import Mention
from site_builder.render.messages import Read, plurals, translate
from site_builder.render.output import Calls, Compiler, InOne, Once, escaped
from site_builder.render.rendered import as_markup


class Sources(FileSystemLoader):
    """Reads each file once, so that a page and its digest are made of the same text."""

    def __init__(self, folders: list[Path]) -> None:
        super().__init__(folders)
        self.known: dict[str, tuple[str, str, Callable[[], bool]]] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text, the file and a test of freshness that is never asked."""
        if template not in self.known:
            self.known[template] = super().get_source(environment, template)
        return self.known[template]


class Imported(Template):
    """A template whose macros see nothing but the globals that all templates have, so that they are made once."""

    _module: TemplateModule | None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


class Templating(Environment):
    """Jinja's environment, with our compiler and what it calls; the tree that was read is what is compiled then.

    What is compiled is in the language of `speech`, and kept in the folder `kept_in`, if there is one. Unless it is `careful`,
    templates take an attribute that is not there for an AttributeError; see `Compiler`.
    """

    code_generator_class = Compiler
    context_class = Calls
    template_class = Imported
    escaped = staticmethod(escaped)
    as_markup = staticmethod(as_markup)
    in_one = InOne

    def __init__(self, sources: Sources, kept_in: Path | None, speech: Speech, *, careful: bool) -> None:
        super().__init__(
            loader=sources,
            undefined=Undefined,
            autoescape=select_autoescape(disabled_extensions=("txt",), default_for_string=True, default=True),
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            auto_reload=False,
        )
        filters: dict[str, Any] = self.filters
        filters.update(FILTERS)
        self.careful = careful
        self._kept_in = kept_in
        self._trees: dict[tuple[str, str], nodes.Template] = {}
        self._reads: dict[tuple[str, str], Read] = {}
        self._compiled: Compiled | None = None
        self.speech = speech
        self.speak(speech)

    def speak(self, speech: Speech) -> None:
        """Compile everything anew in another language."""
        self.speech = speech
        self._compiled = Compiled(self._kept_in, speech, careful=self.careful) if self._kept_in else None
        for known in (self._trees, self._reads, self.cache or {}):
            known.clear()
        self.globals["once"] = Once()

    def count(self) -> None:
        """Let templates say what depends on a number; each global costs every page a little, and ours have no need of it."""
        self.globals.update(plurals(self.speech))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: as no template of ours has any of its own, those of all, which are quick to copy."""
        return super().make_globals(d) if d else self.globals

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002 - the name that Jinja gives it
        """Return a template; one that is loaded is at hand by its name, whoever extends or imports it."""
        if self.cache is None:
            return super().get_template(name, parent, globals)
        found: Template | None = self.cache.get(name)
        if found is None:
            found = self.cache[name] = super().get_template(name, parent, globals)
        return found

    def read(self, source: str, name: str) -> Read:
        """Return what a template holds, its messages in our language; raises TemplateSyntaxError."""
        if kept := self._compiled and self._compiled.get(name, source):
            return Read(kept.digest, tuple(Mention(*each) for each in kept.mentions), kept.plural)
        key = name, source
        self._trees.pop(key, None)  # is left where it wasn't compiled since
        self._trees[key] = self.parse(source, name)
        return self._reads[key]

    def compile(self, source: str, name: str, filename: str, **how: Any) -> CodeType:  # type: ignore[override]
        """Return what a template compiles to."""
        if kept := self._compiled and self._compiled.get(name, source):
            return kept.code
        code: CodeType = super().compile(source, name, filename, **how)
        read = self._reads.pop((name, source), None)
        if self._compiled and read:
            mentions = tuple(tuple(mention) for mention in read.mentions)
            self._compiled.put(name, source, Kept(read.digest, mentions, read.plural, code), filename)
        return code

    def encoded(self, name: str, model: object) -> bytes:
        """Return what a template makes of a model, its `page`, as UTF-8.

        Its pieces are encoded one by one, since most are ASCII: a page as one string takes two bytes a character as soon as
        one of its characters is a dash or a quotation mark, and has to be encoded character by character.
        """
        template = self.get_template(name)
        context = template.new_context({"page": model})
        try:
            return b"".join(map(str.encode, template.root_render_func(context)))
        except Exception:  # noqa: BLE001 - raised again, with the lines of the template in its traceback
            self.handle_exception()

    def save(self) -> None:
        """Keep for other processes what was compiled in this one."""
        if self._compiled:
            self._compiled.save()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        key = name or "", source
        known = self._trees.pop(key, None)  # compiling changes it, so that it is of use once
        if known is None:
            known = super()._parse(source, name, filename)
            self._know_all(known)
            self._reads[key] = translate(known, source, self.speech)
        return known

    def _know_all(self, tree: nodes.Template) -> None:
        """Refuse filters and tests that there are none of; Jinja itself asks within conditions only while rendering."""
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            what, known = ("filter", self.filters) if isinstance(node, nodes.Filter) else ("test", self.tests)
            if node.name not in known:
                raise TemplateSyntaxError(f"No {what} named '{node.name}'", node.lineno)
