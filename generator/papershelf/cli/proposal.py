"""What `import` and `add` share: show the receipt of a capture, and write it when told to."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import today
from papershelf.curate import captures, receipt
from papershelf.curate.importing import Receipt, Terms, plan
from papershelf.curate.merging import FIELDS
from papershelf.curate.tag_review import tagger
from papershelf.feeds.capture import Capture
from papershelf.library import Library, load
from papershelf.library.edit import set_fields
from papershelf.library.store import change, replace_file
from papershelf.library.write import with_entries
from papershelf.model import Candidate
from papershelf.problems import InvalidInputError, Problem

MANY = 500
THEIRS = sorted({*FIELDS, "links.code", "links.project"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose on the command line."""

    data: Path
    write: bool = False
    quarantine: bool = False
    accept_duplicates: bool = False
    theirs: frozenset[str] = frozenset()
    as_json: bool = False


def choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a proposal to a command, which gets them as keywords."""
    for option in reversed(
        (
            click.option("--write", is_flag=True, help="Apply what is shown to papers.yaml."),
            click.option("--theirs", multiple=True, type=click.Choice(THEIRS), metavar="FIELD",
                         help="Take the feed's value where FIELD is in conflict; may be repeated."),
            click.option("--accept-duplicates", is_flag=True,
                         help="Treat a paper whose title is merely like another's as new."),
            click.option("--json", "as_json", is_flag=True, help="Print the receipt as JSON."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def propose(capture: Capture, source: bytes, path: str, chosen: Choices) -> None:
    """Print the receipt of a capture read from `source`; apply it where the user chose to write.

    Blocks that nobody could place are errors, and nothing is written, unless they are put in quarantine.
    """
    refused = bool(capture.unplaced) and not (chosen.quarantine and chosen.write)
    library = load(chosen.data)
    terms = Terms(
        feed=_kept_as(chosen.data, Path(path), source),
        added=today(),
        tags=tagger(library),
        base=captures.bases(chosen.data),
        theirs=chosen.theirs,
        accept_duplicates=chosen.accept_duplicates,
        watched=_watched,
    )
    if chosen.write and not refused:
        account = _write(capture, source, path, chosen, terms)
    else:
        account = plan(capture.candidates, library, terms)
    _print(capture, account, path, chosen)
    if refused:
        raise InvalidInputError(
            Problem(path, item.block.line, f"{item.reason}: {' '.join(item.block.text.split())[:60]}")
            for item in capture.unplaced
        )


def _watched(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Show progress where a person waits for many candidates."""
    with click.progressbar(
        candidates,
        label="comparing with the list",
        file=sys.stderr,
        hidden=len(candidates) < MANY or not sys.stderr.isatty(),
    ) as bar:
        yield from bar


def _write(capture: Capture, source: bytes, path: str, chosen: Choices, terms: Terms) -> Receipt:
    accounts: list[Receipt] = []

    def edit(text: str, library: Library) -> str:
        accounts.append(plan(capture.candidates, library, terms))
        changed = accounts[-1].changed(terms.feed)
        if capture.unplaced:
            _keep(held, receipt.quarantine(capture, path).encode(), "what was not understood")
        if accounts[-1].new or changed:
            _keep(kept, source, "the feed")  # before the list, whose entries name it
        return with_entries(set_fields(text, changed) if changed else text, accounts[-1].new)

    kept = chosen.data / terms.feed
    held = kept.with_name(f"{kept.name}.quarantine")
    change(chosen.data, edit)
    return accounts[-1]


def _keep(path: Path, content: bytes, what: str) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(exist_ok=True)
    replace_file(path, content)
    click.echo(f"kept {what} as {path}", err=True)


def _kept_as(data: Path, path: Path, source: bytes) -> str:
    inside = path.resolve()
    if path.exists() and inside.is_relative_to((data / captures.FEEDS).resolve()):
        return inside.relative_to(data.resolve()).as_posix()
    return captures.place(data, path.name, source)


def _print(capture: Capture, account: Receipt, path: str, chosen: Choices) -> None:
    if chosen.as_json:
        json.dump(receipt.as_data(capture, account, path), sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
    else:
        for line in receipt.as_text(capture, account, path):
            click.echo(line)
    click.echo(receipt.summary(capture, account), err=True)
    for line in receipt.advice(account):
        click.echo(line, err=True)
    pending = len(account.new) + len(account.changed(""))
    if pending and chosen.write and not (capture.unplaced and not chosen.quarantine):
        changed = len(account.changed(""))
        click.echo(f"added {len(account.new)}, changed {changed} in {chosen.data / 'papers.yaml'}", err=True)
    elif capture.unplaced and not chosen.quarantine:
        message = "nothing written; mend the feed, or keep apart what is not understood: --write --quarantine"
        click.echo(message, err=True)
    elif pending:
        click.echo("nothing written; apply it with --write", err=True)
