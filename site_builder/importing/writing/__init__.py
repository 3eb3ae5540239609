"""Writing: a draft becomes an entry and a capture in `content/`; what is left open is listed, asked for and added."""
