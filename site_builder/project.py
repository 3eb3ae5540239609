"""Project: where the folders of one digest are; a value, imports nothing of ours."""

from pathlib import Path
from typing import Final

from msgspec import Struct

CACHE: Final = ".site-cache"


class Project(Struct, frozen=True):
    """The folders of a digest, absolute; `root` holds `content/`, `templates/` (optional) and `.site-cache/`."""

    root: Path
    output: Path

    @property
    def content(self) -> Path:
        """The editors' folder."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """The project's own templates, which override the theme's file by file; may be absent."""
        return self.root / "templates"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time at the price of a cold build."""
        return self.root / CACHE

    @property
    def theme_folders(self) -> tuple[Path, ...]:
        """Where templates and assets are looked for, first match wins."""
        default = theme()
        return (default,) if self.templates == default else (self.templates, default)


def theme() -> Path:
    """Return the folder of the default theme: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    shipped = package / "theme"
    return shipped if shipped.is_dir() else package.parent / "templates"


def project_at(root: Path, output: Path | None = None) -> Project:
    """Return the project in a folder; `output` defaults to its `output/`."""
    root = root.resolve()
    return Project(root, (output or root / "output").resolve())
