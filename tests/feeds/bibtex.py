"""Short ways to read BibTeX in tests."""

from papershelf.model import Candidate
from tests.feeds.readers import read_bibtex


def one(source: str) -> Candidate:
    """The only candidate of a file in which everything is understood."""
    capture = read_bibtex(source.encode(), "a.bib")
    assert not capture.unplaced
    (candidate,) = capture.candidates
    return candidate


def with_fields(fields: str, kind: str = "article") -> Candidate:
    """The candidate of an entry with these fields and the title T."""
    return one(f"@{kind}{{key, title = {{T}}, {fields}}}")


def titles(source: str) -> list[str]:
    """The titles of the entries of a file, of which some may not be understood."""
    return [candidate.title for candidate in read_bibtex(source.encode(), "a.bib").candidates]
