"""The incremental engine: a page is a pure function of what it reads; we remember what it read.

Why the incremental output equals a cold build's, byte for byte:

1. A view is deterministic and sees only the Reader; rendering is deterministic in (templates, model).
2. A read of a named fact returns a value determined by that fact alone, absence included. A read of a stretch of
   a collection is determined by its members; each is recorded with the gap behind it, and so is the gap before the
   first. What leaves is one of those members; what joins lies, in the old order, behind one of them or in that gap.
3. If no recorded fact changed, each read returns what it returned before, by induction over the reads; the same
   reads give the same model, and the same bytes.
4. So pages outside the Plan equal a cold build's; pages inside are computed as a cold build computes them;
   and the set of pages is the union of `demands(record)`, pure in each record, of the slices and clusters that live by
   what collections hold (`living.lives`), pure in these, and of the facets of combinations that are large enough
   (`shape.combined`), pure in their sizes and the tree of regions; so it is equal too.

What stands outside the Reader (this package's code, the versions of the libraries it renders with, the
Python minor version) forms one generator digest; where that differs, all state is discarded.
"""
