"""`papershelf enrich`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from papershelf.cli.citations import look_up_citations
from papershelf.cli.lookups import end, stoppable, whereabouts
from papershelf.cli.options import client, data_option, network_options, print_report
from papershelf.cli.paper_name import PaperName, all_named
from papershelf.curate.enrich.fill import Findings, Offer, changes, complete, missing
from papershelf.curate.enrich.gather import gather, owners
from papershelf.curate.enrich.report import as_data, as_text, summary
from papershelf.library import Library, load
from papershelf.library.edit import set_fields
from papershelf.library.load import PAPERS
from papershelf.library.store import change
from papershelf.model import Paper
from papershelf.services.lookup import Answer, Asker

AT_ONCE = 25


@click.command()
@click.argument("names", nargs=-1, type=PaperName(), metavar="[ID]...")
@click.option("--citations", is_flag=True, help="Look up which papers of the list they cite instead.")
@click.option("--write", is_flag=True, help="Write what is shown.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@network_options
@data_option
def enrich(  # noqa: PLR0913 - what the user may choose
    names: tuple[str, ...],
    data: Path,
    cache: Path | None,
    contact: str | None,
    *,
    citations: bool,
    write: bool,
    as_json: bool,
) -> None:
    """Fill in missing details of papers: arXiv id, authors, dates, DOI, venue, code.

    \b
    papershelf enrich                 all papers; nothing is written
    papershelf enrich 1603.09320      one paper
    papershelf enrich --write

    Asks arXiv, Semantic Scholar, Hugging Face, Crossref and OpenAlex about all papers, or those named, by id
    where there is one, else by title. Shows what would be filled in and where it comes from. A record whose
    title is not nearly the same is shown as doubtful and never used; a field that has a value is never
    changed. Nothing is written without --write. Stopped and run again, it continues where it was.

    With --citations, asks OpenAlex and Semantic Scholar which papers of the list each paper cites, about
    those that were not asked about in the last 30 days, or those named, by arXiv id and DOI. What is new is
    added to citations.yaml; what is there already, or listed as wrong, stays.

    PAPERSHELF_OPENALEX_KEY and PAPERSHELF_SEMANTIC_SCHOLAR_KEY may hold keys of your own, which both services
    give for free; PAPERSHELF_ARXIV_URL, …_SEMANTIC_SCHOLAR_URL, …_HUGGING_FACE_URL, …_CROSSREF_URL and
    …_OPENALEX_URL may set other base URLs.
    """
    library = load(data)
    if citations:
        with client(cache, contact) as service:
            asker = Asker(service)
            named = all_named(library, names)
            summary = look_up_citations(library, named, asker, write=write, as_json=as_json)
        end(summary, asker, service)
        return
    papers = [paper for paper in all_named(library, names) or library.papers if missing(paper)]
    findings = Findings()
    with client(cache, contact) as service:
        asker = Asker(service)
        with stoppable("filled in", write=write):
            for found in _find(papers, asker, library):
                if write and found.filled:
                    _fill(data, found.filled)
                findings += found
    print_report(as_text(findings), as_data(findings), as_json=as_json)
    end(_summary(findings, papers, data, write=write), asker, service)


def _find(papers: Sequence[Paper], asker: Asker, library: Library) -> Iterator[Findings]:
    """Ask about some papers at a time, with a progress bar on a terminal."""
    owned = owners(library.papers)
    with click.progressbar(
        length=len(papers) * len(asker.sources),
        label="asking",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        for start in range(0, len(papers), AT_ONCE):
            some = papers[start : start + AT_ONCE]

            def ask(
                source: str, asked: Sequence[Paper], steps: int = len(some)
            ) -> Iterator[tuple[str, Answer]]:
                yield from asker(source, asked)
                bar.update(steps)

            found = gather(some, asker.sources, ask, owned)
            owned |= owners(complete(paper, found.filled) for paper in some)
            yield found


def _fill(data: Path, filled: Sequence[Offer]) -> None:
    change(data, lambda text, library: set_fields(text, changes(library, filled), library.own_fields))


def _summary(findings: Findings, papers: Sequence[Paper], data: Path, *, write: bool) -> str:
    if not papers:
        return "nothing is missing"
    done = f"; {whereabouts(data / PAPERS, 'fill them in', write=write)}" if findings.filled else ""
    return summary(findings, len(papers)) + done
