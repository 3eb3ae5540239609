"""Migrate: the posts of an existing site become entries of a digest, and its pages standing pages.

Each file is written on its own or not at all, and nothing that stands is overwritten: what was imported before is
left as it is, so that a migration can be run again after mending what it reported.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_builder.content.parse import parse
from site_builder.diagnostics import Diagnostic, Location, has_errors
from site_builder.importing import document, gathering
from site_builder.importing.copies.shelf import Shelf
from site_builder.importing.document import Document, printable, refusal
from site_builder.importing.draft import Draft
from site_builder.importing.report import ImportReport, Outcome
from site_builder.importing.sites import bodies, written
from site_builder.importing.sites.front_matter import Matter, Value, split
from site_builder.importing.sites.layouts import LAYOUTS, Layout, Post, Settings, settings_of
from site_builder.importing.sites.mapping import NAMES, Mapped, alias, mapped
from site_builder.importing.writing.entries import entry_path
from site_builder.importing.writing.save import Write, save
from site_builder.importing.writing.wanted import wanted

_BUILT: Final = frozenset({"_site", "public", "output", "node_modules", "vendor", "themes", "resources"})


class Old(Struct, frozen=True):
    """A post of the old site with all that is known of it, and where it will stand."""

    post: Post
    matter: Matter
    mapped: Mapped
    entry: str
    path: str
    aliases: tuple[str, ...]

    @property
    def permalink(self) -> str:
        """The address that it will have, "" without a date."""
        if self.post.role == "page":
            return f"/{self.mapped.slug}/"
        return written.permalink(self.entry, self.mapped.day)


def migrate(
    generator: str, folder: Path, project: Path, *, dry_run: bool = False, region: str = ""
) -> ImportReport:
    """Import the site in `folder`, which `generator` (a key of `LAYOUTS`) makes, into a project.

    `region` is the slug of the region of posts that state none ("": they become drafts). A dry run writes nothing.
    """
    shelf = Shelf(project, keep=not dry_run)
    move = _Move(LAYOUTS[generator], folder, project, shelf, region)
    outcomes = [move.outcome(one, dry_run=dry_run) for one in move.read()]
    others = move.passed_over
    if others:
        note = f"{len(others)} other files were not read or copied, such as {', '.join(others[:3])}"
        outcomes.append(Outcome(str(folder), "skipped", diagnostics=(_warning(str(folder), note),)))
    shelf.prints.close()
    return ImportReport(tuple(outcomes), tuple(shelf.faults), dry_run)


class _Move:
    """One migration: the old posts by the names that they have there, and what is taken here."""

    def __init__(self, layout: Layout, folder: Path, project: Path, shelf: Shelf, region: str) -> None:
        self._layout, self._folder, self._project = layout, folder, project
        self._shelf, self._region = shelf, region
        self._settings: Settings = self._read_settings()
        self._entries: set[str] = set()
        self._addresses: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self.passed_over: list[str] = []

    def read(self) -> list[Old | Outcome]:
        """Read all posts; what cannot be read is an outcome already."""
        found = [self._old(one) for one in self._posts()]
        olds = [one for one in found if isinstance(one, Old)]
        self._addresses |= {one.permalink: one.post.path for one in olds}
        for one in olds:
            for name in _names(one.post):
                self._named.setdefault(name, one.permalink)
        return found

    def outcome(self, old: Old | Outcome, *, dry_run: bool) -> Outcome:
        """Write one post, unless it stands there already."""
        if isinstance(old, Outcome):
            return old
        name = str(self._folder / old.post.path)
        stands = self._shelf.has_path(old.path) or (old.entry and self._shelf.has_entry(old.entry))
        if stands:
            return Outcome(name, "already imported", old.entry, old.path)
        aliases, notes = self._aliases(old)
        body, remarks = bodies.translated(old.matter.body, old.matter.body_line, self._find)
        is_page = old.post.role == "page"
        text = written.page(old.mapped, body) if is_page else self._entry(old, aliases, body)
        faults = parse(old.path, text).diagnostics
        if has_errors(faults):
            # The file that they speak of is never written; what is to be mended stands in the post.
            errors = [
                replace(one, location=Location(name), source_line="")
                for one in faults
                if one.severity == "error"
            ]
            return Outcome(name, "failed", diagnostics=tuple(errors))
        if not dry_run:
            try:
                save(self._project, {old.path: Write(text)})
            except OSError as error:
                fault = refusal(
                    name, "cannot-save", f"{error.strerror}: {error.filename}", "nothing was written for it"
                )
                return Outcome(name, "failed", diagnostics=(fault,))
        empty = [] if is_page or old.mapped.is_draft else written.missing(old.mapped, self._region)
        notes += [f"kept as a comment: `{field}: {value[:80]}`" for field, value in old.mapped.kept]
        notes += [f"{name}:{remark.line}: {remark.message}" for remark in remarks]
        sought = tuple(wanted(old.path, text, empty, Draft()))
        return Outcome(name, "imported", old.entry, old.path, (old.path,), wanted=sought, notes=tuple(notes))

    def _entry(self, old: Old, aliases: list[str], body: str) -> bytes:
        return written.entry(
            old.entry, old.mapped, aliases, self._region, body, draft=old.post.role == "draft"
        )

    def _posts(self) -> Iterator[Post]:
        """Yield the posts and pages of the old site; other files are named in the report."""
        for one in gathering.walk([str(self._folder)]):
            path = Path(one.name).relative_to(self._folder).as_posix()
            if _BUILT & set(Path(path).parts[:-1]) or path in self._layout.settings:
                continue
            post = self._layout.post(path)
            if post.role:
                yield post
            else:
                self.passed_over.append(printable(path))

    def _old(self, post: Post) -> Old | Outcome:
        name = printable(str(self._folder / post.path))
        if post.role == "unread":
            said = "posts in this markup are not read"
            return Outcome(
                name,
                "failed",
                diagnostics=(refusal(name, "unsupported-document", said, "turn it into Markdown"),),
            )
        read = self._document(name, post)
        matter = split(name, read.text, lines=self._layout.lines) if isinstance(read, Document) else read
        if isinstance(matter, Diagnostic):
            return Outcome(name, "failed", diagnostics=(matter,))
        if post.role == "page" and not matter.fields:
            self.passed_over.append(printable(post.path))
            return Outcome(name, "skipped", diagnostics=(_warning(name, "it has no front matter"),))
        found = mapped(self._with_settings(matter, post), post.day, post.slug, self._shelf.names)
        return self._placed(post, matter, found)

    def _document(self, name: str, post: Post) -> Document | Diagnostic:
        file = self._folder / post.path
        try:
            if file.is_symlink() or not file.is_file():
                return refusal(name, "unreadable-document", "this is a link or no file", "")
            if file.stat().st_size > document.SIZE_LIMIT:
                return refusal(
                    name, "document-too-large", "the post is larger than 2 MB", "cut it to the piece"
                )
            return document.read(name, file.read_bytes())
        except OSError as error:
            return refusal(name, "unreadable-document", error.strerror or str(error), "")

    def _with_settings(self, matter: Matter, post: Post) -> Mapping[str, Value]:
        """Return the fields of a post with the author of its site and the language in its name, where it states none."""
        fields = dict(matter.fields)
        if (author := self._settings.get("author", "")) and not {"author", "authors"} & fields.keys():
            fields["author"] = author
        if post.language and not set(NAMES["language"]) & fields.keys():
            fields["language"] = post.language
        return fields

    def _placed(self, post: Post, matter: Matter, found: Mapped) -> Old:
        address = self._layout.address(post, matter, self._settings, found.day, found.slug)
        stated = found.fields.get("aliases")
        aliases = [*(stated if isinstance(stated, list) else []), alias(address) if address else ""]
        if post.role == "page":
            return Old(post, matter, found, "", f"content/pages/{found.slug or 'page'}.md", ())
        entry = written.entry_id(found, self._entries)
        self._entries.add(entry)
        path = entry_path(entry, found.day)
        return Old(post, matter, found, entry, path, tuple(dict.fromkeys(filter(None, aliases))))

    def _aliases(self, old: Old) -> tuple[list[str], list[str]]:
        """Return the old addresses that become redirects, and a note for each that another piece has already."""
        kept, notes = [], []
        for path in old.aliases:
            owner = self._addresses.setdefault(path, old.post.path)
            if owner == old.post.path and path != old.permalink:
                kept.append(path)
            elif owner != old.post.path:
                notes.append(f"the old address {path} is taken by {owner}; no redirect is made")
        if not old.aliases and old.post.role == "post":
            notes.append("its old address could not be worked out; add it to `aliases`, if readers have it")
        return kept, notes

    def _find(self, name: str) -> str:
        """Return the new address of the post that a link names by path, by file name or by date and slug."""
        bare = name.strip().strip("/")
        for known in (
            bare,
            bare.rpartition(".")[0],
            bare.rpartition("/")[2],
            bare.rpartition("/")[2].rpartition(".")[0],
        ):
            if known and known in self._named:
                return self._named[known]
        return ""

    def _read_settings(self) -> Settings:
        for name in self._layout.settings:
            try:
                data = (self._folder / name).read_bytes()[: document.SIZE_LIMIT]
            except OSError:
                continue
            return settings_of(name, data.decode("utf-8", "replace"))
        return {}


def _names(post: Post) -> list[str]:
    """Return the names by which other posts of the old site link to one."""
    path = Path(post.path)
    inner = post.path.partition("content/")[2] or post.path.partition("_posts/")[2] or post.path
    stem = inner.rpartition(".")[0]
    return [
        inner,
        stem,
        stem.removesuffix("/index"),
        path.name,
        path.stem if path.stem != "index" else path.parent.name,
    ]


def _warning(name: str, message: str) -> Diagnostic:
    return replace(refusal(name, "unsupported-document", message, ""), severity="warning")
