"""Pages: an address handed in, as the documents that it answers with."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import refusal
from site_builder.importing.inputs import opening
from site_builder.importing.inputs.parts import Part

if TYPE_CHECKING:
    from site_builder.importing.fetching import fetch

_OK: Final = 200


def parts(url: str) -> Iterator[Part | Diagnostic]:
    """Fetch an address and yield the documents in what it answers with, or why it gives none."""
    try:
        from site_builder.importing.fetching import fetch
        from site_builder.importing.fetching.addresses import Refused
    except ImportError:
        hint = "pip install 'site-builder[import]', or save the page and hand in the file"
        yield refusal(url, "unsupported-document", "fetching addresses needs more packages", hint)
        return
    try:
        answer = fetch.fetcher().fetch(url)
    except Refused as why:
        yield refusal(
            url,
            "address-refused",
            f"this address is not fetched: {why}",
            "save the page and hand in the file",
        )
    except fetch.Disallowed as why:
        yield refusal(url, "robots-disallowed", str(why), "save the page in a browser and hand in the file")
    except fetch.Failed as why:
        yield refusal(
            url, "fetch-failed", f"it could not be fetched: {why}", "try again, or hand in a saved page"
        )
    else:
        yield from _opened(url, answer)


def _opened(url: str, answer: "fetch.Answer") -> Iterator[Part | Diagnostic]:
    if answer.status != _OK:
        said = f"the server answered with status {answer.status}"
        yield refusal(url, "fetch-failed", said, "look at the address in a browser")
        return
    for part in opening.held(url, answer.data, answer.url, answer.charset, answer.medium):
        single = isinstance(part, Part) and part.name == url
        yield replace(part, asked=url, status=answer.status) if isinstance(part, Part) and single else part
