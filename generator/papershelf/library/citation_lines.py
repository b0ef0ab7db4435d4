"""Reads `citations.yaml` in the form in which it is written, in a tenth of the time that YAML takes.

A list of thousands of papers has tens of thousands of links. Whatever is in another form, or wrong, is left
to the reader of YAML, which also knows what to say about it.
"""

import re

from papershelf.library.located_yaml import kind_of_plain
from papershelf.library.values import DEVICES, LONGEST_SLUG
from papershelf.limits import excess
from papershelf.model import Basis, PartialDate

_WORD = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = rf"(?:{_WORD}|'{_WORD}')"
_NAME = r"[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*"
_BEHIND = r"(?: +#[^\n]*)?\n"
_ABOVE = r"(?: *#[^\n]*\n)*+"
_LIST = rf"\n((?:{_ABOVE}    - {_ID}{_BEHIND})++)"
_ENTRY = re.compile(
    rf"(?:\n| *#[^\n]*\n)*+- paper: ({_ID}){_BEHIND}"
    rf"(?:{_ABOVE}  builds_on:{_LIST})?+(?:{_ABOVE}  wrong:{_LIST})?+"
    rf"(?:{_ABOVE}  asked: '([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})'{_BEHIND})?+"
    rf"(?:{_ABOVE}  sources: \[({_NAME}(?:, {_NAME})*)\]{_BEHIND})?+"
)
_ITEM = re.compile(rf"^    - ({_ID})", re.MULTILINE)
_REST = re.compile(r"(?:\n| *#[^\n]*\n)*+")
_DEVICE = re.compile(DEVICES)
# Line ends that only YAML knows, and what it allows nowhere, be it in a comment
_ODD = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_KEYS = ("paper", "builds_on", "wrong", "asked", "sources")


def read_lines(source: bytes) -> list[Basis] | None:
    """Return the entries of a file; None where any line is not as it would be written, or would be wrong."""
    try:
        text = source.decode()
    except UnicodeDecodeError:
        return None
    if _ODD.search(text):
        return None
    found: list[Basis] = []
    done, line = 0, 1
    written: set[str] = set()
    while entry := _ENTRY.match(text, done):
        lines = {
            key: line + text.count("\n", done, entry.start(group)) - (key in {"builds_on", "wrong"})
            for group, key in enumerate(_KEYS, start=1)
            if entry[group] is not None
        }
        items = [_ITEM.findall(entry[group] or "") for group in (2, 3)]
        written.update([entry[1]], *items)
        ids = [[each.strip("'") for each in some] for some in items]
        sources = tuple(entry[5].split(", ")) if entry[5] else ()
        try:
            asked = PartialDate.parse(entry[4]) if entry[4] else None
        except ValueError:
            return None
        paper = entry[1].strip("'")
        if len({*sources}) < len(sources) or any(map(_repeats, ids)):
            return None
        found.append(Basis(paper, tuple(ids[0]), tuple(ids[1]), asked, sources, lines["paper"], lines))
        line += text.count("\n", done, entry.end())
        done = entry.end()
    rest = _REST.match(text, done)
    whole = rest and rest.end() == len(text) and not excess("data-entries", len(found))
    return found if whole and all(map(_is_right, written)) else None


def _repeats(ids: list[str]) -> bool:
    return len({*ids}) < len(ids) or excess("list-length", len(ids)) is not None


def _is_right(written: str) -> bool:
    """Whether an id as it is written is a slug, and text to YAML."""
    bare = written.strip("'")
    is_slug = len(bare) <= LONGEST_SLUG and not _DEVICE.fullmatch(bare)
    return is_slug and (bare != written or kind_of_plain(bare) == "text")
