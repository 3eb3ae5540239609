"""Languages: their names in words and the direction in which they are written.

Names are for the languages a digest is likely to meet; any other is named by its tag. Scripts that run from
right to left: Unicode Standard, chapter 9, and the CLDR's likely scripts of these languages.
"""

from typing import Final

NAMES: Final = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip
_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region: "de" for "de-AT"."""
    return tag.partition("-")[0].lower()


def name(tag: str) -> str:
    """Return the English name of the language of `tag`, or the tag itself."""
    return NAMES.get(primary(tag), tag)


def direction(tag: str) -> str:
    """Return "rtl" or "ltr"; an explicit Latin script wins over the language's usual one."""
    return "rtl" if primary(tag) in _RIGHT_TO_LEFT and "-Latn" not in tag else "ltr"
