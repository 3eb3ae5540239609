"""check: everything that is wrong with a project's content and templates; writes nothing."""

from site_builder.building.again import Again
from site_builder.building.cold import check_all, wording
from site_builder.building.inputs import read_everything
from site_builder.building.report import set_of
from site_builder.building.theming import Theming
from site_builder.diagnostics import Diagnostic
from site_builder.project import Project


def check(project: Project) -> tuple[Diagnostic, ...]:
    """Return all findings, sorted by place."""
    inputs = read_everything(project)
    theming = Theming(project.theme_folders)
    theming.speak(wording(inputs.files))
    found = set_of((*inputs.diagnostics, *check_all(inputs.files, Again(project.root)), *theming.faults()))
    return tuple(sorted(found, key=Diagnostic.sort_key))
