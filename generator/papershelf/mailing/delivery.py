"""Sending a letter: one message each, and nobody gets a second one, whatever fails."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from papershelf.mailing.addresses import Recipient
from papershelf.mailing.mail_server import ConnectionLostError, MailConnection, MailServerError, Outcome
from papershelf.mailing.message import Letter, addressed, message, recipient_digest
from papershelf.mailing.sent_record import SentRecord

TRIES = 2  # connections for one message, where it was certainly not delivered
IN_A_ROW = 3  # people whose message found no connection that lasts; it is then the server


@dataclass(slots=True)
class Delivery:
    """What became of the recipients; `stopped` says why nobody after them was tried, if so."""

    outcomes: list[tuple[Recipient, Outcome]] = field(default_factory=list)
    earlier: list[Recipient] = field(default_factory=list)  # have the letter from an earlier run
    doubtful: list[Recipient] = field(default_factory=list)  # an earlier run left that open
    stopped: str | None = None

    def count(self, state: str) -> int:
        """Return how many messages ended so."""
        return sum(outcome.state == state for _, outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The recipients, by what the record knows: those to send to, those who have it, those in doubt."""

    next: Sequence[Recipient]
    done: Sequence[Recipient]
    doubtful: Sequence[Recipient]


def waiting(name: str, recipients: Sequence[Recipient], record: SentRecord) -> Waiting:
    """Tell who still has to get a letter."""
    states = [(one, record.state(recipient_digest(name, one.address))) for one in recipients]
    return Waiting(
        [one for one, state in states if state in {None, "failed"}],
        [one for one, state in states if state == "sent"],
        [one for one, state in states if state == "begun"],
    )


def deliver(
    connection: MailConnection, letter: Letter, recipients: Sequence[Recipient], record: SentRecord
) -> Delivery:
    """Send the letter to everybody who does not have it, and write down each step.

    Someone whose message may or may not have been delivered gets none again.
    """
    known = waiting(letter.name, recipients, record)
    done = Delivery(earlier=list(known.done), doubtful=list(known.doubtful))
    shared, lost = message(letter), 0
    try:
        for one in known.next:
            try:
                outcome = _send(connection, letter, shared, one, record)
                lost = 0
            except ConnectionLostError as error:
                outcome, lost = Outcome("later", str(error)), lost + 1
            done.outcomes.append((one, outcome))
            if lost == IN_A_ROW:
                done.stopped = f"the server hangs up before it has a message: {outcome.reply}"
                break
    except MailServerError as error:
        done.stopped = str(error)
    return done


def _send(
    connection: MailConnection, letter: Letter, shared: bytes, one: Recipient, record: SentRecord
) -> Outcome:
    key = recipient_digest(letter.name, one.address)
    made = addressed(shared, letter, one.address, datetime.now(UTC))
    outcome = _hand_over(connection, one.address, made, lambda: record.note(key, "begun"))
    if outcome.state == "sent":
        record.note(key, "sent")
    elif outcome.state != "unsure" and record.state(key) == "begun":
        record.note(key, "failed")
    return outcome


def _hand_over(
    connection: MailConnection, address: str, made: bytes, at_the_end: Callable[[], None]
) -> Outcome:
    """Try again on a new connection: servers close one after so many messages."""
    for _ in range(TRIES - 1):
        with suppress(ConnectionLostError):
            return connection.hand_over(address, made, at_the_end)
    return connection.hand_over(address, made, at_the_end)
