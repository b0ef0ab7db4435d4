r"""BibTeX, written by bibtexparser from values made here: special characters of TeX escaped, UTF-8 kept.

Formulas stay TeX. Capitals that a style must keep are in braces, `{HNSW}` and `{GPU}-Accelerated`; in a title
whose words are mostly in lower case, so are the words that begin with a capital.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat

from papershelf.citing.work import NO_LABELS, Kind, Labels, Work, work
from papershelf.model import MONTHS, Paper
from papershelf.text import repair
from papershelf.text.split_names import AuthorName

TYPES: dict[Kind, str] = {
    "preprint": "misc", "conference": "inproceedings", "journal": "article", "book": "book", "other": "misc",
}  # fmt: skip
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "%": r"\%", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
}  # fmt: skip
# A special character of TeX, or the first of two that TeX joins to a dash or a quotation mark
SPECIAL_IN_TEX = re.compile(r"[\\{}$&#_%^~`]|-(?=-)|'(?=')")
WORD = re.compile(r"[^\W_]+")
FORMAT = BibtexFormat()  # type: ignore[no-untyped-call] # its __init__ has no types
FORMAT.indent = "  "


def whole(entries: Iterable[str]) -> str:
    """Return a file, in which entries are separated by one blank line."""
    return "".join(f"{text}\n\n" for text in entries).removesuffix("\n")


def entry(paper: Paper, labels: Labels = NO_LABELS) -> str:
    """Return one entry, with no blank line in it."""
    return _entry(work(paper, labels), paper.abstract or "", is_whole=True)


def brief(paper: Paper) -> str:
    """Return an entry without what nobody cites, for the page that shows abstract and tags already."""
    return _entry(work(paper), "", is_whole=False)


def _entry(cited: Work, abstract: str, *, is_whole: bool) -> str:
    values = _fields(cited) | (_further(cited, abstract) if is_whole else {})
    if is_whole:
        own = {key: _braced(_text(value)) for key, value in cited.own.items()}
        values |= {key: value for key, value in own.items() if key not in values}
    fields = [Field(name, value) for name, value in values.items() if value]
    library = Library([Entry(TYPES[cited.kind], cited.key, fields)])
    return write_string(library, unparse_stack=[], bibtex_format=FORMAT).strip()


def _fields(cited: Work) -> dict[str, str | None]:
    date = cited.issued
    container = cited.container and _braced(_escaped(cited.container))
    return {
        "title": _braced(_title(cited.raw_title)),
        "author": _braced(_authors(cited)) if cited.authors else None,
        "booktitle": container if cited.kind == "conference" else None,
        "journal": container if cited.kind == "journal" else None,
        "volume": _braced(cited.volume) if cited.volume else None,
        "number": _braced(cited.issue.replace("–", "--")) if cited.issue else None,
        "pages": _braced(cited.pages.replace("–", "--")) if cited.pages else None,
        "publisher": _braced(_escaped(cited.publisher)) if cited.publisher else None,
        "year": _braced(f"{date.year:04}") if date else None,
        "month": MONTHS[date.month - 1][:3].lower() if date and date.month else None,
        "day": _braced(str(date.day)) if date and date.day else None,
        "eprint": _braced(cited.arxiv) if cited.arxiv else None,
        "archiveprefix": _braced("arXiv") if cited.arxiv else None,
        "doi": _braced(_verbatim(cited.doi)) if cited.doi else None,
        "url": _braced(_verbatim(cited.url)) if cited.url else None,
    }


def _further(cited: Work, abstract: str) -> dict[str, str | None]:
    """Return what reference managers keep beside a reference: the way to the text, and what it is about."""
    keywords = [_escaped(re.sub(r"[,;]", " ", word)) for word in cited.keywords]
    return {
        "urldate": _braced(str(cited.accessed)) if cited.url and cited.accessed else None,
        "pdf": _braced(_verbatim(cited.pdf)) if cited.pdf else None,
        "keywords": _braced(", ".join(keywords)) if keywords else None,
        "abstract": _braced(_text(abstract)) if abstract.strip() else None,
    }


def _text(raw: str) -> str:
    """Return a text as TeX on one line: formulas as received, the rest as readers see it."""
    segments = repair(" ".join(raw.split()))
    pieces = (segment.raw if segment.maths else _escaped(segment.shown) for segment in segments)
    return " ".join("".join(pieces).split())


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _verbatim(value: str) -> str:
    """Percent-encode the characters of a URL that would upset the braces around it, and no others."""
    return re.sub(r"[{}\\]", lambda match: quote(match.group()), value)


def _escaped(text: str) -> str:
    return SPECIAL_IN_TEX.sub(lambda match: SPECIAL.get(match.group(), f"{match.group()}{{}}"), text)


def _authors(cited: Work) -> str:
    return " and ".join([*map(_bibtex_name, cited.authors), *(["others"] if cited.others else [])])


def _bibtex_name(name: AuthorName) -> str:
    if name.is_whole:
        return _braced(_escaped(name.family))
    some = (name.filed, name.suffix, name.given)
    return ", ".join(_escaped(part) for part in some if part)


def _title(raw: str) -> str:
    """Return the title as TeX: formulas as received, the rest as readers see it."""
    segments = repair(" ".join(raw.split()))
    names = _is_sentence(" ".join(segment.shown for segment in segments if not segment.maths))
    title = ""
    for segment in segments:
        title += _braced(segment.tex) if segment.maths else _capitals_kept(segment.shown, names, title)
    return title


def _is_sentence(title: str) -> bool:
    """Check whether most words begin in lower case, so that a capital marks a name."""
    words: list[str] = [word for word in WORD.findall(title)[1:] if len(word) > len("with")]
    return sum(word[0].islower() for word in words) > sum(word[0].isupper() for word in words)


def _capitals_kept(text: str, names: bool, before: str) -> str:  # noqa: FBT001 - found from the whole title
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
