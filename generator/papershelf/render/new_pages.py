"""What is new: a page for each week in which papers were added, and a list of the weeks."""

from collections.abc import Iterator
from itertools import pairwise

from papershelf.facts.additions import Additions, tag_counts
from papershelf.render.listing import Listing, divided, listing
from papershelf.render.markdown_pages import Heading
from papershelf.render.page import Page, Pager, page, pager_paths
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link
from papershelf.render.wanted import SamePage, Wanted, kept_pages

WEEKS = 104  # per page of the list of weeks
FIRST_CARDS = 12  # of the last week, on the list of weeks
TAGS = 12  # named as what a week was about


def new_pages(shelf: Shelf) -> Iterator[Page | SamePage]:
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
    wanted: list[Wanted] = []
    for week in weeks:
        wanted += _pages_of_week(shelf, week, later.get(week.slug), earlier.get(week.slug))
    yield from kept_pages(shelf, "week", wanted)


def _pages_of_week(
    shelf: Shelf, week: Additions, later: Additions | None, earlier: Additions | None
) -> Iterator[Wanted]:
    tags = [
        (Link(tag.label, f"tags/{tag.slug}/", str(shelf.hues[tag.slug])), count)
        for tag, count in tag_counts(week.papers, shelf.library.tags)[:TAGS]
    ]
    heading = Heading(f"New in {week.label}", f"Papers added in {week.label}.")
    how = Listing(f"new/{week.slug}.md", "new_week.md.j2", heading)
    beside = {"later": _link(later), "earlier": _link(earlier)}
    return listing(shelf, how, week.papers, label=week.label, total=week.total, tags=tags, **beside)


def _link(week: Additions | None) -> Link | None:
    return Link(week.label, f"new/{week.slug}/") if week else None
