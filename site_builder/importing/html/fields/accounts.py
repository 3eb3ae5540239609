"""Accounts: whose message or journal a page is, where nobody signs it with a name.

Networks title a message with its owner, journals name theirs by an account that has an address of its own. The name that is
shown goes before the handle, and neither displaces a person whom the page seems to name.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.folding import letters
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer

_HANDLE: Final = r"@[\w.]{2,40}(?:@[\w.-]+)?"
_OWNER: Final = re.compile(  # as networks title a message: "Jane Doe (@jane) on Tides"
    rf"(?P<name>.{{2,50}}?)\s*\({_HANDLE}\)(?:\s+(?:on|auf|sur|en|su|op|na)\s.{{1,40}})?"
)
_ALONE: Final = re.compile(_HANDLE)
_CONTACT: Final = re.compile(rf"\w+: Contact (?P<handle>{_HANDLE})")
_ACCOUNT: Final = re.compile(r"@?[^\W_][\w.-]{1,28}\w")
_OF_ACCOUNTS: Final = re.compile(
    r"/(?:@|~|u/|users?/|profiles?/|members?/)(?P<name>[\w.-]+)/?$", re.IGNORECASE
)
_POSTED_BY: Final = re.compile(
    r"(?:posted|published|written) by:? (?P<name>@?[a-z\d][\w.-]{2,28})(?![\w.-])", re.IGNORECASE
)
_LABEL: Final = 120  # characters
_MARKED: Final = re.compile(r"[_\d@]|^[a-z][a-z.-]+$")
_ABOVE, _BELOW = 6, 10  # lines around the title
_POSTED, _KEPT, _BYLINE = "whose message it is", "whose journal it is", "who posted it"
_PERSON, _NICKNAME = 0.8, 0.6  # confidence
_NOBODY: Final = frozenset(
    ("admin", "administrator", "editor", "editors", "guest", "staff", "user", "webmaster")
)


def owner(signals: Signals) -> Found[tuple[Writer, ...]] | None:
    """Return who owns the account that a page is a message of, by the name it shows, else by its handle, or None."""
    title, shown = signals.meta.title, signals.meta.first("og:title")
    if match := _OWNER.fullmatch(shown) or _OWNER.fullmatch(title):
        person = bylines.is_person(match["name"])
        return Found((Writer(match["name"]),), _POSTED, _PERSON if person else _NICKNAME)
    if _ALONE.fullmatch(shown):
        return Found((Writer(shown),), _POSTED, _NICKNAME)
    contact = _CONTACT.fullmatch(title)
    return Found((Writer(shown or contact["handle"]),), _POSTED, _NICKNAME) if contact else None


def keeper(signals: Signals) -> Found[tuple[Writer, ...]] | None:
    """Return the account whose journal a page is: near the title, with a link to its own address, and named in the head, or None."""
    if signals.is_forum:
        return None
    told = letters(signals.meta.title)
    near = signals.lines[max(0, signals.anchor - _ABOVE) : signals.anchor + _BELOW]
    for line in near:
        name = line.text
        if (
            _ACCOUNT.fullmatch(name)
            and _MARKED.search(name)
            and name.casefold() not in _NOBODY
            and letters(name) in told
            and letters(name) in {letters(one) for link in line.links for one in _accounts(link)}
        ):
            return Found((Writer(name),), _KEPT, _NICKNAME)
    posted = {
        match["name"]
        for line in signals.lines
        if (match := _POSTED_BY.match(line.text[:_LABEL]))
        and not signals.zones(line) & (Zone.COMMENT | Zone.RELATED)
        and letters(match["name"]) in {letters(one) for link in line.links for one in _accounts(link)}
    }
    return Found((Writer(posted.pop()),), _BYLINE, _NICKNAME) if len(posted) == 1 else None


def _accounts(link: str) -> Iterator[str]:
    """Yield the accounts that an address may be of: by its path, or by the first part of its host."""
    if match := _OF_ACCOUNTS.search(link):
        yield match["name"]
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return
    if host.count(".") > 1:
        yield host.partition(".")[0]
