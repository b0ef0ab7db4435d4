"""`papershelf digest`: what came in a period, as a page, an entry of a feed, and an e-mail that it sends."""

import datetime as dt
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from papershelf.bot.digest_proposal import ProposedDigests
from papershelf.bot.github import from_environ
from papershelf.cli.digest_files import NOBODY, letter_of, write_letter, write_page
from papershelf.cli.options import DAY, FOLDER, data_option, today
from papershelf.curate.quoting import plural
from papershelf.facts.digests import Digest, Period, days_since, digest, last_week
from papershelf.generated import DIGESTS
from papershelf.library import load
from papershelf.mailing.addresses import Recipient, canonical_address, read_recipients, without_duplicates
from papershelf.mailing.delivery import Delivery, deliver, waiting
from papershelf.mailing.mail_server import MailConnection, mail_server
from papershelf.mailing.message import Letter, recipient_digest
from papershelf.mailing.sent_record import SentRecord, locked
from papershelf.model import Tag
from papershelf.problems import InvalidInputError, Problem, UserFacingError, did_you_mean
from papershelf.render.shelf import Shelf
from papershelf.settings import FILE, DigestSettings, Settings, read_digest_settings, read_settings

USER, PASSWORD = "PAPERSHELF_SMTP_USER", "PAPERSHELF_SMTP_PASSWORD"
LISTED = 30
TOLD = {
    "refused": "refused",
    "later": "not taken now",
    "unsure": "may have arrived, since the connection was lost at the very end; it is not sent again",
}


@click.command("digest")
@click.option("--weekly", is_flag=True, help="The last week that is over, Monday to Sunday.")
@click.option(
    "--since",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="All days from this one to today.",
)
@click.option("--tag", metavar="SLUG", help="Only papers with this tag, or with a tag of this group.")
@click.option("--send", is_flag=True, help="Send the e-mail; without this nothing is sent.")
@click.option("--propose", is_flag=True, help="Open or update a pull request with the page.")
@click.option(
    "--recipients",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="File with an e-mail address on each line; - reads standard input.",
)
@click.option("--to", multiple=True, metavar="ADDRESS", help="An address, such as that of a mailing list.")
@click.option(
    "--server",
    metavar="URL",
    envvar="PAPERSHELF_SMTP_SERVER",
    show_envvar=True,
    help="smtps://HOST or smtp://HOST:PORT, the latter with STARTTLS.",
)
@click.option(
    "--state", type=FOLDER, default=".digests", help="Directory of e-mails, and of who has which of them."
)
@click.option("--docs", type=FOLDER, default="docs", help="Directory of the site's Markdown.")
@data_option
def digest_(  # noqa: PLR0913 - what the user may choose
    *,
    data: Path,
    docs: Path,
    state: Path,
    server: str | None,
    to: Sequence[str],
    recipients: str | None,
    tag: str | None,
    since: dt.datetime | None,
    weekly: bool,
    send: bool,
    propose: bool,
) -> None:
    """Write what came to the list in a period, and send it.

    \b
    papershelf digest --weekly
    papershelf digest --weekly --recipients readers.txt --send --server smtps://mail.example.org
    papershelf digest --since 2026-11-01 --tag vector-search --to list@example.org

    Writes a page into DOCS/digests/, where a feed and a list of all digests follow it, and an e-mail into
    STATE. With --send each recipient gets a message of their own. Run the same command again after a failure:
    nobody gets a second copy. --propose needs GITHUB_REPOSITORY and a GITHUB_TOKEN with write permission for
    contents and pull requests. Who sends it is said in mkdocs.yml (plugins: papershelf: digest: from); the
    login is in PAPERSHELF_SMTP_USER and PAPERSHELF_SMTP_PASSWORD.
    """
    if weekly == bool(since):
        raise click.UsageError("choose a period: --weekly, or --since with a day")
    settings, given = _settings(docs)
    people = _people(to, recipients)
    library = load(data)
    if tag is not None and tag not in library.by_slug:
        raise click.UsageError(f"unknown tag '{tag}'{did_you_mean(tag, library.by_slug)}")
    topic = library.by_slug[tag] if tag else None
    record = state / f"{_name(_period(since), topic)}.sent"
    found = digest(library, _begun(_period(since), record), topic)
    if not found.total:
        click.echo(f"no papers {found.period.label}: nothing to write, nothing to send", err=True)
        return
    proposed = (
        ProposedDigests(from_environ(os.environ), docs / settings.prefix / DIGESTS) if propose else None
    )
    if proposed:
        proposed.fetch()
    shelf = Shelf(library, settings)
    letter = letter_of(shelf, found, given)
    for path in (
        *write_page(shelf, found, docs / settings.prefix),
        write_letter(state / f"{found.name}.eml", letter, _day()),
    ):
        click.echo(str(path))
    if proposed:
        click.echo(proposed.write(found.summary) or "the repository has this page already", err=True)
    if send:
        _send(letter, people, server, record, str(found.period.last))
    elif not proposed:
        still = len(waiting(letter.name, people, SentRecord(record)).next)
        told = f"; of {plural(len(people), 'recipient')} {still:,} would get it" if people else ""
        click.echo(f"nothing sent{told}; send it with --send", err=True)


def _settings(docs: Path) -> tuple[Settings, DigestSettings]:
    path = docs.parent / FILE
    settings, given = read_settings(path), read_digest_settings(path)
    if not settings.site_url:
        raise UserFacingError(
            f"{path}: site_url is not set, and an e-mail needs whole addresses; set it first"
        )
    return replace(settings, site_url=f"{settings.site_url.rstrip('/')}/"), given


def _people(to: Sequence[str], recipients: str | None) -> list[Recipient]:
    """Read all recipients, each once. Raises InvalidInputError where one is not an address."""
    named: list[Recipient] = []
    for text in to:
        address = canonical_address(text)
        if address is None:
            raise click.UsageError(f"--to: '{text}' is not an e-mail address; give one like ada@example.org")
        named.append(Recipient(address, f"--to {len(named) + 1}"))
    if recipients:
        typed = recipients == "-"
        content = sys.stdin.buffer.read() if typed else Path(recipients).read_bytes()
        named += read_recipients(content, "standard input" if typed else recipients)
    people = without_duplicates(named)
    if double := len(named) - len(people):
        click.echo(f"{plural(double, 'duplicate')} left out", err=True)
    return people


def _day() -> dt.date:
    now = today()
    return dt.date(now.year, now.month, now.day)


def _period(since: dt.datetime | None) -> Period:
    if since is None:
        return last_week(_day())
    if since.date() > _day():
        raise click.UsageError(f"--since: {since:%Y-%m-%d} is after today; give an earlier day")
    return days_since(since.date(), _day())


def _name(period: Period, topic: Tag | None) -> str:
    return Digest(period, topic, ()).name


def _begun(period: Period, record: Path) -> Period:
    """Return the period of the digest that some have already: everybody gets the same one."""
    until = SentRecord(record).until
    if until is None or until == str(period.last):
        return period
    click.echo(
        f"{record}: this digest has been sent to some with papers until {until}; it stays so", err=True
    )
    return replace(period, last=dt.date.fromisoformat(until))


def _send(letter: Letter, people: Sequence[Recipient], server: str | None, record: Path, until: str) -> None:
    if letter.sender == NOBODY:
        message = "plugins: papershelf: digest: from is not set; name the address that sends the digest"
        raise InvalidInputError([Problem(FILE, 1, message)])
    if not people:
        raise click.UsageError("nobody to send it to; name recipients with --recipients or --to")
    if not server:
        raise click.UsageError("no mail server; name one with --server or in PAPERSHELF_SMTP_SERVER")
    where = mail_server(server, os.environ.get(USER), os.environ.get(PASSWORD))
    with locked(record) as known, MailConnection(where, letter.sender) as connection:
        known.begin(until)
        done = deliver(connection, letter, people, known)
        _report(done, known, letter.name)
    if done.stopped or done.count("sent") < len(done.outcomes):
        raise click.exceptions.Exit(1)


def _report(done: Delivery, record: SentRecord, name: str) -> None:
    """Print what became of each message that was not sent, without addresses: a log may be public."""
    failed = [(one, outcome) for one, outcome in done.outcomes if outcome.state != "sent"]
    for one, outcome in failed[:LISTED]:
        click.echo(f"{one.place}: {TOLD[outcome.state]}: {outcome.reply}", err=True)
    if len(failed) > LISTED:
        click.echo(f"and {len(failed) - LISTED:,} more", err=True)
    for one in done.doubtful[:LISTED]:
        where = f"{record.path}:{record.line(recipient_digest(name, one.address))}"
        click.echo(f"{one.place}: left in doubt by an earlier run; to send it, remove {where}", err=True)
    counts = {"sent": done.count("sent"), "sent earlier": len(done.earlier)}
    counts |= {"not sent": len(failed), "in doubt": len(done.doubtful)}
    click.echo(", ".join(f"{count:,} {what}" for what, count in counts.items() if count), err=True)
    if done.stopped:
        click.echo(f"stopped: {done.stopped}", err=True)
