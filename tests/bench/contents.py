"""What a site consists of, to judge whether two sites are the same work."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

KINDS: Final = (
    (r".*feed\.(xml|json)|feeds\.opml", "feeds"),
    (r"entries(/.+)?\.json", "data"),
    (r"sitemap.*", "sitemaps"),
    (r"assets/.*|theme/.*", "assets"),
    (r"\d{4}/index\.html|years/\d{4}/.*", "years"),
    (r"\d{4}/\d\d/index\.html", "months"),
    (r"\d{4}/.+", "entries"),
    (r"\w+/[^/]+/index\.html", "terms"),
    (r"\w+/[^/]+/.+|(categor|tag|author).*\d\.html", "further lists of terms"),
)


def contents(output: Path) -> dict[str, Any]:
    """Return how many files of each kind a site has, and their bytes; kinds are told by the path alone."""
    files: Counter[str] = Counter()
    sizes: dict[str, int] = defaultdict(int)
    for path in output.rglob("*"):
        if path.is_file():
            kind = _kind(path.relative_to(output).as_posix())
            files[kind] += 1
            sizes[kind] += path.stat().st_size
    return {
        "files": files.total(),
        "bytes": sum(sizes.values()),
        "kinds": {kind: {"files": files[kind], "bytes": sizes[kind]} for kind in sorted(files)},
    }


def _kind(path: str) -> str:
    return next((kind for pattern, kind in KINDS if re.fullmatch(pattern, path)), "others")
