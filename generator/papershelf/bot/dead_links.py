"""The links of the list, and the reports on those that are dead."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from papershelf.curate.quoting import literal
from papershelf.http_client import NOT_ASKED
from papershelf.library import Library
from papershelf.model import Paper, arxiv_url, doi_url
from papershelf.services.link_probe import Verdict

SHOWN = 100
MESSAGES = {
    "dead": "this link is dead; correct or remove it",
    "unsure": "this link may be dead; open it to see",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and where it comes from: the paper's id, the key and its line."""

    address: str
    paper: str
    key: str
    line: int


def links(library: Library) -> list[Link]:
    """Return all links in the order of the list: those in `links`, and the pages of arXiv ids and DOIs."""
    return [link for paper in library.papers for link in _links(paper)]


def in_turn(some: Sequence[Link], most: int, week: int) -> list[Link]:
    """Return at most `most` of the links, others each week, until all have had their turn."""
    if len(some) <= most:
        return list(some)
    start = week * most % len(some)
    return [*some[start:], *some[:start]][:most]


def as_text(found: Mapping[str, Verdict], asked: Sequence[Link], path: str) -> Iterator[str]:
    """Yield a line for each link that is not alive, as `path:line: what is wrong; what to do`."""
    for link in asked:
        verdict = found[link.address]
        if message := MESSAGES.get(verdict.state):
            yield f"{path}:{link.line}: {message} ({verdict.reason}): {link.address}"


def as_json(found: Mapping[str, Verdict], asked: Sequence[Link]) -> str:
    """Return a JSON list of objects: each link with its state and reason."""
    rows = [{**asdict(link), **asdict(found[link.address])} for link in asked]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_markdown(found: Mapping[str, Verdict], asked: Sequence[Link]) -> str:
    """Return the text of an issue about the dead links; empty where there are none."""
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
            "Of the links in `data/papers.yaml` checked this week, these are dead; each was tried twice.",
            "Correct or remove them; the weekly check closes this issue once none is left.",
            "",
            *rows,
            *more,
        ]
    )


def is_whole(found: Mapping[str, Verdict], every: Sequence[Link]) -> bool:
    """Return whether every link of the list was checked, so that no other can be dead."""
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
