"""Languages: their names in words and the direction in which they are written.

Names are for the languages a digest is likely to meet; any other is named by its tag. Scripts that run from
right to left: Unicode Standard, chapter 9, and the CLDR's likely scripts of these languages.
"""

from typing import Final

from site_builder.language.speech import Speech
from site_builder.language.speech import marked as _

NAMES: Final = {
    "ar": _("Arabic"), "bg": _("Bulgarian"), "bn": _("Bengali"), "cs": _("Czech"), "da": _("Danish"), "de": _("German"),
    "el": _("Greek"), "en": _("English"), "es": _("Spanish"), "et": _("Estonian"), "fa": _("Persian"), "fi": _("Finnish"),
    "fr": _("French"), "he": _("Hebrew"), "hi": _("Hindi"), "hr": _("Croatian"), "hu": _("Hungarian"), "id": _("Indonesian"),
    "it": _("Italian"), "ja": _("Japanese"), "ka": _("Georgian"), "ko": _("Korean"), "ku": _("Kurdish"), "lt": _("Lithuanian"),
    "lv": _("Latvian"), "ms": _("Malay"), "nb": _("Norwegian"), "nl": _("Dutch"), "no": _("Norwegian"), "pl": _("Polish"),
    "ps": _("Pashto"), "pt": _("Portuguese"), "ro": _("Romanian"), "ru": _("Russian"), "sk": _("Slovak"), "sl": _("Slovenian"),
    "so": _("Somali"), "sr": _("Serbian"), "sv": _("Swedish"), "sw": _("Swahili"), "ta": _("Tamil"), "th": _("Thai"),
    "tr": _("Turkish"), "uk": _("Ukrainian"), "ur": _("Urdu"), "vi": _("Vietnamese"), "yi": _("Yiddish"), "zh": _("Chinese"),
}  # fmt: skip
_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region: "de" for "de-AT"."""
    return tag.partition("-")[0].lower()


def name(speech: Speech, tag: str) -> str:
    """Return what the language of `tag` is called, or the tag itself."""
    known = NAMES.get(primary(tag))
    return speech.gettext(known) if known else tag


def direction(tag: str) -> str:
    """Return "rtl" or "ltr"; an explicit Latin script wins over the language's usual one."""
    return "rtl" if primary(tag) in _RIGHT_TO_LEFT and "-Latn" not in tag else "ltr"
