"""The formats in which the list, or a part of it, can be exported."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from papershelf.citing import bibtex, csl, endnote, ris, tables
from papershelf.citing.work import NO_LABELS, Labels
from papershelf.model import Paper


class Format(NamedTuple):
    """A format: its name for readers, its file below `exports/`, and the extension of a download.

    `entry` writes a paper, `whole` makes a file of such entries. `theme/assets/browse-export.js` cuts entries
    out of these files, and uses the same names for the formats.
    """

    label: str
    file: str
    extension: str
    entry: Callable[[Paper, Labels], str]
    whole: Callable[[Iterable[str]], str]

    def write(self, papers: Iterable[Paper], labels: Labels = NO_LABELS) -> str:
        """Return a file with papers in this order; `labels` name their tags by the slugs."""
        return self.whole(self.entry(paper, labels) for paper in papers)


FORMATS: Mapping[str, Format] = {
    "bibtex": Format("BibTeX", "papers.bib", "bib", bibtex.entry, bibtex.whole),
    "ris": Format("RIS", "papers.ris", "ris", ris.entry, ris.whole),
    "endnote": Format("EndNote", "papers.enw", "enw", endnote.entry, ris.whole),
    "csl-json": Format("CSL-JSON", "papers.csl.json", "json", csl.entry, csl.whole),
    "csv": Format("CSV", "papers.csv", "csv", tables.csv_line, tables.whole_csv),
    # MkDocs would make a page of a file that ends in .md
    "markdown": Format("Markdown", "papers.md.txt", "md", tables.line, "".join),
}
