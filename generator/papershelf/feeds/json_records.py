"""JSON as records, each with its text and the line on which it begins."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from papershelf.feeds.capture import invalid
from papershelf.limits import LIMITS, TooMuchError, keep_within
from papershelf.model import Block

LISTS = ("data", "items", "papers")  # keys under which an object may hold the records
WHITE_SPACE = re.compile(r"[ \t\n\r]*")
DECODER = json.JSONDecoder()


class Record(NamedTuple):
    """One JSON value and the text that it was read from."""

    value: Any
    block: Block


class Document(NamedTuple):
    """The records of a JSON text, and the other keys of an object around them (such as its date)."""

    records: tuple[Record, ...]
    around: Mapping[str, Any]


def parse(text: str, path: str) -> Document:
    """Read a list of records, an object that holds such a list, or one object, which is then the only record.

    Raises InvalidInputError with the line where the JSON ends early, is malformed, or goes beyond a limit.
    """
    walk = _Walk(text)
    try:
        return walk.document()
    except json.JSONDecodeError as error:
        raise invalid(path, error.lineno, _explain(text, error)) from None
    except TooMuchError as error:
        raise invalid(path, walk.line, str(error)) from None
    except RecursionError:
        raise invalid(path, walk.line, "this JSON is nested too deeply; it isn't a feed of papers") from None
    except ValueError:  # a number of more digits than Python converts
        raise invalid(path, walk.line, "a number in this JSON has too many digits; remove it") from None


def as_text(value: object) -> str:
    """Return a text as it is, the JSON of any other value; of one that is nested too deeply, its type."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        return type(value).__name__


def _levels(value: object) -> int:
    """Count the lists and objects around the innermost value."""
    levels = 0
    within = [value]
    while within := [
        each
        for part in within
        if isinstance(part, dict | list)
        for each in (part.values() if isinstance(part, dict) else part)
    ]:
        levels += 1
    return levels + 1


def _explain(text: str, error: json.JSONDecodeError) -> str:
    if text[:200].lstrip().startswith("<"):
        return "this is a web page or XML where JSON is expected; save the reply of the API itself"
    if not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        return "the JSON is cut off; fetch or copy the whole file again"
    if error.msg == "Extra data":
        return "more follows the end of this JSON; put the records into one list: [{…}, {…}]"
    return f"this isn't valid JSON ({error.msg} in column {error.colno}); fetch or copy the file again"


class _Walk:
    """A position in the text, and its line, which advance value by value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.counted = 0

    def document(self) -> Document:
        start = self._peek()
        if start == "{":
            document = self._object()
        elif start == "[":
            document = Document(tuple(self._items("[", "]")), {})
        else:
            raise json.JSONDecodeError("Expecting a list or an object", self.text, self.position)
        if self._peek():
            raise json.JSONDecodeError("Extra data", self.text, self.position)
        return document

    def _object(self) -> Document:
        start, line = self.position, self._line_here()
        values: dict[str, Any] = {}
        lists: dict[str, tuple[Record, ...]] = {}
        for key in self._items("{", "}"):
            name = key.value
            if not isinstance(name, str):
                raise json.JSONDecodeError("Expecting a name in quotes", self.text, self.position)
            self._take(":")
            if name in LISTS and self._peek() == "[":
                lists[name] = tuple(self._items("[", "]"))
            else:
                values[name] = self._record().value
        for name in LISTS:
            if name in lists:
                return Document(lists[name], values)
        block = Block(line, self.text[start : self.position])
        return Document((Record(values, block),) if values else (), {})

    def _items(self, opening: str, closing: str) -> Iterator[Record]:
        """Yield the values between commas; the caller reads on where more belongs to an item."""
        self._take(opening)
        if self._peek() != closing:
            yield self._record()
            number = 1
            while self._peek() == ",":
                self._take(",")
                number += 1
                keep_within("feed-records", number)
                yield self._record()
        self._take(closing)

    def _record(self) -> Record:
        self._peek()
        start, line = self.position, self._line_here()
        value, self.position = DECODER.raw_decode(self.text, start)
        block = Block(line, self.text[start : self.position])
        if block.text.count("[") + block.text.count("{") > LIMITS["levels"].most:
            keep_within("levels", _levels(value))
        return Record(value, block)

    def _peek(self) -> str:
        match = WHITE_SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.text[self.position : self.position + 1]

    def _take(self, mark: str) -> None:
        if self._peek() != mark:
            raise json.JSONDecodeError(f"Expecting '{mark}'", self.text, self.position)
        self.position += 1

    def _line_here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.position)
        self.counted = self.position
        return self.line
