r"""TeX as BibTeX files use it to write plain text: `{H}ash`, `Erd{\H{o}}s`, `\&`, ``q'', 3--5.

Accents and symbols come from `papershelf.text` and with it from pylatexenc. Maths stays as it is, for readers
to see it set; so does every control word that is not known, with its arguments.
"""

from __future__ import annotations

import re

from papershelf.text import accents, markup, quotes, tex
from papershelf.text.markup import BODY
from papershelf.text.scan import InnerRepair, Rule, scan
from papershelf.text.segments import Segment

ENCODED = re.compile(r"[\\{}$~`]|''|--")
# `$x$`, not the `$5` of a price: no space inside the marks, no digit behind them
MATHS = re.compile(r"\$(?=[^\s$])[^$]{0,400}(?<![\s\\])\$(?![0-9])|\\\((?:[^\\]|\\(?!\))){1,400}\\\)")
# `\"{\i}`, `{\H{o}}`, `{\c c}`: an accent in braces of its own
BRACED_ACCENT = re.compile(
    r"\{(?P<accent>\\(?:[`'^\"~=.]|[cvuHkrdb](?![A-Za-z]))[^{}]{0,4}(?:\{[^{}]{1,4}\})?)\}"
)
# What stands for the ASCII characters: pylatexenc gives the modifier letters ˆ and ˜
ASCII = re.compile(
    r"\\(?:text(?P<name>asciicircum|asciitilde|braceleft|braceright)(?:\{\}|(?![A-Za-z]))|(?P<sign>[\^~])\{\})"
)
NAMED_SIGNS = {"asciicircum": "^", "asciitilde": "~", "braceleft": "{", "braceright": "}"}
UNKNOWN = re.compile(rf"\\[A-Za-z]{{1,40}}\*?(?:\{{{BODY}\}})+")
GROUP = re.compile(rf"\{{(?P<body>{BODY})\}}")
DASH = re.compile(r"(?<!-)---?(?!-)")
TIE = re.compile(r"(?<![/\\])~")


def _shown(match: re.Match[str], repair: InnerRepair) -> str:
    group = next(iter(match.groupdict()))
    return "".join(segment.shown for segment in repair(match[group]))


def _as_typed(match: re.Match[str], _: InnerRepair) -> str:
    return match.group()


def _with_backslash(rule: Rule) -> Rule:
    """Bind a rule made for text that lost its backslashes to text that has them: `url {S}hort` is no link."""

    def replace(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | str | None:
        return rule.replace(match, repair) if match.group().startswith(("\\", "{")) else None

    return Rule(rule.name, rule.needs, rule.pattern, replace)


def _ascii(match: re.Match[str], _: InnerRepair) -> str:
    return match["sign"] or NAMED_SIGNS[match["name"]]


RULES = (
    Rule("ASCII", ("\\",), ASCII, _ascii),
    Rule("maths", ("$", "\\("), MATHS, _as_typed),
    *accents.RULES[:1],
    Rule("braced accent", ("{\\",), BRACED_ACCENT, _shown),
    *map(_with_backslash, markup.RULES),
    *quotes.RULES,
    *(rule for rule in tex.SYMBOL_RULES if rule.name in {"control word", "escape", "space"}),
    Rule("unknown", ("\\",), UNKNOWN, _as_typed),
    Rule("group", ("{",), GROUP, _shown),
    Rule("dash", ("--",), DASH, lambda match, _: "—" if match.group() == "---" else "–"),
    Rule("tie", ("~",), TIE, lambda _match, _: " "),
)


def decode(value: str) -> str:
    """Give the text that a value stands for; what is not understood stays as it is."""
    if not ENCODED.search(value):
        return value
    return "".join(segment.shown for segment in scan(value, RULES))
