"""The formats in which the list, or a part of it, is taken away."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from papershelf.citing import bibtex, csl, ris, tables
from papershelf.model import Paper


class Format(NamedTuple):
    """What readers call it, the file below `exports/` with the whole list, the end of a download's name.

    `theme/assets/browse.js` cuts records out of these files, and knows how by the names of the formats.
    """

    label: str
    file: str
    extension: str
    write: Callable[[Iterable[Paper]], str]


FORMATS: Mapping[str, Format] = {
    "bibtex": Format("BibTeX", "papers.bib", "bib", bibtex.whole),
    "ris": Format("RIS", "papers.ris", "ris", ris.whole),
    "csl-json": Format("CSL-JSON", "papers.csl.json", "json", csl.whole),
    "csv": Format("CSV", "papers.csv", "csv", tables.whole_csv),
    # MkDocs makes a page of whatever is called .md
    "markdown": Format("Markdown", "papers.md.txt", "md", tables.whole_markdown),
}
