"""A stand-in for the builder under `watch`: it notes what it is asked to build."""

from queue import Queue

from site_builder.building.report import Report
from site_builder.project import Project

ENTRY = "content/entries/a.md"
PATIENCE = 10  # seconds until a test gives up; a passing test never waits that long


class Recorder:
    """A builder that notes what it is asked to build and answers from a script, by default with success."""

    def __init__(self, root, *folders):
        self.project = Project(root, root / "output")
        self.folders = folders or (root / "content", root / "templates")
        self.asked, self.reports, self.crashes = Queue(), Queue(), Queue()
        self.answers = []
        self.before_answer = lambda: None

    def build(self, changed=None):
        self.asked.put(changed)
        self.before_answer()
        answer = self.answers.pop(0) if self.answers else Report()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def next(self):
        return self.asked.get(timeout=PATIENCE)

    def next_with(self, path):
        """Return the paths of the builds up to the one that is asked for `path`."""
        seen = set()
        while path not in seen:
            seen |= self.next()
        return seen

    def next_scans(self, number):
        """Wait for a number of scans of everything."""
        while number:
            number -= self.next() is None
