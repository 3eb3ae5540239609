"""Builds whose work is done by a Dask cluster: real schedulers and workers on loopback, some of which are killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from site_builder.building import cluster
from site_builder.building.workers import LEAST_IN_FLIGHT, WorkersLost, in_flight
from site_builder.cli import main
from site_builder.project import project_at, theme

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bench"))
LAYOUT = "layouts/base.html"
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
SHORT_PATIENCE = """
import sys
from site_builder.building import cluster
from site_builder.cli import main
cluster.PATIENCE = 1
sys.exit(main(sys.argv[1:]))
"""


class Processes:
    """Schedulers, workers and builds, none of which outlives its test."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        self._folder = folder
        self._ends = ends

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        settings = {**os.environ, "DASK_CONFIG": str(self._folder / "settings"), **environment}
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=self._folder,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._ends.enter_context(process)
        self._ends.callback(process.kill)
        return process

    def scheduler(self, **environment: str) -> tuple[subprocess.Popen[str], str]:
        """Start a scheduler; return it with its HOST:PORT."""
        process = self.start("-m", "dask", "scheduler", "--port", "0", *LOOPBACK, **environment)
        return process, said(process, r"Scheduler at: +tcp://(\S+)")

    def worker(self, address: str, *options: str, **environment: str) -> subprocess.Popen[str]:
        folder = ("--local-directory", str(self._folder / "workers"))
        alone = ("--nworkers", "1", "--nthreads", "1", "--no-nanny")
        process = self.start(
            "-m", "dask", "worker", f"tcp://{address}", *LOOPBACK, *folder, *alone, *options, **environment
        )
        said(process, r"(Registered to)")
        return process

    def build(self, digest: Path, *options: str, script: str = "") -> subprocess.Popen[str]:
        run = ("-c", script) if script else ("-m", "site_builder")
        return self.start(*run, "build", "--as-of", "2026-06-01", "--project", str(digest), *options)


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """Wait until a process says what is looked for."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"{process.args} ended without saying {pattern}")


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    with ExitStack() as ends:
        yield Processes(tmp_path, ends)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from corpus import write_corpus

    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root, 180)
    return root


@pytest.fixture
def digest(content: Path, tmp_path: Path) -> Path:
    shutil.copytree(content, tmp_path / "digest")
    return tmp_path / "digest"


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def until_staged(build: subprocess.Popen[str], digest: Path, number: int) -> None:
    """Wait until a running build has staged so many files."""
    while sum(path.is_file() for path in (digest / ".site-cache").glob("staging-*/**/*")) < number:
        with suppress(subprocess.TimeoutExpired):
            build.wait(0.01)
        assert build.poll() is None, build.communicate()


def ended(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end of a build; return its exit status and all it said."""
    told = "".join(build.communicate(timeout=120))
    return build.returncode, told


# --- what a cluster builds --------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_build_that_loses_a_worker_gives_the_bytes_of_a_local_one_and_the_next_has_new_templates(
    digest: Path, tmp_path: Path, processes: Processes
):
    at_home = Path(shutil.copytree(digest, tmp_path / "at home"))
    _, address = processes.scheduler()
    dying, _ = processes.worker(address), processes.worker(address)
    build = processes.build(digest, "--executor", f"dask://{address}")
    until_staged(build, digest, 120)
    dying.send_signal(signal.SIGKILL)
    status, told = ended(build)
    assert (status, "files written, 0 removed" in told) == (0, True), told
    assert ended(processes.build(at_home, "--jobs", "1"))[0] == 0
    local = files(at_home / "output")
    assert len(local) > 600
    assert files(digest / "output") == local

    layout = (theme() / LAYOUT).read_text(encoding="utf-8")
    mine = digest / "templates" / LAYOUT
    mine.parent.mkdir(parents=True)
    mine.write_text(layout.replace("</body>", "<p>Another layout.</p></body>"), encoding="utf-8")
    status, told = ended(processes.build(digest, "--executor", f"dask://{address}"))
    assert status == 0, told
    pages = [data for data in files(digest / "output").values() if b"<main" in data]
    assert len(pages) > 300
    assert [page for page in pages if b"Another layout." not in page] == []


# --- what stops a build -----------------------------------------------------------------------------------


def refused(build: subprocess.Popen[str], digest: Path, before: dict[str, bytes]) -> str:
    """Return what a build says that fails for its cluster's sake, after a look at what it left."""
    status, told = ended(build)
    assert (status, "error[workers-lost]" in told, "hint: nothing was touched; " in told) == (
        1,
        True,
        True,
    ), told
    assert "Traceback" not in told
    assert files(digest / "output") == before
    return told


@pytest.mark.slow
def test_a_scheduler_that_cannot_be_reached_or_has_no_workers_is_told(digest: Path, processes: Processes):
    (digest / "output").mkdir()
    (digest / "output/.nojekyll").touch()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{closed.getsockname()[1]}"
        build = processes.build(digest, "--executor", f"dask://{address}", script=SHORT_PATIENCE)
        told = refused(build, digest, {".nojekyll": b""})
    assert f"no Dask scheduler answers at tcp://{address} within 1 s" in told
    _, address = processes.scheduler()
    build = processes.build(digest, "--executor", f"dask://{address}", script=SHORT_PATIENCE)
    assert f"the scheduler at tcp://{address} has no workers" in refused(build, digest, {".nojekyll": b""})


@pytest.mark.slow
def test_a_scheduler_that_dies_in_the_middle_is_told_and_nothing_is_lost(digest: Path, processes: Processes):
    scheduler, address = processes.scheduler()
    processes.worker(address)
    build = processes.build(digest, "--executor", f"dask://{address}")
    until_staged(build, digest, 120)
    scheduler.send_signal(signal.SIGKILL)
    assert f"the scheduler at tcp://{address} is gone" in refused(build, digest, {})
    assert ended(processes.build(digest, "--verify"))[0] == 0


@pytest.mark.slow
def test_a_worker_without_our_code_or_with_other_code_is_not_used(
    digest: Path, processes: Processes, tmp_path: Path
):
    hidden, other = tmp_path / "hidden.py", tmp_path / "other"
    hidden.write_text("import sys\nsys.modules['site_builder'] = None\n", encoding="utf-8")
    shutil.copytree(ROOT / "site_builder", other / "site_builder")
    with (other / "site_builder/model.py").open("a", encoding="utf-8") as module:
        module.write("# another version\n")
    _, address = processes.scheduler()
    without = processes.worker(address, "--preload", str(hidden))
    told = refused(processes.build(digest, "--executor", f"dask://{address}"), digest, {})
    assert re.search(r"the worker at tcp://127.0.0.1:\d+ has no site-builder", told)
    without.terminate()
    without.communicate()
    processes.worker(address, PYTHONPATH=str(other))
    told = refused(processes.build(digest, "--executor", f"dask://{address}"), digest, {})
    assert "has other code than this machine" in told
    assert "then start the workers anew" in told


@pytest.mark.slow
def test_a_job_that_kills_its_workers_is_told(digest: Path, processes: Processes, tmp_path: Path):
    deadly = (
        "import os\nfrom site_builder.building import reading\nreading.read_file = lambda _: os._exit(1)\n"
    )
    (tmp_path / "deadly.py").write_text(deadly, encoding="utf-8")
    _, address = processes.scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    processes.worker(address, "--preload", str(tmp_path / "deadly.py"))
    told = refused(processes.build(digest, "--executor", f"dask://{address}"), digest, {})
    assert "every worker that tried one job has died over it (1 in all)" in told


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / ".site-cache").mkdir()
    return tmp_path


def test_a_worker_that_does_not_see_the_project_refuses(project: Path):
    view = cluster.shown(project_at(project))
    cluster.admit(view)
    other = cluster.shown(project_at(project))
    cluster.admit(other)
    with pytest.raises(WorkersLost, match=f"does not see this project in {re.escape(str(project))}"):
        cluster.admit(view._replace(token="another folder's"))  # noqa: S106 - a token to be wrong
    shutil.rmtree(project / ".site-cache")
    with pytest.raises(WorkersLost, match="does not see this project"):
        cluster.admit(other._replace(theme=""))


def test_a_worker_that_sees_other_templates_refuses(project: Path):
    (project / "templates").mkdir()
    (project / "templates/entry.html").write_text("old", encoding="utf-8")
    view = cluster.shown(project_at(project))
    (project / "templates/entry.html").write_text("new", encoding="utf-8")
    with pytest.raises(WorkersLost, match="has other templates in "):
        cluster.admit(view)


@pytest.mark.parametrize(
    "executor", ["dask://", "dask://host", "dask://host:0", "dask://host:99999", "dask:host:8786", "threads"]
)
def test_an_executor_that_is_none_is_wrong_usage(
    project: Path, executor: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["build", "--project", str(project), "--executor", executor]) == 2
    assert (
        f"{executor!r} is neither `processes` nor a scheduler's dask://HOST:PORT" in capsys.readouterr().err
    )


def test_without_the_extra_packages_a_cluster_is_wrong_usage(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("site_builder.cli.arguments.find_spec", lambda _: None)
    assert main(["build", "--project", str(project), "--executor", "dask://[::1]:8786"]) == 2
    assert "pip install 'site-builder[cluster]'" in capsys.readouterr().err


def test_a_number_of_processes_is_not_for_a_cluster(project: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["build", "--project", str(project), "--executor", "dask://host:8786", "--jobs", "2"]) == 2
    assert "--jobs counts processes of this machine" in capsys.readouterr().err


def test_more_workers_get_more_batches_up_to_a_bound():
    assert [in_flight(size) for size in (1, 2, 10, 10_000)] == [LEAST_IN_FLIGHT, LEAST_IN_FLIGHT, 40, 256]
