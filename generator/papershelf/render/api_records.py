"""What the API says about a paper, a tag, a collection, an author and a venue: the values of its JSON files.

Each record has all its keys; what is unknown is null or an empty list. `api_schemas` says what they mean.
"""

from collections.abc import Mapping
from typing import Any

from papershelf.citing.work import address
from papershelf.facts.groups import Group, Topic
from papershelf.library.own_fields import OwnField
from papershelf.model import Collection, Paper, PartialDate, arxiv_pdf_url
from papershelf.render.own_values import own_addresses, own_index
from papershelf.render.shelf import Shelf
from papershelf.text import shown

Record = Mapping[str, Any]


def paper_record(shelf: Shelf, paper: Paper) -> Record:
    """Return everything that the list says about a paper, with the texts as readers see them."""
    return {
        **_head(shelf, paper),
        "names": list(paper.names),
        "others": bool(paper.others),
        "issued": _day(paper.issued),
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "read": address(paper),
        "pdf": arxiv_pdf_url(paper.arxiv) if paper.arxiv else None,
        "links": dict(paper.links),
        "note": shown(paper.note) if paper.note else None,
        "feed": paper.feed,
        "votes": paper.votes,
        "organisation": paper.organisation,
        "formerly": list(paper.formerly),
        "sources": dict(paper.sources),
        **_beside(shelf, paper),
        "abstract": shown(paper.abstract) if paper.abstract else None,
        **_own(shelf, paper),
    }


def exported_fields(shelf: Shelf) -> list[OwnField]:
    """Return the fields that the list declares, but for those that it keeps to itself."""
    return [field for field in shelf.library.own_fields if field.exported]


def _own(shelf: Shelf, paper: Paper) -> Record:
    fields = exported_fields(shelf)
    return (
        {"own": {field.key: _own_value(field, paper.own.get(field.key)) for field in fields}}
        if fields
        else {}
    )


def _own_value(field: OwnField, value: Any) -> Any:
    if field.has_many:
        return list(value or ())
    if field.type == "text":
        return shown(value) if value else None
    return str(value) if isinstance(value, PartialDate) else value


def field_record(shelf: Shelf, field: OwnField) -> Record:
    """Return a facet that the list declares, with its values and the ids of the papers that have each."""
    addresses = own_addresses([field], shelf.own_groups)[field.key]
    return {
        "id": field.key,
        "label": field.label,
        "description": field.help,
        "page": page_address(shelf, own_index(field.key)),
        "values": [
            {
                "value": group.label,
                "page": page_address(shelf, addresses[group.label]) if group.label in addresses else None,
                "papers": [paper.id for paper in group.papers],
            }
            for group in shelf.own_groups[field.key]
        ],
    }


def _beside(shelf: Shelf, paper: Paper) -> Record:
    """Return the papers and collections that the page of a paper leads to, by their ids."""
    mentions, citations = shelf.mentions, shelf.citations
    return {
        "builds_on": [each.id for each in citations.builds_on.get(paper.id, ())],
        "built_on_by": [each.id for each in citations.built_on_by.get(paper.id, ())],
        "related": [each.paper.id for each in shelf.related[paper.id]],
        "mentions": list(dict.fromkeys(each.target for each in mentions.by_source[paper.id])),
        "mentioned_by": list(dict.fromkeys(each.source for each in mentions.by_target[paper.id])),
        "collections": [place.collection.slug for place in shelf.places[paper.id]],
    }


def paper_ids_beside(shelf: Shelf, paper: Paper) -> str:
    """Return what a record depends on beside the entry of its paper, in a form to take a digest of."""
    return repr(_beside(shelf, paper))


def paper_summary(shelf: Shelf, paper: Paper) -> Record:
    """Return what lists of papers say about each."""
    return {**_head(shelf, paper), "file": f"papers/{paper.id}.json"}


def _head(shelf: Shelf, paper: Paper) -> Record:
    view = shelf.view(paper.id)
    return {
        "id": paper.id,
        "title": view.title,
        "authors": list(paper.authors),
        "published": _day(paper.published),
        "venue": paper.venue,
        "series": venue_id(shelf, paper),
        "volume": paper.volume,
        "number": paper.number,
        "pages": paper.pages,
        "publisher": paper.publisher,
        "tags": list(paper.tags),
        "added": _day(paper.added),
        "page": page_address(shelf, view.href),
    }


def tag_summary(shelf: Shelf, topic: Topic) -> Record:
    """Return an entry of the vocabulary, and how many papers it has with those of the tags below it."""
    tag = topic.tag
    return {
        "id": tag.slug,
        "label": tag.label,
        "description": tag.description,
        "parent": tag.parent,
        "children": [child.slug for child in topic.children],
        "aliases": list(tag.aliases),
        "count": len(topic.papers),
        "page": page_address(shelf, f"tags/{tag.slug}/"),
        "file": f"tags/{tag.slug}.json",
    }


def tag_record(shelf: Shelf, topic: Topic) -> Record:
    """Return a tag with the ids of its papers."""
    return _with_papers(tag_summary(shelf, topic), topic.papers)


def collection_summary(shelf: Shelf, collection: Collection) -> Record:
    """Return what a collection is about, and how many steps it has."""
    return {
        "id": collection.slug,
        "title": collection.title,
        "description": shown(collection.description),
        "count": len(collection.steps),
        "page": page_address(shelf, f"collections/{collection.slug}/"),
        "file": f"collections/{collection.slug}.json",
    }


def collection_record(shelf: Shelf, collection: Collection) -> Record:
    """Return a collection with its steps in reading order."""
    steps = [{"paper": step.paper, "why": shown(step.why)} for step in collection.steps]
    summary = dict(collection_summary(shelf, collection))
    return {**{key: summary[key] for key in summary if key != "file"}, "steps": steps}


def venue_summary(shelf: Shelf, group: Group) -> Record:
    """Return a venue, all years of a series together, and how many papers it has."""
    return {
        "id": group.slug,
        "name": group.label,
        "count": len(group.papers),
        "page": page_address(shelf, f"venues/{group.slug}/"),
        "file": f"venues/{group.slug}.json",
    }


def venue_record(shelf: Shelf, group: Group) -> Record:
    """Return a venue with the ids of its papers."""
    return _with_papers(venue_summary(shelf, group), group.papers)


def author_record(shelf: Shelf, group: Group) -> Record:
    """Return an author, by the name as printed, with the ids of the papers."""
    page = page_address(shelf, shelf.author_addresses[group.label])
    return {"id": group.slug, "name": group.label, "page": page, "papers": [each.id for each in group.papers]}


def _with_papers(summary: Record, papers: tuple[Paper, ...]) -> Record:
    kept = {key: value for key, value in summary.items() if key != "file"}
    return {**kept, "papers": [paper.id for paper in papers]}


def venue_id(shelf: Shelf, paper: Paper) -> str | None:
    """Return the id of a paper's venue."""
    venue = shelf.view(paper.id).venue
    return venue.href.split("/")[1] if venue else None


def page_address(shelf: Shelf, address: str) -> str:
    """Return the address of a page: a whole one where that of the site is known, else from its root."""
    return f"{shelf.settings.site_url or ''}{address}"


def _day(date: PartialDate | None) -> str | None:
    return str(date) if date else None
