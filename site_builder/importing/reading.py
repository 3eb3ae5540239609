"""Reading: one document, from the bytes taken out of the input to a draft; never an exception, whatever it is."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing import deadline, judgments, stated
from site_builder.importing.document import Document, refusal
from site_builder.importing.draft import Doubt, Draft
from site_builder.importing.encodings import LOST
from site_builder.importing.inputs import parts
from site_builder.importing.inputs.parts import Part
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text

Extractor = Callable[[Document, Names], Draft]


def _page(document: Document, names: Names) -> Draft:
    from site_builder.importing.html import page

    return page.extract(document, names)


IMPORTERS: Final[Mapping[str, Extractor]] = {"text": plain_text.extract, "html": _page}
"""A document's kind → what reads it into a draft. A new kind is a row here and one in `inputs/kinds.py`."""

_NOTHING: Final = "no running text was recognised; see the capture"


class Reading(Struct, frozen=True):
    """A document as it was read: its draft and the text that its capture keeps, or the fault for which it is not imported.

    A page that is a wall or a notice has a fault and may still have fields; what could not be read has a fault only.

    `raw_sha256` is the hash of the document's own bytes, `url` where it stands ("" if unknown); `asked`, `status` and `seen` are its part's.
    """

    name: str
    raw_sha256: str
    draft: Draft = Draft()
    text: str = ""
    url: str = ""
    asked: str = ""
    status: int = 0
    seen: str | None = None
    fault: Diagnostic | None = None


def read(names: Names, part: Part) -> Reading:
    """Read one document within bounded time; `names` is the digest's vocabulary."""
    try:
        with deadline.within(deadline.SECONDS):
            return _read(names, part)
    except deadline.TookTooLong:
        said = f"the document could not be read within {deadline.SECONDS:.0f} seconds"
        return _failed(part, "document-too-hard", said, "cut it to the piece")
    except (MemoryError, RecursionError) as error:
        said = f"the document takes too much to be read: {type(error).__name__}"
        return _failed(part, "document-too-hard", said, "cut it to the piece")
    except ModuleNotFoundError as error:
        said = f"documents of this kind need more packages to be read ({error.name})"
        return _failed(part, "unsupported-document", said, "pip install 'site-builder[import]'")
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not keep the others back
        said = f"reading the document failed: {type(error).__name__}: {error}"
        return _failed(part, "extraction-failed", said[:300], "report it with the document, if you may")


def _failed(part: Part, code: str, message: str, hint: str) -> Reading:
    """Return that a part could not be read, and why."""
    return Reading(part.name, part.raw_sha256, fault=refusal(part.name, code, message, hint))


def lost(name: str) -> Diagnostic:
    """Return the diagnostic that a document brought down the process that read it."""
    said = "reading the document brought the process down; it may take too much memory"
    return refusal(name, "document-too-hard", said, "cut it to the piece")


def _read(names: Names, part: Part) -> Reading:
    read_ = parts.read(part)
    if isinstance(read_, Diagnostic):
        return Reading(part.name, part.raw_sha256, fault=read_)
    draft = IMPORTERS[read_.kind](read_, names)
    if not (draft.title or draft.blocks or draft.markdown):
        nothing = Doubt("body", 0, _NOTHING)
        draft = Draft(text=draft.text, fault=draft.fault, doubts=(*draft.doubts, nothing))
    else:
        lines = draft.text.split("\n\n") if read_.kind == "html" else read_.text.split("\n")
        draft = stated.completed(judgments.completed(draft, lines), read_, names)
    text = draft.text or read_.text
    if LOST in text:
        draft = replace(draft, doubts=(*draft.doubts, _unreadable(text, read_.encoding)))
    url = part.url or read_.url
    return Reading(
        part.name, part.raw_sha256, draft, text, url, part.asked, part.status, part.seen, draft.fault
    )


def _unreadable(text: str, encoding: str) -> Doubt:
    lost = text.count(LOST)
    said = f"{lost} character{'s' * (lost > 1)} of the document cannot be read ({encoding}); each stands as {LOST}"
    return Doubt("body", text.count("\n", 0, text.index(LOST)) + 1, said)
