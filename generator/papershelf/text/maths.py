"""Formulas, and powers and indices that lost their markup."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment
from papershelf.text.tex import is_greek, is_latin, symbol

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
NAMED_POWERS = {
    "circ": "°", "prime": "′", "top": "ᵀ", "*": "*", "ast": "*", "star": "*", "dagger": "†",
}  # fmt: skip
BIG_OPERATORS = {"sum": "∑", "prod": "∏", "int": "∫"}
FUNCTIONS = frozenset({"log", "ln", "exp", "min", "max", "sup", "inf", "lim", "arg", "argmin", "argmax"})
# Elements found in formulas of abstracts; those of two letters first, or Si would be read as S.
ELEMENT = (
    "(?:Ag|Al|Ar|As|Au|Ba|Br|Ca|Cd|Ce|Cl|Co|Cr|Cs|Cu|Fe|Ga|Ge|He|Hf|Hg|In|La|Li|Mg|Mn|Mo|Na|Nb|Ni|Pb|Pd|Pt|Rb|Ru"
    "|Sb|Se|Si|Sn|Sr|Ta|Te|Ti|Zn|Zr|B|C|F|H|I|K|N|O|P|S|U|V|W|Y)"
)

GROUP = r"\{(?:[^{}]{1,24}|\\(?:text|mathrm)\{[^{}]{1,24}\})\}"
POWER = (
    rf"\^(?:{GROUP}|[-+−]?\d{{1,4}}(?![\d_]|\.\d)|[A-Za-z](?![^\W_])|\*"
    r"|\([-−]\d{1,3}\)"
    r"|\\?(?:circ|top|star|ast|dagger|max|min)(?![A-Za-z])|\\prime(?![A-Za-z]))"
)
INDEX = rf"_(?:{GROUP}|\d{{1,3}}(?:(?!\w|\.\w)|(?=propto|cdot))|[A-Za-z](?!\w|\.\w))"

# `H_2O`, `Al_2O_3`: elements with their numbers
FORMULA = re.compile(
    rf"(?<![\w\\])(?:{ELEMENT}{{1,4}}_(?:\d{{1,2}}|\{{\d{{1,2}}\}})){{1,6}}{ELEMENT}{{0,3}}(?![\w^]|\.\w)"
)
# A word, a number or the end of a group, with scripts: `6.5km^2`, `\epsilon^{-1}`, `x_i^2`, `)^2`
SCRIPTED = re.compile(
    r"(?:(?P<base>\\[A-Za-z]{1,16}|(?<![^\W_\\])(?:\d{1,9}[.,])?[^\W_]{1,16})"
    r"|(?<=[\w)\]}|])(?=\^)|(?<=[)\]}|])(?=_))"
    rf"(?P<scripts>(?:{POWER}|{INDEX}){{1,3}})"
)
DECIMAL = re.compile(r"[-+−]?\d{1,4}\.\d{1,4}")
BARE_NAME = re.compile(r"\\?(?P<name>[A-Za-z]{2,24})")
LONGEST_NAME = 7  # characters from which on a script is a word rather than a command: `partial`
ONE_SCRIPT = re.compile(rf"{POWER}|{INDEX}")
INNER = r"(?:[^$\\]|\\[^()\[\]$]){1,400}?"
LINES = r"(?:[^$\\]|\\[^()\[\]$]){1,1000}?"
RELATIONS = "<>=≈∼~≃≅≠≤≥≲≳≪≫±∓×÷∝→"
# After a letter only what is not an amount in some dollars: `CO$_2$`, `p$<$0.05`, not `US$5/A$7`
INLINE = re.compile(
    rf"(?<![\\$])(?:(?<![A-Za-z])|(?=\$[\\^_({RELATIONS}]))\$(?=[^\s$])(?P<tex>{INNER})(?<![\s\\:/,;])\$(?!\$)"
)
ROUND = re.compile(rf"\\\((?P<tex>{INNER})\\\)")
DISPLAY = re.compile(rf"(?<![\\$])\$\$(?P<tex>{LINES})\$\$(?!\$)|(?<!\\)\\\[(?P<square>{LINES})\\\]")
# After a digit only what cannot be a price, such as `2$\times$` and `10$^5$`, not `5$/10$`
AFTER_NUMBER = re.compile(rf"[\\^_{RELATIONS}]")
# Before a digit, too: `$\sim$100`, `$p<$0.05`, `$^{{13}}$2`, not `$5-$10`
BEFORE_NUMBER = re.compile(
    rf"(?![0-9])(?:\w?\s?[{RELATIONS}+\-−]|(?=[^$]*[\\^_])[^$]*)|(?=[^$]*\\)[^$]*(?:\\[A-Za-z]+\s?|[{RELATIONS}])"
)
ONLY_SCRIPTS = re.compile(rf"(?:{POWER}|{INDEX}){{1,2}}")
SIGNS = re.compile(r"[^\w\\{}$^]+|[⁰¹²³⁴-₎ᵀ°′]+")
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


def _base(word: str, *, bare_index: bool, after_underscore: bool) -> str | None:
    """Show the base: TeX and Greek names as symbols; None where a bare index (`x_i`) shows an identifier."""
    if word.startswith("\\"):
        return symbol(word[1:])
    if is_greek(word) and not after_underscore:
        return symbol(word)
    if bare_index and (after_underscore or not ((len(word) == 1 and word.isalpha()) or word in FUNCTIONS)):
        return None
    return word if bare_index else BIG_OPERATORS.get(word, word)


def _body(script: str) -> str:
    r"""Return what a script holds: `^{12}`, `^(-12)`, `_{\text{out}}`."""
    inside = script[2:-1] if script[1] == "(" else script[1:]
    return re.sub(r"^\{(?:\\(?:text|mathrm)\{)?|\}+$", "", inside).strip().removeprefix(",")


def _script(script: str) -> str | None:
    """Raise or lower one script (`^2`, `_{12}`); None where a character has no such form."""
    body, is_power = _body(script), script[0] == "^"
    name = body.removeprefix("\\")
    if is_power and name in NAMED_POWERS:
        return NAMED_POWERS[name]
    if len(body) < LONGEST_NAME and not is_latin(symbol(body) or "a"):  # `^{alpha}` lost its backslash
        return None
    table, point = (SUPERSCRIPTS, "·") if is_power else (SUBSCRIPTS, ".")
    if DECIMAL.fullmatch(body):
        return point.join("".join(map(table.__getitem__, part)) for part in body.split("."))
    characters = [table.get(character) for character in name]
    return "".join(filter(None, characters)) if name and all(characters) else None


def _scripted(match: re.Match[str], _: InnerRepair) -> tuple[Segment, ...] | str | None:
    found: list[str] = ONE_SCRIPT.findall(match["scripts"])
    base = _base(
        match["base"] or "",
        bare_index=match["base"] is not None and any(re.match(r"_[^{]", script) for script in found),
        after_underscore=match.string[max(0, match.start() - 1) : match.start()] == "_",
    )
    if base is None:
        return None
    pieces = [_script(script) for script in found]
    if None in pieces:
        return _as_formula(match.group(), base, found)
    return base + "".join(piece for piece in pieces if piece)


def _as_formula(raw: str, base: str, scripts: list[str]) -> tuple[Segment, ...] | None:
    """Set what Unicode cannot raise or lower: `G_{stack}`, `O(n)^{1/4}`; only what is surely a script."""
    if not all(script[1] == "{" or script[1:] == "*" for script in scripts):
        return None
    tex = f"\\text{{{base}}}" if len(base) > 1 and base.isalpha() else base or "{}"
    plain = base
    for script in scripts:
        body = _body(script)
        inside = " ".join(BARE_NAME.sub(_named, body).split())
        plain += _plain_script(script[0], inside)
        tex += script[0] + f"{{{BARE_NAME.sub(_named_in_tex, body)}}}"
    return (Segment(raw, plain, maths=tex),)


def _plain_script(mark: str, inside: str) -> str:
    if mark == "^" and inside in NAMED_POWERS:
        return NAMED_POWERS[inside]
    if inside.isalnum():
        return mark + inside
    return f"^({inside})" if mark == "^" else f"_{{{inside}}}"


def _named(match: re.Match[str]) -> str:
    return symbol(match["name"]) or match.group()


def _named_in_tex(match: re.Match[str]) -> str:
    r"""Give a command its backslash back, and set a word upright: `times` as `\times`, `stack` as a word."""
    name = match["name"]
    is_sign = symbol(name) is not None and not is_latin(symbol(name) or "")
    return f"\\{name} " if match.group()[0] == "\\" or is_sign else f"\\text{{{name}}}"


def _chemical_formula(match: re.Match[str], _: InnerRepair) -> str:
    return re.sub(r"_\{?(\d+)\}?", lambda number: "".join(SUBSCRIPTS[n] for n in number[1]), match.group())


SCRIPT_RULES = (
    Rule("chemical formula", ("_",), FORMULA, _chemical_formula, near=re.compile("_")),
    Rule("scripts", ("^", "_"), SCRIPTED, _scripted, near=re.compile(r"[\^_](?=[\w{(*\\+−-])")),
)


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
    scripts = (
        [_script(script) for script in ONE_SCRIPT.findall(tex)] if ONLY_SCRIPTS.fullmatch(tex) else [None]
    )
    text = (
        "".join(segment.shown for segment in repair(tex))
        if None in scripts
        else "".join(filter(None, scripts))
    )
    return " ".join(SPACE.sub(" ", text).split())


def formula_at(text: str, position: int) -> re.Match[str] | None:
    """Find the formula in single dollars that begins here; dollars that are money begin none."""
    match = INLINE.match(text, position)
    if not match:
        return None
    tex = match["tex"]
    after_digit = text[max(0, position - 1) : position].isdigit()
    before_digit = text[match.end() : match.end() + 1].isdigit()
    if WORD_OF_A_SENTENCE.search(TEXT_GROUP.sub("x", tex)) or (after_digit and not AFTER_NUMBER.match(tex)):
        return None
    return match if not before_digit or BEFORE_NUMBER.fullmatch(tex) else None


def as_signs(tex: str, repair: InnerRepair) -> str | None:
    r"""Return a formula of mere signs as text: `\times`, `>`, `^3`; None where it has letters or numbers."""
    text = _plain(tex, repair) if is_well_formed(tex) else ""
    return text if SIGNS.fullmatch(text) else None


def _inline(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | None:
    return _formula(match, repair) if formula_at(match.string, match.start()) else None


def _formula(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | None:
    tex = match[match.lastgroup or "tex"]
    if not is_well_formed(tex):
        return None
    return (Segment(match.group(), _plain(tex, repair), maths=tex.strip()),)


FORMULA_RULES = (
    Rule("displayed formula", ("$$", "\\["), DISPLAY, _formula),
    Rule("formula", ("$",), INLINE, _inline),
    Rule("formula in round brackets", ("\\(",), ROUND, _formula),
)
