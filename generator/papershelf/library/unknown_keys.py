"""Keys that papers do not have: which one is meant, or how to declare it."""

from collections.abc import Mapping, Sequence

from papershelf.library.own_fields import READY
from papershelf.problems import did_you_mean, nearest

OTHER_NAMES: Mapping[str, Sequence[str]] = {
    "id": ("slug",),
    "title": ("name", "headline"),
    "key": ("bibkey", "citekey", "citation-key"),
    "names": ("acronym", "alias", "aliases", "short-name"),
    "authors": ("author", "by", "creators"),
    "published": (
        "date",
        "day",
        "month",
        "publication-date",
        "published-date",
        "released",
        "submitted",
        "year",
    ),
    "arxiv": ("arxiv-id", "arxivid", "eprint"),
    "venue": ("booktitle", "conference", "journal", "proceedings", "publication", "published-in"),
    "number": ("issue",),
    "pages": ("page",),
    "tags": ("categories", "category", "tag", "topic", "topics"),
    "note": ("annotation", "comment", "comments", "description", "notes", "remark", "why"),
    "added": ("added-on", "date-added"),
    "abstract": ("summary",),
}
"""The keys of a paper, and what else people call them."""
LINK_NAMES: Mapping[str, Sequence[str]] = {
    "paper": ("address", "href", "html", "link", "paper", "uri", "url", "web"),
    "pdf": ("file", "pdf", "pdf-url"),
    "code": ("code", "code-url", "git", "github", "implementation", "repo", "repository"),
    "project": ("homepage", "page-url", "project", "project-page", "site", "web-page", "website"),
    "data": ("data", "dataset", "datasets"),
    "slides": ("presentation-slides", "slides"),
    "video": ("talk", "video", "youtube"),
    "blog": ("blog", "blog-post"),
    "demo": ("demo",),
    "poster": ("poster",),
}
"""Names of links, and the keys under which people write them."""


def advice_on_key(key: str, known: Sequence[str]) -> str:
    """Return the end of a message about an unknown key of a paper: what is meant, or how to declare it."""
    word = key.lower().replace("_", "-").replace(" ", "-")
    ready = [each for each in READY if each not in known]
    meant = word if word in (*known, *ready) else _named(word, OTHER_NAMES)
    if not meant and (link := _named(word, LINK_NAMES)):
        return f"; write it below 'links': '{link}: https://…'"
    meant = meant or nearest(word, [*known, *ready])
    if meant in ready:
        return f"; '{meant}' is ready to use, declare it in fields.yaml: '- key: {meant}'"
    if meant:
        return f", did you mean '{meant}'?"
    return f"{did_you_mean(key, known)}; declare a key of your own in fields.yaml"


def _named(word: str, names: Mapping[str, Sequence[str]]) -> str | None:
    return next((name for name, others in names.items() if word in others), None)
