"""TeX accents over letters, in names and in maths, converted by pylatexenc."""

import re
import unicodedata

from pylatexenc.latex2text import LatexNodes2Text

from papershelf.text.scan import InnerRepair, Rule

CONVERTER = LatexNodes2Text()
BACKSLASH_OR_WORD_START = r"(?:\\|(?<![A-Za-z\\]))"
LETTER = r"(?:[A-Za-z]|\\[ij](?![A-Za-z]))"
SIGN_ACCENT = rf"[`'^\"~=.](?:\{{{LETTER}\}}|{LETTER})"
NAMED_ACCENT = rf"[cvuHkrdb](?:\{{{LETTER}\}}| [A-Za-z](?![A-Za-z]))"
# `\'{n}`, `\"o`, `\~\i`, `\c{c}`, `\v s`; the whole may stand in braces
ACCENT = re.compile(rf"(?P<open>\{{)?(?P<macro>\\(?:{SIGN_ACCENT}|{NAMED_ACCENT}))(?(open)\}})")
# `it\'s`, `\"word\"`: marks that were escaped, no accents
ESCAPED_MARK = re.compile(r"\\'(?:s|t|re|ve|ll|d|m)(?![A-Za-z])|\\\"[^\"\\]{1,200}\\\"(?![A-Za-z{])")
# `\tilde{O}`, `hat{x}`: over one letter of maths
MATHS_ACCENT = re.compile(
    BACKSLASH_OR_WORD_START
    + r"(?P<name>widetilde|widehat|overline|tilde|hat|bar|d?dot|vec|check|breve)\{(?P<letter>[A-Za-z])\}"
)
NARROW_NAMES = {"widetilde": "tilde", "widehat": "hat", "overline": "bar"}  # pylatexenc drops the wide ones
# `\mathbb{R}`, `mathbb{R}`
DOUBLE_STRUCK = re.compile(BACKSLASH_OR_WORD_START + r"mathbb\{(?P<letter>[A-Z])\}")


def _converted(tex: str) -> str:
    return unicodedata.normalize("NFC", str(CONVERTER.latex_to_text(tex)))


def _accent(match: re.Match[str], _: InnerRepair) -> str | None:
    r"""Accept only what is one letter of Unicode: `\'t` is none."""
    if not match["open"] and ESCAPED_MARK.match(match.string, match.start()):
        return None
    letter = _converted(match["macro"])
    return letter if len(letter) == 1 and letter.isalpha() else None


def _maths_accent(match: re.Match[str], _: InnerRepair) -> str:
    name = NARROW_NAMES.get(match["name"], match["name"])
    return _converted(f"\\{name}{{{match['letter']}}}")


def _double_struck(match: re.Match[str], _: InnerRepair) -> str:
    return _converted(f"\\mathbb{{{match['letter']}}}")


RULES = (
    Rule("accent", ("\\",), ACCENT, _accent),
    Rule("maths accent", ("{",), MATHS_ACCENT, _maths_accent),
    Rule("double-struck", ("mathbb{",), DOUBLE_STRUCK, _double_struck),
)
