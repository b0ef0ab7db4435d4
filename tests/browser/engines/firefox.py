"""Firefox as a distribution ships it, driven through the socket that it opens itself."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.engines.reader import PATIENCE
from tests.browser.engines.webdriver import MarionetteConnection
from tests.browser.engines.webdriver_reader import WebDriverReader

_PREFERENCES = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
# The page as wide as asked, in a window that cannot be: Firefox makes none below 500 pixels.
_SET_UP = """
const [width, scripts] = arguments;
gBrowser.selectedBrowser.style.maxWidth = `${width}px`;
Services.prefs.setBoolPref("javascript.enabled", scripts);
"""
# Of warnings only those about the content policy count: others, on fonts that come late, depend on the load.
_SAID = """
const [site] = arguments;
const counts = ({ flags, errorMessage }) => !(flags & 1) || errorMessage.includes("Content-Security-Policy");
const api = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
const all = Services.console.getMessageArray().filter((each) => each instanceof Ci.nsIScriptError);
const said = api.getEvents().filter(({ level }) => ["warn", "error"].includes(level));
Services.console.reset();
api.clearEvents();
return [
  ...all.filter(counts).map((each) => [each.errorMessage, each.sourceName]),
  ...said.map((each) => [each.arguments.join(" "), each.filename]),
].filter(([, from]) => from.startsWith(site)).map(([words, from]) => `${words} (${from})`);
"""


class FirefoxReader(WebDriverReader):
    """Settings and the console are reached as the browser's own scripts reach them."""

    def _set_up(self, width: int, scripts: bool) -> None:
        self._connection.send("SetWindowRect", width=max(width, 500), height=900)
        self._privileged(_SET_UP, width, scripts)

    def complaints(self) -> list[str]:
        return self._privileged(_SAID, "http://127.0.0.1")

    def _privileged(self, body: str, *given: object) -> list[str]:
        self._connection.send("Marionette:SetContext", value="chrome")
        try:
            value: list[str] = self.run(body, *given)
        finally:
            self._connection.send("Marionette:SetContext", value="content")
        return value


@contextmanager
def firefox(binary: str, profile: Path) -> Iterator[FirefoxReader]:
    """A Firefox with a profile of its own, ended at the end."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [
        binary,
        "--headless",
        "--marionette",
        "--remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with MarionetteConnection(_port(profile, process)) as connection:
                yield FirefoxReader(connection)
            process.wait(PATIENCE)
        finally:
            process.kill()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    file = profile / "MarionetteActivePort"
    end = time.monotonic() + 3 * PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if file.is_file() and (text := file.read_text(encoding="utf-8")):
            return int(text)
        time.sleep(0.05)
    raise RuntimeError("Firefox does not answer")
