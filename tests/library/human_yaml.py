"""Made-up reading lists as people type them: every style of YAML that the loader takes, comments anywhere."""

import json
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from papershelf.library.located_yaml import Located, parse

EXAMPLES = settings(max_examples=60, deadline=None)

KEYS = ("title", "authors", "published", "arxiv", "venue", "links", "tags", "note", "votes", "abstract")
REMARKS = ("", " why: ", " it`s - [x", " 😀é ", " # twice")
STYLES = ("'", '"', '"\\', "plain", "below", "|", "|-", "|+", ">", ">-", "|1")
NO_IDS = {"index", "aux", "con", "nul", "prn"}
IDS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True).filter(
    lambda name: name not in NO_IDS and isinstance(yaml.safe_load(name), str)
)
WORDS = ("hash", "it's", "graphs", "A: B", "C#", "of 2", "😀", "é", "naïve", "10 %", "\xa0", "x - y", "“so”")


@dataclass(frozen=True)
class Piece:
    """Some lines of the file: an entry (then `id` is set), or what stands between entries.

    `above` is the comment right above an entry; `ends_open` tells that blank lines below are its own.
    """

    lines: tuple[str, ...]
    id: str = ""
    above: tuple[str, ...] = ()
    ends_open: bool = False

    @property
    def comments(self) -> list[str]:
        """The comments in it; each is unlike any other in the file."""
        return ["#~" + part.split("!")[0] + "!" for line in self.lines for part in line.split("#~")[1:]]


@dataclass(frozen=True)
class HumanList:
    """A file as its pieces, in order."""

    pieces: tuple[Piece, ...]
    newline: str
    last_newline: bool

    @property
    def text(self) -> str:
        """The whole file."""
        lines = [line for piece in self.pieces for line in (*piece.above, *piece.lines)]
        return self.newline.join(lines) + (self.newline if self.last_newline and lines else "")

    @property
    def ids(self) -> list[str]:
        """The ids of its entries."""
        return [piece.id for piece in self.pieces if piece.id]


class _Writer:
    """Draws the lines of a file, and numbers its comments."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def comment(self) -> str:
        self.count += 1
        return f"#~{self.count}{self.draw(st.sampled_from(REMARKS))}!"

    def maybe(self, text: str) -> str:
        return text if self.draw(st.integers(0, 3)) == 0 else ""

    def behind(self) -> str:
        return self.maybe(self.draw(st.sampled_from([" ", "  "])) + self.comment())

    def words(self) -> str:
        return " ".join(self.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))).strip() or "x"

    def between(self, column: int) -> list[str]:
        """Comment and blank lines before a key."""
        columns = st.lists(st.sampled_from([-1, column, column // 2]), max_size=2)
        drawn = self.draw(columns) if self.maybe("x") else []
        return ["" if place < 0 else " " * place + self.comment() for place in drawn]

    def text_field(self, key: str, column: int) -> list[str]:
        words, pad = self.words(), " " * column
        deep = pad + " " * self.draw(st.integers(1, 4))
        style = self.draw(st.sampled_from(STYLES))
        quoted = json.dumps(words, ensure_ascii=False)
        blanks = self.draw(st.lists(st.sampled_from(["", deep]), max_size=2))
        forms = {
            "'": [f"{key}: '{words.replace(chr(39), chr(39) * 2)}'{self.behind()}"],
            '"': [f"{key}: {quoted}{self.behind()}"],
            '"\\': [
                f'{key}: "one',
                f"{deep}two \\N# {quoted[1:-1]} \\",
                f'{deep}\\  end"{self.behind()}',
            ],
            "plain": [f"{key}: plain words", f"{deep}on two lines{self.behind()}"],
            "below": [f"{key}:{self.behind()}", f"{deep}plain words{self.behind()}"],
            "|1": [f"{key}: |1{self.behind()}", f"{pad}    shape", f"{pad} {words}", "", f"{pad} end"],
        }
        block = [f"{key}: {style}{self.behind()}", f"{deep}{words}", "", f"{deep}# no comment", *blanks]
        return forms.get(style, block)

    def list_field(self, key: str, items: list[str], column: int) -> list[str]:
        pad = " " * column
        match self.draw(st.sampled_from(["flow", "flow lines", "block", "block flush"])):
            case "flow":
                return [f"{key}: [{', '.join(items)}]{self.behind()}"]
            case "flow lines":
                inner = [f"{pad}  {item},{self.behind()}" for item in items]
                return [f"{key}: [{self.behind()}", *inner, f"{pad}]{self.behind()}"]
            case flush:
                deep = pad if flush == "block flush" else pad + "  "
                lines = [f"{key}:{self.behind()}"]
                for item in items:
                    lines += [deep + self.comment()] * bool(self.maybe("x"))
                    lines += [f"{deep}- {item}{self.behind()}"]
                return lines

    def links(self, column: int) -> list[str]:
        if self.draw(st.booleans()):
            return [f"links: {{code: https://a.org/x#y, project: 'https://b.org'}}{self.behind()}"]
        pad = " " * (column + 3)
        lines = [f"links:{self.behind()}", *([pad + self.comment()] * bool(self.maybe("x")))]
        return [
            *lines,
            f"{pad}code: https://a.org/x#y{self.behind()}",
            f"{pad}paper: >-",
            f"{pad} https://b.org",
        ]

    def field(self, key: str, column: int) -> list[str]:
        self.count += 1
        short = {
            "published": st.sampled_from(["2024-05-01", "'2024-05'", '"2024"']),
            "arxiv": st.just(f"'2405.{10000 + self.count}'"),
            "votes": st.integers(0, 999),
            "venue": st.just("CVPR"),
        }
        if key in short:
            name = self.draw(st.sampled_from([key, f'"{key}"']))
            return [f"{name}: {self.draw(short[key])}{self.behind()}"]
        if key == "links":
            return self.links(column)
        items = {"authors": ["Ada B", "'C, D'", "É. F"], "tags": ["a", "b"]}.get(key)
        return self.list_field(key, items, column) if items else self.text_field(key, column)

    def braces(self, paper_id: str, list_column: int) -> list[str]:
        pad = " " * list_column
        first = f"{pad}- {{id: {paper_id}, title: 'T {self.words().replace(chr(39), '')}',{self.behind()}"
        second = [f"{pad}   tags: [a], votes: 7, note: two", f"{pad}  lines{self.behind()}"]
        return [first, *second, f"{pad}  }}{self.behind()}"]

    def entry(self, paper_id: str, list_column: int) -> tuple[list[str], bool]:
        if self.draw(st.integers(0, 5)) == 0:
            return self.braces(paper_id, list_column), False
        column = list_column + self.draw(st.sampled_from([2, 2, 2, 3, 4]))
        others = self.draw(st.lists(st.sampled_from(KEYS[1:]), unique=True, max_size=5))
        keys = self.draw(st.permutations(["id", "title", *others]))
        lines: list[str] = []
        written: list[str] = []
        for key in keys:
            written = [f"id: {paper_id}{self.behind()}"] if key == "id" else self.field(key, column)
            indented = [" " * column + written[0], *written[1:]]
            lines += [*(self.between(column) if lines else []), *indented]
        dash = " " * list_column + "-"
        if self.draw(st.integers(0, 4)) == 0:
            head = [dash + self.behind(), *self.between(column)]
        else:
            head, lines[0] = [], dash + lines[0][list_column + 1 :]
        open_end = next(("+" in line.split("#")[0] for line in written if line), False)
        return [*head, *lines], open_end


@st.composite
def human_lists(draw: DrawFn, min_size: int = 1) -> HumanList:
    """Lists of a few entries, each file in a style of its own."""
    writer = _Writer(draw)
    column = draw(st.sampled_from([0, 0, 0, 2]))
    pad = " " * column
    ids = draw(st.lists(IDS, unique=True, min_size=min_size, max_size=4))
    blanks = [""] * draw(st.integers(0, 2))
    head = draw(st.sampled_from([(), ("# yaml-language-server: $schema=x", *blanks)]))
    pieces: list[Piece] = [Piece(head)]
    for paper_id in ids:
        lines, ends_open = writer.entry(paper_id, column)
        above = tuple(pad + writer.comment() for _ in range(draw(st.integers(0, 2))))
        pieces.append(Piece(tuple(lines), paper_id, above, ends_open))
        section = pad + writer.comment() + " section"
        gap: tuple[str, ...] = draw(
            st.sampled_from([(), ("",), ("", ""), ("", section, ""), ("", "", section, "")])
        )
        pieces.append(Piece(gap))
    line_break: str = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    ended: bool = draw(st.booleans())
    return HumanList(tuple(pieces), line_break, ended)


def read_plainly(text: str) -> list[dict[str, Any]]:
    """What the loader reads in a text, with all scalars as text."""
    found: list[str] = []
    tree = parse(text.encode(), lambda _line, message: found.append(message))
    assert tree is not None, found
    assert not found
    read: Any = _plain(tree)
    assert isinstance(read, list)
    return read


def _plain(located: Located) -> Any:
    if isinstance(located.value, dict):
        return {key: _plain(value) for key, value in located.value.items()}
    return [_plain(value) for value in located.value] if isinstance(located.value, list) else located.value


def completed(text: str) -> str:
    """The text with its last line end, which YAML counts to a block that the file ends with."""
    return text if text.endswith("\n") else text + "\n"
