"""Documents as editors hand them in, of many kinds and in many languages, with what is to be read out of each.

They stand in `tests/golden/handed-in/*.cases`: a line `===== NAME.SUFFIX`, what is expected, `-----`, the document. In a
document `{{ferry 1-2 <p>}}` stands for the first two paragraphs of the text `ferry` of `texts.txt`, each within `<p>`;
`{{ferry wrap}}` for all of it wrapped, `{{ferry >}}` for all of it quoted.

`body` names the text that is to be the piece, all of it and nothing twice; else `first`, `last` and `has` say how it begins
and ends and what stands in it. `not` lists what must not stand in it. `alt` is another good title, `url` the address given with
the document, `open` what is known to be wrong still.
"""

import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from site_builder.importing import listing
from site_builder.importing.gathering import Given
from site_builder.importing.recognising.names import Names

FOLDER = Path(__file__).parents[2] / "golden" / "handed-in"
Case = tuple[str, dict[str, str], str]
_MACRO = re.compile(r"\{\{(\w+) ?(.*?)\}\}")
_SOME = re.compile(r"(\d+)(?:(-)(\d*))?(?:\s+|$)")


def texts() -> dict[str, list[str]]:
    """Return each text's paragraphs."""
    found = {}
    for part in re.split(r"^== ", (FOLDER / "texts.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, text = part.partition("\n")
        found[name.strip()] = [" ".join(one.split()) for one in text.strip().split("\n\n")]
    return found


TEXTS = texts()


def cases() -> Iterator[Case]:
    """Yield name, expectations and document of each case."""
    for path in sorted(FOLDER.glob("*.cases")):
        for part in re.split(r"^===== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = part.partition("\n")
            head, _, document = rest.partition("\n-----\n")
            lines = (line.partition(":") for line in head.splitlines())
            wanted = {key.strip(): value.strip() for key, _, value in lines}
            yield name.strip(), wanted, _MACRO.sub(_filled, document)


def _filled(macro: "re.Match[str]") -> str:
    paragraphs, how = TEXTS[macro[1]], macro[2].strip()
    if some := _SOME.match(how):
        last = int(some[3] or len(paragraphs)) if some[2] else int(some[1])
        paragraphs, how = paragraphs[int(some[1]) - 1 : last], how[some.end() :]
    if how.startswith("<br>"):
        return how.join(paragraphs)
    if how.startswith("<"):
        end = "".join(f"</{tag}>" for tag in reversed(re.findall(r"<(\w+)", how)))
        return "\n".join(f"{how}{one}{end}" for one in paragraphs)
    if how == ">":
        return "\n> \n".join("\n".join(f"> {line}" for line in textwrap.wrap(one, 70)) for one in paragraphs)
    return "\n\n".join(textwrap.fill(one, 72) if how == "wrap" else one for one in paragraphs)


def read(folder: Path, name: str, wanted: dict[str, str], document: str) -> dict[str, Any]:
    """Read a document as `import --dry-run --format jsonl` does; it is one."""
    path = folder / name
    path.write_text(document, encoding="utf-8")
    (lines,) = listing.lines([Given(str(path), wanted.get("url", ""))], Names(), jobs=1)
    (line,) = lines.lines
    found: dict[str, Any] = json.loads(line)
    return found


def wrong(wanted: dict[str, str], found: dict[str, Any]) -> dict[str, object]:
    """Return the fields that are not as expected, with what was found."""
    told: dict[str, object] = {}
    if "title" in wanted and found["title"] not in {wanted["title"], wanted.get("alt", wanted["title"])}:
        told["title"] = found["title"]
    signed = [(one["name"], one["role"]) for one in found["authors"]]
    if "authors" in wanted and not _signs(wanted["authors"], signed):
        told["authors"] = signed
    expected = {"updated": "", **wanted}
    for field in ("published", "updated"):
        day = found[field][:10]
        if (
            field in expected
            and day != expected[field]
            and (expected[field] or day != found["published"][:10])
        ):
            told[field] = day
    if wanted.get("language", "") not in {"", found["language"].partition("-")[0]}:
        told["language"] = found["language"]
    if "site" in wanted and wanted["site"] not in {found["sitename"], found["source"]}:
        told["site"] = found["sitename"]
    if "source_url" in wanted and found["source_url"] != wanted["source_url"]:
        told["source_url"] = found["source_url"]
    text, standfirst = " ".join(found["text"].split()), " ".join(found["standfirst"].split())
    claimed = standfirst and standfirst[:30] not in " ".join([text, *TEXTS.get(wanted.get("body", ""), [])])
    if wanted["standfirst"] != standfirst if "standfirst" in wanted else claimed:
        told["standfirst"] = standfirst
    if faults := [*_amiss(wanted, text, standfirst)]:
        told["body"] = faults
    return told


def _signs(wanted: str, found: list[tuple[str, str]]) -> bool:
    """Tell whether those sign who should: "NAME; NAME (ROLE)", where a role that is not given may be any."""
    matches = [re.fullmatch(r"(.*?)(?: \((.*)\))?", one) for one in filter(None, wanted.split("; "))]
    named = [(match[1], match[2]) for match in matches if match]
    if [name for name, _ in named] != [name for name, _ in found]:
        return False
    return all(role in {None, said} for (_, role), (_, said) in zip(named, found, strict=True))


def _amiss(wanted: dict[str, str], text: str, standfirst: str) -> Iterator[str]:
    """Yield what is amiss with a body: how it begins or ends, what is lost, said twice, or should not stand in it."""
    paragraphs = TEXTS.get(wanted.get("body", ""), [])
    first = paragraphs[0] if paragraphs else wanted.get("first", "")
    last = paragraphs[-1] if paragraphs else wanted.get("last", "")
    opened = text.removeprefix(f"{standfirst} ") if standfirst else text  # entries print it once
    if not text.startswith(first[:30]) and not opened.startswith(first[:30]) and first != standfirst:
        yield f"begins {text[:60]}"
    if not text.endswith(last[-30:]):
        yield f"ends {text[-60:]}"
    for one in paragraphs:
        if text.count(one) != 1 and one != standfirst:
            yield f"{text.count(one)} times {one[:40]}"
    if wanted.get("has", "") not in text:
        yield f"lacks {wanted['has']}"
    own = " ".join(paragraphs)
    unwanted = [one for one in wanted.get("not", "").split(" | ") if one and one not in own]
    yield from (f"holds {one}" for one in unwanted if one in text)
