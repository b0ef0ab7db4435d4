"""A letter as a message (RFC 5322): built once, then addressed to one person after the other."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime

LONGEST = 100_000  # bytes of a message; some readers cut off what is longer
NOT_IN_HEADERS = {"Cc", "Cs", "Zl", "Zp"}
PLAIN = {
    "From": re.compile(r"[A-Za-z0-9 !#$%&'*+/^_`{|}~-]*"),
    "Subject": re.compile(r"[A-Za-z0-9 !#$%&'*+/^_`{|}~:;,.()-]*"),
}
LONGEST_WORD = 60
OFTEN = 6  # of so many bytes one that is not ASCII: quoted-printable would then be longer than base64


@dataclass(frozen=True, slots=True)
class Letter:
    """What everybody gets. `name` is unique among the letters of this sender.

    `unsubscribe` is a mailto: or https: address.
    """

    name: str
    sender_name: str
    sender: str
    unsubscribe: str
    subject: str
    text: str
    html: str


def message(letter: Letter) -> bytes:
    """Return the letter as a message that lacks what differs between those who get it."""
    made = EmailMessage(policy.SMTP)
    made["Auto-Submitted"] = "auto-generated"
    made["Precedence"] = "bulk"
    made.set_content(letter.text, cte=_encoding(letter.text))
    made.add_alternative(letter.html, subtype="html", cte=_encoding(letter.html))
    made.set_boundary(f"=_{hashlib.sha256(f'{letter.text}{letter.html}'.encode()).hexdigest()[:32]}")
    domain = letter.sender.rpartition("@")[2]
    headers = (
        _as_is("List-Id", f"<{letter.name}.digest.{domain}>"),
        _as_is("List-Unsubscribe", f"<{letter.unsubscribe}>"),
        f"From: {_words('From', letter.sender_name)}\r\n <{letter.sender}>\r\n".encode(),
        f"Subject: {_words('Subject', letter.subject)}\r\n".encode(),
    )
    return b"".join([*headers, made.as_bytes()])


def addressed(shared: bytes, letter: Letter, recipient: str, when: datetime) -> bytes:
    """Return the message for one recipient.

    Its Message-ID follows from letter and recipient, so that a mailbox that gets it twice can tell.
    """
    digest, domain = recipient_digest(letter.name, recipient), letter.sender.rpartition("@")[2]
    identity = _as_is("Message-ID", f"<{letter.name}.{digest}@{domain}>")
    return f"To: {recipient}\r\n".encode() + identity + dated(shared, when)


def dated(message: bytes, when: datetime) -> bytes:
    """Return a message with its day and time."""
    return _as_is("Date", format_datetime(when)) + message


def _as_is(name: str, value: str) -> bytes:
    """Return a header that must not be folded or encoded, as Python does with long words."""
    if not (value.isascii() and value.isprintable()):
        raise ValueError(value)
    return f"{name}: {value}\r\n".encode()


def recipient_digest(name: str, recipient: str) -> str:
    """Return what stands for a recipient of a letter where the address must not be seen."""
    return hashlib.sha256(f"{name}\0{recipient.casefold()}".encode()).hexdigest()[:32]


def _words(name: str, text: str) -> str:
    """Return words for a header, folded; encoded (RFC 2047) where they could mean something else.

    `EmailMessage` breaks long words, and leaves alone what only looks encoded.
    """
    plain = one_line(text)
    is_safe = PLAIN[name].fullmatch(plain) and max(map(len, plain.split()), default=0) < LONGEST_WORD
    return Header(plain, "us-ascii" if is_safe else "utf-8", header_name=name).encode(linesep="\r\n")


def one_line(text: str) -> str:
    """Return a text without what would end a header or break it."""
    plain = "".join(" " if unicodedata.category(char) in NOT_IN_HEADERS else char for char in text)
    return " ".join(plain.split())


def _encoding(text: str) -> str:
    encoded = text.encode()
    return "base64" if sum(byte > 0x7E for byte in encoded) * OFTEN > len(encoded) else "quoted-printable"  # noqa: PLR2004
