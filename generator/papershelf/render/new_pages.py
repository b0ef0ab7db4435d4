"""What is new: a page for each week in which papers were added, and a list of the weeks."""

from collections.abc import Iterator
from itertools import pairwise

from papershelf.facts.additions import Additions, tag_counts
from papershelf.render.listing import Listing, divided, listing
from papershelf.render.markdown_pages import Heading
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.shelf import Shelf

WEEKS = 104  # per page of the list of weeks
FIRST_CARDS = 12  # of the last week, on the list of weeks
TAGS = 12  # named as what a week was about


def new_pages(shelf: Shelf) -> Iterator[Page]:
    """Render the list of weeks, and the page of each week."""
    weeks = shelf.additions
    undated = len(shelf.library.papers) - sum(len(week.papers) for week in weeks)
    parts = divided(weeks, WEEKS)
    paths = pager_paths("new/index.md", len(parts))
    last = shelf.views(weeks[0].papers[:FIRST_CARDS]) if weeks else []
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        values = {"weeks": some, "undated": undated, "pager": Pager(number, paths)}
        yield page(own, "new.md.j2", shelf=shelf, last=last if number == 1 else [], **values)
    later = {week.slug: after for after, week in pairwise(weeks)}
    earlier = {week.slug: before for week, before in pairwise(weeks)}
    for week in weeks:
        beside = (later.get(week.slug), earlier.get(week.slug))
        yield from _pages_of_week(shelf, week, beside)


def _pages_of_week(
    shelf: Shelf, week: Additions, beside: tuple[Additions | None, Additions | None]
) -> Iterator[Page]:
    tags = tag_counts(week.papers, shelf.library.tags)[:TAGS]
    path, later, earlier = f"new/{week.slug}.md", *beside
    how = Listing(path, "new_week.md.j2", Heading(f"New in {week.label}", f"Papers added in {week.label}."))
    yield from listing(shelf, how, week.papers, week=week, tags=tags, later=later, earlier=earlier)
