"""The generator digest: what stands outside the Reader and yet decides what pages look like.

Where it differs from the state's, the state is discarded: this package's code, the versions of the libraries
that parse and render, and the Python minor version.
"""

import hashlib
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

LIBRARIES: Final = ("jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "msgspec", "pyyaml")


def generator_digest() -> str:
    """Return the digest of this generator, in hex."""
    digest = hashlib.sha256(f"python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for library in LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*.py")):
        digest.update(f"{path.relative_to(package).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
