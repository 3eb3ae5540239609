"""A page's markup, read and not yet judged: its tree, its blocks and lines, its head and linked data."""
