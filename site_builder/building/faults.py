"""What keeps a build from writing, as diagnostics; the content is not to blame."""

import os
import sqlite3
from pathlib import Path

from site_builder.building.workers import WorkersLost
from site_builder.diagnostics import Diagnostic, Location
from site_builder.project import Project
from site_builder.publish import PublishError


def publish_fault(error: PublishError) -> Diagnostic:
    """Say that a file of the output can't be written or removed."""
    message = f"the file could not be written: {error.cause.strerror or error.cause}"
    hint = "mend the output folder and build again; nothing is lost, the next build goes on from here"
    return Diagnostic(Location(f"output/{error.path}"), "error", "cannot-publish", message, hint)


def write_fault(project: Project, error: OSError | sqlite3.Error) -> Diagnostic:
    """Say that the cache or a staged file can't be written: no permission, no space, a file in the way."""
    name = getattr(error, "filename", None)
    path = Path(os.fsdecode(name)) if name else project.cache
    place = path.relative_to(project.root) if path.is_relative_to(project.root) else path
    message = f"the build needs to write here: {getattr(error, 'strerror', None) or error}"
    hint = "look at the permissions, and at the space left on the disk"
    return Diagnostic(Location(place.as_posix()), "error", "cannot-write", message, hint)


def workers_fault(error: WorkersLost) -> Diagnostic:
    """Say that those who worked for the build are gone, or can't be had."""
    message = f"the build lost its workers: {error.how}"
    return Diagnostic(
        Location("output"), "error", "workers-lost", message, f"nothing was touched; {error.hint}"
    )
