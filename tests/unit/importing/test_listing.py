"""`import --dry-run --format jsonl`: what documents are read as, without a project and without a trace."""

import json
import os
import subprocess
import sys

import pytest
from documents import RSS, TITLE, page, zipped
from imports import tree

from site_builder.cli import main
from site_builder.importing import crew, deadline, listing
from site_builder.importing.gathering import Given
from site_builder.importing.recognising.names import Names


def run(capfdbinary, *arguments: str):
    status = main(["import", "--dry-run", "--format", "jsonl", *arguments])
    return status, [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text(page())
    (tmp_path / "b.txt").write_text("\0\0")
    (tmp_path / "feed.xml").write_text(RSS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_document_of_a_list_gives_its_line_in_order_and_nothing_is_written(folder, capfdbinary):
    (folder / "list.tsv").write_text(
        f"feed.xml\n{folder}/a.html\thttps://quay.example.org/pier?utm_source=x\r\n\nb.txt\t\nabsent.html\tx\n"
    )
    before = tree(folder)
    status, found = run(capfdbinary, "--from-list", "list.tsv")
    assert (status, tree(folder)) == (1, before)
    assert [one["file"] for one in found] == [
        "feed.xml",
        "feed.xml",
        f"{folder}/a.html",
        "b.txt",
        "absent.html",
    ]
    assert all(tuple(one)[: len(listing.FIELDS)] == listing.FIELDS for one in found)
    codes = [[fault["code"] for fault in one["diagnostics"]] for one in found]
    assert codes == [[], ["empty-document"], [], ["binary-document"], ["unreadable-document"]]
    item, _, piece, *_ = found
    assert (item["part"], item["title"], item["published"]) == ("#1", f"{TITLE} & More", "2020-05-03")
    assert (item["sitename"], item["language"]) == ("The Quay Letter", "en-gb")
    assert piece["source_url"] == "https://quay.example.org/pier"
    assert piece["title"] == TITLE
    assert piece["authors"] == [{"name": "Jane Example", "role": ""}]
    assert {one["field"] for one in piece["evidence"]} >= {"title", "author", "source_url"}
    assert all(0 < one["confidence"] <= 1 for one in piece["evidence"])
    assert "The harbour board" in piece["text"]
    assert "<" not in piece["markdown"]


PIPED = [
    sys.executable,
    "-m",
    "site_builder",
    "import",
    "--dry-run",
    "--format",
    "jsonl",
    "--from-list",
    "-",
]


def test_a_list_of_sound_documents_is_status_0_and_may_come_from_standard_input(folder):
    done = subprocess.run(PIPED, input="a.html\t\n", capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout)["title"] == TITLE


def test_lines_come_as_soon_as_they_are_known(folder):
    with subprocess.Popen(
        [*PIPED, "--jobs", "2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as asked:
        for _ in range(2):
            asked.stdin.write("a.html\n")
            assert json.loads(asked.stdout.readline())["title"] == TITLE
        asked.stdin.close()
        assert asked.wait(30) == 0


def test_documents_may_be_named_and_the_digest_s_names_are_used_where_there_is_one(
    folder, project, capfdbinary
):
    (folder / "a.html").write_text(page().replace("<p>By", "<p>Middle Coast</p><p>By"))
    status, (one,) = run(capfdbinary, "--project", str(project), "a.html")
    assert (status, one["region"]) == (0, "middle-coast")
    assert run(capfdbinary, "a.html")[1][0]["region"] == ""


def test_lines_need_a_dry_run_and_a_list_excludes_names(folder, capsys):
    assert main(["import", "--format", "jsonl", "a.html"]) == 2
    assert "needs --dry-run" in capsys.readouterr().err
    assert main(["import", "--from-list", "list.tsv", "a.html"]) == 2
    assert main(["import"]) == 2
    assert main(["import", "--dry-run", "--format", "jsonl", "--from-list", "absent"]) == 2
    assert "absent cannot be read" in capsys.readouterr().err


def test_names_of_bytes_that_are_no_text_and_lone_surrogates_can_be_printed(folder):
    (folder / "caf\udce9.html").write_text(page(title="A &#xD800; Title"))
    (found,) = listing.lines([Given("caf\udce9.html")], Names(), 1)
    assert json.loads(found.lines[0])["file"] == "caf\udce9.html"
    found.lines[0].encode()


def _never(one):
    return False


def _work(shared, one):
    if one == "where":
        import os

        return os.getpid()
    if one == "greedy":
        try:
            return len(bytearray(5 << 30))
        except MemoryError:
            return "no more memory"
    if one == "crash":
        import os

        os._exit(9)
    if one == "fault":
        raise KeyError(one)
    if one == "deaf":
        import signal
        import time

        with deadline.within(0.2):
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])  # as a library that never comes back
            time.sleep(60)
    return f"{shared}{one}"


def test_answers_come_in_order_and_what_brings_a_process_down_is_lost_alone():
    given = [*"abcdef", "crash", *"ghijkl"]
    found = list(crew.in_order(_work, "x", iter(given), jobs=2, lost=lambda one: f"lost {one}", heavy=_never))
    assert found == [f"x{one}" if one != "crash" else "lost crash" for one in given]


def test_what_never_ends_and_hears_no_alarm_is_lost_alone():
    found = list(
        crew.in_order(_work, "x", ["a", "deaf", "b"], jobs=2, lost=lambda one: f"lost {one}", heavy=_never)
    )
    assert found == ["xa", "lost deaf", "xb"]


def test_of_few_what_is_heavy_is_worked_on_in_another_process_within_a_limit_and_lost_alone():
    given = ["where", "greedy", "crash", "a", "deaf", "b", "where"]
    heavy = [False, True, True, False, True, True, False]
    told = dict(zip(range(len(given)), heavy, strict=True))
    numbers = iter(range(len(given)))
    found = list(
        crew.in_order(
            _work, "x", given, jobs=1, lost=lambda one: f"lost {one}", heavy=lambda _: told[next(numbers)]
        )
    )
    here = os.getpid()
    assert found == [here, "no more memory", "lost crash", "xa", "lost deaf", "xb", here]


def test_a_large_document_of_few_is_read_in_another_process_and_as_any_other(folder, monkeypatch):
    started = []
    monkeypatch.setattr(crew._Crew, "_start", _noting(started, crew._Crew._start))
    (folder / "large.html").write_text(page(title="A Large Page", head=f"<style>{'x' * 1_000_001}</style>"))
    (folder / "same.html").write_text(page(title="A Large Page"))
    large, same = (one.lines[0] for one in listing.lines(map(Given, ["large.html", "same.html"]), Names(), 1))
    assert json.loads(large)["text"] == json.loads(same)["text"] != ""
    assert started == [1]


def test_small_documents_start_no_process(folder, monkeypatch):
    started = []
    monkeypatch.setattr(crew._Crew, "_start", _noting(started, crew._Crew._start))
    list(listing.lines(map(Given, ["a.html", "b.txt", "feed.xml"]), Names(), 1))
    assert started == []


def _noting(started, start):
    def noted(self, jobs):
        started.append(jobs)
        return start(self, jobs)

    return noted


def test_a_fault_of_ours_is_raised_where_the_answers_are_awaited():
    with pytest.raises(KeyError):
        list(crew.in_order(_work, "x", ["a", "fault"], jobs=2, lost=str, heavy=_never))


def test_more_processes_give_the_same_lines(folder):
    given = [Given("a.html"), Given("feed.xml"), Given("b.txt")]
    assert list(listing.lines(given, Names(), 2)) == list(listing.lines(given, Names(), 1))


def test_files_of_other_kinds_in_a_folder_are_named_and_are_no_failure(folder, capfdbinary):
    (folder / "b.txt").unlink()
    (folder / "feed.xml").unlink()
    (folder / "style.css").write_text("p {}")
    status, found = run(capfdbinary, str(folder))
    assert [one["file"].rpartition("/")[2] for one in found] == ["a.html", "style.css"]
    assert (status, found[1]["diagnostics"][0]["severity"]) == (0, "warning")
    assert run(capfdbinary, str(folder / "style.css"))[0] == 1


def test_a_packed_document_is_the_only_one_of_its_file(folder, capfdbinary):
    (folder / "a.html.gz").write_bytes(zipped(page().encode()))
    _, (found,) = run(capfdbinary, "a.html.gz")
    assert (found["file"], found["part"], found["title"]) == ("a.html.gz", "", TITLE)
