"""Numbers the notes of a body and writes them at its end."""

from collections.abc import Callable
from typing import TypedDict

from site_builder.render import anchors
from site_builder.render.text import Labels


class Referred(TypedDict):
    """A note that something refers to, as footnote_plugin keeps it: its label, and how often."""

    label: str
    count: int


class Notes:
    """The notes of one body; `labels` are what it calls them, `said` what readers hear, `anchor` the prefix of their ids.

    A note has its number from the first reference to it, shown or not. `numbers` and `referred` are kept as
    footnote_plugin keeps them in the `env` of a parser, so that one that reads a part of the body counts on.
    `places` are the references shown so far: number of the note, and which reference to it.
    """

    def __init__(self, labels: set[str], anchor: str, said: Labels | None) -> None:
        self.numbers = {f":{label}": -1 for label in labels}  # -1: nothing has referred to it yet
        self.referred: dict[int, Referred] = {}
        self.places: set[tuple[int, int]] = set()
        self._anchor = anchor
        self._said = said
        self._read: dict[str, tuple[str, set[tuple[int, int]]]] = {}

    def refer(self, label: str) -> str:
        """Return the next reference to a note."""
        note = self.numbers[f":{label}"]
        if note < 0:
            note = self.numbers[f":{label}"] = len(self.referred)
            self.referred[note] = {"label": label, "count": 0}
        nth = self.referred[note]["count"]
        self.referred[note]["count"] += 1
        self.places.add((note, nth))
        return anchors.note_reference(note, nth, self._anchor)

    def read(self, label: str, html: Callable[[], str]) -> None:
        """Read a note where it stands and keep it for the end; of two with one label, the last is shown.

        What a note refers to is shown only if the note is.
        """
        outside, self.places = self.places, set()
        self._read[label] = html(), self.places
        self.places = outside

    def html(self) -> str:
        """Return the notes that are referred to, with a way back to each reference that is shown."""
        if not self.referred:
            return ""
        shown = {number: self._read[referred["label"]] for number, referred in self.referred.items()}
        places = self.places.union(*(within for _, within in shown.values()))
        written = [anchors.notes_start(self._said)]
        for number, (html, _) in shown.items():
            ways = [
                anchors.note_return(number, nth, self._anchor, self._said)
                for nth in range(self.referred[number]["count"])
                if (number, nth) in places
            ]
            start = anchors.note_start(number, self._anchor)
            written.append(f"{start}<p>{html}{''.join(ways)}</p>\n{anchors.NOTE_END}")
        return "".join([*written, anchors.NOTES_END])
