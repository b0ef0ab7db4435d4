"""What pages and cards show of a paper, and the query that fills the form for corrections with its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup

from papershelf.facts.groups import Group
from papershelf.library import Library
from papershelf.library.draft import asked_fields
from papershelf.library.fields import Field, value_of
from papershelf.library.venues import first_date, venue_series
from papershelf.model import Paper, arxiv_pdf_url, arxiv_url, doi_url
from papershelf.render.html import heading, inline, paragraphs, snippet
from papershelf.render.own_values import OwnValue, own_values
from papershelf.text import shown

LONGEST_QUERY = 7_800  # characters; servers accept URLs of about 8,000
LONGEST_VALUE = 400  # characters; the rest of a value is cut
NOT_SHOWN = frozenset({"names", "abstract"})
LINK_LABELS = {
    "arxiv": "arXiv",
    "pdf": "PDF",
    "doi": "DOI",
    "paper": "Paper",
    "code": "Code",
    "project": "Project page",
    "huggingface": "Hugging Face",
    "openreview": "OpenReview",
    "acl": "ACL Anthology",
    "github": "GitHub",
    "youtube": "YouTube",
}
PASSAGE = 180  # characters of the part of an abstract that a search found
BEGINNING = 400  # characters of the abstract on a card: more than three lines hold, of which the last is full
FIRST_LINKS = ("paper", "code", "project")
NOT_ON_CARDS = frozenset({"doi", "huggingface"})  # addresses of what a card says or links to already
READING_STATES = {"to-read": "To read", "reading": "Reading", "read": "Read"}
"""What a reader may mark a paper as; the scripts take it from the page (`parts.j2: states`)."""


def query(paper: Paper, own: Sequence[Field] = ()) -> str:
    """Return the query of a new issue: the form's answers, by the names in `bot.questions`.

    The abstract is left out and long values are cut, since they are for information only.
    """
    answers = {"template": "correct.yml", "title": f"Correct: {paper.id}", "paper": paper.id}
    start = urlencode(answers, quote_via=quote)
    room = LONGEST_QUERY - len(start) - len("&current=")
    return f"{start}&current={_encoded(_current(paper, own), room)}"


def _current(paper: Paper, own: Sequence[Field]) -> str:
    keys = (field.key for field in asked_fields(own) if field.key not in NOT_SHOWN)
    values = ((key, _typed(value_of(paper, key))) for key in keys)
    return "\n".join(f"{key}: {_short(value)}" for key, value in values if value)


def _typed(value: Any) -> str:
    """Return a value as one would type it into the form."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {address}" for name, address in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value or "")


def _short(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"


def _encoded(text: str, room: int) -> str:
    """Percent-encode a text, without its end if that would not fit."""
    while len(encoded := quote(text, safe="")) > room:
        text = text[: len(text) * 9 // 10]
    return encoded


class Link(NamedTuple):
    """An address and its label; `kind` is for styling."""

    label: str
    href: str
    kind: str = ""

    @property
    def on_cards(self) -> bool:
        """Whether cards show it, not only the paper's page."""
        return self.kind not in NOT_ON_CARDS


@dataclass(frozen=True)
class Addresses:
    """Where papers link to, by label: the addresses of authors and the slugs of venues.

    `own` has the addresses of values of the list's own facets, by key and value; not all have a page.
    """

    authors: Mapping[str, str]
    venues: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, authors: Mapping[str, str], venues: tuple[Group, ...], own: Mapping[str, Mapping[str, str]]
    ) -> Addresses:
        """Collect the slugs of venues beside the addresses of authors and of own values."""
        return cls(authors, {group.label: group.slug for group in venues}, own)


@dataclass(frozen=True)
class PaperView:
    """What the page and the card of a paper show, computed on first use."""

    paper: Paper
    library: Library
    addresses: Addresses
    hues: Mapping[str, int]
    place_card: Callable[[PaperView, str, str], Markup] = field(compare=False, repr=False)

    def card(self, to: Callable[[str], str], heading: str) -> Markup:
        """Return the card, for a page with these addresses, with a heading such as "h2"."""
        return self.place_card(self, to("x").removesuffix("x"), heading)

    @cached_property
    def href(self) -> str:
        """The permalink."""
        return f"papers/{self.paper.id}/"

    @cached_property
    def title(self) -> str:
        """The title as shown."""
        return shown(self.paper.title)

    @cached_property
    def heading(self) -> Markup:
        """The title with its formulas set, for headings and links."""
        return heading(self.paper.title)

    @cached_property
    def authors(self) -> list[Link]:
        """The authors in their order."""
        return [Link(name, self.addresses.authors[name]) for name in self.paper.authors]

    @property
    def year(self) -> int:
        """The year in which the paper came out; 0 if unknown."""
        date = first_date(self.paper)
        return date.year if date else 0

    @cached_property
    def venue(self) -> Link | None:
        """The venue, if any."""
        name = self.paper.venue
        return Link(name, f"venues/{self.addresses.venues[venue_series(name)]}/") if name else None

    @cached_property
    def tags(self) -> list[Link]:
        """The tags in the curator's order."""
        return [
            Link(self.library.by_slug[slug].label, f"tags/{slug}/", str(self.hues[slug]))
            for slug in self.paper.tags
        ]

    @property
    def labels(self) -> Mapping[str, str]:
        """The names of the tags by their slugs."""
        return {slug: self.library.by_slug[slug].label for slug in self.paper.tags}

    @cached_property
    def links(self) -> list[Link]:
        """The links to read or run the paper, the most wanted first."""
        paper = self.paper
        links: list[Link] = []
        if paper.arxiv:
            links.append(Link(_label("arxiv"), arxiv_url(paper.arxiv), "arxiv"))
            links.append(Link(_label("pdf"), arxiv_pdf_url(paper.arxiv), "pdf"))
        if paper.doi:
            links.append(Link(_label("doi"), doi_url(paper.doi), "doi"))
        order = [name for name in FIRST_LINKS if name in paper.links]
        order += sorted(paper.links.keys() - order)
        links += [Link(_label(name), paper.links[name], name) for name in order]
        if paper.arxiv and "/" not in paper.arxiv:
            bare = paper.arxiv.partition("v")[0]
            links.append(Link(_label("huggingface"), f"https://huggingface.co/papers/{bare}", "huggingface"))
        return links

    @cached_property
    def own(self) -> tuple[OwnValue, ...]:
        """What the paper has of the fields that the list declares, in their order."""
        return own_values(self.paper, self.library.own_fields, self.addresses.own)

    @property
    def own_on_card(self) -> list[OwnValue]:
        """Those that cards show."""
        return [each for each in self.own if "card" in each.field.shown]

    @property
    def own_on_page(self) -> list[OwnValue]:
        """Those that the page of the paper shows beside its texts."""
        return [each for each in self.own if "page" in each.field.shown and not each.is_text]

    @property
    def own_texts(self) -> list[OwnValue]:
        """Texts that the page of the paper shows."""
        return [each for each in self.own if "page" in each.field.shown and each.is_text]

    @cached_property
    def abstract(self) -> Markup:
        """The abstract as paragraphs."""
        return paragraphs(self.paper.abstract or "")

    @cached_property
    def note(self) -> Markup:
        """The curator's note."""
        return inline(self.paper.note or "")

    @cached_property
    def description(self) -> str:
        """A one-line description, for search engines and previews."""
        texts = (str(own.value) for own in self.own_texts)
        return snippet(self.paper.abstract or next(texts, self.paper.title))

    @cached_property
    def excerpt(self) -> str:
        """How the abstract begins, for cards; without one, the note."""
        return snippet(self.paper.abstract or self.paper.note or "", BEGINNING)


def _label(name: str) -> str:
    return LINK_LABELS.get(name) or name.replace("-", " ").capitalize()
