"""Site names: what the site that a page is of calls itself."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.etree import XPath

from site_builder.importing.html.fields.choice import Candidate, Found, offered
from site_builder.importing.html.fields.signals import Said, Signals
from site_builder.importing.html.fields.site import owner
from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.folding import folded, letters, words
from site_builder.importing.html.markup.meta import unescaped
from site_builder.importing.recognising.alternatives import small

_SEPARATOR: Final = re.compile(r"\s+[|•·»«\u203a\u2039:\-–—~/\\]+\s+|\s*[|•»\u203a]\s*")
_LOGOS: Final = XPath(
    "(//img[contains(@class, 'logo') or contains(@id, 'logo') or ancestor::*[contains(@class, 'logo') or contains(@id, 'logo')]]/@alt)[position() < 4]"
)
_GLUED: Final = re.compile(
    r"\s+(?:logo|home ?page|startseite|home)$|^(?:logo|home)\s+(?:of\s+)?", re.IGNORECASE
)
_RULES: Final = {
    "og": "Open Graph",
    "publisher": "JSON-LD",
    "site": "JSON-LD",
    "app": "application name",
    "scholar": "Dublin Core or citation meta",
    "last": "end of the page's title",
    "first": "beginning of the page's title",
    "twitter": "Twitter card",
    "copyright": "copyright line",
    "logo": "logo",
    "written": "name of the host, as the page writes it",
    "host": "host",
    "feed": "title of the feed",
}
_APP: Final = ("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "msapplication-tooltip")
_SCHOLAR: Final = (
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "publisher",
    "copyright",
    "cre",
)
_PUBLISHERS: Final = frozenset({"WebSite", "NewsMediaOrganization", "Organization"})
_STATED: Final = frozenset({"og", "publisher"})
_PASSING: Final = frozenset(_RULES[one] for one in ("written", "host", "twitter"))
_NAMING: Final = frozenset({"og", "publisher", "site", "app", "last", "first", "copyright", "logo"})
_ARTICLE: Final = re.compile(
    r"the|l['’]|le|la|les|il|lo|gli|el|los|las|o|a|os|as|der|die|das|de|het|al", re.IGNORECASE
)
_DIVIDED: Final = re.compile(r"\w\.\w|\s[|:•·–—-]\s")
_NO_NAME: Final = re.compile(
    r"(?:inc|llc|ltd|gmbh|ag|corp|co|plc|e\. ?v|s\.?a|online|media|home)\.?", re.IGNORECASE
)
_SHORT: Final = 4  # letters that a word shares with many names
_FULL: Final = 5  # words of a name in full
_WORDS: Final = 9  # of a site's name


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return what the site may be called, described."""
    found: dict[str, Candidate[str]] = {}
    for said in _said(signals):
        text = _GLUED.sub("", said.text.strip(" |-–—·•")).strip()
        key = letters(text)
        if key and len(text.split()) <= _WORDS and len(text) <= 80:  # noqa: PLR2004 - characters of a name
            offered(found, key, text, said.signal, _RULES[said.signal])
    every = list(found.values())
    if any(one.signals & _STATED for one in every):  # beside a name that is stated the bare host is none
        every = [one for one in every if one.signals != {"host"}]
    for one in every:
        _describe(one, every, signals)
    return every


def fuller(found: Found[str] | None, every: Sequence[Candidate[str]], signals: Signals) -> Found[str] | None:
    """Return the name as the page states it in full, where what was taken is a part of that: "Courier" of "The Courier".

    The people from whose answers the model has learnt write names short. What only the host or an account is called
    gives way to any longer name that the page states or prints twice, any other to one that has an article as well.
    """
    if found is None:
        return None
    bare = found.rule in _PASSING
    for one in sorted(every, key=lambda one: "og" not in one.signals):
        stated = bool(one.signals & _STATED) or (bare and len(one.signals & _NAMING) > 1)
        rest = _rest(found.value, one.value) if stated else ""
        longer = rest and (_ARTICLE.fullmatch(rest) or (bare and not _NO_NAME.fullmatch(rest)))
        if longer or (bare and stated and _is_run_together(found.value, one.value)):
            return Found(one.value[:1].upper() + one.value[1:], one.rule, found.confidence)
    claimed, whole = folded(signals.meta.first("og:title")), folded(signals.meta.title)
    if claimed and claimed != whole and found.rule == _RULES["host"]:  # which the page nowhere writes
        beside = whole.replace(claimed, " ", 1).strip(" |-–—:·•»")
        short = len(beside.split()) < _FULL and beside in signals.shown_words
        named = [one for one in every if short and folded(one.value) == beside]
        return Found(named[0].value, named[0].rule, found.confidence) if named else found
    return found


def _is_run_together(account: str, name: str) -> bool:
    """Tell whether an account or a host is some of the words of a longer name, in their order."""
    if _NO_NAME.fullmatch(name.rsplit(maxsplit=1)[-1]) or _is_slogan(name):
        return False
    parts = [letters(word) for word in name.split()]
    made = {""}
    for word in parts:
        made |= {begun + word for begun in made}
    return len(parts) > 1 and len(account) > _SHORT and letters(account) in made - {"", "".join(parts)}


def _is_slogan(name: str) -> bool:
    """Tell whether a name is an address, or goes on with what the site says of itself."""
    return len(name.split()) > _FULL or bool(_DIVIDED.search(name))


def _rest(short: str, long: str) -> str:
    """Return the first or last words that one name has beside another; "" where it is no longer form of that, or no name."""
    part = letters(short)
    if not part or _is_slogan(long):
        return ""
    for cut in (match.start() for match in re.finditer(r"(?<=[\s’'])\S", long)):
        if letters(long[:cut]) == part:
            return long[cut:].strip()
        if letters(long[cut:]) == part:
            return long[:cut].strip()
    return ""


def _said(signals: Signals) -> Iterator[Said]:
    meta = signals.meta
    yield Said("og", meta.first("og:site_name"))
    yield from _linked(signals)
    for value in meta.all(*_APP):
        yield Said("app", value)
    for value in meta.all(*_SCHOLAR):
        yield Said("scholar", value)
    yield from _in_titles(signals)
    yield Said("twitter", meta.first("twitter:site").lstrip("@"))
    yield Said("twitter", meta.first("twitter:app:name:iphone", "twitter:app:name:googleplay"))
    for line in signals.lines[-80:]:
        yield Said("copyright", owner(line.text))
    for alt in _LOGOS(signals.tree):
        yield Said("logo", unescaped(alt)[:80])
    yield from _of_host(signals)


def _linked(signals: Signals) -> Iterator[Said]:
    for item in signals.items[:60]:
        if "publisher" in item.says:
            publisher = item.says["publisher"]
            name = publisher.get("@id") if isinstance(publisher, dict) and "name" not in publisher else None
            known = signals.by_id.get(name) if isinstance(name, str) else None
            yield Said("publisher", linked_data.text(known.says.get("name") if known else publisher))
        if item.types & _PUBLISHERS and item.depth <= 1:
            yield Said("site", linked_data.text(item.says.get("name")))


def _in_titles(signals: Signals) -> Iterator[Said]:
    """Yield what the page's title has beside the one that it claims, and the outer parts of both.

    Behind a title and a section, the last but one may be the site's too.
    """
    whole, claimed = signals.meta.title, signals.meta.first("og:title")
    if claimed and len(claimed) < len(whole):
        if whole.endswith(claimed):
            yield Said("first", whole[: -len(claimed)].rstrip(" :|-–—»"))
        elif whole.startswith(claimed):
            yield Said("last", whole[len(claimed) :].lstrip(" :|-–—»"))
    for title in (whole, claimed):
        parts = _SEPARATOR.split(title)
        if len(parts) > 1:
            yield Said("last", parts[-1])
            yield Said("first", parts[0])
            if parts[2:]:
                yield Said("last", parts[-2])


def _of_host(signals: Signals) -> Iterator[Said]:
    """Yield the name in the host: as the page itself writes it where it does, else as it stands."""
    shown = (
        " ".join(line.text for line in [*signals.lines[:30], *signals.lines[-40:]])[:8_000]
        + f" {signals.meta.title}"
    )
    bare = small(shown).replace("’", "'")
    for label in filter(
        None, dict.fromkeys((signals.site.registered, signals.site.registered.replace("-", "")))
    ):
        # made anew for each site, so without what takes long to compile: ignoring case, and marks beyond ASCII
        pattern = r"\b" + r"[\s.&'-]{0,3}".join(map(re.escape, label[:40])) + r"\b"
        for match in islice(re.finditer(pattern, bare, 0 if label.isascii() else re.IGNORECASE), 6):
            if (written := shown[match.start() : match.end()]) != label:
                yield Said("written", written)
                break
    yield Said("host", signals.site.registered)


def _describe(one: Candidate[str], every: list[Candidate[str]], signals: Signals) -> None:
    features = one.features
    for signal in _RULES:
        features[signal] = float(signal in one.signals)
        others = [other for other in every if other is not one and signal in other.signals]
        features[f"no_{signal}"] = float(not others and signal not in one.signals)
        features[f"like_{signal}"] = float(
            any(one.key in other.key or other.key in one.key for other in others)
        )
    features["signals"] = len(one.signals)
    features["length"] = len(one.value)
    features["words"] = len(words(one.value))
    features["agree"] = sum(one.key in other.key or other.key in one.key for other in every) - 1
    label = letters(signals.site.registered)
    features["host_in"] = float(bool(label) and label in one.key)
    features["in_host"] = float(one.key in letters(signals.site.host))
    features["host_share"] = len(label) / max(1, len(one.key)) if label and label in one.key else 0.0
    features["start"] = float(bool(label) and one.key[:1] == label[:1])
    features["claim"] = float(folded(one.value) in signals.claims)
    features["dotted"] = float("." in one.value)
    features["lower"] = float(one.value.islower())
    features["candidates"] = len(every)
    features["spaces"] = one.value.count(" ")
    features["times"] = min(signals.shown_words.count(folded(one.value)), 20)
