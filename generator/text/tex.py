"""TeX symbols and escapes; the names come from pylatexenc."""

import re
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

from generator.text.scan import InnerRepair, Rule
from generator.text.segments import Segment

# Absent from pylatexenc, or not as a symbol there
MORE_SYMBOLS = {
    "S": "§", "P": "¶", "checkmark": "✓", "colon": ":", "copyright": "©", "degree": "°", "dots": "…",
    "gets": "←", "iff": "⇔", "implies": "⇒", "land": "∧", "lor": "∨", "ne": "≠", "neg": "¬",
    "quad": " ", "xspace": "", "LaTeX": "LaTeX", "TeX": "TeX", "argmax": "argmax", "argmin": "argmin",
}  # fmt: skip
LETTERS = frozenset("o O l L ss ae AE oe OE aa AA i j dh DH th TH dj DJ ng NG".split())
NARROW_NO_BREAK_SPACE = "\u202f"

# `\sqrt{n}`, `sqrt{2T}`
ROOT = re.compile(r"(?:\\|(?<![A-Za-z\\]))sqrt\{(?P<body>\w{1,20})\}")
# `\frac{1}{2}`, not after a number: 3½ is no 31/2
FRACTION = re.compile(r"(?<!\w)\\?[dt]?frac\{(?P<over>\w{1,12})\}\{(?P<under>\w{1,12})\}")
# `lceillog_2 Krceil`, `\lfloor x \rfloor`: a pair, with or without backslashes
BRACKETS = re.compile(
    r"(?<![A-Za-z\\])\\?l(?P<kind>ceil|floor|angle)(?P<body>[^{}\n]{1,60}?)(?<!\\)\\?r(?P=kind)(?![A-Za-z])"
)
BRACKET_PAIRS = {"ceil": "⌈⌉", "floor": "⌊⌋", "angle": "⟨⟩"}
# `\left(`, `\bigr]`, `\left\{`
SIZED = re.compile(r"\\(?:left|right|middle|[Bb]igg?[lrm]?) ?(?P<delimiter>[()\[\]|/]|\\[{}|])")
# `\alpha`, `\o{}`, `{\ss}`, and the space that TeX swallows after a letter: `S\o ren`
CONTROL_WORD = re.compile(
    r"(?P<open>\{)?(?P<macro>\\(?P<name>[A-Za-z]{1,40})(?:\{\})?)(?(open)\}|(?P<gap> (?=[a-z]))?)"
)
# `\%`, `\_`
ESCAPED = re.compile(r"\\(?P<character>[%&#_${}])")
# `1\,000`; `et al.\ 2018`
SPACE = re.compile(r"(?<=\S)\\,(?=\S)|(?<=\.)\\ (?=\S)")


@cache
def _symbols() -> dict[str, str]:
    """Names of the control words that stand for one character, or for themselves (`\\log`)."""
    symbols: dict[str, str] = {}
    for macro in get_default_latex_context_db().iter_macro_specs():
        name, value = macro.macroname, macro.simplify_repl
        if isinstance(value, str) and (value == name or len(value) == 1 and not value.isspace()):
            symbols[name] = value
    return symbols | MORE_SYMBOLS


def symbol(name: str) -> str | None:
    """Give what `\\name` stands for, or None if it is unknown or more than a symbol."""
    return _symbols().get(name)


def _brackets(match: re.Match[str], repair: InnerRepair) -> str:
    left, right = BRACKET_PAIRS[match["kind"]]
    return left + "".join(segment.shown for segment in repair(match["body"].strip())) + right


def _root(match: re.Match[str], _: InnerRepair) -> str:
    return f"√{match['body']}" if len(match["body"]) == 1 else f"√({match['body']})"


def _delimiter(match: re.Match[str], _: InnerRepair) -> str:
    return "‖" if match["delimiter"] == r"\|" else match["delimiter"].lstrip("\\")


def _control_word(match: re.Match[str], _: InnerRepair) -> tuple[Segment, ...] | str | None:
    value = symbol(match["name"])
    if value is None:
        return None
    if match["gap"] and match["name"] not in LETTERS:
        return (Segment(match["macro"], value),)
    return value


BRACKET_RULES = (Rule("brackets", BRACKETS, _brackets),)
SYMBOL_RULES = (
    Rule("root", ROOT, _root),
    Rule("fraction", FRACTION, lambda match, _: f"{match['over']}/{match['under']}"),
    Rule("sized delimiter", SIZED, _delimiter),
    Rule("control word", CONTROL_WORD, _control_word),
    Rule("escape", ESCAPED, lambda match, _: match["character"]),
    Rule("space", SPACE, lambda match, _: NARROW_NO_BREAK_SPACE if match.group() == "\\," else " "),
)
