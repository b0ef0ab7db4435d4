"""What is wrong with a text that is no YAML, in plain words: a quote, a tab, a merge conflict."""

import re
from typing import NamedTuple

import yaml

CONFLICT = re.compile(r"^(?P<mark><{7}|={7}|>{7}|\|{7})(?:[ \t][^\n]*)?$", re.MULTILINE)
KEY_WITHIN = re.compile(r"(?:^|\s)-? ?[a-z_]+:(?=\s)")  # in a quoted text: a quote before it isn't closed
KEY_BEFORE = re.compile(r"[ -]*[\w-]+: ")  # on the line of a colon that is not allowed
INDENTED_KEY = re.compile(r"^(?P<indent> *)(?P<dash>(?:- +)?)[\w-]+:(?=\s)", re.MULTILINE)
NOT_VALID = "not valid YAML"
ENDS = re.compile("end of stream|document indicator")
QUOTES = frozenset("'\"")


class Fault(NamedTuple):
    """What is wrong, and at which character, or None where libyaml says on which line."""

    message: str
    place: int | None = None


def fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """Say what is wrong with a text in which libyaml found `error`."""
    if conflict := CONFLICT.search(text):
        begins = "an unresolved merge conflict begins here" if conflict["mark"] == "<<<<<<<" else ""
        what = begins or f"'{conflict['mark']}' is a mark of a merge conflict"
        return Fault(f"{what}; keep one side, and remove the marks", conflict.start())
    problem, at = error.problem or "", error.problem_mark.index if error.problem_mark else len(text)
    if "tab character" in problem or text[at : at + 1] == "\t":
        return Fault("a tab begins this line; YAML takes spaces only")
    return (
        _quote(error, text)
        or _second_colon(problem, text, at)
        or _indented_key(problem, text, at)
        or Fault(f"{NOT_VALID}: {problem}")
    )


def _second_colon(problem: str, text: str, at: int) -> Fault | None:
    """Tell a colon in a text without quotes, and a key that is further to the right than those above it."""
    if "mapping values are not allowed" not in problem:
        return None
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if KEY_BEFORE.match(before):
        return Fault("the text after the key has a colon and a blank; put the text in quotes")
    return Fault(_indented("right"))


def _indented_key(problem: str, text: str, at: int) -> Fault | None:
    """Tell a key that does not begin where those above it do; an entry begins with its dash."""
    begin = text.rfind("\n", 0, at) + 1
    key = INDENTED_KEY.match(text, begin)
    if "did not find expected" not in problem or not key or key["dash"]:
        return None
    above = [len(match["indent"] + match["dash"]) for match in INDENTED_KEY.finditer(text, 0, begin)]
    if not above or len(key["indent"]) == above[-1]:
        return None
    return Fault(_indented("right" if len(key["indent"]) > above[-1] else "left"))


def _indented(way: str) -> str:
    return f"this line begins further to the {way} than the keys above it; begin it where they do"


def _quote(error: yaml.MarkedYAMLError, text: str) -> Fault | None:
    """Tell a quote that isn't closed, and one that is closed by a quote or an apostrophe within the text."""
    in_quote = error.context_mark if "quoted scalar" in (error.context or "") else None
    if in_quote and ENDS.search(error.problem or ""):
        return _unclosed(text, in_quote.index)
    last = _last_quoted(text, error.problem_mark.index if error.problem_mark else len(text))
    if last is None:
        return None
    start, end, value = last
    if "\n" in text[start:end] and KEY_WITHIN.search(value):
        return _unclosed(text, start)
    if text[end : end + 1].strip(" ,]}\n#:"):
        twice = "''" if text[start] == "'" else '\\"'
        return Fault(
            f"the quote that begins this text is closed within it; write a quote in it as {twice}", start
        )
    return None


def _unclosed(text: str, start: int) -> Fault:
    return Fault(f"the quote {text[start : start + 1]} that begins here isn't closed; close it", start)


def _last_quoted(text: str, stop: int) -> tuple[int, int, str] | None:
    """Return start, end and value of the last quoted text before what libyaml cannot read, at `stop`."""
    last: tuple[int, int, str] | None = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if token.start_mark.index >= stop:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in QUOTES:
                last = (token.start_mark.index, token.end_mark.index, token.value)
    except yaml.YAMLError:
        return last
    return last
