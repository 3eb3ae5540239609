"""Unlabelled: which encoding the bytes of a document are in that says nothing of it.

In Western European texts, letters beyond ASCII stand alone between others. Where such bytes follow each other in
long runs, the text is in another script: the decoding is taken that gives the letters of one script in plausible
words. Where none clearly does, the caller's own default is right as often as anything.
"""

import re
from typing import Final

_SAMPLE: Final = 200_000  # bytes
_RUNS: Final = re.compile(rb"[\x80-\xff]{3,}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_ENOUGH: Final = 40  # bytes
_SHARE: Final = 0.6  # of these, in runs
_DAMAGE: Final = 0.05  # of the characters beyond ASCII
_CUT: Final = 4  # bytes of the longest character
_CLEAR: Final = 0.8  # of the letters
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_COMMON_GB: Final = re.compile("[的一是不了在人有我他这中大来上个国]")
_COMMON_BIG5: Final = re.compile("[的一是不了在人有我他這中大來上個國]")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_FEW: Final = 0.05  # of what lies beyond ASCII may be half-width kana, which wrong readings are full of
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_SCRIPTS: Final = {
    "cp1255": re.compile(
        "[\u05d0-\u05ea]"
    ),  # first: its letters are lower ones of others, too, and some are never used
    "koi8_u": re.compile("[\u0400-\u045f\u0490\u0491]"),
    "cp1251": re.compile("[\u0400-\u045f\u0490\u0491]"),
    "cp866": re.compile("[\u0400-\u045f]"),
    "iso8859_5": re.compile("[\u0400-\u045f]"),
    "cp1253": re.compile("[\u0370-\u03ff]"),
    "cp1256": re.compile("[\u0621-\u064a\u067e\u0686\u06af\u06a9\u06cc]"),
}
_MISCASED: Final = re.compile(
    r"[^\W\d_]*[a-z\u03ac-\u03ce\u0430-\u045f\u0491][A-Z\u0391-\u03a9\u0400-\u042f\u0490]"
)


def guessed(data: bytes) -> str:
    """Return the encoding that bytes which are not all UTF-8 are most likely in, "" where nothing clearly speaks for one."""
    sample = data[:_SAMPLE]
    if _is_damaged(sample):
        return "utf-8"
    high = len(_HIGH.findall(sample))
    if high < _ENOUGH or sum(map(len, _RUNS.findall(sample))) < _SHARE * high:
        return ""
    return _eastern(sample) or _by_letters(sample)


def _is_damaged(sample: bytes) -> bool:
    """Tell whether bytes are UTF-8 but for a few, as where a page was cut off within a letter or has a part of another one."""
    text = sample.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return lost <= _DAMAGE * (len(_BEYOND.findall(text)) - lost)


def _eastern(sample: bytes) -> str:
    """Return a Japanese, Korean or Chinese encoding in which the bytes are text without a flaw, written as that language is."""
    for encoding, marks, least in (
        ("cp932", _KANA, 0.2), ("euc_jp", _KANA, 0.2), ("cp949", _HANGUL, 0.7), ("big5hkscs", _COMMON_BIG5, 0.04), ("gb18030", _COMMON_GB, 0.04),
    ):  # fmt: skip
        text = _read(sample, encoding)
        beyond = len(_BEYOND.findall(text))
        if (
            beyond
            and len(marks.findall(text)) >= least * beyond
            and len(_HALF_KANA.findall(text)) <= _FEW * beyond
        ):
            return encoding
    return ""


def _by_letters(sample: bytes) -> str:
    best, found = 0.0, ""
    for encoding, script in _SCRIPTS.items():
        text = sample.decode(encoding, "replace")
        beyond = len(_BEYOND.findall(text))
        share = (
            len(script.findall(text)) - 2 * len(_MISCASED.findall(text)) - 4 * text.count("\ufffd")
        ) / max(1, beyond)
        if share > max(best, _CLEAR):
            best, found = share, encoding
    return found


def _read(sample: bytes, encoding: str) -> str:
    """Return bytes as text, "" if they are none; what the end of the sample cuts off is no flaw."""
    for cut in range(_CUT):
        try:
            return sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - _CUT:
                return ""
    return ""
