"""A mail server: its address, the connection to it, and the handing over of one message."""

import ipaddress
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self
from urllib.parse import urlsplit

from papershelf.mailing.message import one_line
from papershelf.problems import UserFacingError

PORTS = {"smtps": 465, "smtp": 587}
ACCEPTED, GO_ON, CLOSING, PERMANENT = {250, 251, 252}, 354, 421, 500
LOST = (smtplib.SMTPException, OSError)
LONGEST_REPLY = 200
CHECK_LOGIN = "check PAPERSHELF_SMTP_USER and PAPERSHELF_SMTP_PASSWORD"
CHECK_TLS = "check the address and the port, and that the server's certificate is valid"
ADDRESSES = re.compile(r"<?[^\s<>:;,]+@[^\s<>:;,]+>?")
DOTS = re.compile(rb"^\.", re.MULTILINE)


class MailServerError(UserFacingError):
    """The server cannot be used at all; nobody else's message would get further."""


class ConnectionLostError(Exception):
    """The connection is gone before the message was complete, so it was certainly not delivered."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where to hand messages in; `encrypted` from the first byte, or else by STARTTLS."""

    host: str
    port: int
    encrypted: bool
    user: str | None = None
    password: str | None = None

    def __str__(self) -> str:
        """Return the address without the login."""
        return f"{'smtps' if self.encrypted else 'smtp'}://{self.host}:{self.port}"


class Patience(NamedTuple):
    """Seconds to wait for a reply, and for the last one: RFC 5321 gives a server ten minutes for that."""

    reply: float = 60
    at_the_end: float = 600


PATIENCE = Patience()


class Outcome(NamedTuple):
    """What became of a message: `later` may work another time, `unsure` may have been delivered."""

    state: Literal["sent", "refused", "later", "unsure"]
    reply: str = ""


def mail_server(address: str, user: str | None, password: str | None) -> MailServer:
    """Read the address of a server. Raises UserFacingError where it isn't one."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname or parts.path not in {"", "/"} or parts.username:
        raise UserFacingError(
            "the mail server must be like smtps://mail.example.org or smtp://mail.example.org:587 (STARTTLS),"
            " with the login in PAPERSHELF_SMTP_USER and PAPERSHELF_SMTP_PASSWORD"
        )
    if bool(user) != bool(password):
        missing = "PAPERSHELF_SMTP_PASSWORD" if user else "PAPERSHELF_SMTP_USER"
        raise UserFacingError(f"{missing} is not set; a login needs both, no login needs neither")
    return MailServer(parts.hostname, port or PORTS[parts.scheme], parts.scheme == "smtps", user, password)


class MailConnection:
    """A connection that is opened when it is needed, and again after it was lost."""

    def __init__(self, server: MailServer, sender: str, patience: Patience = PATIENCE) -> None:
        self._server = server
        self._sender = sender
        self._patience = patience
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Wait for the first message."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Take leave of the server; where something went wrong, hang up."""
        if self._smtp and kind is None:
            with suppress(*LOST):
                self._smtp.quit()
        self._hang_up()

    def hand_over(self, recipient: str, message: bytes, at_the_end: Callable[[], None]) -> Outcome:
        """Hand a message over; `at_the_end` is called before what makes it complete is sent.

        From then on, a connection that is lost leaves open whether the message is delivered. Raises
        ConnectionLostError where it is lost before, MailServerError where the server takes no messages.
        """
        smtp = self._smtp = self._smtp or _connect(self._server, self._patience.reply)
        try:
            refusal = self._begin(smtp, recipient, message)
        except LOST as error:
            self._hang_up()
            raise ConnectionLostError(_told(error)) from None
        if refusal:
            return refusal
        at_the_end()
        return self._complete(smtp)

    def _begin(self, smtp: smtplib.SMTP, recipient: str, message: bytes) -> Outcome | None:
        """Send all but the end; return the outcome if the server does not want it."""
        international = not recipient.isascii()
        if international and not smtp.has_extn("smtputf8"):
            return Outcome("refused", "the server takes only addresses in ASCII")
        code, reply = smtp.mail(self._sender, ("SMTPUTF8", "BODY=8BITMIME") if international else ())
        _raise_if_closing(code, reply)
        if code not in ACCEPTED:
            told = f"{self._server} takes no message from {self._sender}: {_written(code, reply)}"
            raise MailServerError(f"{told}; see to that, then run this again")
        code, reply = smtp.rcpt(recipient)
        _raise_if_closing(code, reply)
        if code in ACCEPTED:
            code, reply = smtp.docmd("DATA")
            _raise_if_closing(code, reply)
        if code != GO_ON:
            smtp.rset()
            return _refusal(code, reply)
        smtp.send(DOTS.sub(b"..", message))
        return None

    def _complete(self, smtp: smtplib.SMTP) -> Outcome:
        try:
            _wait(smtp, self._patience.at_the_end)
            smtp.send(b".\r\n")
            code, reply = smtp.getreply()
            _wait(smtp, self._patience.reply)
        except LOST as error:
            self._hang_up()
            return Outcome("unsure", _told(error))
        if code == CLOSING:
            self._hang_up()
        if code <= 0:
            return Outcome("unsure", _written(code, reply))
        return Outcome("sent") if code in ACCEPTED else _refusal(code, reply)

    def _hang_up(self) -> None:
        if self._smtp:
            self._smtp.close()
            self._smtp = None


def _connect(server: MailServer, patience: float) -> smtplib.SMTP:
    try:
        context = ssl.create_default_context()
        if server.encrypted:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=patience, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=patience)
    except ssl.SSLError as error:
        raise MailServerError(f"{server}: no encrypted connection: {_told(error)}; {CHECK_TLS}") from None
    except (*LOST, UnicodeError) as error:
        raise MailServerError(f"{server}: no connection: {_told(error)}; check the address") from None
    try:
        if smtp.sock:  # or the end of each message would wait until the server confirms the rest of it
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _encrypt(smtp, server, context)
        if server.user and server.password:
            smtp.login(server.user, server.password)
    except (*LOST, UnicodeError, MailServerError) as error:
        smtp.close()
        raise _explained(server, error) from None
    return smtp


def _encrypt(smtp: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    """Encrypt the connection, unless it never leaves this machine and the server cannot."""
    smtp.ehlo_or_helo_if_needed()
    if server.encrypted:
        return
    if smtp.has_extn("starttls"):
        smtp.starttls(context=context)
        smtp.ehlo()
    elif not smtp.sock or not ipaddress.ip_address(smtp.sock.getpeername()[0]).is_loopback:
        raise MailServerError(
            f"{server} offers no encryption (STARTTLS), and nothing is sent without; use another server or smtps://"
        )


def _explained(server: MailServer, error: Exception) -> MailServerError:
    """Return what to say of a connection that cannot be used."""
    if isinstance(error, MailServerError):
        return error
    if isinstance(error, ssl.SSLError):
        return MailServerError(f"{server}: no encrypted connection: {_told(error)}; {CHECK_TLS}")
    if isinstance(error, smtplib.SMTPAuthenticationError):
        told = _written(error.smtp_code, error.smtp_error)
        return MailServerError(f"{server} refuses the login: {told}; {CHECK_LOGIN}")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return MailServerError(f"{server} has no login that we know; unset the login, or use another server")
    if isinstance(error, UnicodeError):
        return MailServerError(f"{server}: the login has other characters than ASCII, which servers refuse")
    told = f"{server}: no connection: {_told(error)}"
    return MailServerError(f"{told}; check the address, then run this again")


def _raise_if_closing(code: int, reply: bytes) -> None:
    """Treat a server that says goodbye, or something that is not a reply, as one that has hung up."""
    if code == CLOSING or code <= 0:
        raise smtplib.SMTPServerDisconnected(_written(code, reply))


def _refusal(code: int, reply: bytes) -> Outcome:
    return Outcome("refused" if code >= PERMANENT else "later", _written(code, reply))


def _wait(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock:
        smtp.sock.settimeout(seconds)


def _written(code: int, reply: bytes | str) -> str:
    """Return a reply on one line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return _public(f"{code} {text}")


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _written(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "no reply in time"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return _public(text)


def _public(text: str) -> str:
    """Take the addresses out of what a server said: it may be printed where everybody reads it."""
    return ADDRESSES.sub("…", one_line(text))[:LONGEST_REPLY]
