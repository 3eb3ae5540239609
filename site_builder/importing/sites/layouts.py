"""Layouts: where each generator keeps its posts, and the addresses that it publishes them at. Pure."""

import ast
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final, Literal

from msgspec import Struct

from site_builder.content.slugs import slugify
from site_builder.importing.sites.front_matter import Matter, Value, split

Role = Literal["post", "draft", "page", "unread", ""]
Settings = Mapping[str, Value]

MARKDOWN: Final = frozenset({".md", ".markdown", ".mkd", ".mkdn"})
_MARKUP: Final = frozenset({".rst", ".html", ".htm", ".adoc", ".asciidoc", ".org", ".textile", ".pandoc"})
_NAMED: Final = re.compile(r"(?:(?P<date>\d{4}-\d{1,2}-\d{1,2})-)?(?P<slug>.+)")
_SPOKEN: Final = re.compile(
    r"(?P<stem>.+)\.(?P<language>(?:ar|bg|bn|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|ko"
    r"|lt|lv|mk|mn|ms|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|sw|ta|te|th|tr|uk|ur|uz|vi|zh)(?:-[A-Za-z]{2,4})?)"
)
_STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_FORMATTED: Final = re.compile(r"\{date:([^{}]*)\}")
_CODE: Final = re.compile(r"%-?[A-Za-z]")
_PLACE: Final = re.compile(r":([a-z_]+)|\{([a-z_]+)(?:[:!][^}]*)?\}")


class Post(Struct, frozen=True):
    """What is known of a post before its fields are looked at: `day`, `slug` and `language` as its file's name states them.

    The slug of a translation ends in its language, since both stand beside each other here.
    """

    path: str
    role: Role
    day: str = ""
    slug: str = ""
    section: str = ""
    language: str = ""


class Layout(Struct, frozen=True):
    """A generator: its settings' files, how a path is read, and the address of a post."""

    settings: tuple[str, ...]
    role: Callable[[PurePosixPath], Role]
    address: Callable[[Post, Matter, Settings, str, str], str]
    lines: bool = False
    translated: bool = False
    """Whether `NAME.fr.md` is a translation of `NAME.md`."""

    def post(self, path: str) -> Post:
        """Return what the path of a file says of it."""
        pure = PurePosixPath(path)
        spoken = _SPOKEN.fullmatch(pure.stem) if self.translated else None
        stem, language = (spoken["stem"], spoken["language"]) if spoken else (pure.stem, "")
        stem = pure.parent.name if stem == "index" else stem
        found = _NAMED.fullmatch(stem)
        day, slug = (found["date"] or "", found["slug"]) if found else ("", stem)
        inner = [part for part in pure.parts[:-1] if part not in {"content", "_posts", "_drafts"}]
        slug += f"-{language.lower()}" if language else ""
        return Post(path, self.role(pure), _padded(day), slug, "/".join(inner), language)


def settings_of(name: str, text: str) -> dict[str, Value]:
    """Return the settings in a generator's file; one that cannot be read has none."""
    if name.endswith(".py"):
        return _constants(text)
    fence = "+++" if name.endswith(".toml") else "---"
    found = split(name, text if name.endswith(".json") else f"{fence}\n{text.strip()}\n{fence}\n")
    return found.fields if isinstance(found, Matter) else {}


def _constants(text: str) -> dict[str, Value]:
    """Return the texts that a Python file assigns to names; nothing of it is run."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Value] = {}
    for one in body:
        if (
            isinstance(one, ast.Assign)
            and isinstance(one.value, ast.Constant)
            and isinstance(one.value.value, str)
        ):
            found |= {
                name.id.casefold(): one.value.value for name in one.targets if isinstance(name, ast.Name)
            }
    return found


def _padded(day: str) -> str:
    return "-".join(part.zfill(2) for part in day.split("-")) if day else ""


def _is_read(path: PurePosixPath) -> bool:
    return path.suffix.lower() in MARKDOWN


def _jekyll_role(path: PurePosixPath) -> Role:
    if not _is_read(path) and path.suffix.lower() not in _MARKUP:
        return ""
    role: Role = "post" if "_posts" in path.parts else "draft" if "_drafts" in path.parts else ""
    if not role and not any(part.startswith("_") for part in path.parts) and _is_read(path):
        return "" if path.stem.casefold() in {"readme", "license", "changelog", "contributing"} else "page"
    return role if _is_read(path) or not role else "unread"


def _hugo_role(path: PurePosixPath) -> Role:
    if path.parts[0] != "content" or path.name.startswith("_index."):
        return ""
    if not _is_read(path):
        return "unread" if path.suffix.lower() in _MARKUP else ""
    return "page" if len(path.parts) == 2 else "post"  # noqa: PLR2004 - content/about.md


def _pelican_role(path: PurePosixPath) -> Role:
    if path.parts[0] != "content" or "extra" in path.parts or "images" in path.parts:
        return ""
    if not _is_read(path):
        return "unread" if path.suffix.lower() in _MARKUP else ""
    return "page" if "pages" in path.parts else "post"


def _jekyll_address(post: Post, matter: Matter, settings: Settings, day: str, slug: str) -> str:
    pattern = str(matter.fields.get("permalink") or settings.get("permalink") or "date")
    pattern = _STYLES.get(pattern, pattern)
    listed = matter.fields.get("categories") or matter.fields.get("category") or []
    categories = listed if isinstance(listed, list) else str(listed).split()
    places = {**_calendar(day), "title": slug, "slug": slug}
    places["categories"] = "/".join([*post.section.split("/"), *(slugify(str(one)) for one in categories)])
    return _filled(pattern, places)


def _hugo_address(post: Post, matter: Matter, settings: Settings, day: str, slug: str) -> str:
    if isinstance(url := matter.fields.get("url"), str) and url:
        return url
    section = post.section.split("/")[0]
    spoken = post.language.lower()
    slug = slug.removesuffix(f"-{spoken}") if spoken else slug
    file = post.slug.removesuffix(f"-{spoken}") if spoken else post.slug
    patterns = settings.get("permalinks")
    nested = patterns.get("page", patterns) if isinstance(patterns, dict) else {}
    pattern = nested.get(section) if isinstance(nested, dict) else None
    places = {**_calendar(day), "slug": slug, "title": slug, "section": section, "sections": post.section}
    places |= {"filename": file, "contentbasename": file, "slugorfilename": slug}
    filled = _filled(str(pattern or "/:sections/:slug/"), places)
    own = spoken and spoken != str(settings.get("defaultcontentlanguage") or "en").lower()
    return f"/{spoken}{filled}" if filled and own else filled


def _pelican_address(_post: Post, matter: Matter, settings: Settings, day: str, slug: str) -> str:
    pattern = matter.fields.get("url") or matter.fields.get("save_as") or settings.get("article_url")
    pattern = pattern or settings.get("article_save_as") or "{slug}.html"
    category = slugify(str(matter.fields.get("category") or ""))
    year, month, number = [*day.split("-"), "", "", ""][:3]
    codes = {
        "%Y": year,
        "%m": month,
        "%d": number,
        "%y": year[2:],
        "%-m": month.lstrip("0"),
        "%-d": number.lstrip("0"),
    }
    places = {"slug": slug, "category": category, **_calendar(day), "date": day}
    dated = _FORMATTED.sub(
        lambda match: _CODE.sub(lambda code: codes.get(code[0], "{unknown}"), match[1]), str(pattern)
    )
    return _filled("/" + dated.lstrip("/"), places)


def _calendar(day: str) -> dict[str, str]:
    year, month, number = [*day.split("-"), "", "", ""][:3]
    return {
        "year": year, "month": month, "day": number, "short_year": year[2:], "i_month": month.lstrip("0"),
        "i_day": number.lstrip("0"),
    }  # fmt: skip


def _filled(pattern: str, places: Mapping[str, str]) -> str:
    """Return a pattern with its places filled in; "" where one of them is not known."""
    names = [match[1] or match[2] for match in _PLACE.finditer(pattern)]
    if any(name != "categories" and not places.get(name) for name in names):
        return ""
    filled = _PLACE.sub(lambda match: places.get(match[1] or match[2], ""), pattern)
    return re.sub(r"/{2,}", "/", f"/{filled}") if "://" not in filled else ""


LAYOUTS: Final[Mapping[str, Layout]] = {
    "jekyll": Layout(("_config.yml", "_config.yaml", "_config.toml"), _jekyll_role, _jekyll_address),
    "hugo": Layout(
        (
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.yml",
            "config.json",
        ),
        _hugo_role,
        _hugo_address,
        translated=True,
    ),
    "pelican": Layout(("pelicanconf.py", "publishconf.py"), _pelican_role, _pelican_address, lines=True),
}
"""Generator → its layout."""
