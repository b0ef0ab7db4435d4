"""Delivery to a real server: nobody gets a letter twice, whatever happens, and a second run finishes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papershelf.mailing.addresses import Recipient
from papershelf.mailing.delivery import Delivery, deliver
from papershelf.mailing.mail_server import MailConnection, Patience, mail_server
from papershelf.mailing.sent_record import SentRecord, locked
from papershelf.problems import UserFacingError
from tests.mailing.letters import SENDER, letter, people
from tests.mailing.post_office import HANG_UP, SILENCE, TAKEN, PostOffice, post_office

SHORT = Patience(0.3, 0.3)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


def send(
    office: PostOffice, record: Path, recipients: Sequence[Recipient], patience: Patience = SHORT
) -> Delivery:
    server = mail_server(office.address, None, None)
    with locked(record) as known, MailConnection(server, SENDER, patience) as connection:
        known.begin("2026-11-29")
        return deliver(connection, letter(), recipients, known)


def states(done: Delivery) -> list[str]:
    return [outcome.state for _, outcome in done.outcomes]


def test_each_gets_a_message_of_their_own(office: PostOffice, tmp_path: Path) -> None:
    """Over one connection; a message names nobody but its recipient, and is otherwise the same."""
    done = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(done) == ["sent", "sent"]
    assert office.recipients == ["ada@readers.example", "bo@readers.example"]
    assert office.connections == 1
    first, second = office.parsed(0), office.parsed(1)
    assert (first["To"], second["To"]) == ("ada@readers.example", "bo@readers.example")
    assert b"bo@" not in office.messages[0][1]
    assert first.get_payload()[0].as_bytes() == second.get_payload()[0].as_bytes()  # type: ignore[index,union-attr]


def test_a_second_run_sends_nothing(office: PostOffice, tmp_path: Path) -> None:
    """Everybody has it; somebody new gets it."""
    send(office, tmp_path / "sent", people("ada", "bo"))
    again = send(office, tmp_path / "sent", people("ada", "bo"))
    assert (states(again), len(again.earlier)) == ([], 2)
    send(office, tmp_path / "sent", people("ada", "bo", "cy"))
    assert office.recipients == [f"{name}@readers.example" for name in ("ada", "bo", "cy")]


def test_another_spelling_is_the_same_person(office: PostOffice, tmp_path: Path) -> None:
    """Case makes nobody somebody else."""
    send(office, tmp_path / "sent", people("ada"))
    send(office, tmp_path / "sent", people("ADA"))
    assert len(office.messages) == 1


@pytest.mark.parametrize(
    ("reply", "state"), [("550 5.1.1 no such user", "refused"), ("450 try later", "later")]
)
@pytest.mark.parametrize("where", ["ada@readers.example", "DATA", "END"])
def test_a_refusal_stops_nobody_else(
    office: PostOffice, tmp_path: Path, where: str, reply: str, state: str
) -> None:
    """Whichever command it answers; the next run tries again, since nothing was delivered."""
    office.once[where] = reply
    done = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(done) == [state, "sent"]
    assert done.outcomes[0][1].reply == reply
    again = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(again) == ["sent"]
    assert sorted(office.recipients) == ["ada@readers.example", "bo@readers.example"]


def test_replies_are_told_without_addresses(office: PostOffice, tmp_path: Path) -> None:
    """A log may be public; control characters of a server do not reach the terminal."""
    office.replies["ada@readers.example"] = (
        "550 <ada@readers.example>: \x1b[31mnobody ada@readers.example here"
    )
    done = send(office, tmp_path / "sent", people("ada"))
    assert done.outcomes[0][1].reply == "550 …: [31mnobody … here"


@pytest.mark.parametrize("how", [HANG_UP, SILENCE])
@pytest.mark.parametrize("where", ["MAIL", "ada@readers.example", "DATA"])
def test_a_connection_lost_before_the_end_is_tried_again(
    office: PostOffice, tmp_path: Path, where: str, how: str
) -> None:
    """The message was certainly not delivered, so a second connection delivers it, once."""
    office.once[where] = how
    done = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(done) == ["sent", "sent"]
    assert len(office.messages) == 2
    assert office.connections == 2


@pytest.mark.parametrize(("how", "got"), [(HANG_UP, []), (SILENCE, []), (TAKEN, ["ada@readers.example"])])
def test_a_connection_lost_at_the_end_is_never_tried_again(
    office: PostOffice, tmp_path: Path, how: str, got: list[str]
) -> None:
    """Nobody knows whether the message was delivered; the others get theirs, and a second run says so."""
    office.once["END"] = how
    done = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(done) == ["unsure", "sent"]
    again = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(again) == []
    assert [one.place for one in again.doubtful] == ["readers.txt:1"]
    assert office.recipients == [*got, "bo@readers.example"]


def test_one_may_clear_a_doubt_by_hand(office: PostOffice, tmp_path: Path) -> None:
    """Without its line in the record a message is sent again."""
    office.once["END"] = HANG_UP
    send(office, tmp_path / "sent", people("ada"))
    record = tmp_path / "sent"
    record.write_text("".join(record.read_text().splitlines(keepends=True)[:-1]))
    assert states(send(office, record, people("ada"))) == ["sent"]


def test_a_server_that_closes_after_each_message_is_called_again(office: PostOffice, tmp_path: Path) -> None:
    """As many servers do after some number; nobody is left out, nobody gets two."""
    office.a_connection = 2
    done = send(office, tmp_path / "sent", people("a", "b", "c", "d", "e"))
    assert states(done) == ["sent"] * 5
    assert len(set(office.recipients)) == len(office.recipients) == 5
    assert office.connections == 3


def test_a_server_that_always_hangs_up_is_left_alone(office: PostOffice, tmp_path: Path) -> None:
    """After three people in a row the run ends and says why; the next one begins where it ended."""
    office.replies["DATA"] = HANG_UP
    done = send(office, tmp_path / "sent", people(*"abcdefgh"))
    assert states(done) == ["later"] * 3
    assert done.stopped
    assert "hangs up" in done.stopped
    office.replies.clear()
    assert states(send(office, tmp_path / "sent", people(*"abcdefgh"))) == ["sent"] * 8


@pytest.mark.parametrize("reply", ["550 we do not know you", "452 out of storage"])
def test_a_server_that_takes_nothing_from_us_is_asked_once(
    office: PostOffice, tmp_path: Path, reply: str
) -> None:
    """What is wrong with the sender is wrong for all recipients."""
    office.replies["MAIL"] = reply
    done = send(office, tmp_path / "sent", people("ada", "bo"))
    assert states(done) == []
    assert done.stopped
    assert reply in done.stopped


def test_a_slow_server_is_waited_for(office: PostOffice, tmp_path: Path) -> None:
    """A delay shorter than our patience changes nothing."""
    office.delay = 0.05
    assert states(send(office, tmp_path / "sent", people("ada", "bo"), Patience(5, 5))) == ["sent", "sent"]


def test_an_international_address(office: PostOffice, tmp_path: Path) -> None:
    """A server that knows SMTPUTF8 gets it as it is."""
    assert states(send(office, tmp_path / "sent", people("çağrı"))) == ["sent"]
    assert office.parsed()["To"] == "çağrı@readers.example"


def test_an_international_address_needs_a_server_that_takes_it(tmp_path: Path) -> None:
    """Any other server is not asked, the reason is given, and the others get theirs."""
    with post_office(enable_SMTPUTF8=False) as office:
        done = send(office, tmp_path / "sent", people("çağrı", "bo"))
    assert states(done) == ["refused", "sent"]
    assert "ASCII" in done.outcomes[0][1].reply


def test_lines_that_begin_with_a_dot_arrive(office: PostOffice, tmp_path: Path) -> None:
    """SMTP ends a message with a dot on a line; one in the text is not the end."""
    server = mail_server(office.address, None, None)
    dots = letter(text="one\n.\n..two\n.three\n")
    with locked(tmp_path / "sent") as known, MailConnection(server, SENDER, SHORT) as connection:
        deliver(connection, dots, people("ada"), known)
    body = office.parsed().get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == dots.text


def test_many_recipients(office: PostOffice, tmp_path: Path) -> None:
    """A run that breaks off in a long list goes on where it was, and each gets one."""
    many = people(*(f"reader{number}" for number in range(200)))
    office.a_connection = 60
    office.replies["reader140@readers.example"] = "421 no more today"
    first = send(office, tmp_path / "sent", many, Patience(20, 20))
    assert first.count("sent") == 199
    office.replies.clear()
    second = send(office, tmp_path / "sent", many, Patience(20, 20))
    assert (len(second.earlier), states(second)) == (199, ["sent"])
    assert sorted(office.recipients) == sorted(one.address for one in many)


TROUBLE = st.sampled_from(["", HANG_UP, TAKEN, "450 later", "550 no", "421 goodbye"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["MAIL", "DATA", "END", "b@readers.example"]), TROUBLE), max_size=4)
)
def test_whatever_happens_nobody_gets_two(
    office: PostOffice, tmp_path: Path, troubles: list[tuple[str, str]]
) -> None:
    """After any troubles and two runs each has at most one; who has none is reported in each run."""
    record = tmp_path / "sent"
    record.unlink(missing_ok=True)
    office.messages.clear()
    office.replies.clear()
    recipients = people("a", "b", "c")
    for where, how in troubles:
        office.once = {where: how} if how and (where == "END" or how != TAKEN) else {}
        send(office, record, recipients)
    office.once = {}
    last = send(office, record, recipients)
    assert len(set(office.recipients)) == len(office.recipients)
    without = {one.address for one in recipients} - set(office.recipients)
    assert without <= {one.address for one in last.doubtful}


def test_two_runs_at_once(tmp_path: Path) -> None:
    """The second one is refused before it sends anything."""
    with (
        locked(tmp_path / "sent"),
        pytest.raises(UserFacingError, match="being sent already"),
        locked(tmp_path / "sent"),
    ):
        pass


def test_a_record_that_cannot_be_written_sends_nothing(office: PostOffice, tmp_path: Path) -> None:
    """What is not on the disk is not handed over: the message is never completed."""
    record = SentRecord(tmp_path / "sent")
    record.begin("2026-11-29")
    record.path.unlink()
    record.path.mkdir()
    server = mail_server(office.address, None, None)
    with pytest.raises(IsADirectoryError), MailConnection(server, SENDER, SHORT) as connection:
        deliver(connection, letter(), people("ada"), record)
    assert office.messages == []
