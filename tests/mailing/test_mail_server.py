"""The connection: encrypted or not at all, the login, and what is said where there is none."""

import socket
from collections.abc import Callable

import pytest

from papershelf.mailing.mail_server import MailConnection, MailServer, MailServerError, Patience, mail_server
from papershelf.problems import UserFacingError
from tests.mailing.letters import SENDER
from tests.mailing.post_office import LOGIN, PEM, PostOffice, post_office, tls

MESSAGE = b"Subject: x\r\n\r\nx\r\n"
SHORT = Patience(2, 2)


def hand_over(server: MailServer) -> str:
    with MailConnection(server, SENDER, SHORT) as connection:
        return connection.hand_over("ada@readers.example", MESSAGE, lambda: None).state


def refused(server: MailServer) -> str:
    with pytest.raises(MailServerError) as caught:
        hand_over(server)
    return str(caught.value)


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, encrypted=True)),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, encrypted=False)),
        ("smtp://mail.example.org:2525/", MailServer("mail.example.org", 2525, encrypted=False)),
        ("smtp://[::1]:25", MailServer("::1", 25, encrypted=False)),
    ],
)
def test_the_address_of_a_server(address: str, server: MailServer) -> None:
    """Its scheme says how the connection is encrypted."""
    assert mail_server(address, None, None) == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "https://mail.example.org",
        "smtp://",
        "smtp://host:port",
        "smtp://u:p@host",
        "smtp://h/x",
    ],
)
def test_what_is_not_the_address_of_a_server(address: str) -> None:
    """The message shows what one looks like, and repeats nothing: it may have a password in it."""
    with pytest.raises(UserFacingError, match="the mail server must be like smtps://") as caught:
        mail_server(address, None, None)
    assert "u:p" not in str(caught.value)


def test_half_a_login() -> None:
    """What is missing is named."""
    with pytest.raises(UserFacingError, match="PAPERSHELF_SMTP_PASSWORD is not set"):
        mail_server("smtp://h", "me", None)
    with pytest.raises(UserFacingError, match="PAPERSHELF_SMTP_USER is not set"):
        mail_server("smtp://h", "", "secret")


def encrypted_from_the_start(office: PostOffice) -> MailServer:
    return MailServer("localhost", office.port, encrypted=True, user=LOGIN[0], password=LOGIN[1])


def encrypted_by_starttls(office: PostOffice) -> MailServer:
    return MailServer("localhost", office.port, encrypted=False, user=LOGIN[0], password=LOGIN[1])


@pytest.mark.parametrize(
    ("options", "server"),
    [
        ({"whole_tls": tls(), "auth_require_tls": False}, encrypted_from_the_start),
        ({"tls_context": tls(), "require_starttls": True}, encrypted_by_starttls),
    ],
)
def test_login_over_tls(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, object], server: Callable[[PostOffice], MailServer]
) -> None:
    """With a certificate that this machine trusts, the message gets through; otherwise nothing is said."""
    with post_office(**options) as office:
        assert "no encrypted connection" in refused(server(office))
        assert office.logins == []
        monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
        assert hand_over(server(office)) == "sent"
        assert len(office.logins) == len(office.messages) == 1


def test_a_wrong_login(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reply and what to check are told, the password is not; nothing is sent."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    with post_office(tls_context=tls(), require_starttls=True) as office:
        told = refused(MailServer("localhost", office.port, encrypted=False, user="me", password="sesame"))  # noqa: S106
        other = refused(MailServer("localhost", office.port, encrypted=False, user="me", password="sésame"))  # noqa: S106
    assert "refuses the login: 535" in told
    assert "check PAPERSHELF_SMTP_USER and PAPERSHELF_SMTP_PASSWORD" in told
    assert "sesame" not in told
    assert "other characters than ASCII" in other
    assert office.messages == []


def test_a_login_that_the_server_does_not_know() -> None:
    """As when it offers none without encryption."""
    with post_office() as office:
        told = refused(MailServer("127.0.0.1", office.port, encrypted=False, user="me", password="x"))  # noqa: S106
    assert "has no login that we know" in told


def test_a_machine_of_ones_own_needs_no_encryption() -> None:
    """What never leaves it cannot be overheard."""
    with post_office() as office:
        assert hand_over(mail_server(office.address, None, None)) == "sent"


def test_nobody_answers() -> None:
    """The server is named, and what to check."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        told = refused(MailServer("127.0.0.1", port, encrypted=False))
    assert told.startswith(f"smtp://127.0.0.1:{port}: no connection: ")
    assert told.endswith("check the address")


def test_encryption_where_there_is_none() -> None:
    """A server that speaks plainly on that port is told from one whose certificate is wrong."""
    with post_office() as office:
        assert "no encrypted connection" in refused(MailServer("127.0.0.1", office.port, encrypted=True))
