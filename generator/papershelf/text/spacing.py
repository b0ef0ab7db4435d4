"""Blanks that are missing after a mark, stray before one, or left where a line divided a word."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment

# Words that begin a sentence after a full stop without a blank; `torch.Tensor` and `Dr.Kernel` are names
OPENING = (
    r"(?:A|An|The|This|These|That|Those|It|Its|They|Their|There|We|Our|Here|He|She|In|On|At|By|For|From|To|As|Of"
    r"|With|Without|Within|Under|Over|After|Before|Since|Through|Via|Unlike|Like|Using|Based|Built|Given|Despite"
    r"|Due"
    r"|During|When|While|Where|Whereas|Which|What|How|Why|If|Once|Until|Although|Though|Because|However|Moreover"
    r"|Furthermore|Therefore|Thus|Hence|Then|Meanwhile|Instead|Overall|Also|Both|Each|Every|Most|Many|Some|Such"
    r"|Several|Two|Three|First|Second|Third|Next|Finally|Lastly|Yet|But|And|Or|Not|No|Extensive|Comprehensive"
    r"|Experiments?|Experimental|Empirical|Existing|Current|Recent|Previous|Prior|Drawing|Leveraging|Inspired"
    r"|Motivated|Results|Evaluations?|Code|Codes|Data|Demos?|Models?|Project|Specifically|Additionally"
    r"|[A-Z][a-z]{3,20}ly)"
)
# The marks come first in the patterns, then what is before them: a search for a mark is many times faster.
# `sharing.This strategy`, `SD3.5.Code is`, `(MLLMs).To reduce`
SENTENCE = re.compile(
    rf"\.(?<=[a-zà-ÿ]{{2}}\.|.[\d%)\]}}”\"']\.)(?={OPENING}(?: [^\W_]| \(|, [^\W_]))(?!\w+ [A-Z]\w*\.\w)"
)
# `domains.GPU Optimization`, `techniques.LogQuant integrates`: a name with capitals, after a plain word
NAME = re.compile(r"\.(?<=[a-z]{5}\.)(?=(?P<name>[A-Z][a-z]{0,9}[A-Z][\w-]{0,24}) [A-Za-z])")
# `GitHub.https://`, `page:https://`
BEFORE_LINK = re.compile(r"[.:,](?<=[A-Za-z]{3}.)(?=https?://)")
# `Any2Caption:Interpreting Any`, `AMC23:+27.5%`
COLON = re.compile(
    r":(?<=[\w)-][A-Za-z0-9)]:)(?=[A-Z][a-z]{2,24}(?:-[A-Za-z]{1,24}){0,3} [A-Za-z(]|An? [A-Z]"
    r"|[+−-]\d[\d.]*\\?%)"
)
# `process,we`, `often,too.The`, `e.g.,iGPUs`, `72%,60%`; not `(x,y)`, `a,b,c`, `{height,width}`
COMMA = re.compile(
    r",(?:(?<=[A-Za-z-]{4},)(?=(?:an?|we|it|is|in|to|or|and|but|[A-Za-z][a-z]{2,})(?:[,.;)]?(?:\s|$)|\.[A-Z]))"
    r"|(?<=\be\.g\.,)(?=\w)|(?<=\bi\.e\.,)(?=\w)|(?<=%,)(?=[+−-]?\d))"
)
PLAIN_WORD = re.compile(r"(?:(?:e\.g|i\.e)\.,)?[\"“‘(]?[A-Za-z][A-Za-z-]*")
# `at https://x.org .`, `in exams , in`; `we present , a` has lost a name
STRAY = re.compile(r" (?P<mark>[.,])(?<=[\w/)\]}”\"%] .)(?=\s|$)(?! \.)")
LOST_NAME = re.compile(
    r"\b(?:present|introduce|propose|develop|release|called|named|termed|dubbed|namely|and|on|that|of)\Z"
)
# `syn- thetic`, `fine- tuned`; not `pre- and post-training`
DIVIDED = re.compile(
    r"- (?<=[A-Za-z]{2}- )(?P<second>(?!(?:and|or|to|vs|nor|versus|but|as|the|in|of)\b)"
    r"[a-z]{2,20})(?!\w|-(?!-))"
)
FIRST_PART = re.compile(r"(?<!\w)(?<!\w-)[A-Za-z]{2,16}\Z")
COMMON_MARKS = frozenset(".,:")
GLUED_MARK = re.compile(r"[.,:](?=[^\s.,:;!?)\d]|(?<=%,)\d)")
"""A common mark with no blank after it: without one, or a mark of another rule, no text changes."""
FARTHEST = 2_000  # characters in which to look for the same word
SECOND_HALVES = frozenset(
    ("aware", "based", "bound", "centric", "driven", "end", "efficient", "free", "grained", "guided", "level",
     "like", "order", "oriented", "performance", "quality", "rank", "resolution", "scale", "shot", "source",
     "specific", "stage", "step", "style", "supervised", "term", "time", "to", "trained", "training", "tuned",
     "tuning", "wise")
)  # fmt: skip
# First parts of divided words that are not a word, and no prefix that keeps its hyphen
STEMS = re.compile(
    r"(?:en|em|im|con|com|col|per|pro|sup|sug|sur|ap|ac|ad|al|as|at|ef|dif|dis|de|ex|ob|op|tra|gen|gener|cre|func|eval"
    r"|syn|tech|capa|diffu|experi|genera|unprece|repre|perfor|evalua|informa|opti|algo|archi|mul"
    r"|effi|signifi|consis|chal|obser|gra|rea|ques|fea)",
    re.IGNORECASE,
)


def _around(match: re.Match[str]) -> tuple[int, int]:
    return max(0, match.start() - FARTHEST), match.end() + FARTHEST


def _after(match: re.Match[str], _: InnerRepair) -> str:
    return match.group() + " "


def _name(match: re.Match[str], _: InnerRepair) -> str | None:
    """Part a sentence from a name that the text has in another place, too."""
    named = re.compile(rf"(?<![\w.]){re.escape(match['name'])}(?!\w)")
    return ". " if named.search(match.string, *_around(match)) else None


def _comma(match: re.Match[str], _: InnerRepair) -> str | None:
    text, start = match.string, match.start()
    word = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1 : start]
    return ", " if word.endswith((".", "%")) or PLAIN_WORD.fullmatch(word) else None


def _stray(match: re.Match[str], _: InnerRepair) -> str | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return None if LOST_NAME.search(before) else match["mark"]


def _divided(match: re.Match[str], _: InnerRepair) -> tuple[Segment, ...] | None:
    """Join what is surely one word; a compound keeps its hyphen, and what may be either its blank."""
    text, second = match.string, match["second"]
    part = FIRST_PART.search(text, max(0, match.start() - 17), match.start())
    if not part:
        return None
    whole = part.group() + second
    if second in SECOND_HALVES:
        return (Segment("- ", "-"),)
    elsewhere = re.compile(rf"(?<![\w-]){whole}(?![\w-])", re.IGNORECASE)
    is_whole = STEMS.fullmatch(part.group()) or elsewhere.search(text, *_around(match))
    return (Segment("- ", ""),) if is_whole else None


SPACING_RULES = (
    Rule("blank before a sentence", (".",), SENTENCE, _after),
    Rule("blank before a name", (".",), NAME, _name),
    Rule("blank before a link", (".http", ":http", ",http"), BEFORE_LINK, _after),
    Rule("blank after a colon", (":",), COLON, _after),
    Rule("blank after a comma", (",",), COMMA, _comma),
    Rule("blank before a mark", (" .", " ,"), STRAY, _stray),
    Rule("divided word", ("- ",), DIVIDED, _divided),
)
