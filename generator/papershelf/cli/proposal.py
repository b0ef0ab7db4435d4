"""What `import` and `add` share: show the receipts of feeds, and write what they say if asked to."""

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from papershelf.cli.options import print_report, today
from papershelf.curate import captures, receipt
from papershelf.curate.heading_tags import heading_uses
from papershelf.curate.importing import Receipt, Terms, plan
from papershelf.curate.merging import FIELDS
from papershelf.curate.tag_review import tagger
from papershelf.feeds.capture import Capture, Unplaced
from papershelf.feeds.mapped_list.field_map import MAP_SUFFIX
from papershelf.feeds.quarantine import SUFFIX, quarantined
from papershelf.library import Library, load
from papershelf.library.edit import set_fields
from papershelf.library.fields import Field
from papershelf.library.store import Beside, change
from papershelf.library.write import with_entries
from papershelf.model import Candidate
from papershelf.problems import InvalidInputError, Problem, did_you_mean
from papershelf.whole_files import replace_file

MANY = 500
THEIRS = sorted({*FIELDS, "links.code", "links.project"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose on the command line."""

    data: Path
    write: bool = False
    strict: bool = False
    accept_duplicates: bool = False
    theirs: Collection[str] = ()
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to propose: its name for messages, its bytes, and what they were read into.

    `name` is that under which it is kept, if not its own; `beside` are files to keep with it, by their names.
    """

    path: str
    source: bytes
    capture: Capture
    name: str = ""
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def kept_name(self) -> str:
        """The name of the file that keeps it."""
        return self.name or Path(self.path).name


class FieldName(click.ParamType[str]):
    """A field that feeds can have, or one that the list given by --data declares itself."""

    name = "field"

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the fields that start with what was typed; a list with errors offers none of its own."""
        try:
            own = load(ctx.params.get("data") or Path("data")).own_fields
        except InvalidInputError:
            own = ()
        return [CompletionItem(key) for key in _theirs(own) if key.startswith(incomplete)]


def _theirs(own: Sequence[Field]) -> list[str]:
    return sorted({*THEIRS, *(field.key for field in own)})


def _check_theirs(chosen: Collection[str], own: Sequence[Field]) -> None:
    known = _theirs(own)
    for key in chosen:
        if key not in known:
            raise click.BadParameter(
                f"'{key}' is not a field{did_you_mean(key, known)}", param_hint="'--theirs'"
            )


def choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a proposal to a command, which gets them as keywords."""
    for option in reversed(
        (
            click.option("--write", is_flag=True, help="Apply what is shown to papers.yaml."),
            click.option("--theirs", multiple=True, type=FieldName(), metavar="FIELD",
                         help="Take the feed's value where FIELD is in conflict; may be repeated."),
            click.option("--accept-duplicates", is_flag=True,
                         help="Treat a paper whose title is only similar to another's as new."),
            click.option("--json", "as_json", is_flag=True, help="Print the receipt as JSON."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def propose(feeds: Sequence[Feed], chosen: Choices) -> None:
    """Print the receipt of each feed; write what all of them say if the user chose to.

    Blocks that could not be read, and records with values that could not, are errors. Writing sets them aside
    in a file to fix, unless the user chose to be strict: then nothing is written.
    """
    looks_first = chosen.strict or not chosen.write
    receipts = [each[-1] for each in _plans(feeds, load(chosen.data), chosen)] if looks_first else []
    writes = chosen.write and not any(map(_not_understood, feeds, receipts))
    beside: Beside = {}
    names: list[str] = []

    def edit(text: str, library: Library) -> str:
        for feed, name, planned in _plans(feeds, library, chosen):
            receipts.append(planned)
            names.append(name)
            if _takes(planned, name):
                _keep(beside, chosen.data / name, feed.source)
            for other, content in feed.beside.items():
                _keep(beside, chosen.data / captures.FEEDS / other, content)
            text = _written(text, planned, name, library.own_fields)
        return text

    if writes:
        receipts.clear()
        change(chosen.data, edit, beside=beside)
        for path in beside:
            click.echo(
                f"kept {'the map' if path.name.endswith(MAP_SUFFIX) else 'the feed'} as {path}", err=True
            )
        for feed, name, planned in zip(feeds, names, receipts, strict=True):
            _set_aside(feed, chosen.data, name, planned)
    for feed, planned in zip(feeds, receipts, strict=True):
        _print(feed, planned, chosen)
    problems = list(chain.from_iterable(map(_problems, feeds, receipts)))
    _print_outcome(receipts, chosen, writes=writes, sets_aside=bool(problems))
    if problems:
        raise InvalidInputError(problems)


def _problems(feed: Feed, planned: Receipt) -> Iterator[Problem]:
    """Yield each block that could not be read, and each value; one that many records have, once."""
    for item in feed.capture.unplaced:
        text = " ".join(item.block.text.split())[:60]
        yield Problem(feed.path, item.block.line, f"{item.reason}: {text}")
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for row in planned.rows:
        for remark in row.candidate.remarks:
            lines[remark].append(row.candidate.line)
    for remark, found in lines.items():
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        yield Problem(feed.path, found[0], f"not understood: {remark}{times}")


def _not_understood(feed: Feed, planned: Receipt) -> list[Unplaced]:
    """Return the blocks that could not be read, and those of records with values that could not."""
    partly = (
        Unplaced(block, f"not understood: {'; '.join(row.candidate.remarks)}")
        for row in planned.rows
        if row.candidate.remarks
        for block in row.candidate.blocks
    )
    by_block = {item.block: item for item in (*partly, *feed.capture.unplaced)}  # records can share a block
    return sorted(by_block.values(), key=attrgetter("block.line"))


def _plans(feeds: Sequence[Feed], library: Library, chosen: Choices) -> Iterator[tuple[Feed, str, Receipt]]:
    """Yield each feed with the name under which to keep it and its receipt, on top of the feeds before it."""
    _check_theirs(chosen.theirs, library.own_fields)
    for feed in feeds:
        terms = Terms(
            feed=_kept_as(chosen.data, feed),
            added=today(),
            tags=tagger(library),
            base=captures.bases(chosen.data),
            theirs=chosen.theirs,
            accept_duplicates=chosen.accept_duplicates,
            watched=_watched,
        )
        candidates = feed.capture.candidates
        planned = replace(plan(candidates, library, terms), headings=heading_uses(candidates, library))
        yield feed, terms.feed, planned
        library = planned.applied(library, terms.feed)


def _watched(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Show progress where a person waits for many candidates."""
    with click.progressbar(
        candidates,
        label="comparing with the list",
        file=sys.stderr,
        hidden=len(candidates) < MANY or not sys.stderr.isatty(),
    ) as bar:
        yield from bar


def _kept_as(data: Path, feed: Feed) -> str:
    path = Path(feed.path)
    inside = path.resolve()
    is_kept = path.suffix != SUFFIX and inside.is_relative_to((data / captures.FEEDS).resolve())
    if not feed.name and path.exists() and is_kept:
        return inside.relative_to(data.resolve()).as_posix()
    return captures.place(data, feed.kept_name.removesuffix(SUFFIX), feed.source)


def _takes(planned: Receipt, name: str) -> bool:
    """Whether the list takes anything from a feed, which is then kept: its entries name it."""
    return bool(planned.new or planned.changed(name))


def _keep(beside: Beside, path: Path, content: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == content):
        path.parent.mkdir(exist_ok=True)
        beside[path] = content


def _written(text: str, planned: Receipt, name: str, own: Sequence[Field]) -> str:
    changed = planned.changed(name)
    return with_entries(set_fields(text, changed, own) if changed else text, planned.new, own)


def _set_aside(feed: Feed, data: Path, name: str, planned: Receipt) -> None:
    """Keep what was not understood, once the list has the rest.

    A quarantine file that was fixed is kept as a feed; it goes itself, or keeps what still isn't understood.
    """
    path = Path(feed.path)
    is_fixed = _takes(planned, name) and path.suffix == SUFFIX and path.is_file()
    if aside := _not_understood(feed, planned):
        content = quarantined(replace(feed.capture, unplaced=tuple(aside)), feed.path).encode()
        place = captures.place(data, feed.kept_name.removesuffix(SUFFIX) + SUFFIX, content)
        kept = path if is_fixed else data / place
        if not (kept.is_file() and kept.read_bytes() == content):
            kept.parent.mkdir(exist_ok=True)
            replace_file(kept, content)
            click.echo(f"kept what was not understood as {kept}", err=True)
    elif is_fixed:
        path.unlink()
        click.echo(f"removed {path}: it is kept as {data / name}", err=True)


def _print(feed: Feed, planned: Receipt, chosen: Choices) -> None:
    of = (feed.capture, planned, feed.path)
    print_report(receipt.as_text(*of), receipt.as_data(*of), as_json=chosen.as_json)
    click.echo(receipt.summary(feed.capture, planned), err=True)
    for line in receipt.advice(planned):
        click.echo(line, err=True)


def _print_outcome(receipts: Sequence[Receipt], chosen: Choices, *, writes: bool, sets_aside: bool) -> None:
    added = sum(len(planned.new) for planned in receipts)
    changed = sum(len(planned.changed("")) for planned in receipts)
    if writes:
        if added or changed:
            click.echo(f"added {added}, changed {changed} in {chosen.data / 'papers.yaml'}", err=True)
        if sets_aside:
            click.echo(
                "what is below was not written; fix it in the file that was kept, then import it",
                err=True,
            )
    elif chosen.write:
        click.echo("nothing written; fix the feed, or leave out --strict to add the rest", err=True)
    elif added or changed:
        click.echo("nothing written; apply it with --write", err=True)
