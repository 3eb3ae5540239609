"""What programs read of a command: JSON and nothing else, on every failure, whatever streams they give us."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder import scaffold
from site_builder.cli import main

DOCUMENTED = (Path(__file__).parents[2] / "docs/reports.md").read_text(encoding="utf-8")
COMMAND = [sys.executable, "-m", "site_builder"]


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    scaffold.write(tmp_path / "digest")
    return tmp_path / "digest"


def documented(command: str) -> set[str]:
    """Return the members that `docs/reports.md` gives a command's object."""
    row = next(line for line in DOCUMENTED.splitlines() if line.startswith(f"| `{command}` |"))
    return set(re.findall(r"`(\w+)`", row.split("|")[3])) - {"written"} | {"ok"}


def read(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    status = main([*arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--project", "nowhere"], "has no content/ folder"),
        (["check", "--project", "nowhere"], "has no content/ folder"),
        (["serve", "--port", "70000"], "'70000' is not a port"),
        (["build", "--jobs", "many"], "'many' is not a number from 0 to 64"),
        (["build", "--wat"], "unrecognized arguments: --wat"),
        (["import"], "give documents to import"),
        (["new", "!!!"], "has no letter or digit"),
        (["init", "--project", "README.md"], "in the way"),
        (["rebuild"], "invalid choice: 'rebuild'"),
    ],
)
def test_wrong_usage_is_an_object_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
):
    (tmp_path / "content").mkdir()
    (tmp_path / "README.md").write_text("mine")
    monkeypatch.chdir(tmp_path)
    status, told = read(capsys, *arguments)
    assert (status, told["ok"], told["error"]["status"]) == (2, False, 2)
    assert says in told["error"]["message"]


def test_an_internal_fault_is_an_object_too(
    digest: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("site_builder.check.check", lambda _: 1 / 0)
    status, told = read(capsys, "check", "--project", str(digest))
    assert (status, told["ok"], told["error"]["status"]) == (3, False, 3)
    assert "ZeroDivisionError" in told["error"]["message"]


def test_each_command_gives_the_members_that_are_documented(digest: Path, capsys: pytest.CaptureFixture[str]):
    project = ("--project", str(digest))
    page = digest.parent / "page.txt"
    page.write_text("The Tide Mill\n\nBy Ann Bee\n\n3 May 2021\n\n" + "The mill turns with the tide. " * 30)
    expected = documented("build")
    assert {"verified", "difference", "explanation"} < expected
    plain = expected - {"verified", "difference", "explanation"}
    given = {
        "init": read(capsys, "init", str(digest.parent / "second")),
        "new": read(capsys, "new", "A title", *project),
        "check": read(capsys, "check", *project),
        "import": read(capsys, "import", str(page), *project),
    }
    for command, (status, told) in given.items():
        assert (status, told["ok"], set(told) - {"written"}) == (0, True, documented(command)), command
    status, told = read(capsys, "build", *project)
    assert (status, set(told)) == (0, plain)
    assert all(f"`{member}`" in DOCUMENTED for member in told["report"])
    assert read(capsys, "build", "--verify", *project)[1].keys() == plain | {"verified", "difference"}
    assert read(capsys, "build", "--explain", "index.html", *project)[1].keys() == plain | {"explanation"}
    status, told = read(capsys, "build", "--explain", "nowhere.html", *project)
    assert (status, told["ok"], told["error"]["status"]) == (2, False, 2)


def test_an_import_that_fails_is_not_ok(digest: Path, capsys: pytest.CaptureFixture[str]):
    status, told = read(capsys, "import", str(digest / "nothing.txt"), "--project", str(digest))
    assert (status, told["ok"]) == (1, False)


def test_serve_tells_each_build_and_its_address_on_a_line(digest: Path):
    command = [*COMMAND, "serve", "--port", "0", "--format", "json"]
    with subprocess.Popen(command, cwd=digest, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()).keys() == documented("watch")
        where = json.loads(process.stdout.readline())
        assert where.keys() == documented("serve")
        assert where["serving"].startswith("http://127.0.0.1:")
        (digest / "content/pages/about.md").write_text("---\n", encoding="utf-8")
        assert json.loads(process.stdout.readline())["ok"] is False
        process.send_signal(signal.SIGINT)
        assert (process.communicate(timeout=30)[0], process.returncode) == ("", 0)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_build_needs_no_open_stream(digest: Path, closed: str):
    shell = f"{sys.executable} -m site_builder build {closed}"
    assert subprocess.run(shell, cwd=digest, shell=True, check=False, timeout=120).returncode == 0  # noqa: S602
    assert (digest / "output/index.html").is_file()
    assert not (digest / ".site-cache/fault.txt").exists()


def test_what_the_encoding_of_the_output_lacks_is_escaped_and_json_stays_utf8(digest: Path):
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}

    def new(*arguments: str) -> bytes:
        command = [*COMMAND, "new", *arguments]
        return subprocess.run(command, cwd=digest, env=narrow, check=True, capture_output=True).stdout

    assert new("Été", "--date", "2026-01-01").decode("ascii") == "content/entries/2026/\\xe9t\\xe9.md\n"
    told = json.loads(new("Île", "--date", "2026-01-01", "--format", "json").decode("utf-8"))
    assert told == {"ok": True, "path": "content/entries/2026/île.md"}


def test_where_names_of_files_are_read_as_ascii_nothing_is_done(digest: Path):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    encoding = [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"]
    if b"utf" in subprocess.run(encoding, env=environment, check=True, capture_output=True).stdout:
        pytest.skip("this system reads names as UTF-8 in any locale")
    done = subprocess.run([*COMMAND, "build"], cwd=digest, env=environment, check=False, capture_output=True)
    assert done.returncode == 2
    assert b"set PYTHONUTF8=1" in done.stderr
    assert not (digest / "output").exists()


def test_who_closes_the_pipe_is_told_by_the_status_that_shells_know(digest: Path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "check", "--format", "json"],
        cwd=digest,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
