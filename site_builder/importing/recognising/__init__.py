"""Recognising: what the words of a document name, whatever its kind: people, days, countries, sources, and a page's chrome."""
