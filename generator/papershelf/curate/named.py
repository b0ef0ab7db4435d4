"""The paper of a list that a person means: by id, arXiv id, DOI, address of a page, or one of its names."""

from collections.abc import Sequence

from papershelf.curate.identity import identifiers
from papershelf.feeds.identifiers import page_id, read_identifier
from papershelf.model import Paper
from papershelf.problems import alike

MOST = 3


def find_named(papers: Sequence[Paper], name: str) -> Paper | None:
    """Return the paper that `name` names; an id of the list, also a former one, before anything else.

    One of its `names`, in any case, does for a paper that shares it with no other.
    """
    name = name.strip()
    ids = set(filter(None, (name, page_id(name))))
    for paper in papers:
        if not ids.isdisjoint((paper.id, *paper.formerly)):
            return paper
    named = read_identifier(name)
    if not named:
        called = [paper for paper in papers if name.casefold() in map(str.casefold, paper.names)]
        return called[0] if len(called) == 1 else None
    return next((paper for paper in papers if named.value.lower() in identifiers(paper)), None)


def nearest_ids(papers: Sequence[Paper], name: str) -> list[str]:
    """Return the ids of a few papers that may be meant by a name that no paper has."""
    wanted = (page_id(name) or name).casefold()
    holding = [paper.id for paper in papers if wanted in f"{paper.id} {paper.title}".casefold()]
    ids = [paper.id for paper in papers]
    return holding[:MOST] or alike(wanted, ids, MOST)
