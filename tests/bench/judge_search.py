"""Judge a searched digest: which of the entries expected comes first, and what a reader who has nothing yet is sent for each query.

    python judge_search.py OUTPUT ENTRIES QUERIES.json [typed]

OUTPUT is a site of a few entries whose `search/index` is that of `judged_index`; pages of judged entries are made of one of its own
as they are asked for. The queries, with what answers them, are made if the file isn't there: with `phrases` in its name, of phrases alone.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))
import host as hosting
from conftest import FLAGS, chromium_path
from host import hosted
from judged_corpus import written
from waiting import until

FOUND = "[...document.querySelectorAll('#results h3 a')].map(link => link.getAttribute('href'))"
AT_REST = "document.querySelector('#results')?.getAttribute('aria-busy') === 'false'"
LETTER_MS = 125


def with_pages(output: Path) -> None:
    """Have hosts make the page of a judged entry when it is asked for."""
    shell = next(
        page
        for path in sorted(output.glob("20*/*/index.html"))
        if "<!--text-->" in (page := path.read_text())
    )
    before, after = shell.partition("<!--text-->")[0], shell.rpartition("<!--/text-->")[2]
    found = hosting._Handler.translate_path

    def translate_path(self: Any, path: str) -> str:
        number = re.fullmatch(r"/\d{4}/e(\d+)/", path)
        place = Path(found(self, path))
        if number and not place.exists():
            place.mkdir(parents=True)
            text = f"<!--text--><p>{written(int(number[1])).body}</p><!--/text-->"
            (place / "index.html").write_text(before + text + after, "utf-8")
        return str(place)

    hosting._Handler.translate_path = translate_path  # type: ignore[method-assign]


def queries(path: Path, entries: int) -> list[list[Any]]:
    if not path.exists():
        from judged_queries import judged, judged_phrases

        made = judged_phrases(entries) if "phrases" in path.name else judged(entries)
        told = [[kind, query, sorted(expected)] for kind, query, expected in made]
        path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    found: list[list[Any]] = json.loads(path.read_text("utf-8"))
    return found


def answered(browser: Any, address: str, query: str, *, typed: bool) -> tuple[list[int], int]:
    """Return the numbers of the entries found, and the bytes that a fresh reader was sent, heads of answers included."""
    context = browser.new_context()
    page = context.new_page()
    sent = [0]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.loadingFinished", lambda told: sent.__setitem__(0, sent[0] + told["encodedDataLength"])
    )
    page.goto(f"{address}search/")
    assert until(page, f"!document.querySelector('#facets').hidden && {AT_REST}")
    if typed:
        page.keyboard.type(query, delay=LETTER_MS)
    else:
        page.keyboard.insert_text(query)
        page.keyboard.press("Enter")
    page.wait_for_timeout(900 if typed else 50)
    assert until(page, AT_REST)
    page.wait_for_timeout(100)
    numbers = [int(re.search(r"/e(\d+)/", link)[1]) for link in page.evaluate(FOUND)]  # type: ignore[index]
    context.close()
    return numbers, sent[0]


def main() -> None:
    from playwright.sync_api import sync_playwright

    output, entries, path, *typed = sys.argv[1:]
    ranks: dict[str, list[int]] = {}
    sizes = []
    with_pages(Path(output))
    with hosted(Path(output)) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for kind, query, expected in queries(Path(path), int(entries)):
            numbers, size = answered(browser, host.address, query, typed=bool(typed))
            rank = next((place for place, number in enumerate(numbers, 1) if number in expected), 99)
            ranks.setdefault(kind, []).append(rank)
            sizes.append(size)
            if rank > 1 or size > 200_000:
                print(  # noqa: T201
                    f"  {kind}: {query!r} rank {rank} of {len(numbers)}, {len(expected)} fit, {size:,} bytes",
                    flush=True,
                )
        browser.close()
    for kind, each in [*ranks.items(), ("all", [rank for found in ranks.values() for rank in found])]:
        print(  # noqa: T201
            f"{kind:18} {len(each):3}: first {sum(r == 1 for r in each)}, in three {sum(r <= 3 for r in each)}, in ten {sum(r <= 10 for r in each)}"
        )
    print(f"bytes: median {statistics.median(sizes):,.0f}, most {max(sizes):,}")  # noqa: T201


if __name__ == "__main__":
    main()
