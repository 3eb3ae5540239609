"""An invented page as five programs dump it to text."""

from textwrap import fill

TITLE = "Why the Weir at Ostermoor Was Never Going to Hold"
AUTHOR = "Ingrid Valmont"
MENU = ("Home", "News", "Opinion", "Harbours", "Weather", "Archive", "Contact us")
HEADING = "What the engineers wrote down"
PARAGRAPHS = (
    (
        "When the weir at Ostermoor gave way on the second night of the storm, the council said that "
        "nobody could have known. Three engineers had told it so in writing, and each of their letters "
        "was filed under correspondence."
    ),
    (
        "The weir was built for a river that carried half of the water it carries today. Every survey "
        "since the war has said as much, and every survey ends with the same modest request for money "
        "that was never granted."
    ),
    (
        "In the spring the keepers measured the cracks with a ruler and painted numbers beside them. By "
        "autumn the paint had been carried off, and with it the only record that anybody in the town had "
        "kept of how fast they grew."
    ),
    (
        "A wall does not fail on the night it falls. It fails in the years before, in the meetings where "
        "repair is moved to the next agenda, and what the storm did at Ostermoor was to read the minutes "
        "aloud to everybody at once."
    ),
)
ITEMS = (
    "publish the survey of every weir on the river, with the letters that came with it",
    "pay the keepers to measure the cracks each month and to say in public what they find",
)
BELOW = ("Related stories", "A bell for the harbour", "Rope prices fall again", "Subscribe to our newsletter")
RIGHTS = "© 2021 The Ostermoor Lantern. All rights reserved."
PIECE = (*PARAGRAPHS[:2], HEADING, *PARAGRAPHS[2:3], *ITEMS, PARAGRAPHS[3])


def main() -> str:
    """A paragraph a line, as one pastes it."""
    return "\n".join(
        (*MENU, "", TITLE, f"By {AUTHOR}", "14 October 2021", "", *_spaced("- ", ""), *BELOW, RIGHTS)
    )


def blocks() -> str:
    """Every block between blank lines."""
    return "\n\n".join((*MENU, TITLE, f"By {AUTHOR}", "14 October 2021", *_body("- "), *BELOW, RIGHTS))


def lynx() -> str:
    """Lines of 72 columns behind a margin of three; headings at the left edge; fields and buttons of forms."""
    menu = [f"     * {one}" for one in MENU]
    body = [_wrapped(one, 72, "   ") for one in (f"By {AUTHOR}", "14 October 2021", *PARAGRAPHS[:2])]
    items = [_wrapped(f"* {one}", 72, "     ", "       ") for one in ITEMS]
    rest = [HEADING, _wrapped(PARAGRAPHS[2], 72, "   "), "\n".join(items), _wrapped(PARAGRAPHS[3], 72, "   ")]
    below = [f"     * {one}" for one in BELOW]
    form = "   ____________________ (BUTTON) Search"
    return "\n\n".join((form, "\n".join(menu), TITLE, *body, *rest, "\n".join(below), f"   {RIGHTS}"))


def w3m() -> str:
    """Lines of 80 columns, bullets before items, empty fields in brackets."""
    menu = [f"  • {one}" for one in MENU]
    body = [_wrapped(one, 80, "") for one in (f"By {AUTHOR}", "14 October 2021", *PARAGRAPHS[:2])]
    items = [_wrapped(f"• {one}", 80, "  ", "    ") for one in ITEMS]
    rest = [HEADING, _wrapped(PARAGRAPHS[2], 80, ""), "\n".join(items), _wrapped(PARAGRAPHS[3], 80, "")]
    below = [f"  • {one}" for one in BELOW]
    return "\n\n".join(
        ("[                    ]", "\n".join(menu), TITLE, *body, *rest, "\n".join(below), RIGHTS)
    )


def inscriptis() -> str:
    """A paragraph a line, indented as deep as its element stood."""
    menu = [f"      * {one}" for one in MENU]
    body = [f"        {one}" for one in (TITLE, f"By {AUTHOR}", "14 October 2021", *_body("  * "))]
    below = [f"    * {one}" for one in BELOW]
    return "\n\n".join(("\n".join(menu), *body, "\n".join(below), f"  {RIGHTS}"))


def _body(mark: str) -> list[str]:
    return [*PARAGRAPHS[:2], HEADING, PARAGRAPHS[2], *(mark + one for one in ITEMS), PARAGRAPHS[3]]


def _spaced(mark: str, between: str) -> list[str]:
    return [line for one in _body(mark) for line in (one, between)]


def _wrapped(text: str, width: int, margin: str, hang: str | None = None) -> str:
    return fill(
        text,
        width,
        initial_indent=margin,
        subsequent_indent=margin if hang is None else hang,
        break_on_hyphens=False,
    )


STYLES = (main, blocks, lynx, w3m, inscriptis)
