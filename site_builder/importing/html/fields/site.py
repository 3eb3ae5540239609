"""Site: which site a page is of, and how much a text is that site's name."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.folding import letters
from site_builder.importing.html.markup.linked_data import Item
from site_builder.importing.html.markup.meta import Meta

_SERVER: Final = re.compile(r"(?:www|web|m|ww)\d*")
_ENDINGS: Final = frozenset(  # labels of a host that name nobody
    (
        "com", "org", "net", "edu", "gov", "co", "uk", "ac", "de", "fr", "it", "es", "nl", "eu", "info", "io", "us", "ca",
        "au", "in", "at", "ch", "be", "se", "no", "dk", "fi", "pl", "tr", "br", "ru", "jp", "cn", "kr", "www", "www2",
        "www3", "m", "mobile", "amp", "blog", "news", "en", "web", "archive",
    )
)  # fmt: skip
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\(c\)|copyright)?\s*(?:\d{4}[\s–—-]*){0,4}(?:by\s+|the\s+)?(?P<name>[^\W\d_][^.|©,;•·()–]{1,50}?)"
    r"(?=\s*(?:[.|©,;•·()–]|\s-\s|\d{4}|all rights|alle rechte|tous droits|$))",
    re.IGNORECASE,
)
_LABEL: Final = 300  # characters of a line that a notice is looked for in
_SHORT: Final = 3  # letters that are in many words by chance


class Site:
    """The site of a page: its host, and what the page calls it; for an archive's copy, that of the page itself."""

    def __init__(self, url: str, meta: Meta, items: Iterable[Item]) -> None:
        inner = re.search(r"/(?:\d{14}|\d{8})[a-z_]*/(https?:/+.+)$", url)
        self.address = inner[1] if inner else url
        self.host = host_of(self.address)
        self._meta = meta
        self._items = tuple(items)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of the host that name somebody, such as "example" in "www.example.co.uk"."""
        labels = [
            label for label in self.host.split(".") if label not in _ENDINGS and not _SERVER.fullmatch(label)
        ]
        return frozenset(labels) | {label.replace("-", "") for label in labels}

    @cached_property
    def registered(self) -> str:
        """The label of the host that its owner registered, such as "example" in "news.example.co.uk"."""
        labels = self.host.split(".")[:-1]
        while len(labels) > 1 and labels[-1] in _ENDINGS:
            labels.pop()
        return labels[-1] if labels else ""

    @cached_property
    def claims(self) -> frozenset[str]:
        """What the page says its site is called, in letters only."""
        stated = self._meta.all("og:site_name", "application-name", "apple-mobile-web-app-title")
        for item in self._items:
            if "publisher" in item.says:
                stated.append(linked_data.text(item.says["publisher"]))
            if item.types & {"WebSite", "NewsMediaOrganization"}:
                stated.append(linked_data.text(item.says.get("name")))
        return frozenset(letters(name) for name in stated) - {""}

    def likeness(self, text: str) -> float:
        """Tell how much a text is the site's name: 1 for what the page calls itself or its host's name, else a part."""
        bare = letters(text)
        if not bare:
            return 0.0
        if bare in self.claims or bare in self.labels:
            return 1.0
        bare = bare.removeprefix("the")
        if bare in self.labels or bare in self.claims:
            return 0.9
        if len(bare) <= _SHORT:
            return 0.0
        if any(bare in label or (len(label) > _SHORT and label in bare) for label in self.labels):
            return 0.6
        return 0.5 if any(bare in claim for claim in self.claims) else 0.0


def owner(text: str) -> str:
    """Return whom a copyright notice in a line names, or ""."""
    found = _COPYRIGHT.search(text[:_LABEL])
    return found["name"] if found else ""


def host_of(url: str) -> str:
    """Return the host of an address without "www.", or ""."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """Return the path of an address, or ""."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
