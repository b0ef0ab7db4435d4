r"""Formulas between delimiters: `$x$`, `\(x\)`, and displayed `$$x$$`, `\[x\]`.

A dollar sign is more often a currency. It opens a formula unless a space follows it, the closing dollar sign
has a space before or a digit after it, or words of a sentence are in between. Malformed TeX stays as typed.
"""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment

INNER = r"(?:[^$\\]|\\[^()\[\]$]){1,400}?"
LINES = r"(?:[^$\\]|\\[^()\[\]$]){1,1000}?"
INLINE = re.compile(rf"(?<![\\$A-Za-z])\$(?=[^\s$])(?P<tex>{INNER})(?<![\s\\:/,;])\$(?![0-9$])")
ROUND = re.compile(rf"\\\((?P<tex>{INNER})\\\)")
DISPLAY = re.compile(rf"(?<![\\$])\$\$(?P<tex>{LINES})\$\$(?!\$)|(?<!\\)\\\[(?P<square>{LINES})\\\]")

# After a digit only what cannot be a price, such as `2$\times$` and `10$^5$`, not `5$/10$`
TEX_MARK = re.compile(r"[\\^_]")
WORD_OF_A_SENTENCE = re.compile(
    r"(?<=\s)(?!(?:log|ln|exp|min|max|sup|inf|lim|arg|mod|sin|cos|tan|det|dim|ker|gcd|Pr)\b)[A-Za-z]{2,}(?=[\s,.])"
)
TEXT_GROUP = re.compile(r"\\(?:text|mathrm|mbox|operatorname\*?|mathit|textit|textrm|begin|end)\{[^{}]*\}")
# Commands that could make a converter run for long, or reach outside the formula
UNWANTED = re.compile(
    r"\\(?:def|let|gdef|edef|newcommand|renewcommand|DeclareMathOperator|input|include)(?![A-Za-z])"
)
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+\*?)\}")
DEEPEST = 20
SPACE = re.compile(r"\\[,;:! ]")


def is_well_formed(tex: str) -> bool:
    """Tell whether braces and environments are closed, and nothing is defined."""
    depth = 0
    for match in BRACE.finditer(tex):
        depth += (match.group() == "{") - (match.group() == "}")
        if not 0 <= depth <= DEEPEST:
            return False
    opened: list[str] = []
    for match in ENVIRONMENT.finditer(tex):
        if match[1] == "begin":
            opened.append(match[2])
        elif not opened or opened.pop() != match[2]:
            return False
    return depth == 0 and not opened and bool(tex.strip()) and not UNWANTED.search(tex)


def _plain(tex: str, repair: InnerRepair) -> str:
    """Return the formula as a line of text, for window titles and previews; TeX without such a form stays."""
    text = "".join(segment.shown for segment in repair(tex))
    return " ".join(SPACE.sub(" ", text).split())


def _inline(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | None:
    tex = match["tex"]
    behind_digit = match.string[max(0, match.start() - 1) : match.start()].isdigit()
    if WORD_OF_A_SENTENCE.search(TEXT_GROUP.sub("x", tex)) or (behind_digit and not TEX_MARK.match(tex)):
        return None
    return _formula(match, tex, repair)


def _formula(match: re.Match[str], tex: str, repair: InnerRepair) -> tuple[Segment, ...] | None:
    if not is_well_formed(tex):
        return None
    return (Segment(match.group(), _plain(tex, repair), maths=tex.strip()),)


RULES = (
    Rule(
        "displayed formula",
        ("$$", "\\["),
        DISPLAY,
        lambda match, repair: _formula(match, match["tex"] or match["square"], repair),
    ),
    Rule("formula", ("$",), INLINE, _inline),
    Rule(
        "formula in round brackets",
        ("\\(",),
        ROUND,
        lambda match, repair: _formula(match, match["tex"], repair),
    ),
)
