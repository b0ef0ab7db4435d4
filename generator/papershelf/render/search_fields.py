"""What a paper's page and a tag's page say for the search alone; `search_input.py` reads it from there."""

from collections.abc import Mapping
from typing import Any

from papershelf.facts.groups import Topic, lineage
from papershelf.library.venues import first_date, venue_series
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView


def search_fields(shelf: Shelf, view: PaperView) -> Mapping[str, Any]:
    """Return what results show of a paper and what filters and orders ask for, beside the texts of its page.

    `tags` are those of the paper with their labels, `within` the groups of those. What it lacks is absent.
    """
    paper = view.paper
    own = list(paper.tags)
    lines = dict.fromkeys(slug for tag in own for slug in lineage(tag, shelf.library.by_slug))
    published = paper.published.spoken if paper.published else ""
    series = venue_series(paper.venue) if paper.venue else ""
    found = {
        "id": paper.id,
        "facts": " · ".join(fact for fact in (published, paper.venue or "") if fact),
        "tags": [[slug, link.label] for slug, link in zip(own, view.tags, strict=True)],
        "within": [slug for slug in lines if slug not in own],
        "year": view.year,
        "venue": [view.addresses.venues[series], series] if series else None,
        "code": "code" in paper.links,
        "collections": [place.collection.slug for place in shelf.places[paper.id]],
        "added": str(paper.added or ""),
        "published": str(first_date(paper) or ""),
        "arxiv": (paper.arxiv or "").lower(),
        "doi": (paper.doi or "").lower(),
        "votes": paper.votes,
        "built_on": shelf.citations.count(paper),
        "mentioned": len(shelf.mentions.by_target[paper.id]),
        "links": {link.kind: link.href for link in view.links if link.on_cards},
        **_own(view),
    }
    return {name: value for name, value in found.items() if value}


def _own(view: PaperView) -> Mapping[str, Any]:
    """Return what the list's own fields add: facets with values and their pages, words, what is shown."""
    own = view.own
    facets = {
        each.field.key: [
            each.field.label,
            [[word, item.href] for word, item in zip(each.field.words(each.value), each.items, strict=True)],
        ]
        for each in own
        if each.field.facet
    }
    return {
        "own": facets,
        "words": " · ".join(each.words for each in own if each.field.searched),
        "shown": [[each.field.label, each.plain] for each in view.own_on_card],
        "columns": {each.field.key: each.plain for each in own if each.field.column},
    }


def tag_fields(topic: Topic) -> Mapping[str, Any]:
    """Return by what a tag is found, and its papers with it."""
    tag = topic.tag
    return {"slug": tag.slug, "label": tag.label, "aliases": tag.aliases, "about": tag.description or ""}
