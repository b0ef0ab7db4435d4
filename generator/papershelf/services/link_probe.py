"""Asks web servers whether an address still leads somewhere; where that is unclear, it is not called dead."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from urllib3.util import Retry

from papershelf.http_client import USER_AGENT, HttpClient, Limits, Request
from papershelf.http_errors import HttpError

State = Literal["alive", "dead", "unsure"]
GONE = frozenset({404, 410})
SUCCESS = range(200, 300)
LIMITS = Limits(connect=10.0, read=20.0, size=0)
HEADERS = {"User-Agent": f"{USER_AGENT} (checks links once a week)"}
PAUSE = 3.0
"""Seconds between two requests to one host, which is what arXiv asks for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of an address, and the reason: a status such as `404`, or `sent nothing for 20 s`."""

    state: State
    reason: str


class Prober:
    """Asks hosts in turn, with `pause` seconds between two requests to one host, for `budget` seconds in all.

    `now` and `sleep` are the clock.
    """

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
