"""What a test can do in any browser: what a reader does, and a look at the page."""

import time
from contextlib import suppress
from typing import Any, Protocol

import pytest

PATIENCE = 20.0  # seconds that a busy machine may take
ONE = "document.querySelector(arguments[0])"


class PageGoneError(Exception):
    """The page went away while a script ran in it; the next one is coming."""


class Reader(Protocol):
    """A browser with one window, and a reader in front of it."""

    def open(self, address: str, *, width: int = 1280, scripts: bool = True) -> None:
        """Go to an address, as by typing it; wait until the page has loaded."""

    def back(self) -> None:
        """Press the browser's button."""

    def click(self, selector: str) -> None:
        """Click on the first element that a selector names, once it is there."""

    def press(self, *keys: str) -> None:
        """Press keys that are named as in the standard (`Enter`), in turn; `Control+v` holds one."""

    def run(self, body: str, *given: object) -> Any:
        """The value of the body of a function, whose `arguments` are given; may raise PageGoneError."""

    def complaints(self) -> list[str]:
        """What the console has said against the site."""


def write(reader: Reader, text: str) -> None:
    """Type, a letter at a time."""
    reader.press(*text)


def until(reader: Reader, body: str, *given: object) -> Any:
    """Wait until the body of a function gives something true; give it back."""
    end = time.monotonic() + PATIENCE
    while True:
        with suppress(PageGoneError):
            if found := reader.run(body, *given):
                return found
        if time.monotonic() > end:
            page = reader.run("return location.href + '\\n' + document.body.innerText.slice(0, 300)")
            pytest.fail(f"not within {PATIENCE:g} s: {body} {given}\n{page}")
        time.sleep(0.05)


def until_at(reader: Reader, part: str) -> str:
    """Wait until the address ends in something; give it whole."""
    address: str = until(reader, "return location.href.endsWith(arguments[0]) && location.href", part)
    return address


def text(reader: Reader, selector: str) -> str:
    """What a reader sees of an element, once it shows something."""
    return " ".join(until(reader, f"return {ONE}?.innerText?.trim()", selector).split())


def texts(reader: Reader, selector: str) -> list[str]:
    """What a reader sees of all elements that a selector names."""
    found: list[str] = reader.run(
        "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText.trim())", selector
    )
    return found


def is_seen(reader: Reader, selector: str) -> bool:
    """Whether an element is there and can be seen."""
    return bool(reader.run(f"return {ONE}?.checkVisibility() ?? false", selector))


def until_settled(reader: Reader) -> None:
    """Wait until the page of all papers shows what its address asks for."""
    until(
        reader,
        "return document.querySelector('.ps-browse--live')?.checkVisibility()"
        " && !document.querySelector('[aria-busy=true]')",
    )
