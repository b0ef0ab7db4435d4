"""The address of `mkdocs serve`."""

import socket
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from papershelf.served_address import check_address


def test_one_that_is_taken_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With the port, and how to serve elsewhere; once it is free, it can be had."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = LiveReloadServer(lambda: None, "127.0.0.1", port, str(tmp_path))
        with pytest.raises(Abort):
            check_address(server)
    assert f"127.0.0.1:{port}: cannot be served at: Address already in use" in caplog.text
    assert "--dev-addr" in caplog.text
    check_address(server)
