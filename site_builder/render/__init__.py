"""Models to bytes: Markdown bodies, template filters, and templates with the digest of all they include."""
