"""What goes wrong between us and a server, in words."""

from __future__ import annotations

import urllib3


class TransportError(Exception):
    """A request that brought no usable reply; the message says what happened and what to do.

    `reason` is the error below or `response` the reply, which urllib3 counts retries by; `final` tells that
    the same request would give the same again, `lasting` that any other would as well.
    """

    def __init__(
        self,
        what: str,
        *,
        reason: Exception | None = None,
        response: urllib3.BaseHTTPResponse | None = None,
        final: bool = False,
        lasting: bool = False,
    ) -> None:
        super().__init__(what)
        self.reason = reason
        self.response = response
        self.final = final
        self.lasting = lasting


def explained(error: Exception, *, connect: float, read: float) -> TransportError:
    """Tell an error of requests or urllib3 in words; the URL, which may hold a key, is left out."""
    reason = _reason(error)
    match reason:
        case urllib3.exceptions.NewConnectionError():
            what = "cannot be reached; check your connection, or try again later"
        case urllib3.exceptions.ConnectTimeoutError():
            what = f"cannot be reached within {connect:g} s; check your connection, or try again later"
        case urllib3.exceptions.ReadTimeoutError():
            what = f"sent nothing for {read:g} s; try again later"
        case urllib3.exceptions.SSLError():
            what = "its certificate cannot be trusted; check your clock and your connection"
        case urllib3.exceptions.ProtocolError():
            return TransportError("the reply broke off; try again later", reason=reason)
        case urllib3.exceptions.DecodeError():
            return TransportError("the reply cannot be unpacked; try again later", reason=reason)
        case _:
            what = f"cannot be asked ({type(error).__name__}); check its address"
            return TransportError(what, final=True, lasting=True)
    return TransportError(what, reason=reason, lasting=True)


def _reason(error: Exception) -> Exception:
    """What urllib3 said below the wrappings of requests and MaxRetryError."""
    while not isinstance(error, urllib3.exceptions.HTTPError) or isinstance(
        error, urllib3.exceptions.MaxRetryError
    ):
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        if not isinstance(inner, Exception):
            break
        error = inner
    return error
