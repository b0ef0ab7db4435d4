"""XML as a tree that knows its lines, from expat itself: no document type, so no entities of its own.

Without a document type there is nothing to expand and nothing to fetch, which is what makes foreign XML
dangerous; and expat tells positions, which the standard tree does not keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from papershelf.feeds.source import invalid

BETWEEN = " "  # separates a name space from the name in it


@dataclass(slots=True)
class Element:
    """An element: `tag` is name space, blank, name; `start` and `end` are its bytes in the source."""

    tag: str
    attributes: dict[str, str]
    line: int
    start: int
    end: int = 0
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text right in this element."""
        return "".join(self.texts)

    def all(self, tag: str) -> Iterator[Element]:
        """Its children of that name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> str:
        """The text of its first child of that name; empty where there is none."""
        return next((child.text for child in self.all(tag)), "")


class _RefusedError(Exception):
    """A document type was met."""


def parse(text: str, path: str) -> Element:
    """Give the root element. `start` and `end` count bytes of the text in UTF-8.

    Raises InvalidInputError with the line where the XML breaks off, is none, or has a document type.
    """
    encoded = text.encode()
    parser = expat.ParserCreate("utf-8", BETWEEN)
    parser.buffer_text = True
    above = [Element("", {}, 1, 0)]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, parser.CurrentLineNumber, parser.CurrentByteIndex)
        above[-1].children.append(element)
        above.append(element)

    def end(_: str) -> None:
        element, position = above.pop(), parser.CurrentByteIndex
        is_empty = not element.children and not element.texts and encoded[position - 2 : position] == b"/>"
        element.end = position if is_empty else encoded.index(b">", position) + 1

    def refuse(*_: object) -> None:
        raise _RefusedError

    def add(characters: str) -> None:
        above[-1].texts.append(characters)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(encoded, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise invalid(path, error.lineno, f"this is no whole XML ({reason}); fetch it again") from None
    except _RefusedError:
        message = "this XML declares a document type, which no feed of papers does; fetch it again"
        raise invalid(path, parser.CurrentLineNumber, message) from None
    return above[0].children[0]
