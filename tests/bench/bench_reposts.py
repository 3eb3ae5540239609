# ruff: noqa: T201 - what was measured is printed
"""Bench: how well copies are recognised, and how long a look-up takes in a large digest.

    python -m tests.bench.bench_reposts --data DIR [--entries 10000] [--work DIR]

`DIR` holds `corpus.jsonl` and `queries.jsonl` (see the tests' README); the figures are those of models that have
seen nothing of the site they are tried on, with the threshold that was chosen on the other folds. The digest is
generated under `--work`, once; each look-up is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from site_builder.importing.copies.print_store import FILE
from site_builder.importing.copies.prints import TRIED, Prints
from site_builder.integrity.captures import Capture, to_bytes
from site_builder.integrity.captures import digest as sha
from site_builder.project import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.training.reposts import Example

PRECISION: Final = 0.99
ROUNDS: Final = 9
"""Look-ups that are timed; the median is told."""

SITES: Final = 40
VOCABULARY: Final = 40_000
LETTERS: Final = "bcdfghjklmnpqrstvwxz"
SETTLING: Final = 2.1
"""Seconds after which the stamps of files just written are trusted."""


def report(queries: Sequence[dict[str, Any]], found: Sequence[Example], scores: Sequence[float]) -> None:
    """Print F1 at a precision of .99, and recall by kind of copy and by damage."""
    from tests.training.learning import FOLDS, fold_of

    answers = best(found, scores)
    wanted = sum(bool(query["source"]) for query in queries)
    threshold = threshold_for(answers.values(), wanted)
    print(f"F1 {f1(answers.values(), wanted, threshold)}, threshold {threshold:.2f} ({odds(threshold):.3f})")
    held_out = []
    for fold in range(FOLDS):
        others = [one for one in answers.values() if fold_of(one[1].site) != fold]
        share = wanted * len(others) / max(1, len(answers))
        limit = threshold_for(others, round(share))
        held_out += [one for one in answers.values() if fold_of(one[1].site) == fold and one[0] >= limit]
    print(f"F1 {f1(held_out, wanted, -math.inf)} with the threshold of the other folds")
    right = {query for query, (score, one) in answers.items() if score >= threshold and one.copied}
    for kind in ("relation", "level"):
        made = Counter(query[kind] for query in queries if query["source"])
        hits = Counter(query[kind] for query in queries if query["id"] in right)
        print(f"recall by {kind}: " + ", ".join(f"{one} {hits[one] / made[one]:.3f}" for one in sorted(made)))


def best(found: Sequence[Example], scores: Sequence[float]) -> dict[str, tuple[float, Example]]:
    """Return the answer to each query: the article of the best score among those that an import tries."""
    answers: dict[str, tuple[float, Example]] = {}
    for one, score in zip(found, scores, strict=True):
        if one.rank < TRIED and (one.query not in answers or score > answers[one.query][0]):
            answers[one.query] = (score, one)
    return answers


def threshold_for(answers: Iterable[tuple[float, Example]], wanted: int) -> float:
    """Return the threshold with the best F1 at the precision that is asked for."""
    ranked = sorted(answers, key=lambda answer: -answer[0])
    right, chosen = 0, (0.0, math.inf)
    for count, (score, one) in enumerate(ranked, 1):
        right += one.copied
        if right / count >= PRECISION:
            chosen = max(chosen, (2 * right / (count + wanted), score))
    return chosen[1]


def f1(answers: Iterable[tuple[float, Example]], wanted: int, threshold: float) -> str:
    """Return F1, precision and recall in words."""
    given = [one for score, one in answers if score >= threshold]
    right = sum(one.copied for one in given)
    precision, recall = right / max(1, len(given)), right / wanted
    return f"{2 * right / (len(given) + wanted):.4f} (precision {precision:.4f}, recall {recall:.4f})"


def odds(score: float) -> float:
    """Return a log-odds as a probability."""
    return 1 / (1 + math.exp(-score))


def digest(root: Path, entries: int) -> tuple[Path, Path]:
    """Generate the captures of a digest and a forum's page that copies 150 words of one; return project and page."""
    project, page = root / f"digest-{entries}", root / f"page-{entries}.txt"
    if page.exists():
        return project, page
    folder = project / "content" / "captures"
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(5)  # noqa: S311 - the same digest each time
    frames = [(prose(draw, 150), prose(draw, 150)) for _ in range(SITES)]
    for number in range(entries):
        above, below = frames[number % SITES]
        body = prose(draw, draw.randint(300, 1700))
        text = f"{above}\n{body}\n{below}"
        lines = (above.count("\n") + 2, text.count("\n") - below.count("\n"))
        name = f"2020-01-01-entry-{number}"
        capture = Capture(name, name, "", "", sha(name), sha(text), 0, "", text, lines)
        (project / capture.path).write_bytes(to_bytes(capture))
        if number == entries // 2:
            excerpt = " ".join(body.split()[40:190])
            page.write_text("\n".join((prose(draw, 400), excerpt, prose(draw, 400))), encoding="utf-8")
    return project, page


def prose(draw: random.Random, count: int) -> str:
    """Return that many invented words in sentences and paragraphs, some far more often than others, as in prose."""
    words = [
        f"{LETTERS[int(rank) % 20]}{int(rank)}"
        for rank in (VOCABULARY ** draw.random() for _ in range(count))
    ]
    for place in range(11, count, 12):
        words[place] += ".\n\n" if place % 60 == 59 else "."
    return " ".join(words)


def look_up(project: Path, page: Path) -> dict[str, Any]:
    """Ask in this process, which has not asked yet; return the answer with its times in milliseconds."""
    begun, cpu = time.perf_counter(), time.process_time()
    prints = Prints(project, thorough=False)
    ready = time.perf_counter()
    found = prints.original(page.read_text(encoding="utf-8"))
    ended = time.perf_counter()
    return {
        "entry": found.entry if found else "",
        "confidence": found.confidence if found else 0.0,
        "opening": (ready - begun) * 1000,
        "asking": (ended - ready) * 1000,
        "cpu": (time.process_time() - cpu) * 1000,
    }


def measure(root: Path, entries: int) -> None:
    """Print how long the index takes to be made, and to be asked from processes that begin with nothing."""
    project, page = digest(root, entries)
    shutil.rmtree(project / CACHE, ignore_errors=True)
    begun = time.perf_counter()
    Prints(project).close()
    made = time.perf_counter() - begun
    size = (project / CACHE / FILE).stat().st_size / 1e6
    print(f"index of {entries:,} captures: made in {made:.1f} s, {size:.1f} MB")
    time.sleep(SETTLING)
    Prints(project).close()
    call = [sys.executable, "-m", "tests.bench.bench_reposts", "--ask", str(project), str(page)]
    rounds = [json.loads(subprocess.run(call, check=True, capture_output=True).stdout) for _ in range(ROUNDS)]
    print(f"answer: {rounds[0]['entry']} ({rounds[0]['confidence']:.3f})")
    for what in ("opening", "asking", "cpu"):
        print(
            f"{what}: {statistics.median(one[what] for one in rounds):.1f} ms, median of {ROUNDS} processes"
        )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of corpus.jsonl and queries.jsonl")
    parser.add_argument("--work", type=Path, help="where the digest is generated and kept")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--ask", type=Path, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        print(json.dumps(look_up(*given.ask)))
    if given.data:
        from tests.training.reposts import examples, lines, scores

        found = examples(given.data)
        report(lines(given.data / "queries.jsonl"), found, scores(found))
    if given.work:
        measure(given.work, given.entries)


if __name__ == "__main__":
    main()
