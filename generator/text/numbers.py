"""Numbers and the marks around them: factors, approximations, ranges, ties."""

import re

from generator.text.scan import InnerRepair, Rule

NUMBER = r"\d{1,12}(?:[.,]\d{1,12}){0,3}"

# `48times`, `2.4\times`, `12times12times3`: digits glued to "times"; a space before it means English
FACTOR = re.compile(rf"(?<!\d){NUMBER}(?:\\?times{NUMBER}){{0,4}}\\?times(?:{NUMBER})?(?![a-z_])")
# `sim500`, `approx10`, `geq95`, `sim7B`; one digit alone may be a name (`sim1`, `sim2real`)
LOST_RELATION = re.compile(
    r"(?<![^\W_])(?<!\\)(?P<word>sim|approx|leq|geq)(?=\d{2}|\d[.,]\d|\d(?:%|\\%|\\?times|[xKMBT](?!\w)))"
)
RELATIONS = {"sim": "~", "approx": "≈", "leq": "≤", "geq": "≥"}
# `\sim 500`; between variables `\sim` is the relation of that name
ABOUT = re.compile(r"\\sim ?(?=\d)")
# `30--50\%`, `17.09\%--29.30\%`: TeX's dash of ranges
RANGE = re.compile(r"(?<=[\d%])--(?=\\?\$?\d)")
# `e.g.~on`, `Table~2`; what stands before it is checked apart, as its length varies
TIE = re.compile(r"(?<=[A-Za-z.])~(?=[^\s~.,;:!?)])")
BEFORE_TIE = re.compile(r"(?:[A-Za-z]\.|(?<![^\W_])[A-Za-z]{2,24})\Z")


def _untie(match: re.Match[str], _: InnerRepair) -> str | None:
    """Keep the tilde of `10X~20X`, `x~N(0,1)` and paths."""
    before = match.string[max(0, match.start() - 25) : match.start()]
    return " " if BEFORE_TIE.search(before) else None


RULES = (
    Rule("factor", FACTOR, lambda match, _: re.sub(r"\\?times", "×", match.group())),
    Rule("relation without backslash", LOST_RELATION, lambda match, _: RELATIONS[match["word"]]),
    Rule("about", ABOUT, lambda match, _: "~"),
    Rule("range", RANGE, lambda match, _: "–"),
    Rule("tie", TIE, _untie),
)
