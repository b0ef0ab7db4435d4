"""What every test shares: the project's folder, repeatable random tests, and no network."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import SocketConnectBlockedError

# In CI the same examples run each time, and a slow machine is no failure.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def network_is_off() -> None:
    """Fail the run at once if a test could reach the network.

    The guard is set up by options in pyproject.toml, which a command line can undo.
    """
    nobody = ("192.0.2.1", 9)  # an address kept for documentation
    with socket.socket() as probe:
        probe.settimeout(0.1)
        with pytest.raises(SocketConnectBlockedError):
            probe.connect(nobody)
