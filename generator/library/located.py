"""YAML with the line of every value, read by libyaml.

Scalars stay the text that the curator typed, so that nothing is lost to YAML's types: an unquoted
2503.10000 keeps its zeros, and its `kind` tells that other YAML readers would take it for a number.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml

from generator.problems import InvalidInputError, Problem, Report

KINDS = {
    "tag:yaml.org,2002:str": "text",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
    "tag:yaml.org,2002:bool": "yes/no value",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:seq": "list",
    "tag:yaml.org,2002:map": "mapping",
}


class Located(NamedTuple):
    """A YAML value with the line (from 1) where it begins and what YAML takes it for.

    `value` is a str, a list of Located, or a dict from key to Located; `key_line` is where the
    value's key stands, for the values of a mapping.
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


def parse(source: bytes, path: str) -> Located:
    """Read one YAML document; an empty one is an empty list.

    Raises InvalidInputError for what is not UTF-8 or not YAML, a key given twice, or an alias.
    """
    node = _compose(_decode(source, path), path)
    if node is None:
        return Located([], 1, "list")
    problems: list[Problem] = []
    tree = _Walk(lambda line, message: problems.append(Problem(path, line, message))).locate(node)
    if problems:
        raise InvalidInputError(problems)
    return tree


def _decode(source: bytes, path: str) -> str:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not UTF-8; save the file as UTF-8 text"
        raise InvalidInputError([Problem(path, line, message)]) from None
    return text


def _compose(text: str, path: str) -> yaml.Node | None:
    loader = yaml.CSafeLoader(text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        message = f"not valid YAML: {error.problem}; look at this line and the one above it"
        raise InvalidInputError([Problem(path, line, message)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"not valid YAML: {error.reason}; remove the character"
        raise InvalidInputError([Problem(path, line, message)]) from None
    except RecursionError:
        raise InvalidInputError([Problem(path, 1, "nested too deeply; flatten it")]) from None
    finally:
        loader.dispose()


class _Walk:
    """One pass over composed nodes; remembers the collections seen, since an alias repeats one."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.seen: set[int] = set()

    def locate(self, node: yaml.Node, key_line: int = 0) -> Located:
        line = node.start_mark.line + 1
        kind = KINDS.get(node.tag, node.tag)
        if isinstance(node, yaml.ScalarNode):
            return Located(node.value, line, kind, key_line)
        if id(node) in self.seen:
            self.report(key_line or line, "an alias (*name) repeats a list or mapping; write it out")
            return Located([], line, "list", key_line)
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return Located(self.pairs(node), line, kind, key_line)
        return Located([self.locate(item) for item in node.value], line, kind, key_line)

    def pairs(self, node: yaml.MappingNode) -> dict[str, Located]:
        found: dict[str, Located] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.report(line, "a key must be a word; quote it or remove the brackets")
            elif key.value in found:
                self.report(line, f"key '{key.value}' is given twice in one entry; keep one of them")
            else:
                found[key.value] = self.locate(value, line)
        return found
