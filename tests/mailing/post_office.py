"""A real mail server on this machine that takes messages, or refuses, delays and hangs up as a test says."""

import asyncio
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PEM = Path(__file__).parents[1] / "fixtures" / "mail" / "localhost.pem"
LOGIN = ("curator", "correct horse")

HANG_UP = "hang up"  # instead of a reply
TAKEN = "taken"  # the message is delivered, and then the server hangs up instead of a reply
SILENCE = "silence"  # for longer than a test waits


@dataclass
class PostOffice:
    """What came, and how the server replies: to a command, or to a command about one recipient.

    A reply is text, HANG_UP, TAKEN or SILENCE; the keys are "MAIL", "DATA" (before the text), "END"
    (after it), and addresses for RCPT. `once` has replies that are given a single time.
    """

    port: int = 0
    messages: list[tuple[str, bytes]] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    once: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    logins: list[LoginPassword] = field(default_factory=list)
    delay: float = 0.0
    a_connection: int = 10_000  # messages, after which the server says goodbye

    @property
    def address(self) -> str:
        """The address without encryption."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def recipients(self) -> list[str]:
        """Who got a message, in order."""
        return [recipient for recipient, _ in self.messages]

    def parsed(self, number: int = 0) -> EmailMessage:
        """A message as mail programs read it."""
        found = message_from_bytes(self.messages[number][1], policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found

    async def reply(self, server: SMTP, key: str, usual: str) -> str:
        """The reply to a command."""
        await asyncio.sleep(self.delay)
        said = self.once.pop(key, None) or self.replies.get(key, usual)
        if said == SILENCE:
            await asyncio.sleep(1)
        if said in {HANG_UP, TAKEN, SILENCE}:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return said


class _Handler:
    def __init__(self, office: PostOffice) -> None:
        self.office = office

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        taken = getattr(session, "taken", 0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        usual = "421 enough for one connection" if taken >= self.office.a_connection else "250 OK"
        return await self.office.reply(server, "MAIL", usual)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        said = await self.office.reply(server, address, "250 OK")
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        said = await self.office.reply(server, "END", "250 OK")
        if said.startswith("2") or said == TAKEN:
            assert isinstance(envelope.content, bytes)
            (recipient,) = envelope.rcpt_tos
            self.office.messages.append((str(recipient), envelope.content))
            session.taken = getattr(session, "taken", 0) + 1  # type: ignore[attr-defined] # our own note
        return said


class _Server(SMTP):
    """Lets a test also answer the command DATA itself, which no hook does."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        office: PostOffice = self.event_handler.office
        said = await office.reply(self, "DATA", "354")
        if said == "354":
            await super().smtp_DATA(arg)
        else:
            await self.push(said)

    def connection_made(self, transport: Any) -> None:
        self.event_handler.office.connections += 1
        super().connection_made(transport)


class _Controller(Controller):
    def __init__(self, office: PostOffice, options: Mapping[str, Any]) -> None:
        self.given = options
        tls = options.get("whole_tls")
        super().__init__(
            _Handler(office),
            hostname="127.0.0.1",
            port=office.port,
            ssl_context=tls,
            server_hostname="localhost",
        )

    def factory(self) -> SMTP:
        kept = {key: value for key, value in self.given.items() if key != "whole_tls"}
        return _Server(self.handler, hostname="localhost", **kept)


def tls() -> ssl.SSLContext:
    """A server's context; clients trust it with SSL_CERT_FILE set to PEM."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


@contextmanager
def post_office(**options: Any) -> Iterator[PostOffice]:
    """Run a server until the block ends; `options` are those of aiosmtpd, and `whole_tls`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        office = PostOffice(probe.getsockname()[1])

    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: Any
    ) -> AuthResult:
        office.logins.append(data)
        return AuthResult(success=(data.login.decode(), data.password.decode()) == LOGIN, handled=False)

    controller = _Controller(office, {"enable_SMTPUTF8": True, "authenticator": authenticate, **options})
    controller.start()
    office.connections = 0  # the controller tries the door itself
    try:
        yield office
    finally:
        controller.stop()
