"""XML as a tree of elements that know their place in the text, read without entities or document types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from papershelf.feeds.capture import invalid
from papershelf.limits import TooMuchError, keep_within
from papershelf.model import Block

BETWEEN = " "  # expat writes it between a namespace and the name in it


@dataclass(slots=True)
class Element:
    """An XML element: `tag` is namespace, blank, name, `line` is from 1, `start` and `end` are in bytes.

    `content` has its texts and its children in the order of the document.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    start: int
    end: int = 0
    content: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in this element."""
        return "".join(part for part in self.content if isinstance(part, str))

    @property
    def whole_text(self) -> str:
        """All text in this element, that of the elements in it included."""
        texts: list[str] = []
        pending: list[str | Element] = [self]
        while pending:
            part = pending.pop()
            if isinstance(part, str):
                texts.append(part)
            else:
                pending += reversed(part.content)
        return "".join(texts)

    @property
    def children(self) -> Iterator[Element]:
        """The elements directly in this one."""
        return (part for part in self.content if isinstance(part, Element))

    def all(self, tag: str) -> Iterator[Element]:
        """Yield its children with this tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> str:
        """Return the text of its first child with this tag; empty where there is none."""
        return next((child.text for child in self.all(tag)), "")


class _DoctypeError(Exception):
    """The XML declares a document type."""


def parse_xml(text: str, path: str) -> Element:
    """Return the root element; its offsets count the bytes of `text` in UTF-8.

    Raises InvalidInputError with the line where the XML ends early, is malformed, has a document type or
    too many levels.
    """
    encoded = text.encode()
    parser = expat.ParserCreate("utf-8", BETWEEN)
    parser.buffer_text = True
    above = [Element("", {}, 1, 0)]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, parser.CurrentLineNumber, parser.CurrentByteIndex)
        above[-1].content.append(element)
        above.append(element)
        keep_within("levels", len(above) - 1)

    def end(_: str) -> None:
        element, position = above.pop(), parser.CurrentByteIndex
        is_empty = not element.content and encoded[position - 2 : position] == b"/>"
        element.end = position if is_empty else encoded.index(b">", position) + 1

    def refuse(*_: object) -> None:
        raise _DoctypeError

    def add(characters: str) -> None:
        above[-1].content.append(characters)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(encoded, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise invalid(path, error.lineno, f"this XML is broken ({reason}); fetch it again") from None
    except TooMuchError as error:
        raise invalid(path, parser.CurrentLineNumber, str(error)) from None
    except _DoctypeError:
        message = "this XML declares a document type, which no feed of papers has; fetch it again"
        raise invalid(path, parser.CurrentLineNumber, message) from None
    return next(above[0].children)


def with_blocks(elements: Iterable[Element], text: str) -> Iterator[tuple[Element, Block]]:
    """Yield each element with the block of the text that it was read from."""
    encoded = text.encode()
    return ((each, Block(each.line, encoded[each.start : each.end].decode())) for each in elements)
