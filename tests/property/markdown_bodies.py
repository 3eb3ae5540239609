"""Bodies that are hard to read right, for the ways to HTML that skip the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    import random

WORDS = (
    "a",
    "Word",
    "b2",
    "é",
    "1",
    "snake_case",
    "2*3",
    "x.",
    "“q”",
    "(p)",
    "'s",
    "—",
    "AT&T",
    "Q & A",
    "日本",
)
MARKS = (
    "*", "**", "***", "_", "__", "*a*", "**b**", "_c_", "__d__", "*e f*", "**g *h* i**", "*j **k** l*", "*“m”*", "_n._",
    "~", "~~", "~~s~~", "`", "`c`", "``", "\\", "\\*", "\\[", "!", "![", "&", "&amp;", "&#42;", "&copy", ";", "<", ">", '"',
    "<b>", "<https://e.org>", "<a@b.c>", "<!-- x -->", "|", ":", "#", "=", "-", "+", "@", "^", "{", "}", "$", "%", "'", "/",
)  # fmt: skip
BRACKETS = (
    "[", "]", "(", ")", "[[", "]]", "[t](https://e.org)", "[t](https://e.org/a_b/*c*)", "[*t*](/about/)", "[t *u*](#x)",
    "[t](//e.org)", "[t](https://e.org/?a=1&b=2)", "[t](https://e.org/(x))", "[t](<https://e.org>)", "[t](u 'v')", "[t]()",
    "[t](javascript:x)", "[](https://e.org)", "![t](i.png)", "![t](https://e.org/i.png)", "![[^1]](i.png)", "[t [u](v) w](x)",
    "[https://e.org/a](https://e.org/a)", "[e.org/a_b](https://e.org/a_b)", "[e.org/é](https://e.org/é/)", "[e.org/&amp;](https://e.org/&)", "[t](https://É.org/é)", "[t](HTTPS://E.org)", "[t](https://e.org/%zz)", "[t](https://e.org\\))", "[a\nb](https://e.org)",
    "[[known]]", "[[hidden]]", "[[ known ]]", "[[unknown*x*]]", "[[known]](u)", "[[^1]]", "[[]]", "[[ ]]", "[r]", "[r][r]", "[r][]",
    "[^1]", "[^1][^2]", "[^2](https://e.org)", "[^x]", "[^a_b]", "[^]", "[^a b]", "[^1]:", "[t[^1]](https://e.org)", "*[^2]*",
)  # fmt: skip
SPACES = (
    " ",
    " ",
    " ",
    " ",
    "",
    "",
    "  ",
    "\t",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u2028",
    "\x1c",
    "\x85",
    "\x0b",
    "\x0c",
    "\0",
)
STARTS = (
    "", "", "", "", "", "", " ", "   ", "    ", "\t", "# ", "## ", "####### ", "#", "> ", ">", "> > ", ">\t", "> - ", "> # ", "- ",
    "* ", "+ ", "-", "-  ", "-\t", "  - ", "    - ", "1. ", "1) ", "2. ", "07. ", "1234567890. ", "10.", "- [ ] ", "- - ", "| ", "|",
    "[^1]: ", "[^2]: ", "[^1]:", "[^2]:  ", "[^x]: > ", "[^1]: [^2]: ", "    [^1]: ", "> [^1]: ", "- [^2]: ", "[r]: ", "[r]: /u ", "[^ ]: ",
    "- # ", "1. > ", "\u00a0", "=", "--- ", "** ", "*", "_",
)  # fmt: skip
LINES = (
    "", "", "---", "***", "___", "* * *", "- - -", "===", "==", "=", "--", "-", "+", "*", "#", "##", "# #", "# a #", "## b ##", "```", "~~~",
    "    code", "\tcode", "|---|", "|---|:-:|", "|:--|--:|", "---|---", "| a | b |", "| c | d |", "| *a* | [^1] |", "||", "|", "| a",
    "| x \\| y | z |", "a | b", "# a | b", ":--", " -|-", "<div>", "<!--", "-->", "[^1]: Note.", "[^2]: Other *note*.[^1]", "    more of it",
    "[r]: https://e.org", "[r]:", "/u", "'title'", "> q", ">", "- i", "- j", "1. n", "2. m", "Plain words.", "Plain *words*.", "## Head",
    "See [t](https://e.org/a).", "x  ", "x ",
)  # fmt: skip
BETWEEN = (
    "\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n", "\n    \n", "\r\n", "\r\n\r\n", "\r", "  \n", "\\\n",
)  # fmt: skip
CHARACTERS = "*_[]()!`~<>&\\#-+=|:>. \t\n\r\"'1a^\u00a0\u2003\u200b\u2028\x1c\x85é“—"


PIECES = (
    *WORDS, *WORDS, *MARKS, *BRACKETS, *SPACES, *BETWEEN, *(f"\n{start}" for start in STARTS), *(f"\n{line}\n" for line in LINES),
)  # fmt: skip
UNSURE = ("\r", "\0", "```", "~~~", "]:")


def bodies() -> st.SearchStrategy[str]:
    """Return some words with what marks them and begins, divides and ends blocks."""
    return st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def random_body(chance: random.Random) -> str:
    """Return a body by lines; in most there is nothing for which a body is not even taken apart."""
    lines = range(chance.choice((1, 1, 2, 3, 4, 6, 8)))
    body = "".join(_random_line(chance) + chance.choice(BETWEEN) for _ in lines)
    for unsure in UNSURE:
        if chance.random() < 0.7:
            body = body.replace(unsure, "")
    return body


def mutated(body: str, chance: random.Random) -> str:
    """Return a few blocks of `body` with characters and lines put in, left out or said twice."""
    blocks = body.split("\n\n")
    first = chance.randrange(len(blocks))
    body = "\n\n".join(blocks[first : first + chance.randint(1, 3)] + blocks[-1:])
    for _ in range(chance.randint(1, 4)):
        lines = body.split("\n")
        place, at = chance.randrange(len(body) + 1), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0 | 1:
                body = body[:place] + chance.choice(CHARACTERS) + body[place:]
            case 2:
                body = body[:place] + chance.choice(MARKS + BRACKETS) + body[place:]
            case 3:
                body = body[:place] + body[place + chance.randint(1, 3) :]
            case 4:
                again = chance.choice((lines[at], _random_line(chance)))
                body = "\n".join([*lines[:at], again, *lines[at:]])
            case 5:
                body = "\n".join([*lines[:at], chance.choice(STARTS) + lines[at], *lines[at + 1 :]])
    return body


def _random_line(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return chance.choice(LINES)
    spaces = SPACES[: chance.choice((7, 7, 7, len(SPACES)))]
    parts = [chance.choice((WORDS, WORDS, MARKS, BRACKETS)) for _ in range(chance.randrange(7))]
    words = "".join(chance.choice(part) + chance.choice(spaces) for part in parts)
    return words if chance.random() < 0.4 else chance.choice(STARTS) + words
