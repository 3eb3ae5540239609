"""Page: a page of the web as a draft."""

import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing import plain_text
from site_builder.importing.document import SIZE_LIMIT, Document, clean
from site_builder.importing.draft import Doubt, Draft, Evidence
from site_builder.importing.html import markup
from site_builder.importing.names import Names

_HIDDEN: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "button",
        "select",
        "textarea",
    }
)
_INLINE: Final = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
    }
    | {"q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")


def extract(document: Document, names: Names) -> Draft:
    """Read a page: its visible text, one line a block, as a plain-text document, and the language it states."""
    tree = markup.parsed(document.text)
    whole = visible_text(tree)
    text = whole[:SIZE_LIMIT]
    draft = plain_text.extract(replace(document, kind="text", text=text), names)
    language = (tree.get("lang") or "").strip()
    if _LANGUAGE.fullmatch(language) and not draft.language:
        said = Evidence("language", 0, "the page's own mark-up")
        draft = replace(draft, language=language, evidence=(*draft.evidence, said))
    if len(whole) > SIZE_LIMIT:
        cut = Doubt("body", 0, f"the page is read up to {SIZE_LIMIT:,} characters; the rest is left out")
        draft = replace(draft, doubts=(*draft.doubts, cut))
    return replace(draft, text=text)


def visible_text(tree: HtmlElement) -> str:
    """Return the text that a page shows, a line for each block and an empty line between two."""
    lines: list[str] = []
    run: list[str] = []

    def end_block() -> None:
        if line := clean("".join(run)):
            lines.append(line)
        run.clear()

    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in _HIDDEN
            if tag not in _INLINE:
                end_block()
            if not hidden:
                run.append(element.text or "")
        else:
            hidden -= tag in _HIDDEN
            if tag not in _INLINE:
                end_block()
            if not hidden:
                run.append(element.tail or "")
    end_block()
    return "\n\n".join(lines)
