"""What pages tell search engines in the words of schema.org, as JSON-LD: https://schema.org/docs/documents.html.

Addresses are whole there, so lists are described only where the address of the site is known.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from papershelf.citing.work import Work, work
from papershelf.model import Paper, arxiv_url, doi_url
from papershelf.render.views import PaperView
from papershelf.text.names import is_organisation

CONTEXT = "https://schema.org"
IN_ORDER, ANY_ORDER = f"{CONTEXT}/ItemListOrderAscending", f"{CONTEXT}/ItemListUnordered"
Thing = dict[str, Any]
Place = tuple[str, str]  # what a page is called, and its address from the site's root


class ItemList(NamedTuple):
    """What a page lists: the items that are on it, of a list with so many in `total`."""

    places: Sequence[Place]
    total: int
    order: str = ANY_ORDER


def article(view: PaperView, site_url: str | None) -> Thing:
    """Describe the page of a paper: the work, and the way to it from the list."""
    trail = _trail(site_url, [("Papers", "papers/"), (view.title, view.href)])
    return _graph(_work(view, work(view.paper, view.labels), site_url), trail)


def home_page(name: str, description: str, site_url: str | None) -> Thing:
    """Describe the home page."""
    site = {"@type": "WebSite", "name": name, "description": description, "url": _whole(site_url, "")}
    return _graph(_known(site)) if site_url else {}


def collection_page(site_url: str | None, trail: Sequence[Place], description: str, items: ItemList) -> Thing:
    """Describe a page that lists others: the last of its trail."""
    if not site_url:
        return {}
    trail = [(_plain(name), href) for name, href in trail]
    name, here = trail[-1]
    listed = [
        {"@type": "ListItem", "position": place, "name": label, "url": _whole(site_url, href)}
        for place, (label, href) in enumerate(items.places, start=1)
    ]
    main = {
        "@type": "ItemList",
        "numberOfItems": items.total,
        "itemListOrder": items.order,
        "itemListElement": listed,
    }
    page = {
        "@type": "CollectionPage",
        "name": name,
        "description": _plain(description),
        "url": _whole(site_url, here),
        "mainEntity": main,
    }
    return _graph(_known(page), _trail(site_url, trail))


def papers_listed(views: Iterable[PaperView], total: int, order: str = ANY_ORDER) -> ItemList:
    """Return papers as items of a list."""
    return ItemList([(view.title, view.href) for view in views], total, order)


def as_element(thing: Thing) -> str:
    """Return the element in which a page says it, which no text in it can close."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _work(view: PaperView, cited: Work, site_url: str | None) -> Thing:
    issued, first = str(cited.issued or ""), str(view.paper.published or "")
    is_book = cited.kind == "book"
    thing = {
        "@type": "Book" if is_book else "ScholarlyArticle",
        "name": cited.title,
        "headline": "" if is_book else cited.title,
        "description": view.description,
        "author": [_author(name) for name in view.paper.authors],
        "datePublished": issued,
        "dateCreated": first if first != issued else "",
        "isPartOf": _container(cited),
        "pagination": cited.pages,
        "publisher": _named("Organization", cited.publisher),
        "identifier": _identifiers(view.paper),
        "keywords": list(cited.keywords),
        "url": _whole(site_url, view.href),
        "sameAs": _elsewhere(view.paper),
    }
    return _known(thing)


def _author(name: str) -> Thing:
    return {"@type": "Organization" if is_organisation(name) else "Person", "name": " ".join(name.split())}


def _container(cited: Work) -> Thing | None:
    """Return where a work is printed: the proceedings, or the issue of a volume of a journal."""
    if cited.kind != "journal":
        return _named("PublicationVolume", cited.container)
    part = _named("Periodical", cited.container)
    if cited.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": cited.volume, "isPartOf": part}
    if cited.issue:
        part = {"@type": "PublicationIssue", "issueNumber": cited.issue, "isPartOf": part}
    return part


def _identifiers(paper: Paper) -> list[Thing]:
    known = {"DOI": paper.doi, "arXiv": paper.arxiv}
    return [
        {"@type": "PropertyValue", "propertyID": kind, "value": value}
        for kind, value in known.items()
        if value
    ]


def _elsewhere(paper: Paper) -> list[str]:
    addresses = (paper.arxiv and arxiv_url(paper.arxiv), paper.doi and doi_url(paper.doi))
    return [address for address in addresses if address]


def _trail(site_url: str | None, trail: Sequence[Place]) -> Thing | None:
    if not site_url or len(trail) == 1:
        return None
    steps = [
        {"@type": "ListItem", "position": place, "name": label, "item": _whole(site_url, href)}
        for place, (label, href) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _plain(text: str) -> str:
    """Return what a text says that a template has put together, which escapes it."""
    return text.unescape() if isinstance(text, Markup) else text


def _named(kind: str, name: str | None) -> Thing | None:
    return {"@type": kind, "name": name} if name else None


def _whole(site_url: str | None, href: str) -> str | None:
    return f"{site_url.rstrip('/')}/{href}" if site_url else None


def _known(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, "", [])}


def _graph(*things: Thing | None) -> Thing:
    return {"@context": CONTEXT, "@graph": [thing for thing in things if thing]}
