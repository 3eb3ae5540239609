"""Scaffold: a first project for a new digest, with the default regions; a use case of its own.

The files stand under `files/` as they are written, except that `gitignore` becomes `.gitignore`: under its
real name it would hide its neighbours from git and from the wheel.
"""

from pathlib import Path
from typing import Final

FILES: Final = Path(__file__).parent / "files"
_REAL_NAMES: Final = {"gitignore": ".gitignore"}
_NAMED: Final = 4


def write(project: Path) -> list[str]:
    """Write the first files of a project into the folder `project`, which is made if it does not exist.

    Returns the paths written, relative to `project`, sorted. Other files of the folder are left alone.
    Raises FileExistsError, before anything is written, that names the first paths in the way: a file of the same
    name, or something other than a real folder where a folder has to be.
    """
    data = {_target(file): file.read_bytes() for file in FILES.rglob("*") if file.is_file()}
    if obstacles := _in_the_way(project, data):
        more = f" and {len(obstacles) - _NAMED} more" if len(obstacles) > _NAMED else ""
        raise FileExistsError(f"in the way: {', '.join(obstacles[:_NAMED])}{more}")
    for path, content in data.items():
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
    return sorted(path.as_posix() for path in data)


def _target(file: Path) -> Path:
    relative = file.relative_to(FILES)
    return relative.with_name(_REAL_NAMES.get(relative.name, relative.name))


def _in_the_way(project: Path, paths: dict[Path, bytes]) -> list[str]:
    """Return what stops the writing; a folder that is a symbolic link does, since it may lead anywhere."""
    if project.exists() and not project.is_dir():
        return [str(project)]
    folders = {folder for path in paths for folder in path.parents if folder.name}
    wrong = {path for path in folders if _exists(project / path) and not _is_real_folder(project / path)}
    wrong |= {path for path in paths if _exists(project / path) and not wrong.intersection(path.parents)}
    # the settings first: where they are in the way, there is a digest already
    return sorted((path.as_posix() for path in wrong), key=lambda path: (path != "content/site.yaml", path))


def _exists(path: Path) -> bool:
    return path.is_symlink() or path.exists()  # a dangling link exists too


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
