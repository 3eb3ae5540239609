"""A document as an import reads it, from its bytes to its draft."""

from site_builder.importing import reading
from site_builder.importing.draft import Draft
from site_builder.importing.inputs.opening import held
from site_builder.importing.inputs.parts import Part
from site_builder.importing.recognising.names import Names


def drafted(name: str, text: str, url: str = "") -> Draft:
    (part,) = held(name, text.encode(), url)
    assert isinstance(part, Part)
    return reading.read(Names(), part).draft


def signed(draft: Draft) -> list[tuple[str, str]]:
    """Return who signs, each with the role."""
    return [(one.name, one.role) for one in draft.authors]
