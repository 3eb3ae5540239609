"""The incremental engine: a page is a pure function of what it reads; we remember what it read.

Why the incremental output equals a cold build's, byte for byte:

1. A view is deterministic and sees only the Reader; rendering is deterministic in (templates, model).
2. A point read returns a value determined by that point alone, absence included. A span read, recorded to
   the last row it returned (or to the end when rows ran out), is determined by the members inside it.
3. If no recorded point and no position within a recorded span changed, each read returns what it returned
   before, by induction over the reads; the same reads give the same model, and the same bytes.
4. So pages outside the Plan equal a cold build's; pages inside are computed as a cold build computes them;
   and the set of pages is the union of `demands(record)`, pure in each record, so it is equal too.

What stands outside the Reader (this package's code, the versions of the libraries it renders with, the
Python minor version) forms one generator digest; where that differs, all state is discarded.
"""
