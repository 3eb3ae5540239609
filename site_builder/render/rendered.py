"""What a body becomes."""

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from markupsafe import Markup

as_markup: Final[Callable[[str], Markup]] = partial(str.__new__, Markup)
"""`Markup` of what is safe and a `str`: its own constructor asks first whether it is something else."""


class Rendered(NamedTuple):
    """The HTML of a text, and whether it is less than the text says."""

    html: Markup
    cut: bool
