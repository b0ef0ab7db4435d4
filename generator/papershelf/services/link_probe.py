"""Asks web servers whether an address still leads somewhere: politely, and in doubt for the address."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from papershelf import __version__
from papershelf.services.transport import Session

State = Literal["alive", "dead", "unsure"]
GONE = frozenset({404, 410})
REDIRECTS = 5
NOT_ASKED = "not asked, the time was up"
TIMEOUT = (10.0, 20.0)
PAUSE = 3.0
"""Seconds between two requests to one host, which is what arXiv asks for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an address, and why it is thought so: `404`, `no answer (ReadTimeout)`."""

    state: State
    reason: str


class Prober:
    """Asks hosts in turn, each with a pause, until `budget` seconds are over.

    `now` and `sleep` are the clock; `pause` is between two requests to one host.
    """

    def __init__(
        self,
        budget: float,
        pause: float = PAUSE,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.now, self.sleep, self.pause = now, sleep, pause
        self.end = now() + budget
        self.next: dict[str, float] = {}
        self.session = Session()
        self.session.headers["User-Agent"] = f"papershelf/{__version__} (checks links once a week)"

    def probe_all(self, addresses: Iterable[str]) -> Mapping[str, Verdict]:
        """Ask for each address; what seems dead is asked for again after all others, and must be so twice."""
        found = {address: self._probe(address) for address in dict.fromkeys(addresses)}
        for address in [address for address, verdict in found.items() if verdict.state == "dead"]:
            found[address] = self._probe(address)
        return found

    def _probe(self, address: str) -> Verdict:
        """HEAD, and GET where that is no clear yes: some servers answer HEAD with what they like."""
        verdict = self._ask("HEAD", address)
        return verdict if verdict.state == "alive" else self._ask("GET", address)

    def _ask(self, method: str, address: str) -> Verdict:
        url = address
        for _ in range(REDIRECTS + 1):
            try:
                if not self._wait(urlsplit(url).netloc):
                    return Verdict("unsure", NOT_ASKED)
                with self.session.request(method, url, timeout=TIMEOUT, stream=True) as response:
                    status, target = response.status_code, response.headers.get("Location", "")
                    moved = response.is_redirect
                url = urljoin(url, target) if moved else url
            except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
                return Verdict("unsure", f"no answer ({type(error).__name__})")
            if not moved:
                return _verdict(status)
            if urlsplit(url).scheme not in {"http", "https"}:
                return Verdict("unsure", "redirects to what is no web address")
        return Verdict("unsure", f"redirects more than {REDIRECTS} times")

    def _wait(self, host: str) -> bool:
        """Wait until the host may be asked again; False where no time is left for that."""
        now = self.now()
        due = max(now, self.next.get(host, now))
        if due > self.end:
            return False
        if due > now:
            self.sleep(due - now)
        self.next[host] = due + self.pause
        return True


def _verdict(status: int) -> Verdict:
    if status in GONE:
        return Verdict("dead", str(status))
    return Verdict("alive" if status < requests.codes.multiple_choices else "unsure", str(status))
