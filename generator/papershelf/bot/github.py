"""GitHub's REST API: waits for its rate limits, and raises errors that say what to do."""

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from requests.utils import parse_header_links
from urllib3.util import Retry

from papershelf.http_client import HttpClient, HttpError, Limits, Reply, Request
from papershelf.problems import UserFacingError

API_URL = "https://api.github.com"
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
PAGES = 100
PER_PAGE = 100
LIMITS = Limits(connect=10.0, read=60.0, total=600.0, retry_after=120.0, size=100 * 1024 * 1024)
SERVER_ERRORS = range(500, 600)
REPEATABLE = Retry(total=3, allowed_methods=None, status_forcelist=SERVER_ERRORS)
ONCE = Retry(total=3, allowed_methods={"GET"}, other=0, status_forcelist=SERVER_ERRORS)
"""For requests that must not be fulfilled twice: sent again only where GitHub cannot have taken them."""
RATE_LIMITED = frozenset({403, 429})
SECONDARY_LIMIT = 60.0
"""Seconds to wait where GitHub gives no time, twice as long each further time."""


class GitHubError(UserFacingError):
    """A request that GitHub did not fulfil; the message is one line. `status` is 0 without a reply."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status


class GitHub:
    """The API of one repository, `owner/name`, which paths are relative to. Methods raise GitHubError."""

    def __init__(
        self, repository: str, token: str, api_url: str = API_URL, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        if not re.fullmatch(r"\w[\w-]*/(?!\.{1,2}$)[\w.-]+", repository, re.ASCII):
            raise GitHubError(f"'{repository[:100]}' is not a valid repository; use owner/name")
        self.repository = repository
        self.owner = repository.partition("/")[0]
        self._root = f"{api_url.rstrip('/')}/repos/{repository}"
        self._secret = {"Authorization": f"Bearer {token}"}
        self._http = HttpClient(limits=LIMITS, requested_pause=_rate_limit_pause, sleep=sleep)

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Any:
        """Read one thing; `""` is the repository itself."""
        return self._request("GET", self._url(path, params))[0]

    def get_all(self, path: str, params: Mapping[str, str | int] | None = None) -> list[Any]:
        """Read a list, all its pages."""
        url, found = self._url(path, {"per_page": PER_PAGE, **(params or {})}), list[Any]()
        for _ in range(PAGES):
            page, reply = self._request("GET", url)
            if not isinstance(page, list):
                raise GitHubError(f"GitHub's reply to GET {path} is not a list")
            found += page
            links = parse_header_links(reply.headers.get("Link", ""))
            url = next((link["url"] for link in links if link.get("rel") == "next"), "")
            if not url:
                return found
            if urlsplit(url)[:2] != urlsplit(self._root)[:2]:
                raise GitHubError(f"GitHub's reply to GET {path} leads to another host; it was not followed")
        raise GitHubError(f"GitHub's list {path} has more than {PAGES} pages")

    def post(self, path: str, body: Mapping[str, Any], *, repeatable: bool = False) -> Any:
        """Create something; sent again after a server error only if `repeatable`, as it may exist by then."""
        return self._request("POST", self._url(path), body, REPEATABLE if repeatable else ONCE)[0]

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change some fields of something."""
        return self._request("PATCH", self._url(path), body)[0]

    def delete(self, path: str) -> Any:
        """Delete something; None where GitHub replies without content."""
        return self._request("DELETE", self._url(path))[0]

    def _url(self, path: str, params: Mapping[str, str | int] | None = None) -> str:
        url = f"{self._root}/{path}".rstrip("/")
        return f"{url}?{urlencode(params)}" if params else url

    def _request(
        self, method: str, url: str, body: Mapping[str, Any] | None = None, retry: Retry = REPEATABLE
    ) -> tuple[Any, Reply]:
        """Send a request; return the parsed JSON of the reply, None without any, and the reply."""
        name = url.removeprefix(self._root).partition("?")[0].strip("/") or self.repository
        content = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"} if content else {}
        headers = {**HEADERS, **kind}
        request = Request(method, url, headers, self._secret, content, follow_redirects=False)
        try:
            reply = self._http.send(request, retry)
        except HttpError as error:
            raise GitHubError(f"GitHub ({method} {name}): {error}") from None
        parsed = _parse(reply.body)
        if reply.status not in range(200, 300):
            raise _refusal(method, name, reply.status, parsed)
        if parsed is None and reply.body:
            raise GitHubError(f"GitHub's reply to {method} {name} is not JSON; try again later")
        return parsed, reply


def from_environ(environ: Mapping[str, str]) -> GitHub:
    """Make the client from the variables of GitHub Actions, and GITHUB_TOKEN, which a step must pass on."""
    for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        if not environ.get(name, "").strip():
            raise GitHubError(f"{name} is not set; a workflow's step needs it in its `env:`")
    token, url = environ["GITHUB_TOKEN"].strip(), environ.get("GITHUB_API_URL") or API_URL
    return GitHub(environ["GITHUB_REPOSITORY"], token, url)


def _rate_limit_pause(reply: Reply, tried: int) -> float | None:
    """Return the seconds to wait for the end of a rate limit; None for any other reply.

    What meets a rate limit was not fulfilled, so any request may be sent again. The rules:
    https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    """
    if reply.status not in RATE_LIMITED:
        return None
    headers = reply.headers
    if (after := headers.get("Retry-After", "")).isdecimal():
        return float(after)
    if headers.get("X-RateLimit-Remaining") == "0" and headers.get("X-RateLimit-Reset", "").isdecimal():
        return max(1.0, float(headers["X-RateLimit-Reset"]) - time.time() + 1)
    return SECONDARY_LIMIT * 2**tried if b"rate limit" in reply.body[:2000].lower() else None


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _refusal(method: str, path: str, status: int, reply: Any) -> GitHubError:
    """Make the error of a reply; its JSON: {"message": …, "errors": [{"message": …}, …]}."""
    content = reply if isinstance(reply, dict) else {}
    reasons = [str(content.get("message") or "no reason given")]
    errors = content.get("errors")
    reasons += map(_reason, errors if isinstance(errors, list) else ())
    return GitHubError(
        f"GitHub refused {method} {path} ({status}): {'; '.join(reasons)}{_advice(status, reasons[0])}",
        status,
    )


def _reason(error: Any) -> str:
    return str(error.get("message") or error.get("code")) if isinstance(error, dict) else str(error)


def _advice(status: int, reason: str) -> str:
    match status:
        case 403 if "not permitted to create or approve pull requests" in reason:
            return "; allow it in the repository's Settings, under Actions, General, Workflow permissions"
        case 401:
            return "; the token is wrong or has expired"
        case 403:
            return "; give the job the permission in its workflow's `permissions:`"
        case 301 | 302 | 307 | 308:
            return "; the repository has moved, use its new name"
        case _ if status in SERVER_ERRORS:
            return "; try again later"
    return ""
