"""TeX symbols and escapes; the names come from pylatexenc."""

import re
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

from papershelf.text.scan import InnerRepair, Rule
from papershelf.text.segments import Segment

# Absent from pylatexenc, or not as a symbol there
MORE_SYMBOLS = {
    "S": "§", "P": "¶", "checkmark": "✓", "colon": ":", "copyright": "©", "degree": "°", "dots": "…",
    "gets": "←", "iff": "⇔", "implies": "⇒", "land": "∧", "lor": "∨", "ne": "≠", "neg": "¬",
    "quad": " ", "xspace": "", "LaTeX": "LaTeX", "TeX": "TeX", "argmax": "argmax", "argmin": "argmin",
}  # fmt: skip
NARROW_NO_BREAK_SPACE = "\u202f"

# `\sqrt{n}`, `sqrt{2T}`
ROOT = re.compile(r"(?:\\|(?<![A-Za-z\\]))sqrt\{(?P<body>\w{1,20})\}")
# `\frac{1}{2}`, not after a number: 3½ is no 31/2
FRACTION = re.compile(r"(?<![\w\\])\\?[dt]?frac\{(?P<over>\w{1,12})\}\{(?P<under>\w{1,12})\}")
# `lceillog_2 Krceil`, `\lfloor x \rfloor`: a pair, with or without backslashes
BRACKETS = re.compile(
    r"(?<![A-Za-z\\])\\?l(?P<kind>ceil|floor|angle)(?P<body>[^{}\n]{1,60}?)(?<!\\)\\?r(?P=kind)(?![A-Za-z])"
)
BRACKET_PAIRS = {"ceil": ("⌈", "⌉"), "floor": ("⌊", "⌋"), "angle": ("⟨", "⟩")}
# `\left(`, `\bigr]`, `\left\{`
SIZED = re.compile(r"\\(?:left|right|middle|[Bb]igg?[lrm]?) ?(?P<delimiter>[()\[\]|/]|\\[{}|])")
# `\alpha`, `\o{}`, `{\ss}`, and the space that TeX swallows after a letter: `S\o ren`
CONTROL_WORD = re.compile(
    r"(?P<open>\{)?(?P<macro>\\(?P<name>[A-Za-z]{1,40})(?:\{\})?)(?(open)\}|(?P<gap> (?=[a-z]))?)"
)
# `\%`, `\_`, `\|`
ESCAPED = re.compile(r"\\(?P<character>[%&#_${}|])")
# `1\,000`; `et al.\ 2018`
SPACE = re.compile(r"(?<=\S)\\,(?=\S)|(?<=\.)\\ (?=\S)")


@cache
def _symbols() -> dict[str, str]:
    r"""Names of the control words that stand for one character, or for themselves (`\log`)."""
    symbols: dict[str, str] = {}
    for macro in get_default_latex_context_db().iter_macro_specs():
        name, value = macro.macroname, macro.simplify_repl
        if isinstance(value, str) and (value == name or (len(value) == 1 and not value.isspace())):
            symbols[name] = value
    return symbols | MORE_SYMBOLS


def symbol(name: str) -> str | None:
    r"""Give what `\name` stands for, or None if it is unknown or more than a symbol."""
    return _symbols().get(name)


def is_greek(name: str) -> bool:
    r"""Whether `\name` is a Greek letter, or the ell that is used like one."""
    return "Ͱ" <= (symbol(name) or "") <= "Ͽ" or name == "ell"


def is_latin(value: str) -> bool:
    """Whether a symbol is a letter of names (ø, ß) or a function's name (log)."""
    return value.isalpha() and value < "Ͱ"


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
    if match["gap"] and not (len(value) == 1 and is_latin(value)):
        return (Segment(match["macro"], value),)
    return value


BRACKET_RULES = (Rule("brackets", ("ceil", "floor", "angle"), BRACKETS, _brackets),)
SYMBOL_RULES = (
    Rule("root", ("sqrt{",), ROOT, _root),
    Rule("fraction", ("frac{",), FRACTION, lambda match, _: f"{match['over']}/{match['under']}"),
    Rule("sized delimiter", ("\\",), SIZED, _delimiter),
    Rule("control word", ("\\",), CONTROL_WORD, _control_word),
    Rule("escape", ("\\",), ESCAPED, lambda match, _: match["character"].replace("|", "‖")),
    Rule("space", ("\\",), SPACE, lambda match, _: NARROW_NO_BREAK_SPACE if match.group() == "\\," else " "),
)
