"""Dead links: every link of the list, asked in turn, and the report of those that fail."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from urllib3.util import Retry

from papershelf.curate.quoting import literal
from papershelf.http_client import NOT_ASKED, USER_AGENT, HttpClient, HttpError, Limits, Request
from papershelf.library import Library
from papershelf.model import Paper, arxiv_url, doi_url

State = Literal["alive", "dead", "unsure"]
GONE = frozenset({404, 410})
SUCCESS = range(200, 300)
LIMITS = Limits(connect=10.0, read=20.0, size=0)
HEADERS = {"User-Agent": f"{USER_AGENT} (checks links once a week)"}
PAUSE = 3.0
"""Seconds between two requests to one host, which is what arXiv asks for."""
SHOWN = 100
INTRODUCTION = """\
Of the links in `data/papers.yaml` checked this week, these are dead; each was tried twice.
Correct or remove them; the weekly check closes this issue once none is left."""
MESSAGES = {
    "dead": "this link is dead; correct or remove it",
    "unsure": "this link may be dead; open it to see",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of an address, and the reason: a status such as `404`, or `sent nothing for 20 s`."""

    state: State
    reason: str


class Prober:
    """Asks for links during `budget` seconds, with `pause` seconds between two requests to one host."""

    def __init__(
        self,
        budget: float,
        pause: float = PAUSE,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pause = pause
        self.http = HttpClient(limits=LIMITS, now=now, sleep=sleep, end=now() + budget)

    def probe_all(self, addresses: Iterable[str]) -> Mapping[str, Verdict]:
        """Ask for each address; one that seems dead is asked for again after all others, to be sure."""
        found = {address: self._probe(address) for address in dict.fromkeys(addresses)}
        for address in [address for address, verdict in found.items() if verdict.state == "dead"]:
            found[address] = self._probe(address)
        return found

    def _probe(self, address: str) -> Verdict:
        """Send HEAD, and GET where the reply is not a clear yes: some servers answer HEAD at random."""
        verdict = self._ask("HEAD", address)
        return verdict if verdict.state == "alive" else self._ask("GET", address)

    def _ask(self, method: str, address: str) -> Verdict:
        try:
            status = self.http.send(Request(method, address, HEADERS, pause=self.pause), Retry(0)).status
        except HttpError as error:
            return Verdict("unsure", str(error).partition(";")[0])
        if status in GONE:
            return Verdict("dead", str(status))
        return Verdict("alive" if status in SUCCESS else "unsure", str(status))


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and where it comes from: the paper's id, the key and its line."""

    address: str
    paper: str
    key: str
    line: int


def links(library: Library) -> list[Link]:
    """Return all links in the order of the list: in `links` and own fields, pages of arXiv ids and DOIs."""
    own = [field.key for field in library.own_fields if field.type == "link"]
    return [link for paper in library.papers for link in _links(paper, own)]


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


def as_data(found: Mapping[str, Verdict], asked: Sequence[Link]) -> list[dict[str, Any]]:
    """Return the same for JSON: each link with its state and reason."""
    return [{**asdict(link), **asdict(found[link.address])} for link in asked]


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
    if len(dead) > SHOWN:
        rows.append(f"- … and {len(dead) - SHOWN} more")
    return "\n".join([INTRODUCTION, "", *rows])


def is_whole(found: Mapping[str, Verdict], every: Sequence[Link]) -> bool:
    """Return whether every link of the list was checked, so that no other can be dead."""
    return all(link.address in found and found[link.address].reason != NOT_ASKED for link in every)


def _links(paper: Paper, own: Sequence[str]) -> Iterator[Link]:
    keyed = [(f"links.{name}", address) for name, address in paper.links.items()]
    keyed += [(key, paper.own[key]) for key in own if key in paper.own]
    keyed += [("arxiv", arxiv_url(paper.arxiv))] if paper.arxiv else []
    keyed += [("doi", doi_url(paper.doi))] if paper.doi else []
    for key, address in keyed:
        if address.lower().startswith(("http://", "https://")):
            yield Link(address, paper.id, key, paper.lines.get(key.partition(".")[0], paper.line))
