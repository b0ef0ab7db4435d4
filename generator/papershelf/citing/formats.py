"""The formats in which the list, or a part of it, can be exported."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from papershelf.citing import bibtex, csl, ris, tables
from papershelf.model import Paper


class Format(NamedTuple):
    """A format: its name for readers, its file below `exports/`, and the extension of a download.

    `theme/assets/browse.js` cuts entries out of these files, and uses the same names for the formats.
    """

    label: str
    file: str
    extension: str
    write: Callable[[Iterable[Paper]], str]


FORMATS: Mapping[str, Format] = {
    "bibtex": Format("BibTeX", "papers.bib", "bib", bibtex.dump),
    "ris": Format("RIS", "papers.ris", "ris", ris.dump),
    "csl-json": Format("CSL-JSON", "papers.csl.json", "json", csl.dump),
    "csv": Format("CSV", "papers.csv", "csv", tables.dump_csv),
    # MkDocs would make a page of a file that ends in .md
    "markdown": Format("Markdown", "papers.md.txt", "md", tables.dump_markdown),
}
