"""A question to an API, and the request that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from papershelf.apis.known import Api
from papershelf.apis.transport import Outgoing


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of which API; a `body` of JSON makes it a POST, `fresh` passes over kept replies."""

    api: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    fresh: bool = False

    def url(self, api: Api, **own: str) -> str:
        """The address with its parameters, and those that only tell who asks."""
        params = urlencode({**self.params, **own})
        return f"{api.url}/{self.path}" + (f"?{params}" if params else "")


def outgoing(api: Api, query: Query, contact: str | None) -> Outgoing:
    """Add who asks: the contact address and the key, where the API wants them."""
    own = {}
    if api.contact_parameter and contact:
        own[api.contact_parameter] = contact
    if api.key_parameter and api.key:
        own[api.key_parameter] = api.key
    headers = {"Content-Type": "application/json"} if query.body else {}
    secret = {api.key_header: api.key} if api.key_header and api.key else {}
    return Outgoing("POST" if query.body else "GET", query.url(api, **own), headers, secret, query.body)
