"""The catalogues that ship with us, and the list of all messages: `site_builder/locale/`.

They belong to the program like its code (the generator digest covers them), so reading them is no input of a build.
"""

import gettext
from functools import cache
from pathlib import Path
from typing import Final

from site_builder.language import po

_FOLDER: Final = Path(__file__).resolve().parent.parent / "locale"
SOURCE: Final = "en"
"""The language of the messages in the sources."""


@cache
def shipped(tag: str) -> gettext.GNUTranslations | None:
    """Return the catalogue of a language such as "fr" or "pt-br" (in lower case), None if none ships."""
    file = _FOLDER / tag / "LC_MESSAGES" / "site_builder.mo"
    if not tag.replace("-", "").isalnum() or not file.is_file():
        return None
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)


@cache
def messages() -> tuple[po.Message, ...]:
    """Return all messages of the program and its theme, from the template for translators."""
    return po.read((_FOLDER / "site_builder.pot").read_text("utf-8")).messages
