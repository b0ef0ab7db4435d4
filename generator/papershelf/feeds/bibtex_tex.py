"""The values of BibTeX fields as plain text: strings joined, TeX decoded."""

import re
from collections.abc import Mapping

from papershelf.text import markup, signs, tex
from papershelf.text.markup import BODY
from papershelf.text.segments import InnerRepair, Rule, Segment, scan

BARE = re.compile(r"[^\s#{}\",=]+")
MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)


def evaluate(source: str, strings: Mapping[str, str]) -> str:
    """Give the text of a value; an unknown abbreviation stands for itself, as `jan` does.

    Raises ValueError where there is more than the value, mostly since a comma is missing behind it.
    """
    parts: list[str] = []
    position = 0
    while True:
        part, position = _part(source, position, strings)
        parts.append(part)
        rest = source[position:].lstrip()
        if not rest:
            return "".join(parts)
        if not rest.startswith("#"):
            raise ValueError(rest)
        position = len(source) - len(rest) + 1


def _part(source: str, position: int, strings: Mapping[str, str]) -> tuple[str, int]:
    position += len(source[position:]) - len(source[position:].lstrip())
    opening = source[position : position + 1]
    if opening in {"{", '"'}:
        end = _closing(source, position)
        return source[position + 1 : end], end + 1
    match = BARE.match(source, position)
    if not match:
        raise ValueError(source[position:])
    return strings.get(match.group().lower(), match.group()), match.end()


def _closing(source: str, start: int) -> int:
    """Where the brace or quote at `start` is closed; a quote in braces closes nothing."""
    in_quotes = source[start] == '"'
    depth = 0
    for match in MARK.finditer(source, start + in_quotes):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and mark == ('"' if in_quotes else "}"):
            return match.start()
    raise ValueError(source[start:])


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
    *tex.ACCENT_RULES[:1],
    Rule("braced accent", ("{\\",), BRACED_ACCENT, _shown),
    *map(_with_backslash, markup.RULES),
    *signs.QUOTE_RULES,
    *(rule for rule in tex.SYMBOL_RULES if rule.name in {"control word", "escape", "space"}),
    Rule("unknown", ("\\",), UNKNOWN, _as_typed),
    Rule("group", ("{",), GROUP, _shown),
    Rule("dash", ("--",), DASH, lambda match, _: "—" if match.group() == "---" else "–"),
    Rule("tie", ("~",), TIE, lambda _match, _: " "),
)


def decode_tex(value: str) -> str:
    """Give the text that a value stands for; what is not understood stays as it is."""
    if not ENCODED.search(value):
        return value
    return "".join(segment.shown for segment in scan(value, RULES))
