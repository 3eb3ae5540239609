"""watch: build whenever something in the content or the templates changes.

A save reaches this module as a burst of events (temporary file, rename, attributes); the burst is one set of
paths and one build, which starts as soon as it has been quiet for a few milliseconds, or for one where all that was
written has been closed. What changes during a build waits for the next one. Since operating systems drop events
when too many come at once, everything is scanned after a storm, after events were dropped, and every now and then.
"""

import logging
import os
import sys
import time
import warnings
from collections.abc import Callable, Collection
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from typing import Final, NamedTuple, Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from site_builder.building.report import Report
from site_builder.content.folders import is_ignored
from site_builder.project import Project

QUIET: Final = 0.005
WRITTEN: Final = 0.001
"""Seconds of quiet after a burst of which nothing can be half done: each file was closed by its writer, or renamed to."""
LONGEST_BURST: Final = 0.1
STORM: Final = 1000
_BEAT: Final = 0.1
_SOON: Final = 1.0
"""Seconds to a second scan after events were dropped: those of folders that are watched anew meanwhile are lost too."""
_DROPPED: Final = "?"
"""Stands in the queue of touches, where no path can be this, for events that were dropped."""
_RELEVANT: Final = frozenset({"created", "modified", "closed", "moved", "deleted"})

if sys.platform == "linux":
    from watchdog.observers.inotify_move_event_grouper import InotifyMoveEventGrouper

    # watchdog keeps the first half of a rename, and all events behind it, back for this long to find the other
    # half. A set of paths needs no pairs; half a second would be the longest part of a rebuild.
    InotifyMoveEventGrouper.delay = 0.005


class _Touch(NamedTuple):
    """A path that something happened to; `written`: its writer is done with it."""

    path: str
    written: bool = False


class Builder(Protocol):
    """What watch needs of a builder of one project."""

    @property
    def project(self) -> Project:
        """The project that is built."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose changes make a build necessary; some may not exist yet."""

    def build(self, changed: Collection[str] | None = None) -> Report:
        """Bring the output up to date; `changed` are paths relative to the project, None scans everything."""


def watch(
    builder: Builder,
    *,
    stop: Event,
    on_report: Callable[[Report], None],
    on_crash: Callable[[Exception], None],
    rescan_seconds: float = 30,
) -> None:
    """Build everything, then whatever changes, until `stop` is set; builds run in the calling thread.

    Each build's report goes to `on_report` (a periodic scan's only when it found something), an exception
    that a build raises to `on_crash`. After a build that failed, the next one looks at its changes again.
    """
    touches: SimpleQueue[_Touch] = SimpleQueue()
    observation = _Observation(builder, touches)
    try:
        observation.refresh()
        _keep_building(builder, observation, touches, stop, _Reporting(on_report, on_crash), rescan_seconds)
    finally:
        observation.close()


class _Reporting:
    """Runs builds and passes on what they say."""

    def __init__(self, on_report: Callable[[Report], None], on_crash: Callable[[Exception], None]) -> None:
        self._on_report = on_report
        self._on_crash = on_crash
        self._last: Report | None = None

    def build(self, builder: Builder, due: frozenset[str] | None, *, saved: bool) -> frozenset[str] | None:
        """Build what is due (None: everything) and return what is still due after it.

        `saved` tells that an editor waits for the report, whatever it says.
        """
        try:
            report = builder.build(due)
        except Exception as error:  # noqa: BLE001 - the fault is reported, and the editor's next save is built
            self._on_crash(error)
            self._last = None
            return None
        if saved or self._is_news(report):
            self._on_report(report)
        self._last = report
        return frozenset() if report.ok else due

    def _is_news(self, report: Report) -> bool:
        last = self._last
        return last is None or bool(
            report.written or report.removed or report.diagnostics != last.diagnostics
        )


def _keep_building(
    builder: Builder,
    observation: "_Observation",
    touches: SimpleQueue[_Touch],
    stop: Event,
    reporting: _Reporting,
    rescan_seconds: float,
) -> None:
    due: frozenset[str] | None = None
    changed: frozenset[str] | None = None
    rescan_at = 0.0
    while not stop.is_set():
        if due is None:
            rescan_at = time.monotonic() + (_SOON if observation.dropped() else rescan_seconds)
        due = reporting.build(builder, due, saved=changed is not None)
        changed = _await_changes(touches, stop, rescan_at)
        if changed is None:
            observation.refresh()
        due = None if due is None or changed is None else due | changed


def _await_changes(touches: SimpleQueue[_Touch], stop: Event, until: float) -> frozenset[str] | None:
    """Return the paths of the next burst of events, or None when everything is to be scanned."""
    while not stop.is_set():
        left = until - time.monotonic()
        if left <= 0:
            return None
        try:
            return _burst(touches, touches.get(timeout=min(left, _BEAT)))
        except Empty:
            continue
    return frozenset()


def _burst(touches: SimpleQueue[_Touch], first: _Touch) -> frozenset[str] | None:
    paths, unfinished = set[str](), set[str]()
    touch: _Touch | None = first
    end = time.monotonic() + LONGEST_BURST
    while touch is not None:
        paths.add(touch.path)
        (unfinished.discard if touch.written else unfinished.add)(touch.path)
        touch = _next(touches, min(end - time.monotonic(), QUIET if unfinished else WRITTEN))
    return frozenset(paths) if len(paths) <= STORM and _DROPPED not in paths else None


def _next(touches: SimpleQueue[_Touch], seconds: float) -> _Touch | None:
    try:
        return touches.get(timeout=seconds) if seconds > 0 else None
    except Empty:
        return None


class _Observation:
    """The observer of a builder's folders; puts the name of each changed path into a queue."""

    def __init__(self, builder: Builder, touches: SimpleQueue[_Touch]) -> None:
        self._builder = builder
        self._touches = touches
        self._watches: dict[Path, tuple[int, ObservedWatch]] = {}
        self._drops = _Drops(touches)
        _WATCHDOG_LOG.addHandler(self._drops)
        # said of a folder that was moved away and back, which is watched as it should be
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observer: BaseObserver = Observer()
        self._observer.start()

    def refresh(self) -> None:
        """Observe folders that appeared, or were replaced, since the last call, and where they would appear."""
        for folder in (self._builder.project.root, *self._builder.folders):
            inode = folder.stat().st_ino if folder.is_dir() else 0
            seen, old = self._watches.get(folder, (0, None))
            if inode == seen:
                continue
            if old is not None:
                self._observer.unschedule(old)
                del self._watches[folder]
            if inode:
                self._watches[folder] = (inode, self._schedule(folder))

    def dropped(self) -> bool:
        """Tell whether events were dropped since the last call."""
        seen, self._drops.seen = self._drops.seen, False
        return seen

    def close(self) -> None:
        """Stop observing; no thread is left."""
        _WATCHDOG_LOG.removeHandler(self._drops)
        self._stop()

    def _stop(self) -> None:
        self._observer.stop()
        self._observer.join()

    def _schedule(self, folder: Path) -> ObservedWatch:
        root = self._builder.project.root
        listener = (
            _Arrivals(self._builder.folders, self._touches)
            if folder == root
            else _Listener(folder, root, self._touches)
        )
        try:
            return self._observer.schedule(listener, str(folder), recursive=folder != root)
        except OSError:  # the system's limit of inotify watches is reached
            if isinstance(self._observer, PollingObserver):
                raise
        self._stop()
        self._watches.clear()
        self._observer = PollingObserver()
        self._observer.start()
        self.refresh()
        return self._watches[folder][1]


_WATCHDOG_LOG: Final = logging.getLogger("watchdog.observers.inotify_c")


class _Drops(logging.Handler):
    """Hears from watchdog, which tells it to its log alone, that the system's queue of events overflowed."""

    def __init__(self, touches: SimpleQueue[_Touch]) -> None:
        super().__init__(logging.WARNING)
        self._touches = touches
        self.seen = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning, of which there is no other that would tell of something we want to know."""
        if "overflow" in record.getMessage():
            self.seen = True
            self._touches.put(_Touch(_DROPPED))


class _Arrivals(FileSystemEventHandler):
    """Has everything scanned, and observed anew, when one of `folders` itself comes or goes: the first template may."""

    def __init__(self, folders: Collection[Path], touches: SimpleQueue[_Touch]) -> None:
        self._folders = frozenset(map(str, folders))
        self._touches = touches

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note the event as what can't be known by its path."""
        paths = {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)}
        if event.event_type in _RELEVANT - {"modified", "closed"} and not paths.isdisjoint(self._folders):
            self._touches.put(_Touch(_DROPPED))


class _Listener(FileSystemEventHandler):
    def __init__(self, folder: Path, root: Path, touches: SimpleQueue[_Touch]) -> None:
        self._folder = folder
        self._root = root
        self._touches = touches

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note the paths of an event that tells of a change.

        A folder is modified whenever anything in it comes or goes, which has an event of its own.
        """
        if event.event_type not in _RELEVANT or (event.is_directory and event.event_type == "modified"):
            return
        self._note(event.src_path, written=event.event_type == "closed")
        self._note(event.dest_path, written=True)

    def _note(self, path: bytes | str, *, written: bool) -> None:
        if path and not is_ignored((changed := Path(os.fsdecode(path))).name):
            self._touches.put(_Touch(self._relative(changed), written))

    def _relative(self, path: Path) -> str:
        """Return the path relative to the project; the theme that ships with us is called `templates/` too."""
        if path.is_relative_to(self._root):
            return path.relative_to(self._root).as_posix()
        return (Path("templates") / path.relative_to(self._folder)).as_posix()
