"""The editor's whole way with real processes: documents in, gaps filled, read in a browser, edited, broken, mended."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from waiting import until

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/import"
DOCUMENTS = ROOT.parent / "shared/sources"  # two real documents, beside some checkouts and never inside one
PAIRS = {
    "invented": (GOLDEN / "commentary.txt", GOLDEN / "forum-excerpt.txt"),
    "real": (DOCUMENTS / "think-tank-commentary.txt", DOCUMENTS / "forum-repost.txt"),
}
ANSWERS = {"region": "western-europe", "source": "institute"}
INSTITUTE = "---\nname: The Institute\nhome: https://institute.example.org/\nrights: full\n---\n"
ADDED = "A sentence that the editor put in while the page was open."


def site_builder(*arguments):
    command = [sys.executable, "-m", "site_builder", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(params=[name for name, pair in PAIRS.items() if all(file.exists() for file in pair)])
def imported(request, tmp_path):
    """A new digest into which an original and a copy were imported: its folder, and what was reported."""
    digest = tmp_path / "digest"
    site_builder("init", str(digest))
    report = site_builder(
        "import", "--project", str(digest), "--format", "json", *map(str, PAIRS[request.param])
    )
    original, copy = sorted(json.loads(report)["outcomes"], key=lambda outcome: "-at-" in outcome["entry"])
    return digest, original, copy


@pytest.fixture
def serve():
    """Start `site-builder serve` for a digest; returns the address it prints."""
    started = []

    def start(digest):
        command = [sys.executable, "-m", "site_builder", "serve", "--project", str(digest), "--port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        guard = Timer(120, process.kill)
        guard.start()
        started.append((process, guard))
        lines = []
        for line in process.stdout:
            lines.append(line)
            if found := re.match(r"serving (http://127\.0\.0\.1:\d+/)", line):
                return found[1]
        raise AssertionError("".join(lines))

    yield start
    for process, guard in started:
        process.send_signal(signal.SIGINT)
        process.stdout.close()
        status = process.wait(timeout=30)
        guard.cancel()
        assert status == 0


def fill_in(digest, *outcomes):
    """Do what the report asks for, at the places it names, and publish."""
    (digest / "content/sources/institute.md").write_text(INSTITUTE)
    for outcome in outcomes:
        file = digest / outcome["path"]
        lines = file.read_text().splitlines(keepends=True)
        for wanted in outcome["wanted"]:
            place = wanted["location"]["line"] - 1
            assert lines[place] == f"{wanted['field']}:\n"
            lines[place] = f"{wanted['field']}: {ANSWERS[wanted['field']]}\n"
        file.write_text("".join(line for line in lines if not line.startswith("status: draft")))


def test_two_documents_become_a_site_that_follows_its_editor(imported, serve, browser):
    digest, original, copy = imported
    assert original["wanted"]
    fill_in(digest, original, copy)
    assert "0 errors, 0 warnings" in site_builder("check", "--project", str(digest))
    page = browser.new_page(viewport={"width": 700, "height": 400})
    page.set_default_timeout(20_000)
    page.goto(serve(digest))

    permalink = f"/{original['path'].removeprefix('content/entries/').removesuffix('.md')}/"
    page.locator(f"h3 a[href='{permalink}']").click()
    assert until(page, f"location.pathname === '{permalink}' && document.readyState === 'complete'")
    assert page.locator("table", has_text="The Institute").is_visible()
    assert until(page, "performance.getEntriesByType('resource').some(e => e.name.includes('live.js'))")

    page.evaluate("history.scrollRestoration = 'manual'")  # the browser's own must not pass for ours
    page.evaluate("scrollTo(0, 333)")
    whole = text(digest, original)
    before, after = whole.rsplit("\n\n", 1)
    save(digest, original, f"{before}\n\n{ADDED} {after}")
    assert until(page, f"document.querySelector('main')?.innerText.includes('{ADDED}')")
    assert until(page, "Math.abs(scrollY - 333) < 2")

    good = text(digest, original)
    line = good[: good.index("\nregion:")].count("\n") + 2
    save(digest, original, good.replace("\nregion:", "\nregoin:", 1))
    fault = page.get_by_role("alertdialog", name="The site could not be built")
    fault.wait_for()
    assert f"{original['path']}:{line}:1  error[unknown-key]" in fault.inner_text()
    assert "did you mean `region`?" in fault.inner_text()
    assert page.get_by_text(ADDED).count() == 1

    save(digest, original, good)
    fault.wait_for(state="detached")
    assert page.evaluate("scrollY") == pytest.approx(333, abs=2)
    page.close()


def text(digest, outcome):
    return (digest / outcome["path"]).read_text()


def save(digest, outcome, text):
    """Save as editors do: a new file takes the old one's place."""
    file = digest / outcome["path"]
    draft = file.with_name(".draft~")
    draft.write_text(text)
    draft.replace(file)
