"""YAML with lines: every value as it was typed, with its line and the type that YAML gives it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import yaml

from papershelf.library.yaml_faults import NOT_VALID, fault
from papershelf.limits import excess
from papershelf.problems import Report

KINDS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "yes/no value",
    "tag:yaml.org,2002:null": "null value",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:seq": "list",
    "tag:yaml.org,2002:map": "mapping",
}

_PLAIN = yaml.CSafeLoader.yaml_implicit_resolvers
_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Located(NamedTuple):
    """A YAML value with the line (from 1) where it begins and the kind that YAML takes it for.

    `value` is a str, a list of Located, or a dict from key to Located. In a mapping, `key_line` is the line
    of the key.
    """

    value: str | list[Located] | dict[str, Located]
    line: int
    kind: str
    key_line: int = 0

    def entries(self) -> list[Located]:
        """The items of a list; nothing for any other kind."""
        return self.value if isinstance(self.value, list) else []

    def keys(self) -> dict[str, Located]:
        """The values of a mapping by key; nothing for any other kind."""
        return self.value if isinstance(self.value, dict) else {}


class TooDeepError(Exception):
    """Lists and mappings are nested too deeply; `line` is where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Tree:
    """Builds values from a loader's events; keeps those with an anchor, since an alias repeats one."""

    def __init__(self, loader: yaml.CSafeLoader, lines: Sequence[int], report: Report) -> None:
        self.next: Callable[[], Any] = loader.get_event
        self.lines = lines
        self.report = report
        self.anchored: dict[str, Located] = {}

    def document(self) -> Located:
        """The whole document."""
        self.next()  # the stream's start
        if isinstance(self.next(), yaml.StreamEndEvent):
            return Located([], 1, "list")
        tree = self._value(self.next())
        self.next()  # the document's end
        event = self.next()
        if isinstance(event, yaml.DocumentStartEvent):
            self.report(self._line(event), "a second YAML document begins here; remove the line '---'")
        return tree

    def _value(self, event: Any, key_line: int = 0, depth: int = 0) -> Located:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, line)._replace(key_line=key_line)
        if beyond := excess("levels", depth + 1):
            raise TooDeepError(line, beyond)
        value: str | list[Located] | dict[str, Located]
        if isinstance(event, yaml.ScalarEvent):
            value = event.value
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._pairs(depth + 1)
        else:
            value = []
            while not isinstance(item := self.next(), yaml.SequenceEndEvent):
                value.append(self._value(item, 0, depth + 1))
        located = Located(value, line, self._kind(event, line), key_line)
        if event.anchor:
            self.anchored[event.anchor] = located
        return located

    def _repeated(self, alias: Any, line: int) -> Located:
        name = f"*{alias.anchor}"
        self.report(line, f"'{name}' is an alias; write the value out, or quote the text")
        return self.anchored.get(alias.anchor, Located(name, line, "text"))._replace(line=line)

    def _pairs(self, depth: int) -> dict[str, Located]:
        found: dict[str, Located] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            line = self._line(event)
            key = self._value(event, 0, depth).value
            value = self._value(self.next(), line, depth)
            if not isinstance(key, str):
                self.report(line, "a key must be a word; quote it or remove the brackets")
            elif key in found:
                self.report(line, f"key '{key}' is given twice in one entry; keep one of them")
            else:
                found[key] = value
        return found

    def _line(self, event: Any) -> int:
        return self.lines[int(event.start_mark.line)]

    def _kind(self, event: Any, line: int) -> str:
        tag = event.tag if event.tag != "!" else None
        if tag in KINDS:
            return KINDS[tag]
        if tag:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.report(line, f"'{shown}' is a YAML tag; remove it, or quote the text")
        if isinstance(event, yaml.CollectionStartEvent):
            return "mapping" if isinstance(event, yaml.MappingStartEvent) else "list"
        unquoted, _ = event.implicit
        return kind_of_plain(event.value) if unquoted else "text"


def kind_of_plain(text: str) -> str:
    """Return what YAML takes unquoted text for."""
    for tag, pattern in _PLAIN.get(text[:1], ()):
        if pattern.match(text):
            return KINDS.get(tag, "text")
    return "text"


def parse(source: bytes, report: Report) -> Located | None:
    """Read one YAML document; one without a value is an empty list.

    What is wrong goes to `report`. Returns None for what is not UTF-8, not YAML or nested too deeply;
    after lesser problems, such as a key given twice, the values can still be checked.
    """
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", source[: error.start])) + 1
        report(line, f"byte {error.start} is not UTF-8; save the file as UTF-8 text")
        return None
    lines = _lines(text)
    loader = yaml.CSafeLoader(text)
    try:
        return Tree(loader, lines, report).document()
    except yaml.MarkedYAMLError as error:
        report(*_syntax_error(error, text, lines))
    except yaml.reader.ReaderError:
        for match in _UNREADABLE.finditer(text):
            line = lines[len(_BREAK.findall(text, 0, match.start()))]
            report(line, f"YAML allows no character U+{ord(match[0]):04X}; remove it")
    except TooDeepError as error:
        report(error.line, str(error))
    finally:
        loader.dispose()
    return None


def _syntax_error(error: yaml.MarkedYAMLError, text: str, lines: Sequence[int]) -> tuple[int, str]:
    found = fault(error, text)
    last = lines[len(_BREAK.findall(text.rstrip()))]  # libyaml's end of a file may lie on a line below it
    if found.place is not None:
        return min(lines[len(_BREAK.findall(text, 0, found.place))], last), found.message
    line = min(lines[error.problem_mark.line], last) if error.problem_mark else 1
    begin = lines[error.context_mark.line] if error.context_mark else line
    if not found.message.startswith(NOT_VALID):
        return line, found.message
    if begin < line - 1:
        return line, f"{found.message}; look at what begins on line {begin}, {error.context}"
    return line, f"{found.message}; look at this line and the one above it"


def _lines(text: str) -> Sequence[int]:
    """The line on which an editor shows each of libyaml's, which also ends one at NEL, LS and PS."""
    if not any(mark in text for mark in "\x85\u2028\u2029"):
        return range(1, sys.maxsize)
    lines = [1]
    for match in _BREAK.finditer(text):
        lines.append(lines[-1] + (match[0] not in "\x85\u2028\u2029"))
    return lines
