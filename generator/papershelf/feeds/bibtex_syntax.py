r"""The syntax of BibTeX: where the entries of a file begin and end, and their fields as written.

As for BibTeX, a backslash doesn't protect a brace, and text between entries is a comment; as for Biber, so is
what follows a `%` between fields, and what is in `@comment{…}`. Where that leaves an entry broken, or a brace
behind it, its braces are read again as if a backslash protected them. An entry that is broken all the same
ends where the next one begins.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from papershelf.model import Block

START = re.compile(r"(?<![\w@\\])@[ \t]*(?P<kind>[A-Za-z][\w-]*)\s*(?P<open>\{|\((?=\s*[^\s,()={}]*\s*[,=]))")
LINE_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
# `@article{key, title =`: surely an entry, even inside of what seems to be a value
SURE_START = (
    r"@[ \t]*(?:[A-Za-z][\w-]*\s*[{(]\s*[^\s,{}()=]*\s*,\s*[\w-]++\s*=|(?i:string)\s*[{(]\s*[\w-]++\s*=)"
)
SURE_LINE = re.compile(rf"^[ \t]*{SURE_START}", re.MULTILINE)
NEXT = re.compile(rf"(?:{LINE_START.pattern}|(?<!\w){SURE_START})", re.MULTILINE)
GAP = re.compile(r"(?:\s++|%[^\n]*+)*+")
GAP_AND_COMMAS = re.compile(r"(?:[\s,;]++|%[^\n]*+)*+")
WORD = r"[^\s=,{}\"#%()@]++"
NAME = re.compile(rf"({WORD}(?:[ \t]+{WORD})*+)\s*+=")
NO_KEY = re.compile(r"\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
KEY = re.compile(r"\s*+((?:[^,{}\n]|\{[^{}\n]*+\})*+)")
# A value without braces or quotes: a number, an abbreviation, or words; not the name of the next field
BARE = re.compile(r"[^\s#{}\",=%()]++(?:[ \t]++(?![^\s#{}\",=%()]++\s*+=)[^\s#{}\",=%()]++)*+")
LEFT_OVER = re.compile(r"\s*+[},]")
FIELDS_LEFT = re.compile(r"[\s}]*+(?:,[\s}]*+)?[A-Za-z][\w-]*+\s*+=\s*+[{\"\w]")
BRACE = re.compile(r"[{}]")
BRACE_UNESCAPED = re.compile(r"\\[\s\S]|[{}]")
QUOTE = re.compile(r"[\"{}]")
QUOTE_UNESCAPED = re.compile(r"\\[\s\S]|[\"{}]")
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a value, of those that `#` joins: a text, or the name of an abbreviation."""

    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a file, by its `kind`: an entry, `string`, `comment`, `preamble`; or `""`, text between.

    `fields` are as written, in order, with names in lower case. A piece with a `problem` has none.
    """

    kind: str
    block: Block
    key: str = ""
    fields: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    problem: str | None = None


class _BrokenError(Exception):
    """A piece that is not BibTeX, and why."""


def pieces(text: str) -> Iterator[Piece]:
    """Yield all that a file holds, in order; this takes time in proportion to the file, whatever is in it."""
    source = _Source(text)
    position = 0
    start = _next(START, text, position)
    while start:
        yield from source.between(position, start.start())
        piece, position = source.piece(start)
        following = _next(START, text, position)
        end = following.start() if following else len(text)
        left = FIELDS_LEFT.match(text, position, end)
        if left and not piece.problem:
            problem = (
                f"this entry ends in line {source.line(position)}, before its last field; remove a '}}' there"
            )
            piece, position = Piece(piece.kind, source.block(start.start(), end), problem=problem), end
        yield piece
        start = following
    yield from source.between(position, len(text))


def _next(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str] | None:
    """Find the next match that isn't behind a `%` in its line."""
    while match := pattern.search(text, position):
        line_start = max(position, text.rfind("\n", position, match.start()) + 1)
        if "%" not in text[line_start : match.start()]:
            return match
        line_end = text.find("\n", match.start())
        position = line_end if line_end >= 0 else len(text)
    return None


class _Source:
    """A text with what is looked up in it again and again, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._entries = [match.start() for match in SURE_LINE.finditer(text)]

    def line(self, position: int) -> int:
        return bisect(self._newlines, position - 1) + 1

    def block(self, start: int, end: int) -> Block:
        return Block(self.line(start), self.text[start:end].rstrip())

    def between(self, start: int, end: int) -> Iterator[Piece]:
        text = self.text[start:end]
        if text.strip():
            yield Piece("", self.block(end - len(text.lstrip()), end))

    @cached_property
    def _closers(self) -> dict[int, int]:
        return _pairs(self.text, BRACE)

    @cached_property
    def _unescaped_closers(self) -> dict[int, int]:
        return _pairs(self.text, BRACE_UNESCAPED)

    def piece(self, start: re.Match[str]) -> tuple[Piece, int]:
        """Read the piece that begins at `start`; return it with its end."""
        kind = start["kind"].lower()
        if kind in {"comment", "preamble"}:
            end = self._closers.get(start.end() - 1, self.text.find("\n", start.end()) - 1) + 1
            end = end if end > 0 else len(self.text)
            return Piece(kind, self.block(start.start(), end)), end
        problem, first = "", None
        for values in self._readings():
            try:
                piece, end = self._entry(start, kind, values)
            except _BrokenError as error:
                problem = problem or str(error)
                continue
            if not LEFT_OVER.match(self.text, end):
                return piece, end
            first = first or (piece, end)
        if first:
            return first
        following = _next(NEXT, self.text, start.end())
        end = following.start() if following else len(self.text)
        return Piece(kind, self.block(start.start(), end), problem=problem), end

    def _readings(self) -> Iterator["_Values"]:
        yield _Values(self.text, self._closers, QUOTE, self._entries)
        yield _Values(self.text, self._unescaped_closers, QUOTE_UNESCAPED, self._entries)

    def _entry(self, start: re.Match[str], kind: str, values: "_Values") -> tuple[Piece, int]:
        closing = "}" if start["open"] == "{" else ")"
        key, position = "", start.end()
        if kind != "string" and not NO_KEY.match(self.text, position):
            match = KEY.match(self.text, position)
            key, position = (match[1].strip(), match.end()) if match else ("", position)
        fields: list[tuple[str, tuple[Part, ...]]] = []
        while True:
            position = values.skip(GAP_AND_COMMAS, position)
            if self.text.startswith(closing, position):
                block = self.block(start.start(), position + 1)
                return Piece(kind, block, key, tuple(fields)), position + 1
            name = NAME.match(self.text, position)
            if not name:
                raise _BrokenError(self._unexpected(position))
            field = " ".join(name[1].lower().split())
            parts, position = values.value(name.end(), field)
            fields.append((field, parts))

    def _unexpected(self, position: int) -> str:
        if position >= len(self.text) or self._is_start(position):
            return "this entry is not closed; add the '}' that is missing"
        shown = self.text[position : position + SHOWN].splitlines()[0].strip()
        return (
            f"'{shown}' in line {self.line(position)} is neither a field nor the end of this entry; "
            "check the braces, quotes and commas before it"
        )

    def _is_start(self, position: int) -> bool:
        return START.match(self.text, position) is not None


@dataclass(frozen=True, slots=True)
class _Values:
    """Reads values in a text, of which the braces are paired and the starts of entries known."""

    text: str
    closers: dict[int, int]
    quote: re.Pattern[str]
    entries: list[int]

    def skip(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self.text, position)
        return match.end() if match else position

    def value(self, position: int, name: str) -> tuple[tuple[Part, ...], int]:
        """Read the parts of a value; return them with its end."""
        parts: list[Part] = []
        while True:
            position = self.skip(GAP, position)
            part, position = self._part(position, name)
            parts += [part] if part else []
            after = self.skip(GAP, position)
            if not self.text.startswith("#", after):
                return tuple(parts), position
            position = after + 1

    def _part(self, position: int, name: str) -> tuple[Part | None, int]:
        mark = self.text[position : position + 1]
        if mark not in {"{", '"'}:
            bare = BARE.match(self.text, position)
            if not bare:
                return None, position
            return Part(bare.group(), is_name=not bare.group()[0].isdigit()), bare.end()
        end = self.closers.get(position) if mark == "{" else self._closing_quote(position)
        if end is None or self._holds_an_entry(position, end):
            raise _BrokenError(f"the value of '{name}' is not closed; add what is missing at its end")
        return Part(self.text[position + 1 : end]), end + 1

    def _closing_quote(self, position: int) -> int | None:
        position += 1
        while match := self.quote.search(self.text, position):
            if match.group() == '"':
                return match.start()
            if match.group() == "}":
                return None
            if match.group() == "{":
                closer = self.closers.get(match.start())
                if closer is None:
                    return None
                position = closer + 1
            else:
                position = match.end()
        return None

    def _holds_an_entry(self, start: int, end: int) -> bool:
        place = bisect(self.entries, start)
        return place < len(self.entries) and self.entries[place] < end


def _pairs(text: str, pattern: re.Pattern[str]) -> dict[int, int]:
    """Map the place of each opening brace that is closed to that of its closing brace."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in pattern.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            pairs[opened.pop()] = match.start()
    return pairs
