"""Untrusted text in a comment: shown as it is, and nothing else.

A code span is the one place of Markdown in which neither links, mentions, HTML nor tables mean anything
(https://spec.commonmark.org/0.31.2/#code-spans), as long as it stands on one line and outside of tables.
"""

from __future__ import annotations

import re

SHOWN = 200


def literal(text: str, longest: int = SHOWN) -> str:
    """Give a code span of the text, on one line, cut after `longest` characters; (empty) if it is blank."""
    flat = " ".join(printable(text[: 2 * longest]).split())
    if len(flat) > longest or len(text) > 2 * longest:
        flat = f"{flat[:longest]}…"
    if not flat:
        return "(empty)"
    fence = "`" * (max(map(len, re.findall("`+", flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def printable(text: str) -> str:
    r"""Give the text with what cannot be seen written out, as `\u202e`; white space as spaces."""
    return "".join(
        char if char.isprintable() else " " if char.isspace() else repr(char)[1:-1] for char in text
    )
