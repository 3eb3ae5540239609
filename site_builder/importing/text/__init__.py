"""Plain text: the dump of a page, a post, a mail or pasted text as a draft, from its segments to its fields and its body."""
