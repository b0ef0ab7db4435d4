"""The addresses that the list sends its readers to, and what became of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from papershelf.curate.quoting import literal
from papershelf.library import Library
from papershelf.model import Paper, arxiv_url, doi_url
from papershelf.services.link_probe import NOT_ASKED, Verdict

SHOWN = 100
TOLD = {
    "dead": "this link is dead; correct it or take it out",
    "unsure": "whether this is alive is not sure",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and where it comes from: the paper's id, its key and its line."""

    address: str
    paper: str
    key: str
    line: int


def links(library: Library) -> list[Link]:
    """All links of the list, in its order: those that it names, and the pages of arXiv ids and DOIs."""
    return [link for paper in library.papers for link in _links(paper)]


def in_turn(some: Sequence[Link], most: int, week: int) -> list[Link]:
    """So many of the links, others each week, until all have had their turn."""
    if len(some) <= most:
        return list(some)
    start = week * most % len(some)
    return [*some[start:], *some[:start]][:most]


def as_text(found: Mapping[str, Verdict], asked: Sequence[Link], path: str) -> Iterator[str]:
    """A line for each link that is not alive, as `path:line: what is wrong; what to do`."""
    for link in asked:
        verdict = found[link.address]
        if told := TOLD.get(verdict.state):
            yield f"{path}:{link.line}: {told} ({verdict.reason}): {link.address}"


def as_json(found: Mapping[str, Verdict], asked: Sequence[Link]) -> str:
    """A list of objects: the link with its state and reason."""
    rows = [{**asdict(link), **asdict(found[link.address])} for link in asked]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_markdown(found: Mapping[str, Verdict], asked: Sequence[Link]) -> str:
    """The text of an issue about the dead links; empty where there is none."""
    dead = [link for link in asked if found[link.address].state == "dead"]
    if not dead:
        return ""
    rows = [
        f"- [ ] {literal(link.paper)}, line {link.line}, {literal(link.key)}: {literal(link.address)}"
        f" ({found[link.address].reason})"
        for link in dead[:SHOWN]
    ]
    more = [f"- … and {len(dead) - SHOWN} more"] if len(dead) > SHOWN else []
    return "\n".join(
        [
            "Of the links of `data/papers.yaml` looked at this week, these led nowhere, asked twice.",
            "Correct them or take them out; the weekly check closes this once none is left.",
            "",
            *rows,
            *more,
        ]
    )


def is_whole(found: Mapping[str, Verdict], every: Sequence[Link]) -> bool:
    """Tell whether all links of the list were asked for, so that no other can be dead."""
    return all(link.address in found and found[link.address].reason != NOT_ASKED for link in every)


def _links(paper: Paper) -> Iterator[Link]:
    for name, address in paper.links.items():
        if address.lower().startswith(("http://", "https://")):
            yield Link(address, paper.id, f"links.{name}", paper.lines.get("links", paper.line))
    if paper.arxiv:
        line = paper.lines.get("arxiv", paper.line)
        yield Link(arxiv_url(paper.arxiv), paper.id, "arxiv", line)
    if paper.doi:
        line = paper.lines.get("doi", paper.line)
        yield Link(doi_url(paper.doi), paper.id, "doi", line)
