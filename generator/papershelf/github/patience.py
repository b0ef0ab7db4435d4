"""Whether to ask GitHub again after a refusal, and when.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
"""

from __future__ import annotations

import requests

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
