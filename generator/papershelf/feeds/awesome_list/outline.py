"""A Markdown document as entries (bullets, table rows, paragraphs), each below its headings.

Markdown is turned into HTML, which many READMEs use beside it, and one parser reads both. Block elements
carry the line of the source from which they come.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from papershelf.model import Block

# A comment for readers of the source, in the form of a link that nothing uses
LINK_COMMENT = re.compile(r"\[//\]:\s*#[^\n|]*")
TAG_ON_OWN_LINE = re.compile(r"^[ \t]*(?=<(?:tr|td|li|p|h[1-6]|summary)\b)", re.MULTILINE | re.IGNORECASE)
BARE_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]+[^\s<>()\[\]\"'`|.,;:!?]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
BREAKING = frozenset({"br", "p", "div", "center", "hr", "details", "blockquote"})
UNSEEN = frozenset({"pre", "script", "style", "svg"})
STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "code": "code", "kbd": "code",
    "s": "struck", "del": "struck", "strike": "struck",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind; `link` is its address, `image` that of a picture whose text it is.

    `quoted` tells what a bullet quotes, as what somebody says of its paper.
    """

    text: str
    link: str = ""
    image: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    cell: int = 0
    struck: bool = False
    quoted: bool = False

    @property
    def is_break(self) -> bool:
        """Whether this is the end of a line or a cell."""
        return self.text == "\n"


@dataclass(slots=True)
class Entry:
    """A bullet, a table row, a paragraph or a heading; `children` are the bullets within a bullet.

    `headings` are those that it is below, `columns` the headers of its table; a run's `cell` is one of them.
    """

    kind: str
    line: int
    headings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    runs: list[Run] = field(default_factory=list)
    children: list["Entry"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees of it, on one line."""
        return " ".join("".join(run.text for run in self.runs).split())

    def whole(self) -> Iterator["Entry"]:
        """Yield the entry and all that it holds."""
        yield self
        for child in self.children:
            yield from child.whole()


class Outline(NamedTuple):
    """The entries of a document in its order, headings among them; children stand in their parents.

    Its comments and its blocks of code are in none of them.
    """

    entries: list[Entry]
    comments: list[Block]
    code: list[Block]


def outline(text: str) -> Outline:
    """Read a document."""
    spans = list(_comments(text))
    emptied = _emptied(text, spans)
    link_spans = [match.span() for match in LINK_COMMENT.finditer(emptied)]
    bare = _emptied(emptied, link_spans)
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = markdown.parse(bare)
    parser = _Outline()
    parser.feed(_html(markdown, tokens))
    parser.close()
    parser.finish()
    comments = [*_blocks(text, spans), *_blocks(emptied, link_spans)]
    return Outline(parser.entries, comments, _code(bare.split("\n"), tokens))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where comments begin and end; one that stays open is text."""
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start)) >= 0:
        end = close + len("-->")
        yield start, end


def _emptied(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Leave of spans only their line ends."""
    done, pieces = 0, []
    for start, end in spans:
        pieces += [text[done:start], "\n" * text.count("\n", start, end)]
        done = end
    return "".join([*pieces, text[done:]])


def _blocks(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Block]:
    line, done = 1, 0
    for start, end in spans:
        line, done = line + text.count("\n", done, start), start
        yield Block(line, text[start:end])


def _code(lines: list[str], tokens: Iterable[Token]) -> list[Block]:
    blocks = [token.map for token in tokens if token.type in {"fence", "code_block"} and token.map]
    return [Block(first + 1, "\n".join(lines[first:end]).rstrip()) for first, end in blocks]


def _html(markdown: MarkdownIt, tokens: list[Token]) -> str:
    for token in tokens:
        if not token.map:
            continue
        line = token.map[0] + 1
        if token.type == "html_block":
            token.content = _with_lines(token.content, line)
        else:
            token.attrSet("data-line", str(line))
    rendered: str = markdown.renderer.render(tokens, markdown.options, {})
    return rendered


def _with_lines(html: str, first: int) -> str:
    """Say before each block element of HTML on which line of the source it is."""

    def mark(match: re.Match[str]) -> str:
        return f"<line data-line='{first + html.count(chr(10), 0, match.end())}'>"

    return f"<line data-line='{first}'>" + TAG_ON_OWN_LINE.sub(mark, html)


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.entries: list[Entry] = []
        self.open: list[Entry] = []
        self.headings: dict[int, str] = {}
        self.heading: Entry | None = None
        self.columns: list[str] = []
        self.cell = -1
        self.cells = 0
        self.is_header = False
        self.line = 1
        self.link = ""
        self.styles: list[str] = []
        self.quotes: list[int] = []  # how many entries were open where each began
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.line = int(given.get("data-line", self.line))
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in HEADINGS:
            self._close_paragraph()
            self.heading = Entry("heading", self.line, self._below(HEADINGS.index(tag)))
        elif tag in {"li", "tr"}:
            self._open("item" if tag == "li" else "row")
        elif tag in {"td", "th"}:
            self.cell += 1
            self.cells = self.cell + 1
            self.is_header = tag == "th"
            self._add(Run("\n"))
        elif tag == "table":
            self._close_paragraph()
            self.columns = []
        elif tag in BREAKING:
            self._break(tag)
        elif tag == "a":
            self.link = given.get("href", "").strip()
        elif tag == "img":
            self._add(self._run(given.get("alt", "") or "image", image=given.get("src", "") or "-"))
        elif tag in STYLES:
            self.styles.append(STYLES[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in HEADINGS and self.heading:
            self._close_heading(HEADINGS.index(tag))
        elif tag in {"li", "tr"}:
            self._close("item" if tag == "li" else "row")
        elif tag in BREAKING:
            self._break(tag, is_end=True)
        elif tag in {"ul", "ol", "table"}:
            self._add(Run("\n"))
            self.columns = []
        elif tag == "a":
            self.link = ""
        elif tag in STYLES and STYLES[tag] in self.styles:
            self.styles.remove(STYLES[tag])
        if tag == "details":
            self.headings.pop(HEADINGS.index("summary"), None)

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if not self.open and not self.heading and data.strip():
            self._open("paragraph")
        if self.link:
            self._add(self._run(" ".join(data.split("\n"))))
            return
        for place, line in enumerate(data.split("\n")):
            if place:
                self._add(self._run(" ") if self.styles else Run("\n"))
            done = 0
            for match in BARE_ADDRESS.finditer(line):
                self._add(self._run(line[done : match.start()]))
                self._add(replace(self._run(match.group()), link=match.group()))
                done = match.end()
            self._add(self._run(line[done:]))

    def finish(self) -> None:
        """Close what the document leaves open."""
        while self.open:
            self._finish(self.open.pop())

    def _run(self, text: str, image: str = "") -> Run:
        styles = ("bold" in self.styles, "italic" in self.styles, "code" in self.styles)
        in_quote = bool(self.quotes) and self.quotes[-1] == len(self.open)
        quoted = in_quote and bool(self.open) and self.open[-1].kind == "item"
        return Run(text, self.link, image, *styles, max(self.cell, 0), "struck" in self.styles, quoted)

    def _add(self, run: Run) -> None:
        entry = self.heading or (self.open[-1] if self.open else None)
        if entry is None or not run.text:
            if run.image:
                self._open("paragraph")
                self.open[-1].runs.append(run)
            return
        last = entry.runs[-1] if entry.runs else None
        if last and not last.is_break and not run.is_break and last == replace(run, text=last.text):
            entry.runs[-1] = replace(last, text=last.text + run.text)
        elif last and not last.is_break and run.link and last.link == run.link and not last.image + run.image:
            entry.runs[-1] = replace(last, text=last.text + run.text)  # a link whose text is partly bold
        elif last and last.bold and last == replace(run, text=last.text, code=last.code):
            entry.runs[-1] = replace(last, text=last.text + run.text)  # bold text that is partly code
        else:
            entry.runs.append(run)

    def _below(self, level: int) -> tuple[str, ...]:
        return tuple(text for rank, text in sorted(self.headings.items()) if rank < level)

    def _open(self, kind: str) -> None:
        if kind != "paragraph":
            self._close_paragraph()
        if kind == "row":
            self.cell = -1
            self.is_header = False
        self.open.append(Entry(kind, self.line, self._below(len(HEADINGS))))

    def _close(self, kind: str) -> None:
        if not self.open or self.open[-1].kind != kind:
            return
        entry = self.open.pop()
        if kind == "row":
            self.cell = -1
            if self.is_header:
                cells = max((run.cell for run in entry.runs), default=0) + 1
                texts = (("".join(run.text for run in entry.runs if run.cell == at)) for at in range(cells))
                self.columns = [" ".join(text.split()) for text in texts]
                return
            if self.cells == len(self.columns):  # in another row a cell reaches over rows or columns
                entry.columns = tuple(self.columns)
        self._finish(entry)

    def _finish(self, entry: Entry) -> None:
        if not any(run.text.strip() for run in entry.runs) and not entry.children:
            return
        parent = next((each for each in reversed(self.open) if each.kind == "item"), None)
        (parent.children if parent and entry.kind == "item" else self.entries).append(entry)

    def _close_paragraph(self) -> None:
        if self.open and self.open[-1].kind == "paragraph":
            self._finish(self.open.pop())

    def _close_heading(self, level: int) -> None:
        heading, self.heading = self.heading, None
        if heading is None:
            return
        for rank in [rank for rank in self.headings if rank >= level]:
            del self.headings[rank]
        self.headings[level] = heading.text
        self.entries.append(heading)

    def _break(self, tag: str, *, is_end: bool = False) -> None:
        if tag in {"p", "div", "center", "details"}:
            self._close_paragraph()
        self._add(Run("\n"))
        if tag == "blockquote" and not is_end:
            self.quotes.append(len(self.open))
        elif tag == "blockquote" and self.quotes:
            self.quotes.pop()
