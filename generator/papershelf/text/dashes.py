"""Dashes: what was typed as two or three hyphens."""

import re

from papershelf.text.segments import InnerRepair, Rule, Segment

EN, EM = "–", "—"
# `A -- B`; not in `--flag`, `x --` or longer rules
SPACED = re.compile(r"--(?<=[^-] --)-?(?= [^-])")
# `train--test`, `100K--1M`, `evolution---the`; not in `<!--`, `-->`, `5---6` and longer rules
IN_WORDS = re.compile(
    r"--(?<=[^\W_]--|[)\]}%$”’\"']--)(?P<third>-(?<!\d---)(?!\d))?(?=[^\W_]|[(\[{$\\“‘\"'`])"
)
# `regions-- a phenomenon`; a variable that is counted down has one letter
AFTER_WORD = re.compile(r"--(?:(?<=[^\W\d_]{3}--)|(?<=[)\]%”\"]--))-?(?= [^\W_])")
# `methods --including code`, `MIRAGE --Model Internals`; an option is in small letters
BEFORE_WORD = re.compile(
    r"--(?<=[\w),] --)-?(?=(?:including|particularly|especially|such|which|where|the|an?|namely|rather)"
    r" [^\W_]|[A-Z][a-z]{2,} )"
)
# Words that begin an aside or go on after one, and are never the second half of a compound
LINKED = re.compile(
    r"(?:an?|the|this|these|that|those|and|or|but|nor|not|so|yet|as|at|by|for|from|in|into|of|on|to|with|without"
    r"|across|among|between|both|despite|during|each|even|ever|especially|particularly|including|such|namely"
    r"|initially|mainly|often|primarily|rather|seamlessly|significantly|typically|usually|less|more|most|many|only"
    r"|where|which|while|when|who|whose|whether|because|since|is|are|was|were|has|have|had|can|could|may|might"
    r"|must|should|will|would|do|does|we|it|its|they|their|our|i\.e\.|e\.g\.|achieves?|amplif(?:y|ies)|causes?"
    r"|demands?|enables?|guarantees?|improves?|poses?|remains?|reveals?|serves?|shows?"
    r"|(?!(?:cod|decod|edit|encod|engineer|ground|learn|mapp|plann|process|reason|render|track|train|understand)ing)"
    r"[a-z]{3,}ing)(?![\w-])"
)
# What lies between two dashes of one sentence, if it is more than a word
ASIDE = re.compile(
    r"(?=[^-\s]+(?:-[^-\s]+)*\s)(?P<body>(?:(?!--)[^.!?;:()\n]|[.:](?=\S)|\([^()\n]{0,60}\)){2,200}?)--(?!-)"
    r"(?=[^\W_]|[(\[“\"])"
)
IDENTIFIER = re.compile(r"_[^\s_]*\Z")  # `models--meta_llama--Llama`
LONGEST_ASIDE = 100  # characters, if only its beginning tells it


def _end_of_aside(text: str, start: int) -> int | None:
    """Return where the aside ends that begins here: a linking word begins it, or goes on after it."""
    match = ASIDE.match(text, start)
    if not match:
        return None
    begins = len(match["body"]) <= LONGEST_ASIDE and LINKED.match(text, start)
    return match.end("body") if begins or LINKED.match(text, match.end()) else None


def _in_words(match: re.Match[str], _: InnerRepair) -> str | None:
    """Show what TeX prints, an en dash; around an aside the em dash that is meant."""
    text, start, end = match.string, match.start(), match.end()
    if (
        IDENTIFIER.search(text, max(0, start - LONGEST_ASIDE), start)
        or "_" in text[end : end + LONGEST_ASIDE].split(maxsplit=1)[0]
    ):
        return None
    if match["third"] or LINKED.match(text, end) or _end_of_aside(text, end) is not None:
        return EM
    before = text.rfind("--", max(0, start - 200), start)
    return EM if before >= 0 and _end_of_aside(text, before + 2) == start else EN


def _spaced(match: re.Match[str], _: InnerRepair) -> str:
    return EM if match.group() == "---" else EN


DASH_RULES = (
    Rule("dash", ("--",), SPACED, _spaced),
    Rule("dash in words", ("--",), IN_WORDS, _in_words),
    Rule(
        "dash after a word",
        ("--",),
        AFTER_WORD,
        lambda match, repair: (Segment(match.group(), " " + _spaced(match, repair)),),
    ),
    Rule(
        "dash before a word",
        ("--",),
        BEFORE_WORD,
        lambda match, repair: (Segment(match.group(), _spaced(match, repair) + " "),),
    ),
)
