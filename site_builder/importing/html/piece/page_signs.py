"""Signs of a page as a whole: whether it says of itself that it is an article, or a thread of posts."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

NAMES: Final = (
    "thread_url",
    "thread_schema",
    "article_schema",
    "thread_software",
    "thread_class",
    "article_type",
    "long_path",
)
"""The names of the signs, in order."""

_THREAD_URL: Final = re.compile(
    r"(?:^|[./])(?:forums?|threads?|topics?|viewtopic|showthread|questions?|discussions?|community|comments|boards?|answers|ask|talk|bbs|t|f|r)"
    r"(?:[./?]|$)|viewtopic|showthread|topic[=-]\d|thread[=-]\d|\.\d{5,}/?$"
)
_THREAD_SCHEMA: Final = re.compile(r"DiscussionForumPosting|QAPage|schema\.org/Question|\"Question\"")
_ARTICLE_SCHEMA: Final = re.compile(r"(?:News|Tech|Scholarly|Report|Opinion)?Article\b|BlogPosting")
_SOFTWARE: Final = re.compile(
    r"discourse|xenforo|phpbb|vbulletin|invision|ipboard|nodebb|flarum|simple machines|mybb|discuz|vanilla|punbb|fluxbb|smf\b|woltlab",
    re.IGNORECASE,
)
_CLASS: Final = re.compile(
    r"forum|thread|topic|question|bbpress|phpbb|discuss|viewtopic|nodebb", re.IGNORECASE
)
_LOOKED_AT: Final = 20_000  # characters of a script
_SCRIPTS: Final = 40


def is_thread(found: Sequence[float]) -> bool:
    """Return whether the values of `NAMES` say that a page is a thread of posts."""
    return any(sign for name, sign in zip(NAMES, found, strict=True) if name.startswith("thread"))


def signs(tree: HtmlElement, url: str) -> tuple[float, ...]:
    """Return the values of `NAMES` for a page."""
    schemas = _schemas(tree)
    metas = list(islice(tree.iter("meta"), 300))
    generator = " ".join(
        meta.get("content") or ""
        for meta in metas
        if (meta.get("name") or "") in {"generator", "application-name"}
    )
    kind = next((meta.get("content") or "" for meta in metas if meta.get("property") == "og:type"), "")
    body = tree.find("body")
    named = " ".join(
        (one.get(name) or "")[:1000]
        for one in (tree, body)
        if one is not None
        for name in ("class", "id", "data-template")
    )
    address = _address(url)
    found = (
        _THREAD_URL.search(address),
        _THREAD_SCHEMA.search(schemas),
        _ARTICLE_SCHEMA.search(schemas),
        _SOFTWARE.search(generator),
        _CLASS.search(named),
        kind == "article",
        len(address) > 60,  # noqa: PLR2004 - a path that spells out a title
    )
    return tuple(1.0 if one else 0.0 for one in found)


def _schemas(tree: HtmlElement) -> str:
    stated = [
        one.get("itemtype") or "" for one in islice(tree.iter("html", "body", "main", "article", "div"), 3000)
    ]
    scripts = [
        (script.text or "")[:_LOOKED_AT]
        for script in islice(tree.iter("script"), _SCRIPTS)
        if "ld+json" in (script.get("type") or "")
    ]
    return " ".join([*filter(None, stated), *scripts])


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.netloc}{parts.path}?{parts.query}".lower()
