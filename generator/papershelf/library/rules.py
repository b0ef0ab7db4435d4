"""Rules that the data files keep as a whole: each a generator of findings whose docstring is the rule.

A rule takes the entries of its file and those of another one to compare with: for papers the tags, for tags
and collections the papers. A finding is (line, message); the function's name, with hyphens, is the rule's.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from papershelf.library.deceptions import (
    deceptive_host,
    hidden_character,
    hidden_in_collection,
    hidden_in_tag,
    private_host,
)
from papershelf.library.own_rules import unusable_tree
from papershelf.library.venues import LAST_YEAR
from papershelf.model import Collection, Paper, PartialDate, Tag, bare_arxiv
from papershelf.problems import Finding, did_you_mean, nearest

Rule = Callable[[Sequence[Any], Sequence[Any]], Iterator[Finding]]

RESERVED = frozenset({"index"})
SHORTEST_SHOUT = 12
FEW_LACKING = 3  # papers that lack the same that are named one by one
SENTENCE_ENDS = (".", "!", "?", ".)", '."', ".''", "”", "}", "/")


def shared(items: Iterable[Any], keys: Callable[[Any], Iterable[Hashable]]) -> Iterator[tuple[Any, Any, Any]]:
    """Yield each item that shares a key with an earlier one, the key, and the first item that has it."""
    first: dict[Hashable, Any] = {}
    for item in items:
        for key in keys(item):
            other = first.setdefault(key, item)
            if other is not item:
                yield item, key, other


def _repeated_slugs(items: Iterable[Tag | Collection]) -> Iterator[Finding]:
    for item, slug, other in shared(items, lambda item: filter(None, [item.slug])):
        message = f"the slug '{slug}' is already that of line {other.line}; choose another"
        yield item.lines.get("slug", item.line), message


def _reserved(items: Iterable[Any], key: str) -> Iterator[Finding]:
    for item in items:
        if (value := getattr(item, key)) in RESERVED:
            message = f"the {key} '{value}' is the address of an index page; choose another"
            yield item.lines.get(key, item.line), message


def _lacking(papers: Sequence[Paper], one: str, many: str) -> Iterator[Finding]:
    """Name each of a few papers with the message `one`; of more the first, with `many` about `{others}`."""
    if len(papers) <= FEW_LACKING:
        for paper in papers:
            yield paper.line, one
    else:
        yield papers[0].line, many.format(others=f"{len(papers) - 1:,} others")


def unknown_tag(papers: Sequence[Paper], tags: Sequence[Tag]) -> Iterator[Finding]:
    """Every tag of a paper is in tags.yaml."""
    known = {tag.slug: tag for tag in tags if tag.slug}
    for paper in papers:
        for slug in paper.tags:
            if slug not in known:
                yield paper.lines["tags"], f"unknown tag '{slug}'{did_you_mean(slug, known)}"


def repeated_identifier(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No two entries share an id, an arXiv id (whatever its version) or a DOI (whatever its case)."""
    for paper, (key, value), other in shared(papers, identifiers):
        yield paper.lines[key], f"{key} '{value}' is already that of line {other.line}; keep one entry"


def identifiers(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the values that belong to one paper only, by key, in the form in which they are compared."""
    if paper.id:
        yield "id", paper.id
    if paper.arxiv:
        yield "arxiv", bare_arxiv(paper.arxiv)
    if paper.doi:
        yield "doi", paper.doi.lower()


def repeated_key(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No two entries share a citation key, whatever its case: BibTeX tells none apart by that."""
    for paper, _, other in shared(papers, lambda paper: [paper.key.lower()] if paper.key else []):
        hint = f"remove it here, then `papershelf keys` makes another, or change that of '{other.id}'"
        yield paper.lines["key"], f"the key '{paper.key}' is already that of line {other.line}; {hint}"


def reserved_id(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No paper has an id whose address is that of a page of the site."""
    yield from _reserved(papers, "id")


def contested_former_id(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A previous id belongs to one paper, and is not the present id of any."""
    present = {paper.id: paper for paper in papers}
    owner: dict[str, Paper] = {}
    for paper in papers:
        for former in paper.formerly:
            other = present.get(former) or owner.setdefault(former, paper)
            if other is not paper or former == paper.id:
                message = f"'{former}' is already the address of line {other.line}; remove it here"
                yield paper.lines["formerly"], message


def shared_name(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No two papers have the same name: nobody could tell which one a text means."""
    for paper, name, other in shared(papers, lambda paper: paper.names):
        why = f"line {other.line} has the name '{name}' too, so it leads to neither"
        yield paper.lines["names"], f"{why}; keep it in one of them"


def common_name(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A name has a capital or a digit: each ordinary word that is one would become a link."""
    for paper in papers:
        for name in paper.names:
            if name == name.lower() and not any(map(str.isdigit, name)):
                message = f"'{name}' reads like an ordinary word, each of which would lead here; "
                yield paper.lines["names"], f"{message}write the name as papers print it, or remove it"


def no_abstract(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A paper has an abstract; of many without one, the first is named and the others are counted."""
    one = "the abstract is missing; add it, or run `papershelf enrich`"
    many = "the abstract is missing, and {others} have none either; run `papershelf enrich`, or add them"
    yield from _lacking([paper for paper in papers if not paper.abstract], one, many)


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
            message = f"the abstract looks cut off after '…{text[-30:]}'; compare it with the paper"
            yield paper.lines["abstract"], message


def issued_before_published(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A version of record appears no earlier than the year before the first submission."""
    for paper in papers:
        if paper.issued and paper.published and paper.issued.year < paper.published.year - 1:
            years = f"{paper.issued.year}, before the first submission in {paper.published.year}"
            yield paper.lines["issued"], f"issued in {years}; correct 'issued' or 'published'"


def dated_ahead(papers: Sequence[Paper], tomorrow: PartialDate) -> Iterator[Finding]:
    """A paper was added before `tomorrow` is over."""
    for paper in papers:
        if paper.added and paper.added > tomorrow:
            day = paper.added.spoken
            yield paper.lines["added"], f"added on {day}, which is yet to come; correct 'added'"


def year_to_come(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A paper was there when it was added; the next year may stand on it already."""
    for paper in papers:
        latest = paper.added.year + 1 if paper.added else LAST_YEAR
        for key, date in (("published", paper.published), ("issued", paper.issued)):
            if date and date.year > latest:
                since = f", after the paper was added in {paper.added.year}" if paper.added else ""
                yield paper.lines[key], f"{key} in {date.year}{since}; correct '{key}'"


def shouted_title(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A title is not all in capitals."""
    for paper in papers:
        if paper.title.isupper() and len(paper.title) >= SHORTEST_SHOUT and " " in paper.title:
            yield paper.lines["title"], "the title is all in capitals; write it as the paper does"


def untagged_paper(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """A paper can be found by a tag; of many without one, the first is named and the others are counted."""
    one = "the paper has no tag; give it one to five of tags.yaml"
    hint = "give them one to five of tags.yaml, as `papershelf suggest-tags` proposes"
    many = f"the paper has no tag, and {{others}} have none either; {hint}"
    yield from _lacking([paper for paper in papers if not paper.tags], one, many)


def unused_tag(tags: Sequence[Tag], papers: Sequence[Paper]) -> Iterator[Finding]:
    """A tag without narrower tags is on a paper."""
    uses = Counter(tag for paper in papers for tag in paper.tags)
    parents = {tag.parent for tag in tags}
    for tag in tags:
        if papers and not uses[tag.slug] and tag.slug not in parents:
            yield tag.line, f"no paper carries the tag '{tag.slug}'; use it or remove it"


def fold_label(name: str) -> str:
    """Fold a name of a tag: two are the same that differ in case, hyphens or spaces only."""
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def reserved_slug(tags: Sequence[Tag], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No tag has a slug whose address is that of a page of the site."""
    yield from _reserved(tags, "slug")


def repeated_slug(tags: Sequence[Tag], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No two tags share a slug."""
    yield from _repeated_slugs(tags)


def ambiguous_name(tags: Sequence[Tag], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No slug, label or alias names two tags."""
    owner: dict[str, Tag] = {}
    for tag in tags:
        names = [("slug", tag.slug), ("label", tag.label), *(("aliases", alias) for alias in tag.aliases)]
        for key, name in filter(lambda given: given[1], names):
            other = owner.setdefault(fold_label(name), tag)
            if other.slug != tag.slug:
                line = tag.lines.get(key, tag.line)
                yield line, f"'{name}' already names the tag '{other.slug}'; remove it from one of them"


def unknown_parent(tags: Sequence[Tag], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """Every parent is a tag."""
    slugs = {tag.slug: tag for tag in tags}
    for tag in tags:
        if tag.parent and tag.parent not in slugs:
            line = tag.lines.get("parent", tag.line)
            yield line, f"unknown parent '{tag.parent}'{did_you_mean(tag.parent, slugs)}"


def own_ancestor(tags: Sequence[Tag], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No tag is its own ancestor."""
    parents = {tag.slug: tag.parent for tag in tags}
    for tag in tags:
        path = [tag.slug]
        while (parent := parents.get(path[-1])) and parent not in path:
            path.append(parent)
        if parent == tag.slug:
            message = f"'{tag.slug}' is its own ancestor ({' > '.join([*path, parent])}); change a parent"
            yield tag.lines.get("parent", tag.line), message


def repeated_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No two collections share a slug."""
    yield from _repeated_slugs(collections)


def reserved_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No collection has a slug whose address is that of a page of the site."""
    yield from _reserved(collections, "slug")


def unknown_paper(collections: Sequence[Collection], papers: Sequence[Paper]) -> Iterator[Finding]:
    """Every paper of a collection is in papers.yaml, under its present id."""
    present = {paper.id: paper for paper in papers if paper.id}
    moved = {former: paper.id for paper in papers for former in paper.formerly}
    for collection in collections:
        for step in collection.steps:
            if step.paper in moved and step.paper not in present:
                message = f"the paper '{step.paper}' is now called '{moved[step.paper]}'; use that id"
                yield step.lines["paper"], message
            elif step.paper and step.paper not in present:
                close = nearest(step.paper, present)
                hint = f", did you mean '{close}'?" if close else "; give the id of a paper of the list"
                yield step.lines["paper"], f"unknown paper '{step.paper}'{hint}"


def repeated_paper(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No paper is two steps of one collection."""
    for collection in collections:
        for step, paper, other in shared(collection.steps, lambda step: filter(None, [step.paper])):
            yield step.lines["paper"], f"'{paper}' is already the step of line {other.line}; keep one of them"


def short_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """A collection leads from one paper to another."""
    for collection in collections:
        if len(collection.steps) == 1:
            yield collection.line, f"'{collection.slug}' has a single step; add what to read before or after"


PAPER_ERRORS: tuple[Rule, ...] = (
    unknown_tag,
    repeated_identifier,
    repeated_key,
    reserved_id,
    contested_former_id,
)
PAPER_WARNINGS: tuple[Rule, ...] = (
    shared_name, common_name, no_abstract, no_link, truncated_abstract, issued_before_published,
    year_to_come, shouted_title, untagged_paper, hidden_character, deceptive_host, private_host,
)  # fmt: skip
TAG_ERRORS: tuple[Rule, ...] = (
    reserved_slug, repeated_slug, ambiguous_name, unknown_parent, own_ancestor, unusable_tree,
)  # fmt: skip
TAG_WARNINGS: tuple[Rule, ...] = (unused_tag, hidden_in_tag)
COLLECTION_ERRORS: tuple[Rule, ...] = (
    repeated_collection, reserved_collection, unknown_paper, repeated_paper,
)  # fmt: skip
COLLECTION_WARNINGS: tuple[Rule, ...] = (short_collection, hidden_in_collection)
