"""What a reply's status and form say about it, before anybody reads it."""

from __future__ import annotations

from papershelf.apis.cache import Reply
from papershelf.apis.faults import TransportError
from papershelf.apis.known import Api
from papershelf.apis.transport import Received

OK = 200
NOT_KNOWN = frozenset({404, 410})
REFUSED = frozenset({401, 403})
TOO_MANY = 429
RETRIED = frozenset({TOO_MANY, 500, 502, 503, 504})
SERVER_ERROR = 500


def checked(api: Api, received: Received) -> Reply:
    """Let through data, and "not known" without its page; everything else is a TransportError."""
    status = received.status
    if status in NOT_KNOWN:
        return Reply(status, b"")
    if status != OK:
        raise TransportError(
            _told(api, status),
            response=received.raw,
            final=status not in RETRIED,
            lasting=status in REFUSED or status == TOO_MANY or status >= SERVER_ERROR,
        )
    start = received.body[:200].lstrip().lower()
    if "html" in received.type or start.startswith((b"<!doctype html", b"<html")):
        what = f"sent a web page instead of data; check that {api.url} is the API, or try again later"
        raise TransportError(what, final=True)
    return Reply(status, received.body)


def _told(api: Api, status: int) -> str:
    if status == TOO_MANY:
        key = f", or set {api.key_variable} to a key of your own" if api.key_variable else ""
        return f"has had too many questions ({status}); try again later{key}"
    if status in REFUSED:
        remedy = f"{api.key_variable} to a valid key" if api.key_variable else "PAPERSHELF_CONTACT"
        return f"refuses to answer ({status}); set {remedy}"
    if status >= SERVER_ERROR:
        return f"has trouble of its own ({status}); try again later"
    return f"does not take the question ({status}); check {api.url_variable} if you set it"
