"""Braces that TeX groups with, left in prose."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment, enclose
from papershelf.text.tex import BODY, symbol

# `{=}`, `4{,}851`, `FID{}=1.6`: braces that take the blanks from around a sign
TIGHT = re.compile(r"\{(?P<sign>[=<>≈,:+×−–-])\}|\{(?<=\w\{)\}(?=[=<>≈])")
# `{sim}50`, `2{times}`, `360{\deg}`
NAMED_SIGN = re.compile(
    r"\{\\?(?P<name>sim|approx|times|pm|leq|geq|le|ge|ll|gg|deg|circ|rightarrow|to)\}(?:[ ~](?=\d))?"
)
SIGNS = {"sim": "~", "circ": "°", "deg": "°"}
# `{Grad}ient`, `Le{a}rner`, `Touch{é}`, `{W}-space`: letters that were to be bold, or kept as they are
IN_WORD = re.compile(
    r"\{(?P<start>(?<![\w\\^_}$]\{)[A-Z][A-Za-z]{0,12})\}(?=[a-z_]|-[a-z])"
    r"|\{(?P<middle>(?<=[A-Z][a-z]\{|[a-z]{2}\{)[a-z]{1,3})\}(?=[a-z]{2})"
    r"|\{(?P<accented>(?<=[A-Za-z]\{)[À-ž])\}"
)
# `{Sentry}` in a text with `{Grad}ient`, `{Flow-Noise}`; not `{name}`, `{True, False}`
WHOLE_WORD = re.compile(r"\{(?<![\w\\^_}$/]\{)(?P<body>[A-Z][\w-]{0,30})\}(?![\w{])")
BEFORE_LETTERS = re.compile(r"(?<![\w\\^_}$])\{[A-Z][A-Za-z]{0,12}\}(?:[a-z]|_|-[a-z])")
# `{bf Elastic-Cache}`
UNDECLARED = re.compile(rf"\{{(?:bf|em|tt|sc|sf) (?P<body>{BODY})\}}")
FARTHEST = 2_000  # characters in which to look for another sign of what braces mean
COLOURS = "text|red|blue|green|orange|teal|purple|cyan|magenta|violet|brown|black|gray|grey"
# `teal{Data Science}`, `text{Jump}`: `\textcolor` is lost, or a backslash
COLOURED = re.compile(rf"(?<![A-Za-z\\])(?:{COLOURS})\{{(?P<body>{BODY})\}}")
# `\color{red}x`; of `\color{ddtD}ecoupled` the capitals are not part of the name
COLOUR_SWITCH = re.compile(r"\\color\{[a-z\d!]{1,30}(?P<letters>[A-Z]{0,8})\}(?!\{)")
# `\href{label}`: the address is lost
UNLINKED = re.compile(rf"\\href\{{(?P<body>{BODY})\}}(?!\{{)")
# `to adjust} model`: a brace that closes nothing
LONE = re.compile(r"\}(?<=[A-Za-z)]\})(?=[\s.,;:)])")


def _in_word(match: re.Match[str], _: InnerRepair) -> str:
    return match[match.lastgroup or 0]


def _named_sign(match: re.Match[str], _: InnerRepair) -> str:
    return SIGNS.get(match["name"]) or symbol(match["name"]) or match.group()


def _whole_word(match: re.Match[str], _: InnerRepair) -> str | None:
    is_marked = "-" in match["body"] or BEFORE_LETTERS.search(
        match.string, max(0, match.start() - FARTHEST), match.end() + FARTHEST
    )
    return match["body"] if is_marked else None


def _unwrap(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    opening = match.string[match.start() : match.start("body")]
    return enclose(opening, repair(match["body"]), "}")


def _lone(match: re.Match[str], _: InnerRepair) -> str | None:
    text, start = match.string, match.start()
    first = max(0, start - FARTHEST)
    return "" if text.count("{", first, start) <= text.count("}", first, start) else None


GROUP_RULES = (
    Rule("colour switch", ("\\color{",), COLOUR_SWITCH, lambda match, _: match["letters"]),
    Rule("lost address", ("\\href{",), UNLINKED, _unwrap),
    Rule("tight sign", ("{",), TIGHT, lambda match, _: match["sign"] or ""),
    Rule("named sign", ("{",), NAMED_SIGN, _named_sign),
    Rule("letters in braces", ("{",), IN_WORD, _in_word),
    Rule("word in braces", ("{",), WHOLE_WORD, _whole_word),
    Rule("undeclared", ("{",), UNDECLARED, _unwrap),
    Rule("lost colour", ("{",), COLOURED, _unwrap),
    Rule("lone brace", ("}",), LONE, _lone),
)
