"""Entries that come to follow one another and cease to, so that clusters begin, grow, pass on and end."""

from __future__ import annotations

from edits import IDS, TIES, ids
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule


class TiedEntries(RuleBasedStateMachine):
    """The edits of a digest that concern how its entries hang together."""

    fields: dict[str, dict[str, object]]

    def save(self, entry: str) -> None:
        """Write an entry's fields to its file."""
        raise NotImplementedError

    def make_cluster(self) -> None:
        """Tie the entries that a digest begins with: enough for clusters by year, where lists end after two."""
        for entry, tie, target in zip(IDS[1:4], sorted(TIES), (IDS[0], IDS[1], IDS[0]), strict=False):
            self.tie(entry, tie, target)

    def tie(self, entry: str, tie: str, target: str) -> None:
        self.untie(entry)
        self.fields[entry] |= {"kind": TIES[tie], tie: target}
        self.save(entry)

    def untie(self, entry: str) -> None:
        for name in ("kind", *TIES):
            self.fields[entry].pop(name, None)

    @rule(data=st.data(), tie=st.sampled_from(sorted(TIES)))
    def follow(self, data: st.DataObject, tie: str) -> None:
        """Let an entry follow an earlier one: later ones may follow earlier ones only, so there is no ring."""
        if len(self.fields) > 1:
            drawn = st.lists(st.sampled_from(sorted(self.fields)), min_size=2, max_size=2, unique=True)
            first, second = sorted(data.draw(drawn))
            self.tie(second, tie, first)

    @rule(entry=ids)
    def leave(self, entry: str) -> None:
        if entry in self.fields:
            self.untie(entry)
            self.save(entry)
