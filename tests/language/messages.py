"""The messages of the program and its theme: gathered, given to every catalogue, compiled. `make messages` runs this.

Babel finds the messages and writes the files; at run time Python's own `gettext` reads what was compiled.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[2]
LOCALE: Final = ROOT / "site_builder" / "locale"
TEMPLATE: Final = LOCALE / "site_builder.pot"
_SOURCES: Final = {
    "site_builder": [("pages/**.py", "python"), ("language/**.py", "python")],
    "templates": [("**.html", "jinja2.ext:babel_extract"), ("**.xml", "jinja2.ext:babel_extract")],
}
_OPTIONS: Final = {f"**.{suffix}": {"trim_blocks": "true", "silent": "false"} for suffix in ("html", "xml")}
_KEYWORDS: Final = {**DEFAULT_KEYWORDS, "marked": None}
_ABOUT: Final = "Translations may be used as the program may: LICENSE."


def gathered() -> Catalog:
    """All messages of the sources, with the files that they stand in."""
    found = Catalog(charset="utf-8")
    for folder, methods in _SOURCES.items():
        for file, _, message, comments, context in extract_from_dir(
            ROOT / folder, methods, _OPTIONS, _KEYWORDS
        ):
            found.add(
                message, locations=[(f"{folder}/{file}", None)], user_comments=comments, context=context
            )
    return found


def catalogue_of(language: str) -> Catalog:
    """A catalogue as its translator wrote it."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def languages() -> list[str]:
    """The languages that ship with us, but for the one of the sources."""
    return sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/site_builder.po"))


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "site_builder.po"


def compiled(catalogue: Catalog) -> bytes:
    """The MO file of a catalogue, with the header of its PO file."""
    buffer = io.BytesIO()
    write_mo(buffer, _Headed(catalogue))
    return buffer.getvalue()


class _Headed:
    """A catalogue for `write_mo`, without the dates of Babel's own header."""

    def __init__(self, catalogue: Catalog) -> None:
        self._catalogue = catalogue
        self.charset = catalogue.charset
        self.num_plurals = catalogue.num_plurals

    def __iter__(self) -> Iterator[Message]:
        yield Message("", "".join(f"{line}\n" for line in _header(self._catalogue)))
        yield from (message for message in self._catalogue if message.id)


def _header(catalogue: Catalog) -> list[str]:
    language = str(catalogue.locale).replace("_", "-") if catalogue.locale else ""
    header = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    rule = (
        catalogue.plural_forms if language else "nplurals=INTEGER; plural=EXPRESSION;"
    )  # for translators to fill in
    return [*header, f"Plural-Forms: {rule}"]


def written(catalogue: Catalog) -> bytes:
    """The PO file of a catalogue: no dates and no line numbers, which would change when nothing has."""
    lines = "".join(f'"{line}\\n"\n' for line in _header(catalogue))
    buffer = io.BytesIO(f'# {_ABOUT}\nmsgid ""\nmsgstr ""\n{lines}\n'.encode())
    buffer.seek(0, io.SEEK_END)
    write_po(
        buffer,
        catalogue,
        width=110,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return buffer.getvalue().rstrip(b"\n") + b"\n"


def main() -> int:
    """Bring the template and every catalogue up to date; return 1 where something is left to be translated."""
    sources = gathered()
    TEMPLATE.write_bytes(written(sources))
    left = 0
    for language in languages():
        catalogue = catalogue_of(language)
        catalogue.update(sources, no_fuzzy_matching=True)
        po_file(language).write_bytes(written(catalogue))
        po_file(language).with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = [
            message.id
            for message in catalogue
            if message.id
            and not all(message.string if isinstance(message.string, tuple) else (message.string,))
        ]
        left += len(missing)
        for message in missing:
            sys.stdout.write(f"{po_file(language).relative_to(ROOT)}: not translated: {message!r}\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
