"""Names of TeX commands that lost their backslashes, where they can be no words."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment
from papershelf.text.tex import is_greek, symbol

# No English words, and no names of programs
OPERATORS = (
    "rightarrow", "leftarrow", "Rightarrow", "leftrightarrow", "leq", "geq", "neq", "propto", "infty", "cdot",
    "nabla",
)  # fmt: skip
# `5.7% rightarrow 25.4%`, `infty-RoPE`, `cdot r_c`, `, ell)`
ALONE = re.compile(rf"(?:{'|'.join(OPERATORS)})(?![\w./])|ell(?<=[ (]ell)(?=[ ),])")
# `lambdacdot d`, `λcdot d`: after the letter that lost its backslash, too, or a number
GLUED = re.compile(
    r"(?:(?<![A-Za-z\\])(?P<greek>alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|rho|sigma|tau|phi|omega)"
    r"|(?<=[\dα-ω}]))(?P<name>cdot|propto|leq|geq)(?![A-Za-z])"
)
# `D_f approx 1.7`, `phi approx 0`: between a variable and a number; `(approx 30K` is English
ABOUT = re.compile(r"(?P<name>(?<= )approx) (?P<sign>[-−]?)(?=\d)")
VARIABLE = re.compile(r"(?:\A|[\s(=])(?:[^\W\d_](?:_\{?\w{1,3}\}?)?|(?P<greek>[a-z]{2,7})) \Z")
# `R^{d times d}`, `n times n`
PRODUCT = re.compile(r"(?<![A-Za-z])(?P<factor>[A-Za-z]) times (?P=factor)(?![A-Za-z])")
# `mloglog m`, `O(nlog n)`; not `blog a`
LOGARITHM = re.compile(r"log(?P<more>log){0,2}(?= ?[A-Za-z\d](?![A-Za-z]))")
VARIABLES = frozenset("dkmnNKMTLHD")
# `Obig(n+kbig)`: sizes of a pair of brackets
SIZED_PAIR = re.compile(
    r"(?:(?<![A-Za-z\\])|(?<=\b[A-Z]))[Bb]igg?[lr]?(?P<open>[(\[])(?P<body>(?:(?![Bb]ig)[^\n]){1,80}?)[Bb]igg?[lr]?(?P<close>[)\]])"
)
# `widetilde P`
WIDE = re.compile(r"(?<![\w\\])wide(?P<name>tilde|hat) (?P<letter>[A-Za-z])(?![A-Za-z])")
COMBINING = {"tilde": "\u0303", "hat": "\u0302"}
# `sim!30`, `x!in!{4,8}`: of `\!`, which draws signs together, the mark is left
THIN = re.compile(r"!(?P<name>in|times|leq|geq|approx|sim)!|(?<![^\W_])\\?(?P<about>sim)!(?=\d)")
# `frac12D`
HALF = re.compile(r"(?<![A-Za-z\\])frac(?P<over>\d)(?P<under>\d)(?!\d)")
# `eq:loss` after the word that it is said with
LABEL = re.compile(
    r"(?:(?<=Section[ ~])|(?<=Appendix[ ~])|(?<=Figure[ ~])|(?<=Table[ ~]))(?:sec|app|fig|tab):(?=[A-Za-z])"
)


def _alone(match: re.Match[str], _: InnerRepair) -> str | None:
    before = match.string[max(0, match.start() - 1) : match.start()]
    return None if before.isalnum() or before in {"_", "\\", ".", "/", "{", "-"} else symbol(match.group())


def _glued(match: re.Match[str], _: InnerRepair) -> str:
    return (symbol(match["greek"] or "") or match["greek"] or "") + (symbol(match["name"]) or match["name"])


def _about(match: re.Match[str], _: InnerRepair) -> str | None:
    left = VARIABLE.search(match.string, max(0, match.start() - 12), match.start())
    is_variable = left and (left["greek"] is None or is_greek(left["greek"]))
    return f"≈ {match['sign']}" if is_variable else None


def _logarithm(match: re.Match[str], _: InnerRepair) -> str | None:
    """Part `log` from `log`, and from a variable before it that is not part of a word."""
    start = match.start()
    before = match.string[max(0, start - 2) : start]
    is_letter = before[-1:].isalpha() or before[-1:] == "\\"
    after_variable = before[-1:] in VARIABLES and not (before[:-1].isalpha() or before[:-1] == "\\")
    if not after_variable and (is_letter or not match["more"]):
        return None
    return " " * after_variable + " ".join(["log"] * (len(match.group()) // len("log")))


def _half(match: re.Match[str], _: InnerRepair) -> str:
    is_factor = match.string[match.end() : match.end() + 1].isalpha()
    return f"{match['over']}/{match['under']}" + " " * is_factor


def _sized_pair(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...]:
    opening = match.string[match.start() : match.start("body")]
    closing = match.string[match.end("body") : match.end()]
    return (Segment(opening, match["open"]), *repair(match["body"]), Segment(closing, match["close"]))


LOST_RULES = (
    Rule(
        "lost operator",
        ("arrow", "leq", "geq", "neq", "propto", "infty", "cdot", "nabla", " ell", "(ell"),
        ALONE,
        _alone,
    ),
    Rule("glued operator", ("cdot", "propto", "leq", "geq"), GLUED, _glued),
    Rule("lost relation", (" approx ",), ABOUT, _about),
    Rule("product", (" times ",), PRODUCT, lambda match, _: f"{match['factor']} × {match['factor']}"),
    Rule("glued logarithm", ("log",), LOGARITHM, _logarithm),
    Rule("sizes of brackets", ("ig(", "igg(", "igl(", "ig[", "iggl("), SIZED_PAIR, _sized_pair),
    Rule("wide accent", ("widetilde ", "widehat "), WIDE, lambda m, _: m["letter"] + COMBINING[m["name"]]),
    Rule(
        "thin space",
        ("!in!", "!times!", "!leq!", "!geq!", "!approx!", "sim!"),
        THIN,
        lambda m, _: "~" if m["about"] else symbol(m["name"]) or m.group(),
    ),
    Rule("lost fraction", ("frac",), HALF, _half),
    Rule("label", ("sec:", "app:", "fig:", "tab:"), LABEL, lambda _match, _: ""),
)
