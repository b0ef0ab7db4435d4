r"""BibTeX, written by bibtexparser; the values are made here: TeX's own characters escaped, UTF-8 kept.

Formulas stay TeX. Capitals that a style must not take away stand in braces: `{HNSW}`, `{GPU}-Accelerated`;
in a title whose words are mostly in lower case also the capital of a name.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from papershelf.citing.work import Kind, Name, Work, work
from papershelf.model import MONTHS, Paper
from papershelf.text import repair

TYPES: dict[Kind, str] = {
    "preprint": "misc", "conference": "inproceedings", "journal": "article", "other": "misc",
}  # fmt: skip
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "%": r"\%", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
}  # fmt: skip
# One of TeX's characters, or the first of two that TeX joins to a dash or a quotation mark
MEANT_OTHERWISE = re.compile(r"[\\{}$&#_%^~`]|-(?=-)|'(?=')")
WORD = re.compile(r"[^\W_]+")
FORMAT = BibtexFormat()  # type: ignore[no-untyped-call] # its __init__ has no types
FORMAT.indent = "  "


def record(paper: Paper) -> str:
    """One entry, without a blank line in it."""
    cited = work(paper)
    fields = [Field(name, value) for name, value in _fields(cited).items() if value]
    entry = Entry(TYPES[cited.kind], cited.key, fields)
    return write_string(Library([entry]), unparse_stack=[], bibtex_format=FORMAT).strip()


def _fields(cited: Work) -> dict[str, str | None]:
    date = cited.issued
    container = cited.container and _braced(_escaped(cited.container))
    return {
        "title": _braced(_title(cited.raw_title)),
        "author": _braced(" and ".join(map(_name, cited.authors))) if cited.authors else None,
        "booktitle": container if cited.kind == "conference" else None,
        "journal": container if cited.kind == "journal" else None,
        "year": _braced(f"{date.year:04}") if date else None,
        "month": MONTHS[date.month - 1][:3].lower() if date and date.month else None,
        "day": _braced(str(date.day)) if date and date.day else None,
        "eprint": _braced(cited.arxiv) if cited.arxiv else None,
        "archiveprefix": _braced("arXiv") if cited.arxiv else None,
        "doi": _braced(_verbatim(cited.doi)) if cited.doi else None,
        "url": _braced(_verbatim(cited.url)) if cited.url else None,
    }


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _verbatim(value: str) -> str:
    """An address, in which only what would upset the braces around it is encoded."""
    return re.sub(r"[{}\\]", lambda match: quote(match.group()), value)


def _escaped(text: str) -> str:
    return MEANT_OTHERWISE.sub(lambda match: SPECIAL.get(match.group(), f"{match.group()}{{}}"), text)


def _name(name: Name) -> str:
    if not name.given and not name.particle:
        return _braced(_escaped(name.family))
    some = (name.filed, name.suffix, name.given)
    return ", ".join(_escaped(part) for part in some if part)


def _title(raw: str) -> str:
    """The title as TeX: formulas as they are, the rest as readers see it."""
    segments = repair(" ".join(raw.split()))
    names = _is_sentence(" ".join(segment.shown for segment in segments if not segment.maths))
    title = ""
    for segment in segments:
        title += _braced(segment.raw) if segment.maths else _capitals_kept(segment.shown, names, title)
    return title


def _is_sentence(title: str) -> bool:
    """Whether most words begin in lower case, so that a capital is a name's."""
    words: list[str] = WORD.findall(title)[1:]
    small = sum(word[0].islower() for word in words if len(word) > len("with"))
    return small > sum(word[0].isupper() for word in words if len(word) > len("with"))


def _capitals_kept(text: str, names: bool, before: str) -> str:  # noqa: FBT001 - told by the title as a whole
    done = 0
    pieces: list[str] = []
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        lead = (before + text[:start]).rstrip()
        is_name = names and word[0].isupper() and bool(lead) and not lead.endswith((":", ".", "?", "!"))
        is_letter = len(word) == 1 and word.isupper() and text[match.end() : match.end() + 1] == "-"
        keep = is_name or is_letter or any(letter.isupper() for letter in word[1:])
        pieces += [_escaped(text[done:start]), _braced(word) if keep else word]
        done = match.end()
    return "".join([*pieces, _escaped(text[done:])])


def whole(papers: Iterable[Paper]) -> str:
    """A file; entries are parted by one blank line."""
    return "".join(f"{text}\n\n" for text in map(record, papers)).removesuffix("\n")
