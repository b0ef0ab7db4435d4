"""A letter to send."""

from papershelf.mailing.addresses import Recipient
from papershelf.mailing.message import Letter

SENDER = "digest@lists.example"


def letter(
    subject: str = "List: 2 papers", text: str = "Two papers.\n", html: str = "<p>Two papers.</p>\n"
) -> Letter:
    return Letter("2026-w48", "A List", SENDER, f"mailto:{SENDER}?subject=unsubscribe", subject, text, html)


def people(*names: str) -> list[Recipient]:
    return [
        Recipient(f"{name}@readers.example", f"readers.txt:{number}") for number, name in enumerate(names, 1)
    ]
