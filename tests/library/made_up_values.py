"""Made-up values for the keys of a paper, by the kind of value that the table of fields names."""

from typing import Any

from hypothesis import strategies as st

from papershelf.library import values
from papershelf.library.fields import PAPER
from papershelf.library.values import Kind
from papershelf.model import Paper, PartialDate

WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta"])
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
SLUGS = st.sampled_from(["a-slug", "b-slug", "c-slug"])
DAYS = st.dates().map(lambda date: PartialDate(date.year, date.month, date.day))
DATES = DAYS.flatmap(
    lambda day: st.sampled_from([day, PartialDate(day.year, day.month), PartialDate(day.year)])
)
ADDRESSES = WORDS.map("https://{}.org".format)
BY_KIND: list[tuple[Kind, st.SearchStrategy[Any]]] = [
    *((kind, TEXTS) for kind in (values.TEXT, values.TITLE, values.PROSE, values.PLACE)),
    *((kind, st.lists(WORDS, unique=True).map(tuple)) for kind in (values.NAMES, values.WORDS)),
    (values.PATTERNS, st.lists(WORDS, unique=True).map(tuple)),
    (values.SLUGS, SLUGS),
    (values.IDS, st.lists(SLUGS, unique=True).map(tuple)),
    (values.TAGS, st.lists(st.sampled_from("abcdefg"), unique=True, max_size=5).map(tuple)),
    (values.PARTIAL_DATE, DATES),
    (values.DAY, DAYS),
    (values.CITATION_KEY, st.integers(1000, 9999).map("okoro{}graph".format)),
    (values.ARXIV_ID, st.integers(10_000, 99_999).map("2503.{}".format)),
    (values.DOI_NAME, st.integers(1_000, 9_999).map("10.{}/x".format)),
    (values.ADDRESS, ADDRESSES),
    (values.COUNT, st.integers(0, 999_999_999)),
    (values.FLAG, st.booleans()),
    (values.LINKS, st.dictionaries(st.sampled_from(["code", "data", "project"]), ADDRESSES)),
    (values.SOURCES, st.dictionaries(st.sampled_from(["doi", "venue"]), WORDS)),
]


def of_kind(kind: Kind) -> st.SearchStrategy[Any]:
    """Values of a kind."""
    return next(strategy for known, strategy in BY_KIND if known is kind)


def papers(paper_id: str, *left_out: str) -> st.SearchStrategy[Paper]:
    """Papers of one id in which each other key of the table may have a value, but for those left out."""
    fields = [field for field in PAPER if field.key not in {"id", "title", *left_out}]
    optional = {field.key: of_kind(field.kind) for field in fields}
    required: dict[str, st.SearchStrategy[Any]] = {"id": st.just(paper_id), "title": TEXTS}
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: Paper(**given))
