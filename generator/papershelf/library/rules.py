"""Rules that `papers.yaml` keeps as a whole: each a generator of findings whose docstring is the rule.

A finding is (line, message); the function's name, with hyphens, is the name of the rule.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from papershelf.model import Paper, Tag, bare_arxiv
from papershelf.problems import did_you_mean

Finding = tuple[int, str]
Rule = Callable[[Sequence[Paper], Sequence[Tag]], Iterator[Finding]]

RESERVED = frozenset({"index"})
SHORTEST_SHOUT = 12
SENTENCE_ENDS = (".", "!", "?", ".)", '."', ".''", "”", "}", "/")


def unknown_tag(papers: Sequence[Paper], tags: Sequence[Tag]) -> Iterator[Finding]:
    """Every tag of a paper stands in tags.yaml."""
    slugs = [tag.slug for tag in tags if tag.slug]
    known = frozenset(slugs)
    for paper in papers:
        for tag in paper.tags:
            if tag not in known:
                yield paper.lines["tags"], f"unknown tag '{tag}'{did_you_mean(tag, slugs)}"


def repeated_identifier(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No two entries share an id, an arXiv id (versions folded) or a DOI (case folded)."""
    first: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        for key, value in identifiers(paper):
            other = first.setdefault((key, value), paper)
            if other is not paper:
                yield (
                    paper.lines[key],
                    f"{key} '{value}' is already that of line {other.line}; keep one entry",
                )


def identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """The values that belong to one paper only, in the form in which they are compared."""
    if paper.id:
        yield "id", paper.id
    if paper.arxiv:
        yield "arxiv", bare_arxiv(paper.arxiv)
    if paper.doi:
        yield "doi", paper.doi.lower()


def reserved_id(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No paper has an id whose address is that of a page of the site."""
    for paper in papers:
        if paper.id in RESERVED:
            yield paper.lines["id"], f"the id '{paper.id}' is the address of an index page; choose another"


def contested_former_id(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A former id leads to one paper, and is no paper's present id."""
    present = {paper.id: paper for paper in papers}
    owner: dict[str, Paper] = {}
    for paper in papers:
        for former in paper.formerly:
            other = present.get(former) or owner.setdefault(former, paper)
            if other is not paper or former == paper.id:
                yield (
                    paper.lines["formerly"],
                    f"'{former}' is already the address of line {other.line}; remove it here",
                )


def shared_name(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A name that is given to a paper is given to no other: nobody could tell which a text means."""
    owner: dict[str, Paper] = {}
    for paper in papers:
        for name in paper.names:
            other = owner.setdefault(name, paper)
            if other is not paper:
                message = f"the name '{name}' is that of line {other.line} too, so it leads to neither; "
                yield paper.lines["names"], f"{message}leave it with one"


def common_name(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A name has a capital or a digit: each ordinary word that is one would become a link."""
    for paper in papers:
        for name in paper.names:
            if name == name.lower() and not any(map(str.isdigit, name)):
                message = f"'{name}' reads like an ordinary word, each of which would lead here; "
                yield paper.lines["names"], f"{message}write the name as papers print it, or remove it"


def no_abstract(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A paper has an abstract."""
    for paper in papers:
        if not paper.abstract:
            yield paper.line, "there is no abstract; add it, or run `papershelf enrich`"


def no_link(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A reader can get from a paper's page to the paper."""
    for paper in papers:
        if not (paper.arxiv or paper.doi or paper.links):
            yield paper.line, "nothing leads to the paper; add 'arxiv', 'doi' or 'links'"


def truncated_abstract(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """An abstract ends as a sentence does, or with a link."""
    for paper in papers:
        text = (paper.abstract or "").rstrip()
        last_word = text.split()[-1] if text else ""
        if text and not text.endswith(SENTENCE_ENDS) and "://" not in last_word:
            yield (
                paper.lines["abstract"],
                f"the abstract looks cut off after '…{text[-30:]}'; compare it with the paper",
            )


def issued_before_published(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A version of record appears no earlier than the year before the first submission."""
    for paper in papers:
        if paper.issued and paper.published and paper.issued.year < paper.published.year - 1:
            years = f"{paper.issued.year}, before the first submission in {paper.published.year}"
            yield paper.lines["issued"], f"issued in {years}; correct 'issued' or 'published'"


def shouted_title(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A title is not all in capitals."""
    for paper in papers:
        if paper.title.isupper() and len(paper.title) >= SHORTEST_SHOUT and " " in paper.title:
            yield paper.lines["title"], "the title is all in capitals; write it as the paper does"


def untagged_paper(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A paper can be found by a tag."""
    for paper in papers:
        if not paper.tags:
            yield paper.line, "the paper has no tag; give it one to five of tags.yaml"


def unused_tag(papers: Sequence[Paper], tags: Sequence[Tag]) -> Iterator[Finding]:
    """A tag without narrower tags is on a paper."""
    uses = Counter(tag for paper in papers for tag in paper.tags)
    parents = {tag.parent for tag in tags}
    for tag in tags:
        if papers and not uses[tag.slug] and tag.slug not in parents:
            yield tag.line, f"no paper carries the tag '{tag.slug}'; use it or remove it"


PAPER_ERRORS: tuple[Rule, ...] = (unknown_tag, repeated_identifier, reserved_id, contested_former_id)
PAPER_WARNINGS: tuple[Rule, ...] = (
    shared_name, common_name, no_abstract, no_link, truncated_abstract, issued_before_published,
    shouted_title, untagged_paper,
)  # fmt: skip
TAG_WARNINGS: tuple[Rule, ...] = (unused_tag,)
