"""`make profile`: where the time of a build goes, in one process, by function and by module.

  make profile                                       a cold build of 1,000 entries
  make profile PROFILE="--of body"                   one edited body
  make profile PROFILE="--of title"                  one edited title
  make profile PROFILE="--of unchanged --entries 10000"

The profiler makes small functions look dearer than they are: it tells where to look, `make bench` what it brought.
"""

# ruff: noqa: T201 - this is a command; it prints its results

from __future__ import annotations

import argparse
import pstats
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, Final

from our_site import REPOSITORY, Digest, command, edit_body, edit_title, environment

FUNCTIONS: Final = 40
MODULES: Final = 40
WIDTH: Final = 60
FOLDERS: Final = (
    (REPOSITORY / "site_builder", ""),
    (Path(sysconfig.get_path("purelib")), "library "),
    (Path(sysconfig.get_path("stdlib")), "python "),
)
Place = tuple[str, int, str]


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="site-builder-profile-") as folder:
        found = profiled(Path(folder), options.of, options.entries)
    total = sum(own for _, _, own, _, _ in found.values())
    print(f"{options.of} build of {options.entries:,} entries under the profiler: {total:.2f} s\n")
    _print_functions(found, total)
    _print_modules(found, total)
    return 0


def profiled(folder: Path, build: str, entries: int) -> dict[Place, Any]:
    """Return what `cProfile` found of one build of a new digest in `folder`; bytecode and file cache are warm."""
    digest = Digest(folder / "digest", entries)
    digest.be_built()
    edited = digest.paths[entries // 2]
    if build == "cold":
        digest.forget()
    elif build == "body":
        edit_body(edited, "A line for the profiler.")
    elif build == "title":
        edit_title(edited, "A title for the profiler")
    stats = folder / "stats"
    python, *arguments = command(digest.root, "build", "--jobs", "1")
    profiler = [python, "-m", "cProfile", "-o", str(stats), *arguments]
    subprocess.run(profiler, check=True, cwd=digest.root, env=environment(), stdout=subprocess.DEVNULL)
    return pstats.Stats(str(stats)).stats


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=1000, metavar="N", help="default: 1000")
    parser.add_argument(
        "--of", choices=("cold", "unchanged", "body", "title"), default="cold", help="default: cold"
    )
    return parser.parse_args()


def _print_functions(found: dict[Place, Any], total: float) -> None:
    print(f"{'function':{WIDTH}} {'calls':>11} {'own s':>8} {'own %':>6} {'all s':>8}")
    dearest = sorted(found.items(), key=lambda item: item[1][2], reverse=True)
    for (file, _, function), (_, calls, own, everything, _) in dearest[:FUNCTIONS]:
        name = f"{module_of(file)} {function}".strip()
        print(f"{name[:WIDTH]:{WIDTH}} {calls:11,} {own:8.3f} {own / total:6.1%} {everything:8.3f}")


def _print_modules(found: dict[Place, Any], total: float) -> None:
    print(f"\n{'module, with the built-in functions that it calls':{WIDTH}} {'own s':>8} {'own %':>6}")
    for module, own in by_module(found).most_common(MODULES):
        print(f"{module[:WIDTH]:{WIDTH}} {own:8.3f} {own / total:6.1%}")


def by_module(found: dict[Place, Any]) -> Counter[str]:
    """Return the own time of each module; a built-in function's time is that of the modules that call it."""
    times: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in found.items():
        if file != "~" or not callers:
            times[module_of(file)] += own
            continue
        for (caller, _, _), (_, _, part, _) in callers.items():
            times[module_of(caller)] += part
    return times


def module_of(file: str) -> str:
    """Return a short name: of our modules the path, of libraries' modules the path in their folder."""
    if file == "~":
        return ""
    for folder, prefix in FOLDERS:
        if Path(file).is_relative_to(folder):
            return prefix + Path(file).relative_to(folder).with_suffix("").as_posix()
    return f"python {file}" if file.startswith("<frozen") else f"template {Path(file).name}"


if __name__ == "__main__":
    sys.exit(main())
