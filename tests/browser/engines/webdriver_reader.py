"""A reader whose browser is driven with WebDriver commands."""

import time
from abc import ABC, abstractmethod
from typing import Any

from tests.browser.engines.reader import PATIENCE
from tests.browser.engines.webdriver import Connection, WebDriverError

# Keys without a letter, as the standard numbers them.
_KEYS = {
    "Enter": "\ue007",
    "Control": "\ue009",
    "Escape": "\ue00c",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
}
_NOT_YET = {
    "no such element",
    "element not interactable",
    "element click intercepted",
    "stale element reference",
}


class WebDriverReader(ABC):
    """What works the same in all browsers that speak the standard; a subclass knows the rest of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, address: str, *, width: int = 1280, scripts: bool = True) -> None:
        self._set_up(width, scripts)
        self._connection.send("Navigate", url=address)

    @abstractmethod
    def _set_up(self, width: int, scripts: bool) -> None:
        """Give the window its width, and let pages run scripts or not."""

    def back(self) -> None:
        self._connection.send("Back")

    def click(self, selector: str) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = self._connection.send("FindElement", using="css selector", value=selector)
                (number,) = found.values()
                self._connection.send("ElementClick", id=number)
            except WebDriverError as error:
                if error.kind not in _NOT_YET or time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return

    def press(self, *keys: str) -> None:
        steps = [step for key in keys for step in _steps(key)]
        self._connection.send("PerformActions", actions=[{"type": "key", "id": "keys", "actions": steps}])

    def run(self, body: str, *given: object) -> Any:
        return self._connection.send("ExecuteScript", script=body, args=list(given))


def _steps(key: str) -> list[dict[str, str]]:
    """Down in order, up in reverse: `Control+v` holds Control while v is pressed."""
    parts = [_KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
    down = [{"type": "keyDown", "value": part} for part in parts]
    return down + [{"type": "keyUp", "value": part} for part in reversed(parts)]
