"""Search: an index of the published entries, in small files that a reader's browser fetches as needed.

The index is derived from what is published and nothing else: the text of an entry is taken from its page, between the
marks that its template sets, so that it holds no word that the page does not show; entries that are withdrawn have no part in it.

Entries are dealt to **shards** by a hash of their ids (`geometry`). A shard's **pieces** are a pure function of its entries
(`pieces`); a file of the index is a pure function of the pieces of one name, one from each shard (`merging`). So an edit makes one
shard's pieces anew, and those files whose pieces came out differently; and what many edits lead to is what a cold build makes.

Two steps: `gather` notes, after a build, what became of the entries' pages, in a moment; `index` makes pieces and files
of it, and may run in the background. Each may be killed at any time: what is still to be done stands in the store.
"""

from typing import Final

STORE: Final = "search.sqlite"
"""The file in the cache that knows entries, pieces and which files are ours."""
FOLDER: Final = "search/index/"
"""The folder of the index, below that of the output."""
