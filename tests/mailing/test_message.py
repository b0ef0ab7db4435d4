"""A letter as mail programs read it, whatever its texts hold."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.mailing.message import Letter, addressed, message, one_line
from tests.mailing.letters import SENDER, letter

WHEN = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
HEADERS = {
    "To", "Message-ID", "Date", "List-Id", "List-Unsubscribe", "From", "Subject", "Auto-Submitted",
    "Precedence", "MIME-Version", "Content-Type",
}  # fmt: skip
HOSTILE = [
    "A\r\nBcc: everybody@example.org", "A\n\n<script>", "A\x00B", "A\u2028B", "قائمة القراءة",
    "رשימה \u202e x",
    "Group: a, b; c", "Dr. Who (ed.)",
    "👩‍👩‍👧 emoji", "é" * 300, "word " * 70, "x" * 998, "=?utf-8?q?Bcc?=", '"quoted", <a@b.example>', "",
]  # fmt: skip


def read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def words(content: bytes, name: str) -> str:
    """A header as it was written, decoded word by word."""
    raw = message_from_bytes(content)[name]
    return " ".join(str(make_header(decode_header(raw))).split())


def made(sent: Letter, to: str = "ada@readers.example") -> bytes:
    return addressed(message(sent), sent, to, WHEN)


def test_a_message() -> None:
    """It says who sent it, to whom, what it is, and how to get no more of it."""
    found = read(made(letter()))
    assert set(found.keys()) == HEADERS
    assert found["From"] == f"A List <{SENDER}>"
    assert found["To"] == "ada@readers.example"
    assert found["Date"].datetime == WHEN
    assert found["List-Unsubscribe"] == f"<mailto:{SENDER}?subject=unsubscribe>"
    assert found["List-Id"] == "<2026-w48.digest.lists.example>"
    assert found["Message-ID"].endswith("@lists.example>")
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


def test_the_same_message_has_the_same_id() -> None:
    """One sent again can be told by a mailbox; another letter or another person has another."""
    first, again = (read(made(letter()))["Message-ID"] for _ in range(2))
    assert first == again
    assert first != read(made(letter(), "bo@readers.example"))["Message-ID"]


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_titles_stay_where_they_are(text: str) -> None:
    """No text becomes a header, and each arrives as one line of what was written."""
    sent = Letter("n", text, SENDER, f"mailto:{SENDER}", f"{text}: 2 papers", f"{text}\n", f"<p>{text}</p>\n")
    content = made(sent)
    found = read(content)
    assert set(found.keys()) == HEADERS
    assert words(content, "Subject") == one_line(sent.subject)
    assert [address.addr_spec for address in found["From"].addresses] == [SENDER]
    assert words(content, "From") == f"{one_line(text)} <{SENDER}>".strip()
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998


@given(st.text(), st.text(), st.text())
def test_any_text_arrives(name: str, subject: str, text: str) -> None:
    """Headers are those that we wrote, and the parts say what was written, but for the ends of lines."""
    body = text.encode("utf-8", "replace").decode()
    sent = Letter("n", name, SENDER, f"mailto:{SENDER}", subject, body, body)
    content = made(sent)
    found = read(content)
    assert set(found.keys()) == HEADERS
    assert [address.addr_spec for address in found["From"].addresses] == [SENDER]
    assert words(content, "Subject") == one_line(subject)
    assert content.isascii()
    for part in found.iter_parts():
        assert isinstance(part, EmailMessage)
        assert part.get_content().split() == body.split()


def test_an_international_recipient() -> None:
    """The address is in UTF-8, as SMTPUTF8 has it, and the rest stays ASCII."""
    content = made(letter(), "çağrı@readers.example")
    assert "To: çağrı@readers.example\r\n".encode() in content
    assert read(content)["Message-ID"].isascii()


def test_an_address_to_unsubscribe_is_not_folded() -> None:
    """Mail programs look for it on one line."""
    long = Letter("n", "L", SENDER, f"https://lists.example/{'a' * 300}", "S", "t", "h")
    assert f"List-Unsubscribe: <{long.unsubscribe}>\r\n".encode() in made(long)
