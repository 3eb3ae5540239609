"""Rights as pages see them: whose leave a body needs, and whether feeds may hold it."""

from site_builder.integrity.policies import applicable
from site_builder.model import Metadata, Rights
from site_builder.pages.names import Names


def rights_of(names: Names, metadata: Metadata, original: Metadata) -> Rights | None:
    """Return the strictest rights of an entry's own source and its original's; None: all may be published."""
    return applicable(metadata.kind, *_held(names, metadata, original))


def feeds_may_hold(names: Names, metadata: Metadata, original: Metadata) -> bool:
    """Tell whether no source keeps its texts out of feeds; the digest's own words belong there."""
    return metadata.kind == "note" or all(rights.feed for rights in _held(names, metadata, original))


def _held(names: Names, metadata: Metadata, original: Metadata) -> list[Rights]:
    sources = (names.source(metadata.source), names.source(original.source))
    return [source.rights for source in sources if source]
