"""Portable documents: the text of a PDF file, page by page, and what its properties say."""

import logging
import re
from io import BytesIO
from typing import Any, Final

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import SIZE_LIMIT, Document, Stated, clean, refusal
from site_builder.importing.inputs.parts import Part

_MOST_PAGES: Final = 400  # of one file
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_A-Z])")
_UNREAL: Final = re.compile(
    r"(?:untitled|microsoft word|document\d*$|.*\.(?:docx?|indd|qxd|pdf|tex|dvi)$)", re.IGNORECASE
)


def read(part: Part) -> Document | Diagnostic:
    """Return the text of a PDF file as a document; one of pictures, locked or damaged gives a diagnostic."""
    try:
        from pypdf import PdfReader
    except ImportError:
        hint = "pip install 'site-builder[import]', or export the text"
        return refusal(part.name, "unsupported-document", "PDF files need a package to be read", hint)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(part.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return refusal(
                part.name, "damaged-document", "the PDF file is locked", "save it without a password"
            )
        text, stated = _text(reader), _stated(reader)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged file makes happen
        said = f"the PDF file cannot be read: {type(error).__name__}"
        return refusal(part.name, "damaged-document", said, "export its text")
    if not clean(text):
        said = "the PDF file holds no text; it may be a scan"
        return refusal(part.name, "empty-document", said, "let a program recognise its text first")
    return Document(part.name, part.raw_sha256, "pdf", text, part.url, "text", stated)


def _text(reader: Any) -> str:
    """Return the text of the pages; words that the end of a line divides are joined."""
    found: list[str] = []
    size = 0
    for page in reader.pages[:_MOST_PAGES]:
        found.append(page.extract_text() or "")
        size += len(found[-1])
        if size > SIZE_LIMIT:
            break
    text = "\n\n".join(found)[:SIZE_LIMIT].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _HYPHEN.sub("", text.encode("utf-8", "replace").decode())


def _stated(reader: Any) -> Stated:
    properties = reader.metadata or {}
    title = clean(str(properties.get("/Title") or ""))
    return Stated(by="the file's properties", title="" if _UNREAL.match(title) else title)
