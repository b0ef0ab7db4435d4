"""Reads YAML by libyaml's events, and tells what is wrong with it by the lines of an editor.

Composed nodes would cost twice the time, and libyaml's composer calls itself at each level, so that a
file full of brackets would end the interpreter.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import yaml

from papershelf.library.tree import DEEPEST, Located, TooDeepError, Tree
from papershelf.problems import Report

__all__ = ["Located", "parse"]

_BREAK = re.compile("\r\n?|[\n\x85\u2028\u2029]")
_UNREADABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
        report(error.line, f"more than {DEEPEST} levels of brackets or indents; look for a stray one")
    finally:
        loader.dispose()
    return None


def _syntax_error(error: yaml.MarkedYAMLError, text: str, lines: Sequence[int]) -> tuple[int, str]:
    last = lines[len(_BREAK.findall(text.rstrip()))]  # libyaml's end of a file may lie on a line below it
    line = min(lines[error.problem_mark.line], last) if error.problem_mark else 1
    begin = lines[error.context_mark.line] if error.context_mark else line
    if begin < line - 1:
        return line, f"not valid YAML: {error.problem}; look at what begins on line {begin}, {error.context}"
    return line, f"not valid YAML: {error.problem}; look at this line and the one above it"


def _lines(text: str) -> Sequence[int]:
    """The line on which an editor shows each of libyaml's, which also ends one at NEL, LS and PS."""
    if not any(mark in text for mark in "\x85\u2028\u2029"):
        return range(1, sys.maxsize)
    lines = [1]
    for match in _BREAK.finditer(text):
        lines.append(lines[-1] + (match[0] not in "\x85\u2028\u2029"))
    return lines
