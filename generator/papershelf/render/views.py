"""What templates are given of a paper: shown text and addresses, relative to the site's root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from papershelf.facts.groups import Group, last_name, venue_series
from papershelf.library import Library
from papershelf.model import Paper, arxiv_pdf_url, arxiv_url, doi_url
from papershelf.render import correction_link
from papershelf.render.html import heading, inline, paragraphs, snippet
from papershelf.settings import Settings
from papershelf.text import shown

LINK_LABELS = {"paper": "Paper", "pdf": "PDF", "code": "Code", "project": "Project page"}
FIRST_LINKS = ("paper", "code", "project")


class Link(NamedTuple):
    """An address and its label; `kind` names it for styling."""

    label: str
    href: str
    kind: str = ""


def letter(name: str) -> str:
    """The page of the author index on which a name is filed."""
    first = last_name(name)[:1]
    return first if "a" <= first <= "z" else "other"


@dataclass(frozen=True)
class Addresses:
    """Slugs of the groups that paper pages link to, by label."""

    authors: Mapping[str, str]
    venues: Mapping[str, str]

    @classmethod
    def of(cls, authors: tuple[Group, ...], venues: tuple[Group, ...]) -> Addresses:
        """Collect the slugs of groups."""
        return cls(
            {group.label: group.slug for group in authors}, {group.label: group.slug for group in venues}
        )

    def author(self, name: str) -> Link:
        """Where the author index lists the papers of a name."""
        return Link(name, f"authors/{letter(name)}/#{self.authors[name]}")

    def venue(self, name: str) -> Link:
        """Where the papers of a venue's series are listed."""
        return Link(name, f"venues/{self.venues[venue_series(name)]}/")


@dataclass(frozen=True)
class PaperView:
    """A paper as its page and its card show it; everything shown is computed once, when first asked for."""

    paper: Paper
    library: Library
    addresses: Addresses
    settings: Settings
    hues: Mapping[str, int]

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
        return [self.addresses.author(name) for name in self.paper.authors]

    @property
    def year(self) -> int:
        """The year of first submission; 0 where it is not known."""
        return self.paper.published.year if self.paper.published else 0

    @cached_property
    def venue(self) -> Link | None:
        """The venue, if any."""
        return self.addresses.venue(self.paper.venue) if self.paper.venue else None

    @cached_property
    def tags(self) -> list[Link]:
        """The tags in the curator's order."""
        return [
            Link(self.library.by_slug[slug].label, f"tags/{slug}/", str(self.hues[slug]))
            for slug in self.paper.tags
        ]

    @cached_property
    def links(self) -> list[Link]:
        """Everything to read or run, the most wanted first."""
        paper = self.paper
        links: list[Link] = []
        if paper.arxiv:
            links.append(Link("arXiv", arxiv_url(paper.arxiv), "arxiv"))
            links.append(Link("PDF", arxiv_pdf_url(paper.arxiv), "pdf"))
        if paper.doi:
            links.append(Link("DOI", doi_url(paper.doi), "doi"))
        given = sorted(
            paper.links,
            key=lambda name: (FIRST_LINKS.index(name) if name in FIRST_LINKS else len(FIRST_LINKS), name),
        )
        links += [Link(_label(name), paper.links[name], name) for name in given]
        if paper.arxiv and "/" not in paper.arxiv:
            bare = paper.arxiv.partition("v")[0]
            links.append(Link("Hugging Face", f"https://huggingface.co/papers/{bare}", "huggingface"))
        return links

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
        """The page in one line, for search engines and previews."""
        return snippet(self.paper.abstract or self.paper.title)

    @cached_property
    def source_href(self) -> str | None:
        """The entry in `papers.yaml`, at its line, where the repository can be browsed."""
        base = self.settings.source_url
        return f"{base}{quote(self.library.path)}#L{self.paper.line}" if base else None

    @cached_property
    def report_href(self) -> str | None:
        """The form for corrections, filled with what the list says, where the repository takes issues."""
        base = self.settings.issues_url
        return f"{base}?{correction_link.query(self.paper)}" if base else None

    @cached_property
    def citation(self) -> dict[str, object]:
        """The bibliographic facts for the page's head (Google Scholar's citation_* and schema.org)."""
        paper = self.paper
        facts = {
            "authors": list(paper.authors),
            "date": str(paper.published) if paper.published else None,
            "arxiv": paper.arxiv,
            "doi": paper.doi,
            "venue": paper.venue,
            "code": paper.links.get("code"),
        }
        return {key: value for key, value in facts.items() if value}


def _label(name: str) -> str:
    return LINK_LABELS.get(name) or name.replace("-", " ").capitalize()
