"""The library prepared for rendering: facts and views, each computed once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache as memo
from functools import cached_property, partial

from markupsafe import Markup

from papershelf.build_cache import NO_CACHE, BuildCache
from papershelf.facts import changes, groups, statistics
from papershelf.facts.additions import Additions, additions
from papershelf.facts.citation_links import CitationLinks, citation_links
from papershelf.facts.embedding import installed
from papershelf.facts.groups import Group, Neighbours, PlaceInCollection, Themes, Topic, neighbours
from papershelf.facts.mentions import Mentions, mentions
from papershelf.facts.name_index import IndexPage, author_addresses, name_index
from papershelf.facts.related import Related, Row, of_papers, related_rows
from papershelf.facts.similarity import Vectors, vectors
from papershelf.last_pages import NO_PAGES, LastPages
from papershelf.library import Library
from papershelf.model import Paper
from papershelf.processes import begun
from papershelf.render.cards import card, placed
from papershelf.render.entry_digests import entry_digests
from papershelf.render.on_demand import Texts
from papershelf.render.own_values import own_addresses
from papershelf.render.views import Addresses, PaperView
from papershelf.settings import Settings
from papershelf.spool import Spool
from papershelf.tagging import Vocabulary
from papershelf.text import shown

HUES = 8


@dataclass(frozen=True)
class Shelf:
    """A library and everything about it that pages show, computed on first use.

    `cache` keeps what takes long, from one build to the next. `last` are the pages that are still as the last
    build made them, if what they are made from is the same.
    """

    library: Library
    settings: Settings
    cache: BuildCache = NO_CACHE
    last: LastPages = NO_PAGES

    @cached_property
    def spool(self) -> Spool:
        """A place for texts of all papers, of which each part of the site needs some."""
        return self.cache.spool()

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Tags with their papers, by slug."""
        return groups.topics(self.library)

    @cached_property
    def trees(self) -> list[Topic]:
        """The outermost tags that have papers and whose tags are a facet of their own."""
        return [topic for topic in self.subjects if topic.tag.facet]

    @cached_property
    def subjects(self) -> list[Topic]:
        """The outermost tags that have papers, in the vocabulary's order."""
        return [topic for topic in self.topics.values() if not topic.parent and topic.papers]

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """Papers by year, the newest first."""
        return groups.years(self.library.papers)

    @cached_property
    def every_year(self) -> tuple[Group, ...]:
        """Papers by year as `years`, and at the end those of which none is known."""
        undated = groups.undated(self.library.papers)
        return (*self.years, undated) if undated else self.years

    @cached_property
    def venues(self) -> tuple[Group, ...]:
        """Papers by venue series, the largest first."""
        return groups.venues(self.library.papers)

    @cached_property
    def authors(self) -> tuple[Group, ...]:
        """Papers by author, by last name."""
        return groups.authors(self.library.papers)

    @cached_property
    def own_groups(self) -> Mapping[str, tuple[Group, ...]]:
        """Papers by each value of each facet that the list declares, by its key."""
        return groups.by_own_fields(self.library)

    @cached_property
    def name_index(self) -> tuple[IndexPage, ...]:
        """The pages of the index of authors, each before those that it leads to."""
        return tuple(name_index(self.authors))

    @cached_property
    def author_addresses(self) -> Mapping[str, str]:
        """Where the papers of each author are, by label."""
        return author_addresses(self.authors, self.name_index)

    def title_of(self, address: str) -> str:
        """What the page at an address is called; the address itself where it is an index."""
        kind, slug, *_ = address.split("/")
        named: Mapping[str, Mapping[str, str]] = {
            "papers": {paper.id: shown(paper.title) for paper in self.library.papers},
            "tags": {tag.slug: tag.label for tag in self.library.tags},
            "collections": {each.slug: each.title for each in self.library.collections},
            "venues": {group.slug: group.label for group in self.venues},
            "authors": {group.slug: group.label for group in self.authors},
        }
        return named[kind].get(slug, address)

    @cached_property
    def frequent_authors(self) -> list[Group]:
        """Authors with more than one paper, those with the most first."""
        return sorted(
            (group for group in self.authors if len(group.papers) > 1), key=lambda group: -len(group.papers)
        )

    @cached_property
    def additions(self) -> tuple[Additions, ...]:
        """Papers by the week in which they were added, the last week first."""
        return additions(self.library.papers)

    @cached_property
    def last_changes(self) -> Mapping[str, str]:
        """When each paper came or last changed, by its id."""
        return changes.last_changes(self.library)

    def updated(self, papers: Iterable[Paper]) -> str:
        """Return when the last of some papers came or changed; "" where that is not known."""
        return max((self.last_changes.get(paper.id, "") for paper in papers), default="")

    @cached_property
    def together(self) -> Mapping[str, Mapping[str, tuple[Paper, ...]]]:
        """Papers that carry two tags, by one slug and then the other."""
        return statistics.together(self.library.papers)

    @cached_property
    def places(self) -> Mapping[str, tuple[PlaceInCollection, ...]]:
        """The steps in collections that each paper is, by its id."""
        return groups.places_in_collections(self.library)

    @cached_property
    def mentions(self) -> Mentions:
        """The papers that each paper names, and is named by."""
        return mentions(self.library, self.cache)

    @cached_property
    def citations(self) -> CitationLinks:
        """The papers that each paper builds on, and that build on it."""
        return citation_links(self.library)

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """The papers before and after each one in the list, by its id."""
        return neighbours(self.library.papers)

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """The papers closest to each paper, with reasons, by its id."""
        return of_papers(self.library, self._related_rows())

    @cached_property
    def _related_rows(self) -> Callable[[], list[list[Row]]]:
        """Begin with these beside other facts where little is new: else all processors have enough to do."""
        model = self.settings.embedding
        known = installed(model) if model else None
        if self.last.digests:
            return begun(partial(related_rows, self.library, known, cache=self.cache))
        return partial(related_rows, self.library, known, self.vectors, self.cache)

    @cached_property
    def vectors(self) -> Vectors:
        """The weighted terms of each paper, in the order of the library."""
        return vectors(self.library.papers, self.cache)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tags with the patterns that find them in a text."""
        return Vocabulary.of_library(self.library)

    @cached_property
    def vocabulary_of(self) -> Callable[[tuple[str, ...]], Vocabulary]:
        """The function that returns some tags with what finds them: a faster search than for all."""
        return memo(self.vocabulary.of_tags)

    @cached_property
    def _themes(self) -> Themes:
        return groups.themes(self.topics, self.settings.tree)

    @cached_property
    def theme_of(self) -> Mapping[str, str]:
        """The tag that gives each tag its colour, by slug: the outermost above it, in most vocabularies."""
        found = set(self._themes.slugs)
        lines = {slug: groups.lineage(slug, self.library.by_slug) for slug in self.topics}
        return {slug: next(each for each in line if each in found) for slug, line in lines.items()}

    @cached_property
    def themes(self) -> list[Topic]:
        """The tags that give colours and have papers; one above others of them comes after these."""
        return [self.topics[slug] for slug in self._themes.slugs if self.topics[slug].papers]

    @cached_property
    def theme_groups(self) -> list[Topic]:
        """The themes that map and mosaic show, and that are not above other themes."""
        above = {topic.parent.slug for topic in self.themes if topic.parent}
        shown = self._themes.shown - above
        return [topic for topic in self.themes if topic.tag.slug in shown]

    def is_on_map(self, slug: str) -> bool:
        """Whether a tag is of the tree that map and mosaic show; of one vocabulary all are."""
        return self.theme_of[slug] in self._themes.shown

    def first_tag(self, paper: Paper) -> str:
        """Return the slug of the tag that gives a paper its colour; "" without one."""
        return next(filter(self.is_on_map, paper.tags), "")

    @cached_property
    def hues(self) -> Mapping[str, int]:
        """A colour for each tag, from 1 to HUES: that of its theme, by their order."""
        order = self._themes.slugs
        return {slug: order.index(theme) % HUES + 1 for slug, theme in self.theme_of.items()}

    @cached_property
    def _addresses(self) -> Addresses:
        own = own_addresses(self.library.own_fields, self.own_groups)
        return Addresses.of(self.author_addresses, self.venues, own)

    @cached_property
    def _views(self) -> Mapping[str, PaperView]:
        return {
            paper.id: PaperView(paper, self.library, self._addresses, self.hues, self._card)
            for paper in self.library.papers
        }

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """A digest of what the entry of each paper says, by its id."""
        return entry_digests(self.library, self._addresses, self.hues)

    @cached_property
    def cards(self) -> Texts:
        """The card of each paper, rendered once for all the lists that it is on."""
        views = self._views
        return Texts(self.cache, self.spool, "card", self.digests, lambda paper_id: card(views[paper_id]))

    def _card(self, view: PaperView, root: str, heading: str) -> Markup:
        return placed(self.cards.read(view.paper.id), root, heading)

    def prepare(self) -> None:
        """Compute what the pages of papers need, so that processes copied from this one have it too."""
        _ = self._related_rows
        mentions = self.mentions
        _ = mentions.by_source, mentions.by_target, self.neighbours, self.places, self._views
        _ = self.vocabulary, self.hues, self.citations, self.digests, self.related

    def view(self, paper_id: str) -> PaperView:
        """Return the view of a paper."""
        return self._views[paper_id]

    def views(self, papers: Iterable[Paper]) -> list[PaperView]:
        """Return the views of some papers, in the order given."""
        return [self._views[paper.id] for paper in papers]
