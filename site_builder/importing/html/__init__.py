"""Pages of the web as drafts: what they say of themselves, what they show, and which of it is the piece."""
