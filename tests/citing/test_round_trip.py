"""What a format can hold comes back when the file is read as a feed."""

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papershelf.citing import FORMATS
from papershelf.citing.work import work
from papershelf.feeds.capture import Capture
from papershelf.feeds.identifiers import arxiv_id
from papershelf.feeds.markup import plain_text
from papershelf.model import Paper
from papershelf.text import Segment, repair
from papershelf.text.maths import as_signs
from tests.citing.cited import PAPERS
from tests.feeds.readers import read_bibtex, read_csl_json, read_endnote, read_ris

READERS: dict[str, Callable[[bytes, str], Capture]] = {
    "bibtex": read_bibtex, "ris": read_ris, "csl-json": read_csl_json, "endnote": read_endnote,
}  # fmt: skip


def title(paper: Paper, name: str) -> str:
    """The title as the format holds it: BibTeX keeps formulas as TeX, the others what readers see."""
    segments = repair(" ".join(paper.title.split()))
    text = "".join(_tex(each) if name == "bibtex" else each.shown for each in segments)
    # The others have no way to write what only looks like `<i>`
    return " ".join(text.split()) if name == "csl-json" else plain_text(text)


def _tex(segment: Segment) -> str:
    r"""A formula stays TeX, but for one of mere signs in single dollars: `2$\times$` is read as 2×."""
    if segment.maths is None or not re.match(r"\$[^$]", segment.raw):
        return segment.shown if segment.maths is None else segment.raw
    return as_signs(segment.maths, repair) or segment.raw


@pytest.mark.parametrize("name", READERS)
@given(
    papers=st.lists(
        PAPERS, min_size=1, max_size=3, unique_by=(lambda paper: paper.id, lambda paper: paper.title)
    )
)
def test_what_is_written_can_be_read(name: str, papers: list[Paper]) -> None:
    """Title, authors, date, venue and identifiers of each paper are the same, and nothing is left over."""
    papers = [paper for paper in papers if title(paper, name)]
    assume(papers)
    capture = READERS[name](FORMATS[name].write(papers).encode(), "papers")
    assert (capture.unplaced, capture.repeats, capture.furniture) == ((), (), ())
    assert len(capture.candidates) == len(papers)
    for paper, read in zip(papers, capture.candidates, strict=True):
        cited = work(paper)
        assert read.title == title(paper, name)
        assert read.authors == tuple(" ".join(author.split()) for author in paper.authors)
        assert bool(read.others) == cited.others
        assert (read.issued or read.published) == cited.issued
        assert not read.issued or read.published == paper.published
        assert read.venue == (cited.container or cited.publisher)
        assert read.arxiv == (arxiv_id(paper.arxiv) if paper.arxiv else None)
        assert read.doi == paper.doi
        assert not read.remarks


@given(papers=st.lists(PAPERS, max_size=4))
def test_records_are_told_apart_by_their_form(papers: list[Paper]) -> None:
    """Blank lines part BibTeX and RIS, a line is a row of CSV and Markdown: browsers cut files by that."""
    for name in ("bibtex", "ris", "endnote"):
        assert len([part for part in FORMATS[name].write(papers).split("\n\n") if part.strip()]) == len(
            papers
        )
    assert FORMATS["csv"].write(papers).count("\n") == len(papers) + 1
    assert FORMATS["markdown"].write(papers).count("\n") == len(papers)
