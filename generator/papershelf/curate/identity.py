"""Whether two records are of one work: by their identifiers, else by title, authors and years together.

What alone says little, such as an equal title, is a possible duplicate and never more: editorials, series,
editions and namesakes share titles, authors or years. `tests/labels/pairs.yaml` measures these rules.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from rapidfuzz import fuzz

from papershelf.curate.author_names import have_authors_in_common
from papershelf.curate.titles import NEAR, fold_title, is_generic, main_title, title_key, title_words
from papershelf.feeds.identifiers import DOI_OF_ARXIV
from papershelf.model import Candidate, Paper, bare_arxiv

Record = Candidate | Paper
Relation = Literal["same", "possible", "different"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

SAME_TITLE = "the same title"
SAME_MAIN_TITLE = "the same title but for its subtitle"
YEARS_APART = 4
"""Between a preprint and its version of record: HNSW 2016 and 2020, FAISS 2017 and 2021."""
YEARS_WITHOUT_SUBTITLE = 2
FEWEST_LETTERS, FEWEST_WORDS = 24, 4
"""Of a title that names its work without authors."""
SHORT_TITLE = 2
"""Words: "Random forests", of which there are several by one author."""
FEWEST_IN_ABSTRACT = 35
"""Words of an abstract that names its work; "An abstract is not available …" has fewer."""


class Comparison(NamedTuple):
    """What two records are to each other; the first reason is what they have in common, others are doubts."""

    relation: Relation
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        """Return the reasons as a phrase: "the same title with another DOI and other authors (A, B)"."""
        common, *doubts = self.reasons or ("nothing in common",)
        if not doubts:
            return common
        *all_but_last, last = doubts
        return f"{common} with {' and '.join(filter(None, (', '.join(all_but_last), last)))}"


def compare(first: Record, second: Record) -> Comparison:
    """Compare two records; which is first makes no difference.

    "same" is certain enough to merge; "possible" is for a person to decide; "different" need not be shown.
    """
    shared, doubts = _identifiers(first, second)
    if shared:
        # An arXiv id is one work. A DOI under which two arXiv ids are known is wrong in one of the records.
        is_certain = "the same arXiv id" in shared or not doubts
        return Comparison("same", (shared[0],)) if is_certain else Comparison("possible", (*shared, *doubts))
    likeness = _title_likeness(first.title, second.title)
    if not likeness:
        return Comparison("different", ())
    if likeness != SAME_TITLE and doubts:
        return Comparison("different", ())
    if likeness == SAME_MAIN_TITLE and not have_authors_in_common(first.authors, second.authors):
        return Comparison("different", ())
    doubts += _differences(first, second, likeness)
    is_alike = likeness not in {SAME_TITLE, SAME_MAIN_TITLE}
    if not is_alike:
        doubts += _gaps(first, second, likeness)
    return Comparison("possible" if doubts or is_alike else "same", (likeness, *doubts))


def identifiers(record: Record) -> tuple[str | None, str | None]:
    """Return the arXiv id without its version, and the DOI in lower case; arXiv's own DOIs are arXiv ids."""
    doi = record.doi.lower() if record.doi else None
    named = record.arxiv or ""
    if doi and DOI_OF_ARXIV.match(doi):
        named, doi = named or DOI_OF_ARXIV.sub("", doi), None
    return bare_arxiv(named) if named else None, doi


def _identifiers(first: Record, second: Record) -> tuple[list[str], list[str]]:
    """The identifiers that both have, and those that differ, in words."""
    shared: list[str] = []
    differing: list[str] = []
    for name, one, other in zip(("arXiv id", "DOI"), identifiers(first), identifiers(second), strict=True):
        if one and other:
            if one == other:
                shared.append(f"the same {name}")
            else:
                differing.append(f"another {name}")
    return shared, differing


def _title_likeness(first: str, second: str) -> str:
    """What two titles have in common, in words; empty for two that have too little."""
    one, other = title_key(first), title_key(second)
    if one == other:
        return SAME_TITLE
    if other == title_key(main_title(first)) or one == title_key(main_title(second)):
        return SAME_MAIN_TITLE
    score = fuzz.ratio(fold_title(first), fold_title(second))
    return f"titles {score:.0f} % similar" if score >= NEAR else ""


def _differences(first: Record, second: Record, likeness: str) -> Iterator[str]:
    """What two records say differently of authors and years, in words."""
    if first.authors and second.authors and not have_authors_in_common(first.authors, second.authors):
        yield f"other authors ({_short(first.authors)}; {_short(second.authors)})"
    most = YEARS_WITHOUT_SUBTITLE if likeness == SAME_MAIN_TITLE else YEARS_APART
    if _years_apart(first, second) > most or (_years_apart(first, second) and _is_short(first, second)):
        yield f"another year ({_year(first)}; {_year(second)})"


def _gaps(first: Record, second: Record, likeness: str) -> Iterator[str]:
    """What two records do not say, although their titles alone are too little, in words."""
    words = _fewest_words(first, second)
    are_few = len(words) < FEWEST_WORDS
    says_little = are_few or sum(map(len, words)) < FEWEST_LETTERS
    has_no_authors = not (first.authors and second.authors)
    if has_no_authors and says_little and not _have_one_abstract(first, second):
        yield "no authors to compare"
    if likeness == SAME_MAIN_TITLE and are_few:
        yield "a short title"
    if is_generic(words):
        yield "a title of many works"


def _fewest_words(first: Record, second: Record) -> tuple[str, ...]:
    return min(title_words(first.title), title_words(second.title), key=len)


def _is_short(first: Record, second: Record) -> bool:
    return len(_fewest_words(first, second)) <= SHORT_TITLE


def _have_one_abstract(first: Record, second: Record) -> bool:
    if not (first.abstract and second.abstract):
        return False
    one, other = " ".join(first.abstract.split()), " ".join(second.abstract.split())
    are_long = min(one.count(" "), other.count(" ")) >= FEWEST_IN_ABSTRACT
    return are_long and fuzz.ratio(one, other) >= NEAR


def _years_apart(first: Record, second: Record) -> int:
    years = _year(first), _year(second)
    return abs(years[0] - years[1]) if years[0] and years[1] else 0


def _year(record: Record) -> int | None:
    dated = record.issued or record.published
    return dated.year if dated else None


def _short(authors: Sequence[str]) -> str:
    return authors[0] + (" et al." if len(authors) > 1 else "")
