"""Connections that end when their time is up, and never lead from a public server into a private network.

requests limits each silence only: a server that sends one byte a second, or `100 Continue` without end, is
never silent. And where a redirect leads is known for sure only once its host name has become an address.
"""

import io
import math
import socket
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from papershelf.link_hosts import is_private


class PrivateAddressError(Exception):
    """A public server sent us to a machine that only one network reaches."""


@dataclass(slots=True)
class Exchange:
    """What connections keep to while one request, with its redirects, is answered.

    After `deadline`, a time on the clock `now`, nothing more is read; `silence` is the longest wait for data,
    in seconds. `leads_private` says whether a private machine was connected to; it may be, unless
    `public_only`.
    """

    now: Callable[[], float]
    silence: float
    deadline: float = math.inf
    public_only: bool = False
    leads_private: bool = False


class _Reading(io.RawIOBase):
    """The bytes of a socket, until the time of the exchange is up."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self._sock = sock
        self._bytes = sock.makefile("rb", buffering=0)  # keeps the socket open for a reply still to be read
        self._exchange = exchange

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._exchange.deadline - self._exchange.now()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(min(left, self._exchange.silence))
        return self._bytes.readinto(buffer)

    def close(self) -> None:
        self._bytes.close()
        super().close()


class _Kept:
    """What is added to the connections of urllib3."""

    exchange: Exchange

    def response_class(self, sock: socket.socket, *args: Any, **options: Any) -> HTTPResponse:
        """Make the reply that reads from a socket, as http.client does."""
        reply = HTTPResponse(sock, *args, **options)
        reply.fp.close()
        reply.fp = io.BufferedReader(_Reading(sock, self.exchange))
        return reply

    def _new_conn(self) -> socket.socket:
        sock: socket.socket = super()._new_conn()  # type: ignore[misc] # a connection of urllib3 has it
        try:
            self._look_at(sock)
        except PrivateAddressError:
            sock.close()
            raise
        return sock

    def putrequest(self, *args: Any, **options: Any) -> None:
        """Begin a request, maybe on a connection that is open because it served another."""
        if sock := getattr(self, "sock", None):
            self._look_at(sock)
        super().putrequest(*args, **options)  # type: ignore[misc] # as above

    def _look_at(self, sock: socket.socket) -> None:
        """Note where a socket leads. Raises PrivateAddressError where that must not be."""
        if getattr(self, "proxy", None) or sock.family not in {socket.AF_INET, socket.AF_INET6}:
            return
        if is_private(sock.getpeername()[0]):
            if self.exchange.public_only:
                raise PrivateAddressError
            self.exchange.leads_private = True


class Adapter(HTTPAdapter):
    """Makes the connections of a session keep to an exchange."""

    def __init__(self, exchange: Exchange) -> None:
        plain = type("Plain", (_Kept, HTTPConnection), {"exchange": exchange})
        secure = type("Secure", (_Kept, HTTPSConnection), {"exchange": exchange})
        self._pools = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pools of connections."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **options: Any) -> PoolManager:
        """Make the pools of connections through a proxy."""
        pools: PoolManager = super().proxy_manager_for(*args, **options)
        pools.pool_classes_by_scheme = self._pools
        return pools
