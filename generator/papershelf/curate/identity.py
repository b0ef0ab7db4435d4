"""Whether two records are of one work: by their identifiers, else by title, authors and years together.

What alone says little, such as an equal title, is a possible duplicate and never more: editorials, series,
editions and namesakes share titles, authors or years. `tests/labels/pairs.yaml` measures these rules.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from slugify import slugify

from papershelf.model import Candidate, Paper, PartialDate, bare_arxiv
from papershelf.text import shown

Record = Candidate | Paper
Relation = Literal["same", "possible", "different"]

YEARS_APART = 4  # a preprint and its version of record: HNSW 2016 and 2020, FAISS 2017 and 2021
YEARS_WITHOUT_SUBTITLE = 2
NEAR = 90.0  # per cent of similarity from which titles are alike
ALIKE_NAMES = 81.0  # romanisations of one name: Malkov and Mal'kov, Yashunin and Iashunin
FEWEST_LETTERS, FEWEST_WORDS = 24, 4  # of a title that names its work without authors
SHORT_TITLE = 2  # words: "Random forests", of which there are several by one author
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
ET_AL = re.compile(r"(?:and )?(?:et\.? ?al\.?|others\.?|\.\.\.|…)", re.IGNORECASE)
GENERIC = re.compile(
    r"(?:guest )?(?:editorials?|introductions?|preface|foreword|afterword|interview|conclusions?|obituary"
    r"|in memoriam|book reviews?|letters?(?: to the editors?)?|errat(?:um|a)|corrigend(?:um|a)|corrections?|summary"
    r"|abstracts?|index|contents|news|discussion|comments?|repl(?:y|ies)|response|proceedings|acknowledge?ments?"
    r"|message|welcome|program(?:me)?|tutorial|panel|keynote|overview)"
    r"(?:(?: to| from| by| of| on| for| the| this| special| issue| section| volume| comments?| editors?| guest"
    r"| general| program(?:me)?| chairs?| authors?| readers?)*)"
)
ROMAN = {name: str(number) for number, name in enumerate("i ii iii iv v vi vii viii ix x".split(), start=1)}


class Comparison(NamedTuple):
    """What two records are to each other, and the reasons in words."""

    relation: Relation
    reasons: tuple[str, ...]


def compare(first: Record, second: Record) -> Comparison:
    """Compare two records; which is first makes no difference.

    "same" is certain enough to merge; "possible" is for a person to decide; "different" need not be shown.
    """
    shared, contradicting = _identifiers(first, second)
    if shared:
        return Comparison("same", shared)
    likeness = _titles(first.title, second.title)
    if likeness == "other":
        return Comparison("different", ())
    against = [*contradicting, *_against(first, second, likeness)]
    if against:
        return Comparison("possible", (f"the title is {likeness}", *against))
    return Comparison("same", (f"the title is {likeness}", *_in_favour(first, second)))


def identifiers(record: Record) -> tuple[str | None, str | None]:
    """Return the arXiv id without its version, and the DOI in lower case; arXiv's own DOIs are arXiv ids."""
    doi = record.doi.lower() if record.doi else None
    arxiv = bare_arxiv(record.arxiv) if record.arxiv else None
    if doi and (own := ARXIV_DOI.fullmatch(doi)):
        return arxiv or bare_arxiv(own[1]), None
    return arxiv, doi


def _identifiers(first: Record, second: Record) -> tuple[tuple[str, ...], list[str]]:
    """The identifiers that both have, and the contradictions between them, in words."""
    shared: list[str] = []
    contradicting: list[str] = []
    names = ("arXiv id", "DOI")
    for name, one, other in zip(names, identifiers(first), identifiers(second), strict=True):
        if one and other:
            if one == other:
                shared.append(f"the {name} {one} is the same")
            else:
                contradicting.append(f"the {name}s differ, {one} and {other}")
    return tuple(shared), contradicting


def _titles(first: str, second: str) -> Literal["the same", "the same without its subtitle", "alike", "other"]:
    one, other = title_key(first), title_key(second)
    if one == other:
        return "the same"
    if other == title_key(_main(first)) or one == title_key(_main(second)):
        return "the same without its subtitle"
    return "alike" if fuzz.ratio(one, other) >= NEAR else "other"


def _main(title: str) -> str:
    return re.split(r"[:?!] | [-–—] ", title, maxsplit=1)[0]


@lru_cache(maxsize=65_536)
def title_key(title: str) -> str:
    """Return the letters and digits of a title, by which spellings of one title are equal.

    Case, accents, hyphens, spaces and TeX do not count, nor British against American endings; "&" is "and",
    "Part II" is "Part 2", and C++ is not C#.
    """
    return "".join(_title_words(title))


def _title_words(title: str) -> list[str]:
    text = re.sub(r"</?[a-z]+>|[{}$\u00ad]", "", shown(title), flags=re.IGNORECASE)
    text = re.sub(r"(?<=\w)\+\+", " plus plus ", text)
    text = re.sub(r"(?<=\w)#", " sharp ", text).replace("&amp;", "&").replace("&", " and ")
    words = re.findall(r"[^\W_]+(?:\.(?=\d)[^\W_]+)?", text.casefold())
    folded = [word if "." in word else slugify(word, separator="") for word in words]
    last = len(folded) - 1
    return [
        ROMAN.get(word, word) if at == last or (at and folded[at - 1] == "part") else _american(word)
        for at, word in enumerate(folded)
    ]


def _american(word: str) -> str:
    return re.sub(r"our(?=s?$|ed$|ing$|al$)", "or", re.sub(r"is(?=e[sdr]?$|ing$|ation)", "iz", word))


def _against(first: Record, second: Record, likeness: str) -> Iterator[str]:
    """What keeps two records with no contradicting ids from being taken for one work, in words."""
    if likeness == "alike":
        yield "not the same"
    years = _year(first), _year(second)
    apart = abs(years[0] - years[1]) if years[0] and years[1] else 0
    words = _title_words(min(first.title, second.title, key=len))
    whole = likeness == "the same"
    if apart > (YEARS_APART if whole else YEARS_WITHOUT_SUBTITLE):
        yield f"the years differ, {years[0]} and {years[1]}"
    if not (first.authors and second.authors):
        if not whole or len(words) < FEWEST_WORDS or sum(map(len, words)) < FEWEST_LETTERS:
            yield "one of them names no authors"
    elif not have_authors_in_common(first.authors, second.authors):
        yield f"the authors differ, {_short(first.authors)} and {_short(second.authors)}"
    if not whole and len(words) < FEWEST_WORDS:
        yield "the title is short"
    if GENERIC.fullmatch(" ".join(words)):
        yield "many works have this title"
    elif len(words) <= SHORT_TITLE and apart:
        yield f"the title is short and the years differ, {years[0]} and {years[1]}"


def _in_favour(first: Record, second: Record) -> Iterator[str]:
    if first.authors and second.authors:
        yield "they have authors in common"
    if _year(first) and _year(second):
        yield "the years can be of one work"


def _year(record: Record) -> int | None:
    dated: PartialDate | None = getattr(record, "issued", None) or record.published
    return dated.year if dated else None


def _short(authors: Sequence[str]) -> str:
    return authors[0] + (" et al." if len(authors) > 1 else "")


def have_authors_in_common(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether more than half of the longer list is in both, or all of one that ends in "et al."."""
    lists = [[name for name in names if not ET_AL.fullmatch(name.strip())] for names in (first, second)]
    short, long = sorted(lists, key=len)
    left = list(long)
    common = 0
    for name in short:
        if (match := next((other for other in left if is_one_name(name, other)), None)) is not None:
            left.remove(match)
            common += 1
    is_cut = len(short) < (len(first) if lists[0] is short else len(second))
    return common == len(short) > 0 if is_cut else common * 2 > len(long)


@lru_cache(maxsize=65_536)
def is_one_name(first: str, second: str) -> bool:
    """Tell whether two names can be one person's: "Malkov, Yu. A." and "Yury A. Malkov"."""
    return any(_can_be_one(one, other) for one in _name_forms(first) for other in _name_forms(second))


def _can_be_one(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if sorted(first) == sorted(second):
        return True
    return any(
        _is_alike(one, other) and _go_together(first[:at] + first[at + 1 :], second[:by] + second[by + 1 :])
        for at, one in _families(first)
        for by, other in _families(second)
    )


def _families(words: tuple[str, ...]) -> list[tuple[int, str]]:
    """The words of a name that may be its family name: any that is more than an initial."""
    return [(at, word) for at, word in enumerate(words) if len(word) > 1]


def _go_together(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether given names agree as far as both are known: each of the fewer is in the other, or begins it."""
    fewer, more = sorted((first, second), key=len)
    return all(any(_begins(one, other) for other in more) for one in fewer)


def _begins(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return long.startswith(short) if len(short) < 4 else _is_alike(short, long)  # noqa: PLR2004 - "Yu", "Chr"


def _is_alike(first: str, second: str) -> bool:
    return first == second or (min(len(first), len(second)) > 3 and fuzz.ratio(first, second) >= ALIKE_NAMES)  # noqa: PLR2004


@lru_cache(maxsize=65_536)
def _name_forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name, given names first, with umlauts as one letter and as two."""
    family, comma, given = shown(name).partition(",")
    ordered = f"{given} {family}" if comma else name
    forms = []
    for text in (ordered, re.sub("([äöüøåÄÖÜØÅ])", lambda match: _two_letters(match[1]), ordered)):
        bare = re.sub(r"['’`{}]", "", text)
        forms.append(tuple(filter(None, slugify(re.sub(r"\b[A-Z]{2,3}\b", lambda match: " ".join(match[0]), bare)).split("-"))) or (bare,))
    return tuple(dict.fromkeys(forms))


def _two_letters(letter: str) -> str:
    return {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}[letter.lower()]
