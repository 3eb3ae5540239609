"""The command line as an editor meets it: real processes, exit statuses, what is printed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.build import Builder
from site_builder.cli import COMMANDS, main


def site_builder(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "site_builder", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def scaffold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scaffold")
    done = site_builder("init", "digest", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "site-builder serve --project digest" in done.stdout
    return folder / "digest"


@pytest.fixture
def digest(scaffold: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scaffold, tmp_path / "digest"))


@pytest.fixture(scope="module")
def built(scaffold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built copy for tests that only look."""
    digest = Path(shutil.copytree(scaffold, tmp_path_factory.mktemp("built") / "digest"))
    assert site_builder("build", cwd=digest).returncode == 0
    return digest


def an_entry(digest: Path) -> Path:
    return min((digest / "content/entries").rglob("*.md"))


def test_a_scaffold_builds_and_checks_without_a_finding(digest: Path):
    built = site_builder("build", cwd=digest)
    assert (built.returncode, built.stderr) == (0, "")
    assert re.fullmatch(r"\d+ files written, 0 removed of \d+ pages in [\d.]+ s\n", built.stdout)
    assert (digest / "output/index.html").is_file()
    again = site_builder("build", "--verify", cwd=digest)
    assert again.stdout.startswith("0 files written, 0 removed")
    assert again.stdout.endswith("verified: a cold build gives the same bytes\n")
    checked = site_builder("check", cwd=digest)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "0 errors, 0 warnings\n", "")


def test_all_faults_of_all_files_are_shown_at_once_with_place_frame_and_hint(digest: Path):
    assert site_builder("build", cwd=digest).returncode == 0
    before = {p: p.read_bytes() for p in (digest / "output").rglob("*") if p.is_file()}
    entry = an_entry(digest)
    entry.write_text(entry.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    (digest / "content/regions/europe.md").write_bytes(b"---\nname: \xff\n---\n")
    built = site_builder("build", cwd=digest)
    assert built.returncode == 1
    assert built.stdout == ""
    relative = entry.relative_to(digest).as_posix()
    assert re.search(rf"^{re.escape(relative)}:\d+:1  error\[unknown-key\]", built.stderr, re.MULTILINE)
    assert "hint: did you mean `title`?" in built.stderr
    assert "error[missing-field]" in built.stderr
    assert "content/regions/europe.md:2:7  error[not-utf-8]" in built.stderr
    assert "| titel:" in built.stderr
    assert "nothing was written" in built.stderr
    assert {p: p.read_bytes() for p in (digest / "output").rglob("*") if p.is_file()} == before
    assert site_builder("check", cwd=digest).returncode == 1


def test_json_reports_can_be_read_by_machines(digest: Path):
    report = json.loads(site_builder("build", "--format", "json", cwd=digest).stdout)
    assert report["ok"] is True
    assert "index.html" in report["report"]["written"]
    an_entry(digest).write_text("", encoding="utf-8")
    failed = site_builder("build", "--format", "json", cwd=digest)
    assert failed.returncode == 1
    found = json.loads(failed.stdout)["report"]["diagnostics"][0]
    assert (found["code"], found["severity"]) == ("empty-file", "error")
    checked = json.loads(site_builder("check", "--format", "json", cwd=digest).stdout)
    assert checked["diagnostics"][0]["code"] == "empty-file"


@pytest.mark.parametrize("page", ["index.html", "/", "output/index.html", "https://digest.example.org/"])
def test_explain_tells_what_a_page_read_and_why_it_was_made(built: Path, page: str):
    explained = site_builder("build", "--explain", page, cwd=built).stdout
    assert (
        "index.html is the page home\nlast made because a cold build makes every page\nit read\n" in explained
    )
    assert "    site/\n" in explained
    assert re.search(r"    all from .+ to .+\n", explained)


def test_explain_of_an_unknown_page_is_wrong_usage(built: Path):
    explained = site_builder("build", "--explain", "nowhere.html", cwd=built)
    assert explained.returncode == 2
    assert "no page nowhere.html" in explained.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("bild",), "invalid choice: 'bild'"),
        (("build", "--project", "nowhere"), "has no content/ folder; `site-builder init DIR`"),
        (("build", "--as-of", "soon"), "'soon' is neither a date (2026-03-01) nor a date-time"),
        (("build", "--jobs", "many"), "'many' is not a number from 0 to 64"),
        (("build", "--output", "."), "would overwrite the project"),
        (("build", "--output", "content/out"), "would overwrite the project"),
        (("serve", "--host", "0.0.0.0"), "is not this machine"),  # noqa: S104 - it must be refused
        (("serve", "--port", "99999"), "is not a port"),
        (("init", "."), "in the way"),
        (("new", "???"), "no letter or digit"),
        (("new", "Title", "--date", "yesterday"), "'yesterday' is no date"),
    ],
)
def test_wrong_usage_is_status_2_with_a_reason(digest: Path, arguments: tuple[str, ...], says: str):
    done = site_builder(*arguments, cwd=digest)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path):
    shown = site_builder(command, "--help", cwd=tmp_path)
    assert shown.returncode == 0
    assert f"  site-builder {command}" in shown.stdout
    assert "--project DIR" in shown.stdout


def test_new_writes_a_draft_that_does_not_stop_the_build(digest: Path):
    done = site_builder("new", 'Who Owns "It": a Question', "--date", "2026-03-01", cwd=digest)
    assert done.stdout == "content/entries/2026/who-owns-it-a-question.md\n"
    built = site_builder("build", cwd=digest)
    assert built.returncode == 0
    assert "warning[missing-field]" in built.stderr
    assert not list((digest / "output").rglob("who-owns*"))
    twice = site_builder("new", 'Who Owns "It": a Question', "--date", "2026-03-01", cwd=digest)
    assert (twice.returncode, "exists already" in twice.stderr) == (2, True)


def test_a_build_shows_the_first_of_many_warnings_alike_and_check_shows_all(digest: Path):
    assert site_builder("new", "Draft", "--date", "2026-03-01", cwd=digest).returncode == 0
    [draft] = (digest / "content/entries").rglob("*draft.md")
    for number in range(10):
        text = draft.read_text(encoding="utf-8").replace("2026-03-01-draft", f"2026-03-01-draft-{number}")
        draft.with_stem(f"{draft.stem}-{number}").write_text(text, encoding="utf-8")
    built, checked = site_builder("build", cwd=digest), site_builder("check", cwd=digest)
    alike = checked.stderr.count("warning[missing-field]")
    assert alike >= 11
    assert built.stderr.count("warning[missing-field]") == 3
    assert f"… and {alike - 3} more warnings [missing-field]; `site-builder check` shows all" in built.stderr
    assert f"{alike} warnings" in built.stdout


def test_as_of_shows_the_site_as_it_will_be(digest: Path):
    entry = an_entry(digest)
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.replace("title:", "publish_at: 2999-01-01\ntitle:", 1), encoding="utf-8")
    now = site_builder("build", "--format", "json", cwd=digest)
    then = site_builder("build", "--as-of", "2999-01-01", "--format", "json", cwd=digest)
    appeared = set(json.loads(then.stdout)["report"]["written"]) - set(
        json.loads(now.stdout)["report"]["written"]
    )
    assert any(re.fullmatch(r"\d{4}/[^/]+/index.html", path) for path in appeared)


def test_an_internal_fault_is_status_3_and_asks_for_a_report(
    digest: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken(_: Builder) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(Builder, "build", broken)
    assert main(["build", "--project", str(digest)]) == 3
    told = capsys.readouterr().err
    assert "an internal fault: RuntimeError: broken on purpose" in told
    assert f"Please report it with {digest}/.site-cache/fault.txt" in told
    assert "broken on purpose" in (digest / ".site-cache/fault.txt").read_text(encoding="utf-8")


def test_watch_rebuilds_what_a_save_touches_and_stops_cleanly_at_ctrl_c(digest: Path):
    command = [sys.executable, "-m", "site_builder", "watch"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=digest, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert "files written" in first
        note = digest / "content/pages/about.md"
        note.write_text(note.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
        assert process.stdout.readline().startswith("1 file written, 0 removed")
        assert process.stdout.readline() == "  wrote   about/index.html\n"
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
        assert (process.returncode, rest) == (0, "")


def test_a_closed_pipe_is_no_fault(digest: Path):
    an_entry(digest).write_text("", encoding="utf-8")
    shell = f"{sys.executable} -m site_builder check --format json | head -c 1"
    done = subprocess.run(shell, cwd=digest, shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert (done.stdout, done.stderr) == ("{", "")
