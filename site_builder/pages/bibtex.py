"""BibTeX: the record of a piece for biblatex and all that reads its `.bib` files, in UTF-8.

A scanner of BibTeX counts braces whether or not a backslash stands before them, so that braces of a text are written
by name. Names are separated by "and"; one that holds the word, or that is no person's, stands in braces of its own.
"""

import re
from typing import Final

from site_builder.model import Byline
from site_builder.pages.languages import primary
from site_builder.pages.people import taken_apart
from site_builder.pages.reference import Reference

_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "%": r"\%", "&": r"\&",
        "#": r"\#", "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_ANY_SPECIAL: Final = re.compile(r"[\\{}%&#$_~^]")
_URL_SPECIAL: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_BABEL: Final = {
    "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "cs": "czech", "da": "danish", "de": "ngerman",
    "de-at": "naustrian", "de-ch": "nswissgerman", "el": "greek", "en": "english", "en-gb": "british",
    "en-us": "american", "es": "spanish", "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french",
    "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "ja": "japanese", "ka": "georgian", "ko": "korean", "lt": "lithuanian", "lv": "latvian", "ms": "malay",
    "nb": "norsk", "nl": "dutch", "no": "norsk", "pl": "polish", "pt": "portuguese", "pt-br": "brazilian",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovenian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "th": "thai", "tr": "turkish", "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese",
    "zh": "chinese",
}  # fmt: skip
"""Names of languages in LaTeX's babel, of which `langid` must be one."""


def bibtex(reference: Reference) -> str:
    """Return the biblatex record of a piece, without a newline at its end."""
    printed = reference.kind in ("newspaper", "magazine")
    fields = {
        "author": " and ".join(map(_author, reference.authors)),
        "title": "{" + _escaped(reference.title) + "}",
        "journaltitle" if printed else "organization": _escaped(reference.outlet),
        "entrysubtype": reference.kind if printed else "",
        "date": reference.date,
        "url": reference.url.translate(_URL_SPECIAL),
        "urldate": reference.accessed,
        "langid": _babel(reference.language),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}")]
    return f"@{'article' if printed else 'online'}{{{reference.key},\n" + ",\n".join(lines) + "\n}"


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL) if _ANY_SPECIAL.search(text) else text


def _author(byline: Byline) -> str:
    name = taken_apart(byline)
    if name.whole:
        return "{" + _escaped(byline.name) + "}"
    parts = (name.family, name.suffix, name.given) if name.suffix else (f"{name.given} {name.family}",)
    return ", ".join(_escaped(part) for part in parts)


def _babel(tag: str) -> str:
    return _BABEL.get(tag.lower()) or _BABEL.get(primary(tag), "")
