"""TeX accents, symbols, control words and markup as the characters and text they stand for."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from papershelf.text.segments import InnerRepair, Rule, Segment, enclose

BACKSLASH_OR_WORD_START = r"(?:\\|(?<![A-Za-z\\]))"
LETTER = r"(?:[A-Za-z]|\\[ij](?![A-Za-z]))"
SIGN_ACCENT = rf"[`'^\"~=.](?:\{{{LETTER}\}}|{LETTER})"
NAMED_ACCENT = rf"[cvuHkrdb](?:\{{{LETTER}\}}| [A-Za-z](?![A-Za-z]))"
# `\'{n}`, `\"o`, `\~\i`, `\c{c}`, `\v s`; the whole may stand in braces
ACCENT = re.compile(rf"(?P<open>\{{)?(?P<macro>\\(?:{SIGN_ACCENT}|{NAMED_ACCENT}))(?(open)\}})")
# `it\'s`, `\"word\"`: escaped marks, not accents
ESCAPED_MARK = re.compile(r"\\'(?:s|t|re|ve|ll|d|m)(?![A-Za-z])|\\\"[^\"\\]{1,200}\\\"(?![A-Za-z{])")
# `\tilde{O}`, `hat{x}`: an accent over one letter of maths
MATHS_ACCENT = re.compile(
    BACKSLASH_OR_WORD_START
    + r"(?P<name>widetilde|widehat|overline|tilde|hat|bar|d?dot|vec|check|breve)\{(?P<letter>[A-Za-z])\}"
)
NARROW_NAMES = {"widetilde": "tilde", "widehat": "hat", "overline": "bar"}  # pylatexenc drops the wide ones
# `\mathbb{R}`, `mathbb{R}`
DOUBLE_STRUCK = re.compile(BACKSLASH_OR_WORD_START + r"mathbb\{(?P<letter>[A-Z])\}")
# Missing from pylatexenc, or not a symbol there
MORE_SYMBOLS = {
    "S": "§", "P": "¶", "checkmark": "✓", "colon": ":", "copyright": "©", "degree": "°", "dots": "…",
    "gets": "←", "iff": "⇔", "implies": "⇒", "land": "∧", "lor": "∨", "ne": "≠", "neg": "¬",
    "quad": " ", "xspace": "", "LaTeX": "LaTeX", "textgreater": ">", "textless": "<",
    "TeX": "TeX", "argmax": "argmax", "argmin": "argmin",
}  # fmt: skip
NARROW_NO_BREAK_SPACE = "\u202f"
# `\sqrt{n}`, `sqrt{2T}`
ROOT = re.compile(BACKSLASH_OR_WORD_START + r"sqrt\{(?P<body>\w{1,20})\}")
# `\frac{1}{2}`, not after a number: 3½ isn't 31/2
FRACTION = re.compile(r"(?<![\w\\])\\?[dt]?frac\{(?P<over>\w{1,12})\}\{(?P<under>\w{1,12})\}")
# `lceillog_2 Krceil`, `\lfloor x \rfloor`: a pair, with or without backslashes
BRACKETS = re.compile(
    r"(?<![A-Za-z\\])\\?l(?P<kind>ceil|floor|angle)(?P<body>[^{}\n]{1,60}?)(?<!\\)\\?r(?P=kind)(?![A-Za-z])"
)
BRACKET_PAIRS = {"ceil": ("⌈", "⌉"), "floor": ("⌊", "⌋"), "angle": ("⟨", "⟩")}
# `\left(`, `\bigr]`, `\left\{`
SIZED = re.compile(r"\\(?:left|right|middle|[Bb]igg?[lrm]?) ?(?P<delimiter>[()\[\]|/]|\\[{}|])")
# `\eg`, `\ie.,`: abbreviations that many papers define
ABBREVIATION = re.compile(r"\\(?P<name>eg|ie|etc|etal|cf|vs|wrt|aka)(?![A-Za-z])(?:\{\})?\.?")
ABBREVIATIONS = {
    "eg": "e.g.", "ie": "i.e.", "etc": "etc.", "etal": "et al.", "cf": "cf.", "vs": "vs.",
    "wrt": "w.r.t.", "aka": "a.k.a.",
}  # fmt: skip
# `\alpha`, `\o{}`, `{\ss}`, and the space that TeX ignores after a letter: `S\o ren`
CONTROL_WORD = re.compile(
    r"(?P<open>\{)?(?P<macro>\\(?P<name>[A-Za-z]{1,40})(?:\{\})?)(?(open)\}|(?P<gap> (?=[a-z]))?)"
)
# `\%`, `\_`, `\|`
ESCAPED = re.compile(r"\\(?P<character>[%&#_${}|])")
# `1\,000`; `et al.\ 2018`, `Network\ for`
SPACE = re.compile(r"(?<=\S)\\,(?=\S)|(?<=[.A-Za-z])\\ (?=\S)")
# `. \ This`, ` \,Pro`: after a space, it is one too many
SECOND_SPACE = re.compile(r"\\[ ,](?<=\s\\.)(?=\S)")
# `\1.49M`, `(about \212 K)`: a dollar that was escaped
DOLLAR = re.compile(r"\\(?<=[\s(]\\)(?=\d{1,3}(?:[.,]\d+)*(?![\d)]))")
# `it\'s`, `\"open\"`
ESCAPED_QUOTE = re.compile(
    r"\\'(?<=[A-Za-z]\\')(?=(?:s|t|re|ve|ll|d|m)(?![A-Za-z]))|\\\"(?P<body>[^\"\\]{1,200})\\\"(?![A-Za-z{])"
)
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


@cache
def _converter() -> Callable[[str], str]:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - most commands meet no TeX

    convert: Callable[[str], str] = LatexNodes2Text().latex_to_text
    return convert


def _converted(tex: str) -> str:
    return unicodedata.normalize("NFC", _converter()(tex))


def _accent(match: re.Match[str], _: InnerRepair) -> str | None:
    r"""Accept only an accent that makes one letter of Unicode: `\'t` doesn't."""
    if not match["open"] and ESCAPED_MARK.match(match.string, match.start()):
        return None
    letter = _converted(match["macro"])
    return letter if len(letter) == 1 and letter.isalpha() else None


def _maths_accent(match: re.Match[str], _: InnerRepair) -> str:
    name = NARROW_NAMES.get(match["name"], match["name"])
    return _converted(f"\\{name}{{{match['letter']}}}")


ACCENT_RULES = (
    Rule("accent", ("\\",), ACCENT, _accent),
    Rule("maths accent", ("{",), MATHS_ACCENT, _maths_accent),
    Rule(
        "double-struck",
        ("mathbb{",),
        DOUBLE_STRUCK,
        lambda match, _: _converted("\\" + match.group().lstrip("\\")),
    ),
)


@cache
def _symbols() -> dict[str, str]:
    r"""Map the names of control words to the one character or the name itself (`\log`) that they show."""
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - the same

    symbols: dict[str, str] = {}
    for macro in get_default_latex_context_db().iter_macro_specs():
        name, value = macro.macroname, macro.simplify_repl
        if isinstance(value, str) and (value == name or (len(value) == 1 and not value.isspace())):
            symbols[name] = value
    return symbols | MORE_SYMBOLS


def symbol(name: str) -> str | None:
    r"""Return what `\name` stands for; None if it is unknown or more than a symbol."""
    return _symbols().get(name)


def is_greek(name: str) -> bool:
    r"""Tell whether `\name` is a Greek letter, or the ell that is used like one."""
    return "Ͱ" <= (symbol(name) or "") <= "Ͽ" or name == "ell"


def is_latin(value: str) -> bool:
    """Tell whether a symbol is a letter of names (ø, ß) or a function's name (log)."""
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


def _escaped_quote(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | str:
    return enclose('\\"', repair(match["body"]), '\\"', '"', '"') if match["body"] else "'"


BRACKET_RULES = (Rule("brackets", ("ceil", "floor", "angle"), BRACKETS, _brackets),)
SYMBOL_RULES = (
    Rule("root", ("sqrt{",), ROOT, _root),
    Rule("fraction", ("frac{",), FRACTION, lambda match, _: f"{match['over']}/{match['under']}"),
    Rule("sized delimiter", ("\\",), SIZED, _delimiter),
    Rule("abbreviation", ("\\",), ABBREVIATION, lambda match, _: ABBREVIATIONS[match["name"]]),
    Rule("control word", ("\\",), CONTROL_WORD, _control_word),
    Rule("escape", ("\\",), ESCAPED, lambda match, _: match["character"].replace("|", "‖")),
    Rule("escaped quote", ("\\'", '\\"'), ESCAPED_QUOTE, _escaped_quote),
    Rule("second space", ("\\ ", "\\,"), SECOND_SPACE, lambda _match, _: ""),
    Rule("escaped dollar", ("\\",), DOLLAR, lambda _match, _: "$"),
    Rule("space", ("\\",), SPACE, lambda match, _: NARROW_NO_BREAK_SPACE if match.group() == "\\," else " "),
)


def _body(depth: int) -> str:
    """Return the pattern of a text with balanced braces; possessive, so that an unclosed brace fails fast."""
    nested = rf"|\{{{_body(depth - 1)}\}}" if depth else ""
    return rf"(?:[^{{}}\\]++|\\[\s\S]{nested})*+"


BODY = _body(4)


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
GROUPED_LINK = re.compile(rf"\{{(?<![\w\\}}]\{{)(?=\s?https?\s?:)(?P<body>{BODY})\}}")


def _unwrap(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    opening = match.string[match.start() : match.start("body")]
    closing = match.string[match.end("body") : match.end()]
    return enclose(opening, repair(match["body"]), closing)


def _unwrap_link(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | None:
    unwrapped = _unwrap(match, repair)
    return unwrapped if any(segment.href for segment in unwrapped) else None


MARKUP_RULES = (
    Rule("styled", ("{",), STYLED, _unwrap),
    Rule("coloured", ("color",), COLOURED, _unwrap),
    Rule("declared", ("{",), DECLARED, _unwrap),
    Rule("grouped link", ("{",), GROUPED_LINK, _unwrap_link),
)
