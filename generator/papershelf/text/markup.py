r"""TeX that only styles its text: `\textbf{x}`, `{\em x}` and `{\footnotesize x}` are shown as x."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment, enclose


def _body(depth: int) -> str:
    """Return the pattern of a text with balanced braces; possessive, so that an unclosed brace fails fast."""
    nested = rf"|\{{{_body(depth - 1)}\}}" if depth else ""
    return rf"(?:[^{{}}\\]++|\\[\s\S]{nested})*+"


BODY = _body(4)

# Words never glued to a brace in prose: recognised without their backslash too, as in `textit{O}bstacles`.
GLUED_WORDS = (
    r"text(?:bf|it|tt|sc|rm|sf|sl|up|md|normal)|emph|math(?:rm|bf|it|sf|tt|cal|scr|frak)|boldsymbol|operatorname\*?"
    r"|nolinkurl|url"
)
BACKSLASH_WORDS = r"text|mbox|hbox|underline|uline|bm|ensuremath|path"
SIZES_AND_COLOURS = (
    r"(?:footnotesize|scriptsize|normalsize|small|tiny|large|Large|blue|red|magenta|cyan|purple|teal|black)"
)
DECLARATIONS = (
    rf"(?:(?:em|bf|it|tt|sc|rm|sf|sl|bfseries|itshape|ttfamily|scshape|color\{{[\w!]{{1,30}}\}}"
    rf"|{SIZES_AND_COLOURS}{{1,4}})(?![A-Za-z]))"
)

# `\textbf{x}`, `textit{x}`, `\footnotesizeblue{x}`
STYLED = re.compile(
    rf"(?:(?:\\|(?<![A-Za-z\\]))(?:{GLUED_WORDS})|\\(?:{BACKSLASH_WORDS}|{SIZES_AND_COLOURS}{{1,4}}))"
    rf"\s?\{{(?P<body>{BODY})\}}"
)
# `\textcolor{blue}{x}`, `\color{blue}{x}`, `\textcolor[HTML]{0000FF}{x}`
COLOURED = re.compile(rf"\\(?:text)?color(?:\[\w{{1,10}}\])?\{{[\w!,. ]{{1,40}}\}}\{{(?P<body>{BODY})\}}")
# `{\em x}`, `{\bf\small x}`, `{\footnotesizeblue{x}}`
DECLARED = re.compile(rf"\{{\s?(?:\\{DECLARATIONS}){{1,3}}\s?(?P<group>\{{)?(?P<body>{BODY})(?(group)\}})\}}")
# `{https://…}`: braces left around a link
GROUPED_LINK = re.compile(rf"(?<![\w\\}}])\{{(?=\s?https?\s?:)(?P<body>{BODY})\}}")


def _unwrap(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    opening = match.string[match.start() : match.start("body")]
    closing = match.string[match.end("body") : match.end()]
    return enclose(opening, repair(match["body"]), closing)


def _unwrap_link(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | None:
    unwrapped = _unwrap(match, repair)
    return unwrapped if any(segment.href for segment in unwrapped) else None


RULES = (
    Rule("styled", ("{",), STYLED, _unwrap),
    Rule("coloured", ("color",), COLOURED, _unwrap),
    Rule("declared", ("{",), DECLARED, _unwrap),
    Rule("grouped link", ("//",), GROUPED_LINK, _unwrap_link),
)
