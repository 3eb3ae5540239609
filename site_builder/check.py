"""check: everything that is wrong with a project's content and templates; writes nothing."""

from site_builder.building.again import Again
from site_builder.building.cold import check_all, wording
from site_builder.building.inputs import read_everything
from site_builder.building.report import in_order
from site_builder.building.theming import Theming
from site_builder.diagnostics import Diagnostic
from site_builder.project import Project


def check(project: Project) -> tuple[Diagnostic, ...]:
    """Return all findings, sorted by place."""
    inputs = read_everything(project)
    theming = Theming(project.theme_folders)
    theming.speak(wording(inputs.files))
    found = check_all(inputs.files, Again(project.root))
    return in_order((*inputs.diagnostics, *found, *theming.faults()))
