"""Presence: whether a page states a field at all, told from how its candidates were graded together.

The likeliest candidate of a page may still be nobody's: the name of a menu, or of who wrote a comment. What tells is the
page: by how much the best stands out, what kind of page it is, and which signals speak at all. A model of its own
(`fields-author-presence`) is asked, made by `tests/training/learn_fields.py` from grades given by models that had
not seen the page's site.
"""

from collections.abc import Sequence
from typing import Final

from site_builder.importing.ensemble import chance
from site_builder.importing.html.fields.choice import Candidate, T

_NO_SECOND: Final = -9.0  # the log-odds of a candidate that isn't there
_ABOVE, _BELOW, _FAR = -1.0, 4.0, 999.0  # lines from the title
_SITE: Final = 0.9  # likeness: a person may have a word of the name of the site
_OF_BEST: Final = (
    "kind_article", "kind_news", "kind_post", "kind_other", "kind_published", "path_depth", "path_home", "path_blog", "path_year",
    "slug_words", "paragraphs", "lines", "dated_near", "marked_near", "forum", "english", "institution", "site", "team", "people",
    "signals", "rich", "near_print", "any_print", "distance", "by", "byline", "ld", "meta", "item", "address", "COMMENT", "near_signed",
    "content_hits", "short_hits", "dotted", "digits", "owner", "closer", "most", "ARTICLE", "RELATED", "end", "given", "firm", "section",
    "mixed", "spaced", "bodies", "names", "capitals", "lower", "rel", "label", "dated", "near_marked", "candidates", "rivals_stated",
    "rivals_signed", "least_stated", "least_signed", "least_weak", "BIO", "level", "author_link",
)  # fmt: skip
_OF_ANY: Final = ("ld", "meta", "by", "byline", "item", "rel", "row", "marked", "people", "signals")


def described(candidates: Sequence[Candidate[T]], grades: Sequence[float]) -> dict[str, float]:
    """Return what describes a page by its candidates and their log-odds; there must be a candidate."""
    place = max(range(len(grades)), key=grades.__getitem__)
    best, features = grades[place], candidates[place].features
    second = max((grade for index, grade in enumerate(grades) if index != place), default=_NO_SECOND)
    chances = sum(map(chance, grades))
    found = {
        "grade": best,
        "second": second,
        "margin": best - second,
        "chances": chances,
        "share": chance(best) / chances,
        "number": float(len(candidates)),
    }
    found |= {f"best_{name}": features.get(name, 0.0) for name in _OF_BEST}
    return found | {
        f"some_{name}": max(one.features.get(name, 0.0) for one in candidates) for name in _OF_ANY
    }


def is_signed(candidates: Sequence[Candidate[T]]) -> bool:
    """Tell whether the only candidate is a person who signs just below the title: on a bare page that is enough."""
    if len(candidates) != 1:
        return False
    features = candidates[0].features
    near = _ABOVE <= features.get("near_print", _FAR) <= _BELOW
    signs = features.get("by", 0.0) and features.get("near_signed", 0.0) and features.get("people", 0.0) == 1
    return bool(near and signs and features.get("site", 0.0) < _SITE and not features.get("COMMENT", 0.0))
