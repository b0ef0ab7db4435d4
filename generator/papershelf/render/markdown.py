"""Plain words as Markdown, so that no reader of Markdown takes any of them for markup.

What CommonMark and Python-Markdown both let a backslash escape has one. Marks of extensions, which differ
from one program to the next, become character references, which are text to all of them.
"""

import re
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from papershelf.text import repair

REFERENCE = re.compile(r"&(?=#|\w)")
MARKUP = re.compile(r"[\\`*_{}\[\]#]")
# `$` formulas, `|` tables, `^` footnotes, `~` strokes, `==` marks, `++` keys, `%%` comments, `:name:` emoji,
# `@` people, `]:` definitions
EXTENSION = re.compile(r"[$|^~]|=(?==)|\+(?=\+)|%(?=%)|:(?=[:\w+-]+:)|@(?=\w)|(?<=\\\]):")
AT_START = re.compile(r"([-+!])|\\?([:=?/%]|(?<=\\)\[)|(\d+)([.)])(?=\s|$)")
UNSAFE_IN_ADDRESS = re.compile(r"[\s\\`<>()\[\]{}|^*\"']")
FENCES = re.compile(r"`{3,}")


def escaped(text: str) -> str:
    """Return a text on one line that shows the same words, wherever in a line of Markdown it is put."""
    return _begun(_without_markup(" ".join(text.split())))


def words(raw: str) -> str:
    """Return a raw text repaired, on one line, with its links; formulas are plain text."""
    parts = []
    for alone, run in groupby(repair(" ".join(raw.split())), key=attrgetter("stands_alone")):
        if alone:
            parts += [link(each.shown, each.href) if each.href else _plain(each.shown) for each in run]
        else:
            parts.append(_plain("".join(each.shown for each in run)))
    return _begun("".join(parts))


def paragraphs(raw: str) -> list[str]:
    """Return the paragraphs of a raw text, which blank lines divide."""
    parts = raw.replace("\r\n", "\n").split("\n\n")
    return [made for part in parts if (made := words(part))]


def link(label: str, address: str) -> str:
    """Return a link; its label is plain text."""
    return f"[{escaped(label)}]({destination(address)})"


def destination(address: str) -> str:
    """Return an address as the destination of a link, with what would end it percent-encoded."""
    safe = UNSAFE_IN_ADDRESS.sub(lambda match: quote(match[0], safe=""), address)
    return re.sub(r"&(?=#?\w+;)", "&amp;", safe)


def fenced(text: str, language: str) -> str:
    """Return a block of code with the text as it is."""
    longest = max((len(match[0]) for match in FENCES.finditer(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.strip()}\n{fence}"


def _plain(text: str) -> str:
    return _without_markup(re.sub(r"\s+", " ", text))


def _without_markup(text: str) -> str:
    safe = REFERENCE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return EXTENSION.sub(_reference, MARKUP.sub(r"\\\g<0>", safe))


def _begun(line: str) -> str:
    """Escape what means something at the beginning of a line only."""
    start = AT_START.match(line)
    if not start:
        return line
    backslash, reference, number, mark = start.groups()
    if number:
        return f"{number}\\{mark}{line[start.end() :]}"
    return f"\\{line}" if backslash else f"&#{ord(reference)};{line[start.end() :]}"


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
