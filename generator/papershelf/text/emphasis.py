"""Markdown's stars around words that were to be bold or slanted."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment, enclose

# `**X**`, `**C**hinese`; not `x**2`
BOLD = re.compile(r"\*\*(?<![\w*\\)\]]\*\*)(?=[^\s*])(?P<body>[^*\n]{1,160})(?<=[^\s*])\*\*(?!\*)")
# `*live*`; not `A* and B*`, `*.py`, `*args`, `* item`
SLANTED = re.compile(
    r"\*(?<![\w*\\)\]^_(,]\*)(?=[^\W\d_])(?P<body>[^*\n]{1,120}?)(?<=[\w.!?)])\*(?![\w*(])"
    r"|\*(?<=\(\*)(?=[^\W\d_])(?P<alone>[^*\n,]{2,120}?)(?<=[\w.!?)])\*(?=\))"
)


def _unwrap(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    body = match[match.lastgroup or "body"]
    mark = match.group()[: match.group().index(body)]
    return enclose(mark, repair(body), mark)


EMPHASIS_RULES = (Rule("bold", ("**",), BOLD, _unwrap), Rule("slanted", ("*",), SLANTED, _unwrap))
