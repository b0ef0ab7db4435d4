"""Finds the blocks of code in Markdown, with what the comment above a block says of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(
    r"^(?: *<!-- (?P<comment>[^\n]*?) -->\n)?"
    r"(?P<indent> *)(?P<marks>`{3,})(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=indent)(?P=marks)$",
    re.MULTILINE | re.DOTALL,
)
COMMENT = re.compile(r"(?P<kind>not run|run with): (?P<value>\S.*)")


class CodeBlock(NamedTuple):
    """A block of code: where it is, its language, and its text without its indentation.

    `not_run` is the reason why a test cannot run it, `run_with` a file of tests/fixtures/guide that it
    needs as data/papers.yaml.
    """

    page: Path
    line: int
    language: str
    text: str
    not_run: str = ""
    run_with: str = ""

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        return f"{self.page.name}:{self.line}"


def code_blocks(page: Path) -> Iterator[CodeBlock]:
    """Give the blocks of a page in order."""
    markdown = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(markdown):
        line = markdown.count("\n", 0, found.start("language")) + 1
        indent = found["indent"]
        text = re.sub(rf"^{indent}", "", found["text"], flags=re.MULTILINE)
        told = COMMENT.fullmatch(found["comment"] or "")
        kind, value = (told["kind"], told["value"]) if told else ("", "")
        yield CodeBlock(
            page,
            line,
            found["language"],
            text,
            not_run=value if kind == "not run" else "",
            run_with=value if kind == "run with" else "",
        )
