"""WebKit for GTK as a distribution ships it, driven through WebKitWebDriver, on a screen that nobody sees."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.browser.engines.reader import PATIENCE, until
from tests.browser.engines.webdriver import HttpConnection
from tests.browser.engines.webdriver_reader import WebDriverReader

_NARROWEST = 450  # of a window, for its toolbar; a narrower page is in a frame
_FRAME = """
const [address, width] = arguments;
const frame = Object.assign(document.createElement("iframe"), { src: address, width });
frame.height = innerHeight - 4;
frame.style.border = "0";
frame.onload = () => { frame.dataset.loaded = ""; };
document.body.style.margin = "0";
document.body.replaceChildren(frame);
"""


class WebKitReader(WebDriverReader):
    """Keeps a session without scripts beside the usual one, since the browser decides that as it starts."""

    def __init__(self, driver: str) -> None:
        self._driver = driver
        self._sessions = ExitStack()
        self._scripts: bool | None = None

    def open(self, address: str, *, width: int = 1280, scripts: bool = True) -> None:
        if width < _NARROWEST:
            self.close()  # frames are mistaken for the page around them after a page of another host
        self._set_up(width, scripts)
        if width >= _NARROWEST:
            self._connection.send("Navigate", url=address)
            return
        self._connection.send("Navigate", url="about:blank")
        self.run(_FRAME, address, width)
        frame = until(self, "return document.querySelector('iframe[data-loaded]')")
        self._connection.send("SwitchToFrame", id=frame)

    def _set_up(self, width: int, scripts: bool) -> None:
        if scripts is not self._scripts:
            self.close()
            self._connection = self._sessions.enter_context(_session(self._driver, scripts))
            self._scripts = scripts
        self._connection.send("SwitchToFrame", id=None)
        self._connection.send("SetWindowRect", x=0, y=0, width=width, height=900)

    def complaints(self) -> list[str]:
        return []  # a WebKit that is driven says nothing of its console

    def close(self) -> None:
        self._sessions.close()
        self._scripts = None


def _session(driver: str, scripts: bool) -> HttpConnection:
    arguments = ["--automation", f"--enable-javascript={str(scripts).lower()}"]
    return HttpConnection(driver, {"webkitgtk:browserOptions": {"args": arguments}})


@contextmanager
def webkit(driver: str) -> Iterator[WebKitReader]:
    """A WebKit, ended at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with screen() as display:
        environment = {**os.environ, "DISPLAY": display}
        with subprocess.Popen(
            [driver, f"--port={port}"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _wait_for(port, process)
                reader = WebKitReader(f"http://127.0.0.1:{port}")
                yield reader
                reader.close()
            finally:
                process.kill()


@contextmanager
def screen() -> Iterator[str]:
    """A screen in memory; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        os.close(write)
        try:
            with os.fdopen(read) as names:
                yield f":{names.readline().strip()}"
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("WebKitWebDriver does not answer")
