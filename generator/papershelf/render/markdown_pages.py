"""The Markdown of pages: what `docs/` holds and what is published beside each page, of the same facts.

Front matter has the facts; links lead from file to file, so that MkDocs checks them, and editors and Obsidian
follow them. Names of authors are links where these have a page of their own.
"""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from papershelf.model import Collection
from papershelf.render.markdown import escaped, fenced, link, paragraphs, words
from papershelf.render.own_values import OwnValue
from papershelf.render.page import Pager, head
from papershelf.render.paper_context import LinkedPapers, PaperContext, StepView
from papershelf.render.views import Link, PaperView

MOST_AUTHORS = 4  # of a paper in a list

To = Callable[[str], str]


class Heading(NamedTuple):
    """How a list of papers begins: its title, a sentence about it, and Markdown below the title."""

    title: str
    description: str
    about: Sequence[str] = ()


def way_from(path: str) -> To:
    """Return what makes a link from a file in `docs/` of a page's address from the site's root."""
    folder, root = f"{path.rpartition('/')[0]}/", "../" * path.count("/")

    def to(href: str) -> str:
        name = href.partition("#")[0].rstrip("/")
        own = f"{name}.md" if "/" in name else f"{name}/index.md".removeprefix("/")
        return own[len(folder) :] if own.startswith(folder) else root + own

    return to


def paper_markdown(path: str, context: PaperContext) -> str:
    """Return the file of a paper."""
    to, view = way_from(path), context.view
    parts = [
        _paper_head(context),
        f"# {escaped(view.title)}",
        _authors(view, to),
        _facts(view, to),
        " · ".join(link(each.label, each.href) for each in view.links),
        "\n".join(f"- {escaped(own.field.label)}: {_own(own, to)}" for own in view.own_on_page),
    ]
    for own in view.own_texts:
        parts += [f"## {escaped(own.field.label)}", words(str(own.value))]
    for title, made in {
        "Why it is here": [words(view.paper.note or "")],
        "Abstract": paragraphs(view.paper.abstract or ""),
        "Tags": ["\n".join(f"- {_linked(tag.link, to)}: {escaped(tag.why)}" for tag in context.tag_reasons)],
        "Cite": [*_citations(context)],
        "Builds on": [*_linked_papers(context.builds_on, to)],
        "Built on by": [*_linked_papers(context.built_on_by, to)],
        "Related papers": [
            "\n".join(
                f"- {_title(other, to)}{_year(other)}: {escaped(why)}" for other, why in context.related or ()
            )
        ],
        "Mentions": [_quotations(context.mentions, to)],
        "Mentioned by": [_quotations(context.mentioned_by, to)],
        "In collections": ["\n".join(f"- {_step(step, to)}" for step in context.steps)],
    }.items():
        if any(made):
            parts += [f"## {title}", *made]
    parts.append(" · ".join(f"{way.name}: {_title(way.view, to)}" for way in context.neighbours))
    parts.append(_origin(context))
    return whole(parts)


def _origin(context: PaperContext) -> str:
    added, source = context.view.paper.added, context.source
    since = f"On this list since {added.spoken}." if added else ""
    return " ".join(filter(None, (since, source and link("Edit this entry", source))))


def list_markdown(path: str, heading: Heading, views: Iterable[PaperView], pager: Pager) -> str:
    """Return the file of a page of a list of papers."""
    to = way_from(path)
    title = heading.title if pager.number == 1 else f"{heading.title}, page {pager.number}"
    ways = {"Previous": pager.number - 2, "Next": pager.number}
    root = "../" * path.count("/")
    return whole(
        [
            front_matter_of(title, heading.description),
            f"# {escaped(title)}",
            *(heading.about if pager.number == 1 else ()),
            "\n".join(f"- {card(view, to)}" for view in views),
            " · ".join(
                link(name, root + pager.paths[place])
                for name, place in ways.items()
                if 0 <= place < len(pager.paths)
            ),
        ]
    )


def collection_markdown(path: str, collection: Collection, views: Iterable[PaperView], summary: str) -> str:
    """Return the file of a collection; `views` are its papers in the order of the steps."""
    to = way_from(path)
    steps = enumerate(zip(collection.steps, views, strict=True), start=1)
    lines = [f"{number}. {card(view, to)}\n\n    {words(step.why)}" for number, (step, view) in steps]
    return whole(
        [
            front_matter_of(collection.title, summary),
            f"# {escaped(collection.title)}",
            words(collection.description),
            "\n\n".join(lines),
        ]
    )


def moved_markdown(path: str, title: str, href: str) -> str:
    """Return the file at a former address of a page."""
    now = link(title, way_from(path)(href))
    return whole([front_matter_of(title), "# This page has moved", f"It is now at {now}."])


def removed_markdown(title: str, why: str) -> str:
    """Return the file at the address of a page that is gone."""
    return whole(
        [front_matter_of(title or "Page removed"), "# This page is gone", escaped(title), escaped(why)]
    )


def whole(parts: Iterable[str]) -> str:
    """Return a file of parts, with a blank line between them; empty ones are left out."""
    return "\n\n".join(filter(None, parts)) + "\n"


def front_matter_of(title: str, description: str = "", **facts: object) -> str:
    """Return the front matter. Themes insert title and description unescaped, so these are escaped."""
    return head(title=_safe(title), description=_safe(description), **facts)


def _safe(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;")


def _paper_head(context: PaperContext) -> str:
    paper, view = context.view.paper, context.view
    return front_matter_of(
        view.title,
        view.description,
        aliases=[view.title],
        id=paper.id,
        url=context.permalink,
        authors=list(paper.authors),
        published=str(paper.published or ""),
        venue=paper.venue,
        arxiv=paper.arxiv,
        doi=paper.doi,
        links=dict(paper.links),
        tags=list(paper.tags),
        added=str(paper.added or ""),
        fields={own.field.label: own.plain for own in view.own},
        citation_key=context.key,
    )


def _authors(view: PaperView, to: To) -> str:
    names = [_author(author, to) for author in view.authors]
    return ", ".join(names) + (" and others" if view.paper.others else "") if names else ""


def _own(own: OwnValue, to: To) -> str:
    """Return the values of a field that the list declares itself; those with pages are links."""
    addresses = [
        (item.label, item.href if own.is_link else item.href and to(item.href)) for item in own.items
    ]
    return ", ".join(link(label, address) if address else escaped(label) for label, address in addresses)


def _author(author: Link, to: To) -> str:
    return escaped(author.label) if "#" in author.href else _linked(author, to)


def _facts(view: PaperView, to: To) -> str:
    published, venue, arxiv = view.paper.published, view.venue, view.paper.arxiv
    facts = [
        link(published.spoken, to(f"years/{published.year}/")) if published else "",
        _linked(venue, to) if venue else "",
        f"arXiv:{escaped(arxiv)}" if arxiv else "",
    ]
    return " · ".join(filter(None, facts))


def card(view: PaperView, to: To) -> str:
    """Return what a list says of a paper, on one line."""
    authors = [escaped(author.label) for author in view.authors[:MOST_AUTHORS]]
    more = len(view.authors) - MOST_AUTHORS
    names = ", ".join(authors)
    if view.paper.others:
        names += " and others"
    elif more > 0:
        names += f" and {more:,} more"
    facts = [names, str(view.paper.published or ""), escaped(view.venue.label) if view.venue else ""]
    return ". ".join(filter(None, (_title(view, to), *facts)))


def _citations(context: PaperContext) -> Iterator[str]:
    lines = []
    for style, reference in context.references.items():
        text = escaped(f"{reference.before}{reference.italic}{reference.after}")
        address = f" {link(reference.address, reference.address)}" if reference.address else ""
        lines.append(f"- {style}: {text}{address}{reference.end}")
    yield "\n".join(lines)
    yield fenced(context.bibtex, "bibtex")


def _linked_papers(linked: LinkedPapers, to: To) -> Iterator[str]:
    yield "\n".join(f"- {_title(view, to)}{_year(view)}" for view in linked.views)
    if linked.left:
        yield f"These are the newest of {linked.total:,}."


def _quotations(quotations: Sequence[tuple[PaperView, Markup]], to: To) -> str:
    lines = (f"- {_title(view, to)}: “{escaped(sentence.striptags())}”" for view, sentence in quotations)
    return "\n".join(lines)


def _step(step: StepView, to: To) -> str:
    collection, number, ways = step
    page = link(collection.title, to(f"collections/{collection.slug}/"))
    place = f"Step {number} of {len(collection.steps)} in {page}"
    return ". ".join([place, *(f"{way.name}: {_title(way.view, to)}" for way in ways)])


def _title(view: PaperView, to: To) -> str:
    return link(view.title, to(view.href))


def _linked(each: Link, to: To) -> str:
    return link(each.label, to(each.href))


def _year(view: PaperView) -> str:
    return f" ({view.year})" if view.year else ""
