"""Converting: the blocks of a piece as CommonMark, with lists, tables, notes, code and pictures."""
