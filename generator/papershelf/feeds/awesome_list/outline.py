"""A Markdown document as entries (bullets, table rows, paragraphs), each below its headings.

Markdown is turned into HTML, which many READMEs use beside it, and one parser reads both. Block elements
carry the line of the source from which they come.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from markdown_it import MarkdownIt

# A comment for readers of the source, in the form of a link that nothing uses
LINK_COMMENT = re.compile(r"\[//\]:\s*#[^\n|]*")
TAG_ON_OWN_LINE = re.compile(r"^[ \t]*(?=<(?:tr|td|li|p|h[1-6]|summary)\b)", re.MULTILINE | re.IGNORECASE)
BARE_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]+[^\s<>()\[\]\"'`|.,;:!?]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
BREAKING = frozenset({"br", "p", "div", "center", "hr", "details"})
UNSEEN = frozenset({"pre", "script", "style", "svg"})
STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind; `link` is its address, `image` that of a picture whose text it is."""

    text: str
    link: str = ""
    image: str = ""
    bold: bool = False
    italic: bool = False
    cell: int = 0

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


def outline(text: str) -> list[Entry]:
    """Return the entries of a document in its order, headings among them; children stand in their parents."""
    emptied = "".join(_without_comments(text))
    parser = _Outline()
    parser.feed(_html(LINK_COMMENT.sub("", emptied)))
    parser.close()
    parser.finish()
    return parser.entries


def _without_comments(text: str) -> Iterator[str]:
    """Yield what is between comments, and for each of them its line ends; one that stays open is text."""
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[done:start]
        yield "\n" * text.count("\n", start, end)
        done = end + len("-->")
    yield text[done:]


def _html(text: str) -> str:
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
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
            self._break(tag)
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
                self._add(Run(" " if self.styles else "\n"))
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
        return Run(text, self.link, image, "bold" in self.styles, "italic" in self.styles, max(self.cell, 0))

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

    def _break(self, tag: str) -> None:
        if tag in {"p", "div", "center", "details"}:
            self._close_paragraph()
        self._add(Run("\n"))
