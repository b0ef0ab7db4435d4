"""The address at which `mkdocs serve` serves a site."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.papershelf")


def check_address(server: LiveReloadServer) -> None:
    """Raise Abort where a server cannot have its address, for which MkDocs would print a traceback."""
    host, port = server.server_address[:2]
    with socket.socket(server.address_family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, server.allow_reuse_address)
        try:
            trial.bind(server.server_address)
        except OSError as error:
            log.error(  # noqa: TRY400 - a user needs the address, not a traceback
                "%s:%s: cannot be served at: %s; end what uses it, or give another address "
                "(--dev-addr, or make serve ADDR=127.0.0.1:8001)",
                host, port, error.strerror,
            )  # fmt: skip
            raise Abort("the address is not free") from None
