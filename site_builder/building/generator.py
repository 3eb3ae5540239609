"""The generator digest: what stands outside the Reader and yet decides what pages look like.

Where it differs from the state's, the state is discarded: this package's code and catalogues, the versions of the libraries
that parse and render, the data that views draw on, and the Python minor version.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

LIBRARIES: Final = {
    # distribution -> the package it brings
    "jinja2": "jinja2",
    "markdown-it-py": "markdown_it",
    "markupsafe": "markupsafe",
    "mdit-py-plugins": "mdit_py_plugins",
    "mdurl": "mdurl",
    "msgspec": "msgspec",
    "pyyaml": "yaml",
}


def generator_digest() -> str:
    """Return the digest of this generator, in hex."""
    digest = hashlib.sha256(f"python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for line in _versions():
        digest.update(f"{line}\n".encode())
    package = Path(__file__).resolve().parent.parent
    for path in sorted(_modules(str(package))):
        digest.update(f"{os.path.relpath(path, package)}\n".encode())
        digest.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()


def _modules(package: str) -> Iterator[str]:
    for folder, _, names in os.walk(package):
        kinds = (".py", ".mo", ".pot", ".json") if folder.endswith("/pages") else (".py", ".mo", ".pot")
        yield from (f"{folder}/{name}" for name in names if name.endswith(kinds))


def _versions() -> Iterator[str]:
    """Yield a line for each library with its version.

    An installer names the folder beside a package `NAME-VERSION.dist-info` (PyPA, "Recording installed
    projects"), which is found in a tenth of the time that importing `importlib.metadata` takes.
    """
    beside: dict[str, list[str]] = {}
    for library, package in LIBRARIES.items():
        spec = find_spec(package)
        home = str(Path(spec.origin).parent.parent) if spec and spec.origin else ""
        if home not in beside:
            beside[home] = sorted(path.name for path in Path(home).glob("*.dist-info")) if home else []
        installed = [name for name in beside[home] if _distribution(name) == library]
        yield from installed or (_version(library),)


def _distribution(name: str) -> str:
    """Return the normal form of the distribution's name in a `NAME-VERSION.dist-info`."""
    return name.partition("-")[0].replace("_", "-").lower()


def _version(library: str) -> str:
    from importlib import metadata  # for packages that lie elsewhere than their metadata

    return f"{library} {metadata.version(library)}"
