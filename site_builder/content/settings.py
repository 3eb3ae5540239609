"""`content/site.yaml` to the site's settings."""

from datetime import UTC, datetime
from typing import Final

from site_builder.content import decode
from site_builder.content.decode import Fields
from site_builder.content.faults import Faults
from site_builder.content.mentions import Mention, mention
from site_builder.content.nodes import Mapping, Node
from site_builder.diagnostics import did_you_mean
from site_builder.language.speech import is_spoken, lookup
from site_builder.model import Site

SITE_FIELDS: Final = (
    "title", "base_url", "identity", "tagline", "description", "language", "timezone", "editor", "home_entries",
    "feed_entries", "feed_text", "websub", "search",
)  # fmt: skip

_count: Final = decode.integer(1, 200)
# RFC 4151, section 2.1: the tagging entity is an authority name, a comma and a date
_identity: Final = decode.pattern(
    r"[A-Za-z0-9._-]+(?:@[A-Za-z0-9.-]+)?,[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?",
    "bad-identity",
    "a domain and a year in which it was yours, such as example.org,2026",
)


def site(faults: Faults, mapping: Mapping) -> tuple[Site, list[Mention]]:
    """Return the site's settings; where a field is wrong, `faults` says so.

    A language that does not ship with us must have a catalogue of the project's own, and names it.
    """
    fields, default = Fields(faults, mapping, SITE_FIELDS, "the site"), Site("", "", "")
    settings = Site(
        title=fields.needed("title", decode.text),
        base_url=fields.needed("base_url", _base_url),
        identity=fields.needed("identity", _identity),
        tagline=fields.one("tagline", decode.text, ""),
        description=fields.one("description", decode.text, ""),
        language=fields.one("language", decode.language, default.language),
        timezone=fields.one("timezone", _timezone, default.timezone),
        editor=fields.one("editor", decode.text, ""),
        home_entries=fields.one("home_entries", _count, default.home_entries),
        feed_entries=fields.one("feed_entries", _count, default.feed_entries),
        feed_text=fields.one("feed_text", decode.flag, default.feed_text),
        websub=fields.one("websub", decode.url, ""),
        search=fields.one("search", decode.flag, default.search),
    )
    node = fields.node("language")
    if node is None or is_spoken(settings.language):
        return settings, []
    return settings, [
        mention(faults, f"catalogue/{tag}", "language", node) for tag in lookup(settings.language)
    ]


def _base_url(faults: Faults, node: Node, name: str) -> str | None:
    stated = decode.text(faults, node, name)
    if stated is None:
        return None
    if "?" in stated or "#" in stated:
        faults.error("bad-url", f"`{name}` cannot have a query or a fragment", node)
        return None
    stated = decode.url(faults, node, name)
    return stated if stated is None or stated.endswith("/") else stated + "/"


def _timezone(faults: Faults, node: Node, name: str) -> str | None:
    stated = decode.text(faults, node, name)
    if stated is None:
        return None
    from zoneinfo import ZoneInfo, available_timezones  # loaded where a zone is stated

    try:
        datetime.now(UTC).astimezone(ZoneInfo(stated))
    except (KeyError, ValueError, OSError):  # unknown, a path trick, a folder such as `Europe`
        hint = did_you_mean(stated, available_timezones()) or "write a name such as Europe/London"
        faults.error("unknown-timezone", f"`{stated}` is not a time zone", node, hint)
        return None
    return stated
