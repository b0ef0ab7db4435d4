"""TeX quotation marks, and the backticks that are none."""

import re

from papershelf.text.scan import InnerRepair, Rule
from papershelf.text.segments import Segment, enclose

# ``x'' and ``x" (tried in that order)
DOUBLE = re.compile(r"``(?P<body>(?:(?!``|'')[\s\S]){1,400}?)(?P<close>'')")
DOUBLE_CLOSED_STRAIGHT = re.compile(r"``(?P<body>(?:(?!``)[^\"]){1,400})(?P<close>\")")
# "x'': a straight mark at the start of a word and a TeX mark at the end of one
DOUBLE_OPENED_STRAIGHT = re.compile(r"(?<![\w\"])\"(?=\w)(?P<body>[^\"`]{1,120}?)(?P<close>(?<!\d)'')(?!')")
# `x': apostrophes inside words do not close it
SINGLE = re.compile(r"(?<![\w`\\])`(?=\w)(?P<body>(?:[^`']|(?<=\w)'(?=\w)){1,80})(?P<close>')(?![\w'])")
# `x_1`: Markdown's code stays as typed
CODE = re.compile(r"(?<!`)`[^`\n]{1,80}`(?!`)")


def _curl(left: str, right: str, match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    opening = match.string[match.start() : match.start("body")]
    return enclose(opening, repair(match["body"]), match["close"], left, right)


def _double(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    return _curl("“", "”", match, repair)


def _single(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    return _curl("‘", "’", match, repair)


RULES = (
    Rule("double quotes", ("``",), DOUBLE, _double),
    Rule("double quotes, closed straight", ("``",), DOUBLE_CLOSED_STRAIGHT, _double),
    Rule("double quotes, opened straight", ("''",), DOUBLE_OPENED_STRAIGHT, _double),
    Rule("single quotes", ("`",), SINGLE, _single),
    Rule("code", ("`",), CODE, lambda match, _: match.group()),
)
