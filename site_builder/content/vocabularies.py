"""Front matter and body to the terms of the vocabularies, and to standing pages; the file's name is the slug."""

import unicodedata
from pathlib import PurePosixPath
from typing import Final, Literal

from site_builder.content import addresses, decode
from site_builder.content.decode import Decoder, Fields
from site_builder.content.faults import Faults
from site_builder.content.mentions import Mention, mention
from site_builder.content.nodes import Mapping, Node
from site_builder.content.slugs import is_slug, slug_fault, slugify
from site_builder.content.text import Parts
from site_builder.model import SOURCE_KINDS, Author, Region, Rights, Source, SourceKind, StandingPage, Topic

Policy = Literal["full", "excerpt", "link"]

REGION_FIELDS: Final = ("name", "parent", "countries", "m49", "aliases")
AUTHOR_FIELDS: Final = ("name", "role", "organisation", "aliases", "home")
SOURCE_FIELDS: Final = ("name", "kind", "home", "hosts", "aliases", "rights", "language", "feed")
RIGHTS_FIELDS: Final = ("policy", "paragraphs", "words", "share", "feed")
TOPIC_FIELDS: Final = ("name", "aliases")
PAGE_FIELDS: Final = ("title", "description")

_POLICIES: Final[tuple[Policy, ...]] = ("full", "excerpt", "link")
_policy: Final[Decoder[Policy]] = decode.choice(_POLICIES)
_kind: Final[Decoder[SourceKind]] = decode.choice(SOURCE_KINDS)
_country: Final = decode.pattern("[A-Z]{2}", "bad-country", "a country's two letters in ISO 3166, such as EG")
_m49: Final = decode.pattern("[0-9]{3}", "bad-m49", "a UN M49 code of three digits, such as 015")


def region(faults: Faults, mapping: Mapping, parts: Parts) -> tuple[Region, list[Mention]]:
    """Return the region of a file of `content/regions/`, and its parent as the record it names."""
    fields = Fields(faults, mapping, REGION_FIELDS, "a region")
    made = Region(
        slug=_slug(faults),
        name=fields.needed("name", decode.text),
        parent=fields.one("parent", decode.slug, ""),
        countries=fields.many("countries", _country),
        m49=fields.one("m49", _m49, ""),
        aliases=fields.many("aliases", decode.text),
        introduction=parts.body.strip("\n"),
    )
    node = fields.node("parent")
    if not made.parent or node is None:
        return made, []
    return made, [mention(faults, f"region/{made.parent}", "parent", node)]


def author(faults: Faults, mapping: Mapping, parts: Parts) -> tuple[Author, list[Mention]]:
    """Return the author of a file of `content/authors/`."""
    fields = Fields(faults, mapping, AUTHOR_FIELDS, "an author")
    made = Author(
        slug=_slug(faults),
        name=fields.needed("name", decode.text),
        role=fields.one("role", decode.text, ""),
        organisation=fields.one("organisation", decode.flag, default=False),
        aliases=fields.many("aliases", decode.text),
        home=fields.one("home", decode.url, ""),
        biography=parts.body.strip("\n"),
    )
    return made, []


def source(faults: Faults, mapping: Mapping, parts: Parts) -> tuple[Source, list[Mention]]:
    """Return the source of a file of `content/sources/`."""
    fields = Fields(faults, mapping, SOURCE_FIELDS, "a source")
    made = Source(
        slug=_slug(faults),
        name=fields.needed("name", decode.text),
        home=fields.one("home", decode.url, ""),
        hosts=fields.many("hosts", _host),
        aliases=fields.many("aliases", decode.text),
        rights=fields.one("rights", _rights, Rights()),
        language=fields.one("language", decode.language, ""),
        feed=fields.one("feed", decode.url, ""),
        introduction=parts.body.strip("\n"),
        kind=fields.one("kind", _kind, ""),
    )
    return made, []


def topic(faults: Faults, mapping: Mapping, parts: Parts) -> tuple[Topic, list[Mention]]:
    """Return the topic of a file of `content/topics/`."""
    fields = Fields(faults, mapping, TOPIC_FIELDS, "a topic")
    name = fields.needed("name", decode.text)
    return Topic(_slug(faults), name, fields.many("aliases", decode.text), parts.body.strip("\n")), []


def standing(faults: Faults, mapping: Mapping, parts: Parts) -> tuple[StandingPage, list[Mention]]:
    """Return the standing page of a file of `content/pages/`."""
    fields = Fields(faults, mapping, PAGE_FIELDS, "a page")
    slug = _slug(faults)
    if addresses.is_reserved(f"/{slug}/"):
        faults.whole(
            "reserved-permalink", f"`/{slug}/` is a page of the site itself", "give the file another name"
        )
    title = fields.needed("title", decode.text)
    return StandingPage(slug, title, fields.one("description", decode.text, ""), parts.body.strip("\n")), []


def _slug(faults: Faults) -> str:
    stem = unicodedata.normalize("NFC", PurePosixPath(faults.path).stem)  # macOS may hand out NFD
    if not is_slug(stem):
        nearest = slugify(stem)
        faults.whole(
            "bad-slug",
            f"the file's name `{stem}` {slug_fault(stem)}",
            f"call it {nearest}.md" if nearest else "",
        )
    return stem


def _host(faults: Faults, node: Node, name: str) -> str | None:
    stated = decode.text(faults, node, name)
    if stated is None:
        return None
    host = stated.removeprefix("www.")
    if addresses.is_host(host):
        return host
    faults.error("bad-host", f"`{stated}` is not a host name", node, "write it like example.org")
    return None


def _rights(faults: Faults, node: Node, name: str) -> Rights | None:
    if not isinstance(node, Mapping):
        policy = _policy(faults, node, name)
        return Rights(policy) if policy else None
    fields, default = Fields(faults, node, RIGHTS_FIELDS, "`rights`", node), Rights()
    return Rights(
        policy=fields.one("policy", _policy, default.policy),
        paragraphs=fields.one("paragraphs", decode.integer(0, 1_000), default.paragraphs),
        words=fields.one("words", decode.integer(0, 1_000_000), default.words),
        share=fields.one("share", decode.share, default.share),
        feed=fields.one("feed", decode.flag, default.feed),
    )
