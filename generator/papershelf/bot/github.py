"""GitHub's REST API, with patience for its rate limits and errors that say what to do."""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from papershelf import __version__


class GitHubError(Exception):
    """A request that GitHub did not fulfil; the message is one line. `status` is 0 without a reply."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status


def refusal(method: str, path: str, status: int, reply: Any) -> GitHubError:
    """Make the error of a reply; `reply` is its JSON: {"message": …, "errors": [{"message": …}, …]}."""
    said = reply if isinstance(reply, dict) else {}
    reasons = [str(said.get("message") or "no reason given")]
    errors = said.get("errors")
    reasons += map(_reason, errors if isinstance(errors, list) else ())
    return GitHubError(
        f"GitHub refused {method} {path} ({status}): {'; '.join(reasons)}{_advice(status)}", status
    )


def _reason(error: Any) -> str:
    return str(error.get("message") or error.get("code")) if isinstance(error, dict) else str(error)


def _advice(status: int) -> str:
    match status:
        case 401:
            return "; the token is wrong or has expired"
        case 403:
            return "; give the job the permission in its workflow's `permissions:`"
        case 301 | 302 | 307 | 308:
            return "; the repository has moved, use its new name"
        case _ if status >= 500:  # noqa: PLR2004 - the range of server errors
            return "; try again later"
    return ""


RETRIES = 3
LONGEST = 120.0
SECONDARY = 60.0
RATE_LIMITED = frozenset({403, 429})
SERVER_ERRORS = 500


def pause(response: requests.Response, tried: int, now: float, *, repeatable: bool) -> float | None:
    """Seconds until the next try, of which `tried` failed before; None to give up.

    What meets a rate limit was not done, so anything may be sent again; after a server error only what is
    repeatable.
    """
    if tried >= RETRIES:
        return None
    if response.status_code in RATE_LIMITED:
        seconds = _rate_limited(response, tried, now)
        return seconds if seconds is not None and seconds <= LONGEST else None
    if response.status_code >= SERVER_ERRORS and repeatable:
        return 2.0**tried
    return None


def _rate_limited(response: requests.Response, tried: int, now: float) -> float | None:
    headers = response.headers
    if (after := headers.get("retry-after", "")).isdigit():
        return float(after)
    if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
        return max(1.0, float(headers["x-ratelimit-reset"]) - now + 1)
    return SECONDARY * 2**tried if "rate limit" in response.text[:2000].lower() else None


API_URL = "https://api.github.com"
API_VERSION = "2022-11-28"
TIMEOUT = (10.0, 60.0)
PAGES = 100
PER_PAGE = 100


class GitHub:
    """The API of one repository, `owner/name`; paths are below `/repos/owner/name/`.

    Every method raises GitHubError. `sleep` waits between tries.
    """

    def __init__(
        self,
        repository: str,
        token: str,
        api_url: str = API_URL,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not re.fullmatch(r"\w[\w-]*/(?!\.{1,2}$)[\w.-]+", repository, re.ASCII):
            raise GitHubError(f"'{repository[:100]}' is no repository; give owner/name")
        self.repository = repository
        self.owner = repository.partition("/")[0]
        self._root = f"{api_url.rstrip('/')}/repos/{repository}"
        self._sleep = sleep
        self._session = requests.Session()
        self._session.headers.update(
            {
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {token}",
                "User-Agent": f"papershelf/{__version__}",
                "X-GitHub-Api-Version": API_VERSION,
            }
        )

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Any:
        """Read one thing; `""` is the repository itself."""
        return self._parsed(self._send("GET", self._url(path), params=params))

    def get_all(self, path: str, params: Mapping[str, str | int] | None = None) -> list[Any]:
        """Read a list, all its pages."""
        url, found = self._url(path), list[Any]()
        query: Mapping[str, str | int] | None = {"per_page": PER_PAGE, **(params or {})}
        for _ in range(PAGES):
            response = self._send("GET", url, params=query)
            page = self._parsed(response)
            if not isinstance(page, list):
                raise GitHubError(f"GitHub's reply to GET {path} is no list")
            found += page
            url, query = response.links.get("next", {}).get("url", ""), None
            if not url:
                return found
            if urlsplit(url)[:2] != urlsplit(self._root)[:2]:
                raise GitHubError(f"GitHub's reply to GET {path} leads to another host; it was not followed")
        raise GitHubError(f"GitHub's list {path} has more than {PAGES} pages")

    def post(self, path: str, body: Mapping[str, Any], *, repeatable: bool = False) -> Any:
        """Create; sent again after a server error only if `repeatable`, lest it be created twice."""
        return self._parsed(self._send("POST", self._url(path), body=body, repeatable=repeatable))

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change some of a thing's fields."""
        return self._parsed(self._send("PATCH", self._url(path), body=body))

    def put(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Set a thing; None where GitHub replies without content."""
        return self._parsed(self._send("PUT", self._url(path), body=body))

    def delete(self, path: str) -> Any:
        """Delete a thing; None where GitHub replies without content."""
        return self._parsed(self._send("DELETE", self._url(path)))

    def _url(self, path: str) -> str:
        return f"{self._root}/{path}".rstrip("/")

    def _send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
        repeatable: bool = True,
    ) -> requests.Response:
        name = url.removeprefix(self._root).partition("?")[0].strip("/") or self.repository
        for tried in range(RETRIES + 1):
            try:
                response = self._session.request(
                    method, url, params=params, json=body, timeout=TIMEOUT, allow_redirects=False
                )
            except requests.RequestException as error:
                if not repeatable or tried == RETRIES:
                    what = f"GitHub cannot be asked for {method} {name} ({type(error).__name__})"
                    raise GitHubError(f"{what}; check the connection, or try again later") from None
                self._sleep(2.0**tried)
                continue
            if response.status_code < requests.codes.multiple_choices:
                return response
            seconds = pause(response, tried, time.time(), repeatable=repeatable)
            if seconds is None:
                raise refusal(method, name, response.status_code, _json(response))
            self._sleep(seconds)
        raise AssertionError("the last try returns or raises")

    @staticmethod
    def _parsed(response: requests.Response) -> Any:
        if not response.content:
            return None
        parsed = _json(response)
        if parsed is None:
            raise GitHubError(f"GitHub's reply to {response.request.method} is not JSON; try again later")
        return parsed


def _json(response: requests.Response) -> Any:
    try:
        return response.json()
    except requests.JSONDecodeError:
        return None


def from_environ(environ: Mapping[str, str]) -> GitHub:
    """Make the client from the variables of GitHub Actions, and GITHUB_TOKEN, which a step must hand on."""
    for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        if not environ.get(name, "").strip():
            raise GitHubError(f"{name} is not set; a workflow's step needs it in its `env:`")
    return GitHub(
        environ["GITHUB_REPOSITORY"],
        environ["GITHUB_TOKEN"].strip(),
        environ.get("GITHUB_API_URL") or API_URL,
    )
