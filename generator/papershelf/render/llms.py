"""What language models are given of the list, by the convention of https://llmstxt.org.

`llms.txt` says what there is and where; `llms-full.txt` has what the entries of all papers say, in as many
files as keep each of them below 10 MB.
"""

from collections.abc import Iterator, Sequence

from papershelf.build_cache import digest
from papershelf.facts.groups import newest_first
from papershelf.processes import mapped
from papershelf.render.markdown import escaped, link, paragraphs, words
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView

INDEX, FULL = "llms.txt", "llms-full.txt"
MOST_LISTED = 500  # papers that llms.txt names; a page for each year leads to the others
MOST_BYTES = 7_900_000  # of the entries of a file, unless a single one has more: with its head, below 8 MB


def llms(shelf: Shelf) -> Iterator[Page]:
    """Write the two files; the second is followed by `llms-full-2.txt` and so on where the list is long."""
    papers = shelf.views(newest_first(shelf.library.papers))
    paths = []
    for path, text in _full(shelf, papers):
        paths.append(path)
        yield Page(path, text)
    yield Page(INDEX, _index(shelf, papers, paths))


def _index(shelf: Shelf, papers: Sequence[PaperView], files: Sequence[str]) -> str:
    root = shelf.settings.site_url or ""
    lines = [*_head(shelf), "## Papers", ""]

    def to(href: str) -> str:
        return f"{root}{href}" if shelf.settings.html_bodies else f"{root}{href.rstrip('/')}.md"

    lines += [
        f"- {link(view.title, to(view.href))}: {escaped(view.description)}" for view in papers[:MOST_LISTED]
    ]
    if more := papers[MOST_LISTED:]:
        lines += ["", f"{len(more):,} older papers are on the pages of the years below."]
    for title, links in {
        "Collections": [(each.title, f"collections/{each.slug}/") for each in shelf.library.collections],
        "Tags": [(topic.tag.label, f"tags/{slug}/") for slug, topic in shelf.topics.items() if topic.papers],
        "Years": [(group.label, f"years/{group.slug}/") for group in shelf.every_year],
    }.items():
        if links:
            lines += ["", f"## {title}", "", *(f"- {link(label, to(href))}" for label, href in links)]
    lines += ["", "## Optional", ""]
    for number, path in enumerate(files, start=1):
        part = f", part {number} of {len(files)}" if len(files) > 1 else ""
        lines.append(f"- [All entries{part}]({root}{path}): title, facts, note and abstract of each paper")
    lines.append(f"- [All papers as CSL-JSON]({root}exports/papers.csl.json): bibliographic data")
    return "\n".join(lines) + "\n"


def _head(shelf: Shelf) -> Iterator[str]:
    """Yield the title and the summary, which the convention asks for first."""
    settings = shelf.settings
    yield from (f"# {escaped(settings.name)}", "")
    if settings.description:
        yield from (f"> {escaped(settings.description)}", "")
    count = len(shelf.library.papers)
    yield from (f"A reading list of {count:,} paper{'s' if count != 1 else ''}, the newest first.", "")


def _full(shelf: Shelf, papers: Sequence[PaperView]) -> Iterator[tuple[str, str]]:
    """Yield the files with all entries: path and text."""
    root = shelf.settings.site_url or ""
    keys = [digest(root, shelf.digests[view.paper.id]) for view in papers]

    def write(places: Sequence[int]) -> list[bytes]:
        return mapped(lambda place: _entry(papers[place], root).encode(), places)

    parts: list[list[bytes]] = [[]]
    size = 0
    for entry in shelf.cache.made("llms", keys, write):
        if size + len(entry) > MOST_BYTES and parts[-1]:
            parts.append([])
            size = 0
        parts[-1].append(entry)
        size += len(entry) + 1
    paths = [FULL, *(FULL.replace(".", f"-{number}.") for number in range(2, len(parts) + 1))]
    for number, (path, entries) in enumerate(zip(paths, parts, strict=True), start=1):
        head = list(_head(shelf))
        if len(parts) > 1:
            others = " ".join(f"{root}{each}" for each in paths if each != path)
            head += [f"This is part {number} of {len(parts)}; the others are {others}", ""]
        yield path, "\n".join(head) + "\n" + b"\n".join(entries).decode()


def _entry(view: PaperView, root: str) -> str:
    paper = view.paper
    facts = {
        "Page": root + view.href,
        "Authors": ", ".join(map(escaped, paper.authors)) + (" and others" if paper.others else ""),
        "Published": str(paper.published or ""),
        "Venue": escaped(paper.venue or ""),
        "Tags": ", ".join(escaped(tag.label) for tag in view.tags),
        "Links": ", ".join(link(each.label, each.href) for each in view.links),
        "Why it is on the list": words(paper.note or ""),
    }
    lines = [f"## {escaped(view.title)}", ""]
    lines += [f"- {name}: {value}" for name, value in facts.items() if value]
    for paragraph in paragraphs(paper.abstract or ""):
        lines += ["", paragraph]
    return "\n".join(lines) + "\n"
