"""What a YAML syntax error means to an editor: the parser's words turned into ours, with a line to copy."""

import re
from typing import Final

import yaml

from site_builder.content.faults import Faults

_TEXTS: Final = (
    # (words of libyaml or of PyYAML's own parser, our message, our hint); "{quoted}" is the line in quotes
    (
        "no place for a field",
        "a field cannot begin here",
        "look at the indentation of this line, and at the line before",
    ),
    (
        "mapping values are not allowed",
        "a text with a colon and a space in it must stand in quotes",
        "write {quoted}",
    ),
    (
        "did not find expected key|expected <block end>",
        "after a closing quotation mark or bracket, or at this indentation, nothing may follow",
        "if all of it is one text, write {quoted}",
    ),
    ("tab character", "a line cannot begin with a tab", "indent with spaces"),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "put the value in quotes: {quoted}",
    ),
    (
        "unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it, or put the whole value in the other kind of quotes",
    ),
    (
        "expected ',' or '[]}]'|expected node content",
        "a list or mapping in brackets is not closed, or lacks a comma",
        "write [one, two]; put a text that begins with a bracket in quotes",
    ),
    ("could not find expected ':'", "this line is not `name: value`", "a long text goes on indented by two spaces"),
    (
        "sequence entries are not allowed",
        "an item of a list (`- `) must begin a line of its own",
        "put the value in quotes if the dash belongs to the text: {quoted}",
    ),
    (
        "unknown escape character|escape code",
        "a backslash in double quotes begins an escape, and this one does not exist",
        "double the backslash, or use single quotes",
    ),
    (
        "scanning an alias|scanning an anchor|alphabetic or numeric",
        "a value cannot begin with `*` or `&`",
        "put the value in quotes: {quoted}",
    ),
    ("comment or line break", "after `|` or `>` the text begins on the next line", "put the value in quotes: {quoted}"),
)  # fmt: skip

# where the error began is more useful than where the parser gave up
_OPENED: Final = (
    "unexpected end of stream",
    "could not find expected ':'",
    "expected ',' or",
    "alphabetic or numeric",
)
# pairs of quotation marks that people mean for YAML's own, which are straight
_MARKS: Final = {"“": "”", "‘": "’", "„": "“", "«": "»", "'": "'", '"': '"'}
_NO_SPACE: Final = re.compile(r"([A-Za-z_]+):(\S.*)")


def explain(faults: Faults, error: yaml.YAMLError, line_offset: int) -> None:
    """Record a `yaml-syntax` error for what the parser raised."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    if any(words in problem for words in _OPENED):
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line + 1 + line_offset, mark.column + 1) if mark else (line_offset + 1, 1)
    while line > 1 and not faults.line(line):  # the parser noticed at the end of the text
        line -= 1
        column = len(faults.line(line)) + 1
    before, at = faults.line(line)[: column - 1], faults.line(line)[column - 1 : column]
    if at == "\t":
        problem = "tab character"
    elif (
        "mapping values" in problem and ": " not in before
    ):  # not a second colon: the field itself stands wrong
        problem = "no place for a field"
    message, hint = _in_our_words(f"{problem}; {context}" if context else problem, faults.line(line))
    if (close := _NO_SPACE.fullmatch(faults.line(line))) and "expected ':'" in problem:
        message, hint = "a space is missing behind the colon", f"write `{close[1]}: {close[2]}`"
    faults.at("error", "yaml-syntax", message, (line, column, 1), hint)


def _in_our_words(problem: str, line: str) -> tuple[str, str]:
    for words, message, hint in _TEXTS:
        if re.search(words, problem):
            return message, hint.replace("{quoted}", f"`{_quoted(line)}`")
    return f"this is not YAML: {problem}", ""


def _quoted(line: str) -> str:
    r"""Return the line with its value in quotes, straight ones in the place of those that were meant to be.

    >>> _quoted("title: Iran: a thing"), _quoted("title: 'Iran's choice'")
    ('title: "Iran: a thing"', 'title: "Iran\'s choice"')
    """
    key, colon, value = line.strip().partition(": ")
    if not colon:
        return 'name: "value"'
    if len(value) > 1 and _MARKS.get(value[0]) == value[-1]:
        value = value[1:-1]
    quoted = "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'
    return f"{key}: {quoted}"
