"""What a body becomes."""

from typing import NamedTuple

from markupsafe import Markup


class Rendered(NamedTuple):
    """The HTML of a text, and whether it is less than the text says."""

    html: Markup
    cut: bool
