"""What curators can do next: what papers lack and what is doubtful, each with the command that settles it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from papershelf.curate.matching import duplicates
from papershelf.curate.tag_review import over_broad, review_tags
from papershelf.library import Library
from papershelf.model import Paper, PartialDate
from papershelf.tagging import Vocabulary
from papershelf.text import shown

KINDS = {
    "dead link": "Dead links",
    "possible duplicate": "Papers that may be one",
    "no tags": "Papers without tags",
    "broad tag": "Tags that are too broad",
    "no venue": "Papers that may have appeared",
    "no code": "Code that the abstract names",
    "no abstract": "Papers without an abstract",
}
"""What there is to do, the most pressing first, and the headings above it."""
ALL_AT_ONCE = {
    "no tags": "papershelf suggest-tags --write",
    "no venue": "papershelf enrich --write",
    "no abstract": "papershelf enrich --write",
}
CODE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)/[\w.-]+/[\w.-]*\w")
MONTHS_UNTIL_IT_APPEARS = 9  # most that are reviewed have appeared by then


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: `kind` of KINDS, where it is, what it is about, and the command that settles it."""

    kind: str
    path: str
    line: int
    subject: str
    message: str
    command: str


def tasks(
    library: Library, today: PartialDate, dead_links: Iterable[Mapping[str, Any]] = ()
) -> tuple[Task, ...]:
    """Return what there is to do, by kind, and within one in the order of the list.

    `dead_links` are links as `papershelf links --json` gives them; those that aren't dead are left out.
    """
    found = [*_about_papers(library, today), *_duplicates(library), *_tags(library)]
    found += _dead(library, dead_links)
    order = list(KINDS)
    return tuple(sorted(found, key=lambda task: (order.index(task.kind), task.path, task.line)))


def _about_papers(library: Library, today: PartialDate) -> Iterator[Task]:
    vocabulary = Vocabulary.of_library(library)
    for paper in library.papers:

        def task(kind: str, message: str, command: str, paper: Paper = paper) -> Task:
            return Task(kind, library.path, paper.line, paper.id, message, f"papershelf {command}")

        if not paper.tags:
            suggested = [each.slug for each in review_tags(paper, vocabulary).suggestions]
            message = f"its text suggests {', '.join(suggested)}" if suggested else "its text suggests none"
            fill = f"suggest-tags {paper.id} --write" if suggested else f"edit {paper.id}"
            yield task("no tags", message, fill)
        if not paper.abstract:
            yield task("no abstract", "no service was asked for it, or none had it", f"edit {paper.id}")
        if not paper.venue and paper.arxiv and _months(paper, today) >= MONTHS_UNTIL_IT_APPEARS:
            message = f"a preprint since {(paper.published or today).spoken}"
            yield task("no venue", message, f"enrich {paper.id} --write")
        code = CODE.search(shown(paper.abstract or ""))
        if code and "code" not in paper.links:
            yield task("no code", f"add code: {code.group()}", f"edit {paper.id}")


def _months(paper: Paper, today: PartialDate) -> int:
    """Return the full months since a paper was submitted; of a year alone, since its end."""
    since = paper.published
    if since is None:
        return 0
    return (today.year - since.year) * 12 + today.month - (since.month or 12)


def _duplicates(library: Library) -> Iterator[Task]:
    for first, second, score in duplicates(library.papers):
        message = f"its title is {score:.0f} % similar to that of {first.id}"
        command = f"papershelf merge {second.id} {first.id}"
        yield Task("possible duplicate", library.path, second.line, second.id, message, command)


def _tags(library: Library) -> Iterator[Task]:
    by_line = {tag.line: tag.slug for tag in library.tags}
    for problem in over_broad(library):
        slug = by_line[problem.line]
        message = problem.message.removeprefix(f"'{slug}' is ")
        yield Task("broad tag", problem.path, problem.line, slug, message, "papershelf tags")


def _dead(library: Library, links: Iterable[Mapping[str, Any]]) -> Iterator[Task]:
    for link in links:
        paper = library.by_id.get(str(link.get("paper")))
        if link.get("state") == "dead" and paper and link.get("address"):
            message = f"{link['address']} ({link.get('reason', 'gone')})"
            line = int(link.get("line") or paper.line)
            yield Task("dead link", library.path, line, paper.id, message, f"papershelf edit {paper.id}")


def as_text(found: Sequence[Task]) -> Iterator[str]:
    """Yield the tasks below their headings, each as `path:line: subject: message` and its command."""
    for kind, some in _by_kind(found):
        command = _at_once(kind, some)
        yield f"{KINDS[kind]} ({len(some)}{f'; all at once: {command}' if command else ''})"
        for task in some:
            yield f"  {task.path}:{task.line}: {task.subject}: {task.message}"
            yield f"    {task.command}"


def as_page(found: Sequence[Task]) -> Iterator[str]:
    """Yield the lines of a page of the site, whose folder `docs` it is to be written into."""
    yield "# To do"
    yield ""
    yield "What curators can do next. Made by `papershelf todo --format page`."
    for kind, some in _by_kind(found):
        yield from ("", f"## {KINDS[kind]} ({len(some)})", "")
        if command := _at_once(kind, some):
            yield from (f"All at once: `{command}`", "")
        for task in some:
            link = f"tags/{task.subject}.md" if kind == "broad tag" else f"papers/{task.subject}.md"
            message = re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", task.message)
            yield f"- [{task.subject}]({link}): {message}. `{task.command}`"
    if not found:
        yield from ("", "Nothing: every paper has tags, an abstract and what is known of it.")


def _at_once(kind: str, some: Iterable[Task]) -> str | None:
    """Return the command that settles tasks of a kind at once; none where it would settle none of these."""
    if kind == "no tags" and not any("suggest-tags" in task.command for task in some):
        return None
    return ALL_AT_ONCE.get(kind)


def _by_kind(found: Sequence[Task]) -> Iterator[tuple[str, list[Task]]]:
    for kind in KINDS:
        if some := [task for task in found if task.kind == kind]:
            yield kind, some
