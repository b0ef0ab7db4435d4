"""`papershelf enrich --citations`: which papers of the list cite which."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from papershelf.cli.lookups import stoppable, whereabouts
from papershelf.cli.options import print_report, today
from papershelf.curate.enrich.cited_papers import (
    CitationFindings,
    as_cited,
    citations_as_data,
    citations_as_text,
    citations_summary,
    due,
    links_of,
)
from papershelf.curate.quoting import plural
from papershelf.library import Library
from papershelf.library.citation_edits import with_cited
from papershelf.library.load import CITATIONS
from papershelf.library.schemas import schema_text
from papershelf.library.store import change
from papershelf.model import Paper
from papershelf.services.cited_works import (
    OPENALEX,
    SEMANTIC_SCHOLAR,
    ask_openalex,
    ask_semantic_scholar,
    can_be_asked,
    identifiers_of,
)
from papershelf.services.lookup import Asker

SCHEMA = "citations.schema.json"
WRITTEN_TOGETHER = 500
"""Papers after which the file is written: replies are kept, so that little is lost before."""


def look_up_citations(
    library: Library, named: Sequence[Paper], asker: Asker, *, write: bool, as_json: bool
) -> str:
    """Ask services what papers cite, show what is new, write it where that is wanted; return a summary."""
    data = Path(library.path).parent
    asked = [each for each in named if can_be_asked(each)] if named else due(library, library.papers, today())
    findings = CitationFindings()
    with stoppable("found", write=write):
        for found, some in _find(library, asked, asker):
            if write:
                _add(data, found, some)
            findings += found
    print_report(citations_as_text(findings), citations_as_data(findings), as_json=as_json)
    if not asked:
        return _nothing(library, named)
    return _ending(library, asked, findings, write=write)


def _find(
    library: Library, asked: Sequence[Paper], asker: Asker
) -> Iterator[tuple[CitationFindings, Sequence[Paper]]]:
    """Yield what is new about some papers at a time, and the papers."""
    if not asked:
        return
    present = {basis.paper: basis for basis in library.citations}
    cited_by = identifiers_of(library.papers)
    # OpenAlex cites by ids of its own, which only a question about each paper of the list tells.
    every = [paper for paper in library.papers if can_be_asked(paper)]
    with click.progressbar(
        length=len(every) + len(asked), label="asking", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        graph = ask_openalex(asker, every, bar.update)
        names = {paper.id for paper in asked}
        others = [paper.id for paper in every if paper.id not in names]
        yield links_of(others, {OPENALEX: (graph, graph.names)}, present), ()
        for start in range(0, len(asked), WRITTEN_TOGETHER):
            some = asked[start : start + WRITTEN_TOGETHER]
            scholar = ask_semantic_scholar(asker, some, bar.update)
            told = {OPENALEX: (graph, graph.names), SEMANTIC_SCHOLAR: (scholar, cited_by)}
            yield links_of([paper.id for paper in some], told, present), some


def _add(data: Path, found: CitationFindings, asked: Sequence[Paper]) -> None:
    cited = as_cited(found, {paper.id for paper in asked}, today())
    if not cited:
        return
    schema = data / "schema" / SCHEMA
    lacks_schema = schema.parent.is_dir() and not schema.exists()  # a list starts without one for this file
    beside = {schema: schema_text(SCHEMA).encode()} if lacks_schema else {}
    change(data, lambda text, _: text, beside=beside, edit_citations=lambda text, _: with_cited(text, cited))


def _nothing(library: Library, named: Sequence[Paper]) -> str:
    """Say why no service was asked."""
    if named or not any(map(can_be_asked, library.papers)):
        return f"nothing to ask{_lacking(named or library.papers)}"
    recently = "papers were asked about in the last 30 days, name some to ask again"
    return f"nothing to ask; {recently}{_lacking(library.papers)}"


def _ending(library: Library, asked: Sequence[Paper], findings: CitationFindings, *, write: bool) -> str:
    done = whereabouts(Path(library.path).with_name(CITATIONS), "add them", write=write)
    return f"{citations_summary(findings, asked)}; {done}{_lacking(library.papers)}"


def _lacking(papers: Sequence[Paper]) -> str:
    without = sum(not can_be_asked(paper) for paper in papers)
    told = f"; {plural(without, 'paper')} without arXiv id and DOI cannot be asked about"
    return told if without else ""
