"""Copies: which captures share text with a document, and along which of their words."""
