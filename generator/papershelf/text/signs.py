"""Numbers and quotation marks as they are printed."""

import re
from functools import partial

from papershelf.text.segments import InnerRepair, Rule, Segment, enclose

NUMBER = r"(?<!\d)\d{1,12}(?:[.,]\d{1,12}){0,3}"

# `48times`, `2.4\times`, `12times12times3`, `10^5times`: digits glued to "times"; after a space it is a word
FACTOR = re.compile(
    rf"{NUMBER}(?:\\?times{NUMBER}){{0,4}}\\?times(?:{NUMBER})?(?![a-z_])|(?<=[\d}}])\\?times(?![a-z_])"
)
# `30--50\%`, `17.09\%--29.30\%`: TeX's dash of ranges, with the number before it
RANGE = re.compile(rf"{NUMBER}(?:\\?%)?--(?=\\?\$?\d)")
# `65.8\%`
PER_CENT = re.compile(rf"{NUMBER}\\%")
# `sim500`, `approx10`, `geq95`, `sim7B`; a single digit may belong to a name (`sim1`, `sim2real`). The number
# is part of the match, for a clearer report, unless another rule applies to it
LOST_RELATION = re.compile(
    r"(?P<word>sim|approx|leq|geq)(?=\d)"
    r"(?<![^\W_]sim)(?<![^\W_]leq)(?<![^\W_]geq)(?<![^\W_]approx)(?<!\\sim)(?<!\\leq)(?<!\\geq)(?<!\\approx)"
    r"(?=\d{2}|\d[.,]\d|\d(?:%|\\%|\\?times|[xKMBT](?!\w)))"
    rf"(?P<number>{NUMBER}(?![.,]?\d|\\|times|--|\^))?"
)
RELATIONS = {"sim": "~", "approx": "≈", "leq": "≤", "geq": "≥"}
# `\sim 500`; between variables `\sim` is the relation of that name
ABOUT = re.compile(r"\\sim ?(?=\d)")
# `4.2~MB`, `(iii)~the`, `\\name~is`, `models,~i.e.`; not in ranges: `5ms~20ms`, `1M~4M`
NUMBER_TIE = re.compile(
    r"~(?:(?<=\d~)(?=[A-Za-zµ%°]{1,10}(?:/[a-z]{1,4})?(?![\w~]))|(?<=[),;:}]~)(?=[\w(\[]))"
)
# `e.g.~on`, `Table~2`: after an abbreviation or a word; not in `10X~20X`, `~500`, `x~N(0,1)` and paths
TIE = re.compile(
    r"(?<![\w~/.\\])(?:(?:[A-Za-z]\.){1,4}|[A-Za-z]{2,24}\.?)~(?=[^\s~.,;:!?)])"
    r"(?:[A-Z][a-z]{1,24}~(?=[\w(]))?(?:(?!(?:sec|app|fig|tab):)(?:[A-Za-z]{1,24}|\d{1,12})(?=[\s,;:)]))?"
)

NUMBER_RULES = (
    Rule(
        "factor",
        ("times",),
        FACTOR,
        lambda match, _: re.sub(r"\\?times", "×", match.group()),
        near=re.compile(r"times(?:(?<=[\d}]times)|(?<=[\d}]\\times))"),
    ),
    Rule(
        "range",
        ("--",),
        RANGE,
        lambda match, _: match.group().replace("\\%", "%").replace("--", "–"),
        near=re.compile(r"--(?=[\\$\d])"),
    ),
    Rule(
        "per cent",
        ("\\%",),
        PER_CENT,
        lambda match, _: match.group().replace("\\%", "%"),
        near=re.compile(r"\\%"),
    ),
    Rule(
        "relation without backslash",
        ("sim", "approx", "leq", "geq"),
        LOST_RELATION,
        lambda match, _: RELATIONS[match["word"]] + (match["number"] or ""),
    ),
    Rule("about", ("\\sim",), ABOUT, lambda _match, _: "~"),
    Rule("tie after a number", ("~",), NUMBER_TIE, lambda _match, _: " "),
    Rule("tie", ("~",), TIE, lambda match, _: match.group().replace("~", " ")),
)


# ``x'' and ``x" (tried in that order)
DOUBLE = re.compile(r"``(?P<body>(?:(?!``|'')[\s\S]){1,400}?)(?P<close>'')")
DOUBLE_CLOSED_STRAIGHT = re.compile(r"``(?P<body>(?:(?!``)[^\"]){1,400})(?P<close>\")")
# "x'': a straight mark at the start of a word and a TeX mark at the end of one
DOUBLE_OPENED_STRAIGHT = re.compile(r"(?<![\w\"])\"(?=\w)(?P<body>[^\"`]{1,120}?)(?P<close>(?<!\d)'')(?!')")
# `x': apostrophes inside words do not close it
SINGLE = re.compile(r"(?<![\w`\\])`(?=\w)(?P<body>(?:[^`']|(?<=\w)'(?=\w)){1,80})(?P<close>')(?![\w'])")
# ''x'': two apostrophes at both ends of a phrase; not 5''
DOUBLE_APOSTROPHES = re.compile(
    r"''(?<![\w']'')(?=[^\W_])(?P<body>[^'\"`]{1,120}?)(?P<close>(?<=[\w.!?%)])'')(?![\w'])"
)
# `Student`s`
BACKTICK = re.compile(r"`(?<=[a-z]`)(?=s\b)")
# `x_1`: Markdown's code stays as typed
CODE = re.compile(r"(?<!`)`[^`\n]{1,80}`(?!`)")


def _curl(left: str, right: str, match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    opening = match.string[match.start() : match.start("body")]
    return enclose(opening, repair(match["body"]), match["close"], left, right)


_double, _single = partial(_curl, "“", "”"), partial(_curl, "‘", "’")

QUOTE_RULES = (
    Rule("double quotes", ("``",), DOUBLE, _double),
    Rule("double quotes, closed straight", ("``",), DOUBLE_CLOSED_STRAIGHT, _double),
    Rule("double quotes, opened straight", ("''",), DOUBLE_OPENED_STRAIGHT, _double),
    Rule("double quotes of apostrophes", ("''",), DOUBLE_APOSTROPHES, _double),
    Rule("single quotes", ("`",), SINGLE, _single),
    Rule("code", ("`",), CODE, lambda match, _: match.group()),
    Rule("apostrophe", ("`s",), BACKTICK, lambda _match, _: "'"),
)
