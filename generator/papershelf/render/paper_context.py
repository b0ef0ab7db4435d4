"""Everything that the template of a paper's page is given."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from papershelf.citing import apa, bibtex, highwire, ieee, mla
from papershelf.citing.reference import Reference
from papershelf.citing.work import work
from papershelf.facts.mentions import Finder, Mention
from papershelf.facts.related import Related
from papershelf.model import Collection, Paper
from papershelf.render import views
from papershelf.render.entry_links import entry_link
from papershelf.render.html import paragraphs
from papershelf.render.search_fields import search_fields
from papershelf.render.shelf import Shelf
from papershelf.render.structured_data import article
from papershelf.render.views import Link, PaperView
from papershelf.tagging import TagSuggestion, reasons

SEEN_AT_ONCE = 8  # papers that cite another one, or that it cites; the others are folded up
MOST_LINKED = 100  # of them on a page: that of a paper that all others cite must not grow with the list
BY_HAND = "Chosen by the curator."
MENTION = Markup('<a class="ps-mention" href="{}">{}</a>')

STYLES = {"APA": apa.reference, "IEEE": ieee.reference, "MLA": mla.reference}


class TagWithReason(NamedTuple):
    """A tag and a sentence that says why the paper carries it; `slug` is part of the sentence's id."""

    slug: str
    link: Link
    why: str


class LinkedAbstract(NamedTuple):
    """The abstract, the addresses of the papers that it names, by name, and all names that are in it."""

    raw: str
    hrefs: Mapping[str, str]
    names: frozenset[str]

    def paragraphs(self, to: Callable[[str], str]) -> Markup:
        """Render the abstract as `<p>` elements, where the first mention of each other paper is a link."""
        wanted = dict(self.hrefs)
        finder = Finder(self.names)

        def plain(text: str) -> Markup:
            parts, done = [], 0
            for span in finder.find(text) if wanted else ():
                if href := wanted.pop(span.text, None):
                    parts += [escape(text[done : span.start]), MENTION.format(to(href), span.text)]
                    done = span.end
            return Markup("").join([*parts, escape(text[done:])])

        return paragraphs(self.raw, plain)


class Way(NamedTuple):
    """A link to the paper before or after this one: its `rel` ("prev" or "next"), its name, the paper."""

    rel: str
    name: str
    view: PaperView


class StepView(NamedTuple):
    """A collection that the paper is a step of, the step's number from 1, and the steps around it."""

    collection: Collection
    number: int
    ways: Sequence[Way]


class LinkedPapers(NamedTuple):
    """Papers that cite another one, or that it cites: the newest, and how many there are.

    `anchor` is the id of their section, `file` the address of the data that name all of them.
    """

    anchor: str
    file: str
    views: Sequence[PaperView]
    total: int

    @property
    def first(self) -> Sequence[PaperView]:
        """Those that are seen at once."""
        return self.views[:SEEN_AT_ONCE]

    @property
    def more(self) -> Sequence[PaperView]:
        """Those that are seen when somebody asks for them."""
        return self.views[SEEN_AT_ONCE:]

    @property
    def left(self) -> int:
        """How many the page leaves out."""
        return self.total - len(self.views)


class PaperContext(NamedTuple):
    """The values of `paper.md.j2` and of the templates that it includes.

    Addresses called `href` start from the site's root, other addresses are whole or None.
    """

    view: PaperView
    search: Mapping[str, Any]
    citation: Sequence[tuple[str, str]]  # names and contents of `meta` elements for reference managers
    structured: Mapping[str, Any]  # what search engines are told
    references: Mapping[str, Reference]  # by style: "APA", "IEEE", "MLA"
    bibtex: str
    key: str  # the citation key
    abstract: LinkedAbstract
    tag_reasons: Sequence[TagWithReason]
    builds_on: LinkedPapers
    built_on_by: LinkedPapers
    related: Sequence[tuple[PaperView, str]] | None  # with why, the closest first; None without other papers
    mentions: Sequence[tuple[PaperView, Markup]]  # the papers named, each with the sentence, the name marked
    mentioned_by: Sequence[tuple[PaperView, Markup]]  # the papers that name this one, in the same form
    steps: Sequence[StepView]
    neighbours: Sequence[Way]
    file: str  # the path of the file that holds the entry, from the project's root
    source: str | None  # the address of the entry, if the repository can be browsed
    report: str | None  # the form for corrections, filled in, if the repository takes issues
    permalink: str | None  # the page's whole address, if that of the site is known


def paper_context(shelf: Shelf, view: PaperView) -> PaperContext:
    """Collect what the page of a paper shows."""
    paper, settings = view.paper, shelf.settings
    named = shelf.mentions.by_source[paper.id]
    newer, older = shelf.neighbours[paper.id]
    hrefs = {mention.name: shelf.view(mention.target).href for mention in named}
    return PaperContext(
        view=view,
        search=search_fields(shelf, view),
        citation=highwire.elements(paper, view.labels),
        structured=article(view, settings.site_url),
        references={style: write(paper) for style, write in STYLES.items()},
        bibtex=bibtex.brief(paper),
        key=work(paper).key,
        abstract=LinkedAbstract(paper.abstract or "", hrefs, shelf.mentions.named[paper.id]),
        tag_reasons=_tag_reasons(shelf, view),
        builds_on=_linked(shelf, paper, "builds-on", shelf.citations.builds_on),
        built_on_by=_linked(shelf, paper, "built-on-by", shelf.citations.built_on_by),
        related=_related(shelf, paper),
        mentions=[(shelf.view(each.target), _marked(each)) for each in named],
        mentioned_by=[
            (shelf.view(each.source), _marked(each)) for each in shelf.mentions.by_target[paper.id]
        ],
        steps=[
            StepView(
                place.collection, place.number, _ways(shelf, "Previous", place.previous, "Next", place.next)
            )
            for place in shelf.places[paper.id]
        ],
        neighbours=_ways(shelf, "Newer", newer, "Older", older),
        file=shelf.library.path,
        source=entry_link(settings, shelf.library.path, f"id: {paper.id}"),
        report=f"{settings.issues_url}?{views.query(paper, shelf.library.own_fields)}"
        if settings.issues_url
        else None,
        permalink=f"{settings.site_url.rstrip('/')}/{view.href}" if settings.site_url else None,
    )


def _tag_reasons(shelf: Shelf, view: PaperView) -> list[TagWithReason]:
    found = reasons(view.paper, shelf.vocabulary_of(view.paper.tags)) if view.tags else {}
    return [
        TagWithReason(slug, link, tag_reason(found.get(slug)))
        for slug, link in zip(view.paper.tags, view.tags, strict=True)
    ]


def tag_reason(suggestion: TagSuggestion | None) -> str:
    """Return what the text has for a tag; a word in passing is not why the curator chose it."""
    return f"In the text: {suggestion.reason}." if suggestion and suggestion.strong else BY_HAND


def _linked(shelf: Shelf, paper: Paper, anchor: str, links: Mapping[str, tuple[Paper, ...]]) -> LinkedPapers:
    some = links.get(paper.id, ())
    return LinkedPapers(anchor, f"api/v1/papers/{paper.id}.json", shelf.views(some[:MOST_LINKED]), len(some))


def _related(shelf: Shelf, paper: Paper) -> list[tuple[PaperView, str]] | None:
    if len(shelf.library.papers) == 1:
        return None
    model = shelf.settings.embedding
    return [(shelf.view(one.paper.id), _why(one, model)) for one in shelf.related[paper.id]]


def _why(one: Related, model: str | None) -> str:
    sentences = [f"Shares: {', '.join(one.phrases)}."] if one.phrases else []
    if one.tags:
        *others, last = (f"“{tag.label}”" for tag in one.tags)
        sentences.append(f"Both in {' and '.join([', '.join(others), last] if others else [last])}.")
    return " ".join(sentences) or f"Similar according to the “{model}” embedding."


def _marked(mention: Mention) -> Markup:
    """Mark the name in the sentence of a mention."""
    end = mention.start + len(mention.name)
    before, after = mention.sentence[: mention.start], mention.sentence[end:]
    return Markup("{}<mark>{}</mark>{}").format(before, mention.name, after)


def _ways(
    shelf: Shelf, before: str, previous: Paper | None, after: str, following: Paper | None
) -> list[Way]:
    ways = (("prev", before, previous), ("next", after, following))
    return [Way(rel, name, shelf.view(paper.id)) for rel, name, paper in ways if paper]
