"""Bodies: what a post's Markdown holds that only its old generator understands; found, and translated where that is safe."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from site_builder.content.markdown import outliner

_TAG: Final = re.compile(
    r"\{%-?[ \t]{0,9}(/?\w[\w-]{0,100})([^%\n]{0,500})-?%\}|\{\{[<%][ \t]{0,9}(/?[ \t]{0,9}[\w/.-]{1,100})([^>%\n]{0,500})[>%]\}\}|\{\{([^{}\n]{0,500})\}\}"
)
_PLACE: Final = re.compile(
    r"\{(?:filename|attach|static|author|category|tag|index)\}[^\s)\"'>\]]{0,300}|\|filename\|[^\s)\"'>]{0,300}"
)
_LINK: Final = re.compile(r"\]\(\s*<?((?!https?:|mailto:|#|\{|[a-z]+:)[^\s)>]{1,500})")
_HTML: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]{0,500})?/?>")
_RAW: Final = re.compile(r"\{%-?[ \t]{0,9}(?:raw|endraw)[ \t]{0,9}-?%\}")
_SHOWN: Final = re.compile(
    r"(?:\{%-?[ \t]{0,9}highlight[ \t]{1,9}(?P<liquid>[\w+#-]{1,40})[^%\n]{0,200}-?%\}|\{\{[<%][ \t]{0,9}highlight[ \t]{1,9}\"?(?P<code>[\w+#-]{1,40})[^>\n]{0,200}[>%]\}\})[ \t]*"
)
_NO_MORE: Final = re.compile(
    r"(?:\{%-?[ \t]{0,9}endhighlight[ \t]{0,9}-?%\}|\{\{[<%][ \t]{0,9}/[ \t]{0,9}highlight[ \t]{0,9}[>%]\}\})[ \t]*"
)
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`).{1,500}?(?<!`)\1(?!`)")
_TICKS: Final = re.compile("`+")
_REFERENCE: Final = re.compile(r"(?<!\\)\[\[")
_ARGUMENT: Final = re.compile(r"[\"']?([^\s\"']+)")
_REFERRING: Final = frozenset({"post_url", "ref", "relref", "link"})


class Remark(Struct, frozen=True):
    """Something in a body that an editor should look at: the line in the post's file, and what it is."""

    line: int
    message: str


def translated(body: str, first_line: int, find: Callable[[str], str]) -> tuple[str, list[Remark]]:
    """Return a body with links to other posts led to where they stand now, and what else was found.

    `find` gives the new address of the post that a tag or a path names, or "". What is within code stays as it is, blocks
    of code in the old generator's tags become fenced ones, and `[[` is escaped, which here would name an entry.
    """
    source = _shown_as_code(body.split("\n"))
    code = _code(source)
    lines: list[str] = []
    remarks: list[Remark] = []
    for at, line in enumerate(source):
        written, found = (line, []) if at in code else _line(line, find)
        remarks += [Remark(first_line + at, message) for message in found]
        lines.append(written)
    return "\n".join(lines), remarks


def _code(lines: Sequence[str]) -> set[int]:
    """Return which lines are code, as the generator of the pages will take them."""
    tokens = outliner().parse("\n".join(lines), {})
    blocks = [token.map for token in tokens if token.type in {"fence", "code_block"} and token.map]
    return {at for first, end in blocks for at in range(first, end)}


def _shown_as_code(lines: list[str]) -> list[str]:
    """Return the lines with the old generator's blocks of code as fences, and without the tags that only guard others."""
    code = _code(lines)
    lines = [line if at in code else _RAW.sub("", line) for at, line in enumerate(lines)]
    opened = -1
    for at, line in enumerate(lines):
        if at in code:
            continue
        if opened < 0 and _SHOWN.fullmatch(line):
            opened = at
        elif opened >= 0 and _NO_MORE.fullmatch(line):
            found = _SHOWN.fullmatch(lines[opened])
            longest = max((len(run) for one in lines[opened:at] for run in _TICKS.findall(one)), default=0)
            fence = "`" * max(3, longest + 1)
            lines[opened] = fence + (found["liquid"] or found["code"] if found else "")
            lines[at] = fence
            opened = -1
    return lines


def _line(line: str, find: Callable[[str], str]) -> tuple[str, list[str]]:
    """Translate one line outside of code blocks, spans of code left as they are."""
    messages: list[str] = []
    pieces: list[str] = []
    at = 0
    for code in _CODE.finditer(line):
        pieces += [_plain(line[at : code.start()], find, messages), code[0]]
        at = code.end()
    return "".join([*pieces, _plain(line[at:], find, messages)]), messages


def _plain(text: str, find: Callable[[str], str], messages: list[str]) -> str:
    text = _TAG.sub(lambda match: _tag(match, find, messages), text)
    text = _PLACE.sub(lambda match: _place(match, find, messages), text)
    messages += _seen(text)
    return _REFERENCE.sub(r"\\[[", text)


def _tag(match: re.Match[str], find: Callable[[str], str], messages: list[str]) -> str:
    name = (match[1] or match[3] or "").strip()
    argument = _ARGUMENT.search((match[2] or match[4] or "").strip())
    if name in _REFERRING and argument and (address := find(argument[1])):
        return address
    kind = "a Liquid tag" if match[1] else "a shortcode" if match[3] else "a Liquid value"
    messages.append(f"{kind}, which is shown as text: {match[0][:80]}")
    return match[0]


def _place(match: re.Match[str], find: Callable[[str], str], messages: list[str]) -> str:
    kind, _, path = match[0].lstrip("{|").replace("|", "}", 1).partition("}")
    path, mark, fragment = path.partition("#")
    if kind == "filename" and (address := find(path)):
        return address + mark + fragment
    messages.append(f"a link of Pelican's, which leads nowhere: {match[0][:80]}")
    return match[0]


def _seen(text: str) -> Iterator[str]:
    for match in _LINK.finditer(text):
        if not match[1].startswith("/") or not match[1].endswith("/"):
            yield f"a link within the old site; look whether it still leads there: {match[1][:80]}"
    if tag := _HTML.search(text):
        yield f"HTML, which is shown as text: {tag[0][:80]}"
