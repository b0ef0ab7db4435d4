"""Commands of the WebDriver standard, sent over HTTP or, to Firefox itself, over its Marionette socket."""

import json
import socket
from contextlib import AbstractContextManager
from typing import Any, Protocol, Self

import requests

TIMEOUT = 60.0
# Name, method and path of each command that a reader needs.
_HTTP = {
    "NewSession": ("POST", ""),
    "DeleteSession": ("DELETE", "/{session}"),
    "Navigate": ("POST", "/{session}/url"),
    "Back": ("POST", "/{session}/back"),
    "ExecuteScript": ("POST", "/{session}/execute/sync"),
    "FindElement": ("POST", "/{session}/element"),
    "ElementClick": ("POST", "/{session}/element/{id}/click"),
    "PerformActions": ("POST", "/{session}/actions"),
    "SetWindowRect": ("POST", "/{session}/window/rect"),
    "SwitchToFrame": ("POST", "/{session}/frame"),
}


class WebDriverError(Exception):
    """What the browser answers to a command that it cannot carry out."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['error']}: {error['message']}")
        self.kind: str = error["error"]


class Connection(Protocol):
    """What carries commands to a browser."""

    def send(self, command: str, **given: object) -> Any:
        """The answer to a command; WebDriverError if that is an error."""


class HttpConnection(AbstractContextManager["HttpConnection"]):
    """A session of a driver such as WebKitWebDriver, which starts the browser itself."""

    def __init__(self, address: str, capabilities: dict[str, object]) -> None:
        self._address = f"{address}/session"
        self._requests = requests.Session()
        self._requests.trust_env = False  # a proxy would not find this machine
        self._session = ""
        given = {"alwaysMatch": capabilities}
        self._session = self.send("NewSession", capabilities=given)["sessionId"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.send("DeleteSession")
        self._requests.close()

    def send(self, command: str, **given: object) -> Any:
        method, path = _HTTP[command]
        filled = path.format(session=self._session, id=given.get("id"))
        body = None if method == "DELETE" else given
        answer = self._requests.request(method, self._address + filled, json=body, timeout=TIMEOUT)
        value = answer.json()["value"]
        if not answer.ok:
            raise WebDriverError(value)
        return value


class MarionetteConnection(AbstractContextManager["MarionetteConnection"]):
    """A session of Firefox, which speaks the same commands in JSON with a length before it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self._answers = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # who is there
        self.send("NewSession")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.send("Marionette:Quit", flags=["eForceQuit"])
        self._answers.close()
        self._socket.close()

    def send(self, command: str, **given: object) -> Any:
        self._number += 1
        name = command if ":" in command else f"WebDriver:{command}"
        message = json.dumps([0, self._number, name, given]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, value = self._receive()
        if error:
            raise WebDriverError(error)
        return value["value"] if isinstance(value, dict) and list(value) == ["value"] else value

    def _receive(self) -> Any:
        digits = b""
        while (read := self._answers.read(1)) != b":":
            digits += read
        return json.loads(self._answers.read(int(digits)))
