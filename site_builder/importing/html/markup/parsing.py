"""Markup: the text of a page as a tree."""

import re
from typing import Final

from lxml import etree, html
from lxml.html import HtmlElement

_ENDS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONG_TAG: Final = 20_000  # characters
_LADEN: Final = re.compile(rf"<([a-zA-Z][\w:-]*)[^<>]{{{_LONG_TAG},}}")
_QUOTED: Final = re.compile("\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES: Final = 1_000  # of one tag; the parser compares each with all others
_CLASSES: Final = etree.ElementDefaultClassLookup(element=HtmlElement)


def parsed(text: str) -> HtmlElement:
    """Return the tree of a page's markup; any text gives one.

    What stands behind the end of the page still belongs to it (WHATWG HTML, "after after body"), as where a theme
    prints a whole page for a header. The parser would lose it, so the ends are taken away.
    It would lose, too, what stands deeper than 256 elements, as behind many tags that nobody closed, if it weren't told
    that trees may be huge; then it is 2,048.
    """
    text = _ENDS.sub("", _UNFIT.sub("", text))
    if max(map(len, text.split("<"))) > _LONG_TAG:
        text = _LADEN.sub(_unladen, text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(
        _CLASSES
    )  # its own asks Python for the class of each element that is looked at
    try:
        tree = html.document_fromstring(text.encode() or b"<html></html>", parser=parser)
    except (ValueError, etree.ParserError):
        return html.document_fromstring("<html><body></body></html>")
    return tree


def _unladen(tag: re.Match[str]) -> str:
    """Return a tag without its attributes where these are so many that the parser would take hours to tell them apart."""
    return tag[0] if len(_QUOTED.sub("", tag[0]).split()) <= _MOST_ATTRIBUTES else f"<{tag[1]}"
