"""What a command exits with."""

from typing import Final

OK: Final = 0
CONTENT: Final = 1
"""There are faults in the content, or documents that could not be imported."""
USAGE: Final = 2
INTERNAL: Final = 3
INTERRUPTED: Final = 130
"""As shells say it of a command that was ended by Ctrl-C."""
PIPE: Final = 141
"""As shells say it of a command whose reader has gone: `site-builder check | head`."""
