"""Text as HTML."""


def escape_html(text: str) -> str:
    """Return `text` with the characters escaped that markdown-it escapes: `&`, `<`, `>` and `"`."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
