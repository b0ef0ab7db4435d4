"""What can go wrong between us and a server, in words."""

import urllib3


class HttpError(Exception):
    """A request that got no usable reply; the message says what happened and what to do.

    `reason` is the error below, where the request may be sent again. `lasting` says that any other request
    to the same server would very likely fail as well.
    """

    def __init__(self, what: str, *, reason: Exception | None = None, lasting: bool = False) -> None:
        super().__init__(what)
        self.reason = reason
        self.lasting = lasting


def explain(error: Exception, *, connect: float, read: float) -> HttpError:
    """Put an error of requests or urllib3 into words, without the URL, which may hold a key.

    `connect` and `read` are the limits, in seconds, on the wait for a connection and for data.
    """
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
            return HttpError("the reply broke off; try again later", reason=reason)
        case urllib3.exceptions.DecodeError():
            return HttpError("the reply cannot be decompressed; try again later", reason=reason)
        case _:
            return HttpError(f"cannot be asked ({type(error).__name__}); check its address", lasting=True)
    return HttpError(what, reason=reason, lasting=True)


def _reason(error: Exception) -> Exception:
    """Return the error of urllib3 within the wrappings of requests and MaxRetryError."""
    while not isinstance(error, urllib3.exceptions.HTTPError) or isinstance(
        error, urllib3.exceptions.MaxRetryError
    ):
        inner = getattr(error, "reason", None) or next(iter(error.args), None)
        if not isinstance(inner, Exception):
            break
        error = inner
    return error
