"""What a printed name is: a person's or an organisation's, and which of its words say so."""

import regex

SUFFIX = r"(?:Jr|Sr)\.?|I{2,3}|IV"
PARTICLES = frozenset(
    ("af", "al", "av", "bin", "da", "dal", "de", "del", "dela", "della", "den", "der", "di", "do", "dos",
     "du", "el", "ibn", "la", "las", "le", "lo", "los", "'t", "te", "ten", "ter", "van", "vom", "von", "zu",
     "zum", "zur")
)  # fmt: skip
LEGAL_FORM = r"(?:(?:Inc|Ltd|LLC|LLP|PLC|Corp|GmbH|S\.A|B\.V|e\.V)\.?|Co\.)"
_ORGANISATION = regex.compile(
    r"\b(?:Administration|Agency|Alliance|Association|Bureau|Centers?|Centres?|Collaboration|College"
    r"|Commission|Committee|Community|Company|Consortium|Contributors|Corporation|Council|Departments?"
    r"|Developers|Foundation|Group|Initiative|Institut|Institutes?|Institution|Investigators|Lab|Labs"
    r"|Laborator(?:y|ies)|Ministry|Network|Office|Organi[sz]ation|Programme?|Project|Research|Society"
    r"|Task Force|Team|Technologies|Universidad|Universit(?:y|é|ät)|Workshop)\b"
    r"|\b(?:Alibaba|Anthropic|ByteDance|CERN|DeepMind|Google|IBM|Microsoft|NASA|NVIDIA|OpenAI|Tencent)$"
    rf"|\sAI$|\s{LEGAL_FORM}$"
)
# The marks that go with these scripts: 々, ー, the dots between the parts of a foreign name
_EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}々ー・·\s]+")


def is_organisation(name: str) -> bool:
    """Tell a name that has a word of organisations: "Gemini Team", "NASA Ames Research Center, Inc."."""
    return bool(_ORGANISATION.search(name))


def is_east_asian(name: str) -> bool:
    """Tell a name in Chinese, Japanese or Korean script, which is written with the family name first."""
    return bool(name.strip() and _EAST_ASIAN.fullmatch(name))
