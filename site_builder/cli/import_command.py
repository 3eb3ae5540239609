"""`site-builder import`."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from site_builder.cli.arguments import UsageError, cores, jobs, project_of
from site_builder.cli.statuses import CONTENT, INTERRUPTED, OK
from site_builder.collector import look_seldom

if TYPE_CHECKING:
    from site_builder.importing.gathering import Given
    from site_builder.importing.recognising.names import Names
    from site_builder.importing.report import ImportReport

FORMATS: Final = ("text", "json", "jsonl")

DESCRIPTION: Final = """\
Turn source documents (pages, texts, newsletters, feeds, web archives, PDF files) into entries and captures.

  site-builder import commentary.html repost.txt
  site-builder import newsletter.eml feed.xml crawl.warc.gz
  site-builder import saved-pages/              a folder, with all that lies in it
  site-builder import --dry-run page.html       say what would be written, write nothing
  site-builder import --project digest *.txt --format json
  site-builder import --dry-run --format jsonl --from-list pages.tsv
                                                one JSON object a document, without a project
  site-builder import --from hugo ../old-site --region europe
                                                the posts of an existing site

What a document does not state is left empty, never invented; the report lists what is left for you
to fill in, with file and line. Importing a document again changes nothing; an import that was
interrupted goes on when it is started again.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's arguments."""
    parser.add_argument(
        "documents",
        nargs="*",
        metavar="FILE",
        help="a document to import, a folder of them, an address to fetch, or - for standard input",
    )
    parser.add_argument(
        "--from-list",
        metavar="LIST",
        help="import what LIST names (- for standard input): on each line a path, and behind a tab the address"
        " that the document is from, or nothing",
    )
    parser.add_argument(
        "--from",
        dest="generator",
        choices=("jekyll", "hugo", "pelican"),
        help="import the site of this generator in the folder that is given",
    )
    parser.add_argument(
        "--region", default="", metavar="SLUG", help="with --from: the region of posts that state none"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="report what would be written, and write nothing"
    )
    parser.add_argument(
        "--interactive", action="store_true", help="ask at the terminal for the fields that were left empty"
    )
    parser.add_argument(
        "--verbose", action="store_true", help="tell of each of many documents what says so, field by field"
    )
    parser.add_argument(
        "--jobs", type=jobs, default=0, metavar="N", help="processes to read with (default: as many as pay)"
    )


def run(arguments_: argparse.Namespace) -> int:
    """Import the documents."""
    if bool(arguments_.documents) == bool(arguments_.from_list):
        raise UsageError("give documents to import, or --from-list LIST")
    if arguments_.interactive and (
        arguments_.dry_run or "-" in [*arguments_.documents, arguments_.from_list]
    ):
        raise UsageError("--interactive needs files to write to and a terminal to ask at")
    look_seldom()
    if arguments_.format == "jsonl" and not arguments_.generator:
        return _list(arguments_)
    if arguments_.generator or arguments_.region:
        return _migrate(arguments_)
    from site_builder.cli.progress import progress
    from site_builder.importing import import_documents

    project = project_of(arguments_)
    given = list(_given(arguments_))
    try:
        with progress() as show:
            report = import_documents(
                given,
                project.root,
                now=datetime.now(UTC),
                dry_run=arguments_.dry_run,
                jobs=arguments_.jobs or cores(),
                progress=show,
            )
    except KeyboardInterrupt:
        print(
            "\nsite-builder: stopped; what was written is whole. The same command goes on from there.",
            file=sys.stderr,
        )
        return INTERRUPTED
    return _tell(report, project.root, arguments_)


def _tell(report: "ImportReport", root: Path, arguments_: argparse.Namespace) -> int:
    """Print a report, ask for what was left empty if that is wanted, and return the exit status."""
    print(report.json() if arguments_.format == "json" else report.text(whole=arguments_.verbose))
    if arguments_.interactive:
        _ask(report, root)
    return report.status


def _ask(report: "ImportReport", root: Path) -> None:
    """Ask for what was left empty; the questions go to standard error, so that a report can be redirected."""
    from site_builder.importing.copies.shelf import vocabulary
    from site_builder.importing.writing.interview import interview

    def ask(question: str) -> str | None:
        print(question, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline() or None

    try:
        filled = interview(root, report.outcomes, vocabulary(root), ask)
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from error
    print(f"{filled} fields filled in", file=sys.stderr)


def _migrate(arguments_: argparse.Namespace) -> int:
    """Import the site of another generator."""
    from site_builder.importing.sites.migrate import migrate

    if arguments_.format == "jsonl" or arguments_.from_list:
        raise UsageError("--from goes with a folder, and reports as text or json")
    if not arguments_.generator:
        raise UsageError("--region goes with --from: of other documents the region is what they state")
    folders = [Path(one) for one in arguments_.documents]
    if len(folders) != 1 or not folders[0].is_dir():
        raise UsageError(f"--from {arguments_.generator} needs one folder: that of the site")
    project = project_of(arguments_)
    region = arguments_.region
    if region and all(file.stem != region for file in (project.content / "regions").rglob("*.md")):
        raise UsageError(f"content/regions/ has no {region}.md")
    report = migrate(
        arguments_.generator, folders[0], project.root, dry_run=arguments_.dry_run, region=region
    )
    return _tell(report, project.root, arguments_)


def _list(arguments_: argparse.Namespace) -> int:
    """Print what each document is read as, as soon as it is known."""
    from site_builder.importing import crew, listing

    if not arguments_.dry_run:
        raise UsageError("--format jsonl shows what documents are read as; it needs --dry-run")
    given: Iterable[Given] = _given(arguments_)
    number = arguments_.jobs or cores()
    if arguments_.from_list != "-":
        given = list(given)
        if "-" in arguments_.documents or (not arguments_.jobs and len(given) < crew.PAYS_FROM):
            number = 1
    failed = False
    for found in listing.lines(given, _names(arguments_.project), number):
        failed = failed or found.failed
        sys.stdout.buffer.write("".join(f"{line}\n" for line in found.lines).encode())
        sys.stdout.buffer.flush()
    return CONTENT if failed else OK


def _given(arguments_: argparse.Namespace) -> "Iterator[Given]":
    from site_builder.importing import gathering

    if not arguments_.from_list:
        return gathering.walk(arguments_.documents)
    try:
        return gathering.listed(gathering.lines_of(arguments_.from_list), _remark)
    except OSError as error:
        raise UsageError(f"the list {arguments_.from_list} cannot be read: {error.strerror}") from error


def _remark(said: str) -> None:
    print(f"site-builder: {said}", file=sys.stderr)


def _names(project: Path) -> "Names":
    """Return what the digest calls things, if there is a digest."""
    from site_builder.importing.copies.shelf import vocabulary
    from site_builder.importing.recognising.names import Names

    return vocabulary(project) if (project / "content").is_dir() else Names()
