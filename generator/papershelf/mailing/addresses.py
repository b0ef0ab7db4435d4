"""E-mail addresses: what is one, and the people that a letter goes to."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from papershelf.problems import InvalidInputError, Problem

LONGEST_LOCAL, LONGEST = 64, 254  # bytes (RFC 5321)
LOCAL = re.compile(r"[^\s\"(),:;<>@\[\\\]]+")
LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
NAMED = re.compile(r'(?:"?[^"<>]*"?)?\s*<([^<>]*)>')
FEWEST_LABELS = 2  # a name without a dot is a machine of one's own
ONE_A_LINE = "write one address on a line, like ada@example.org"


class Recipient(NamedTuple):
    """Somebody who gets a letter; `place` names them in messages, which the public may read."""

    address: str
    place: str

    @property
    def key(self) -> str:
        """What is the same for two spellings of one address."""
        return self.address.casefold()


def canonical_address(text: str) -> str | None:
    """Return an address with its domain in ASCII; None where the text isn't an address."""
    local, at, domain = text.strip().rpartition("@")
    if not at or not LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    if any(unicodedata.category(char)[0] == "C" for char in local):
        return None
    try:
        ascii_domain = domain.encode("idna").decode().lower()
    except UnicodeError:
        return None
    labels = ascii_domain.split(".")
    if len(labels) < FEWEST_LABELS or not all(map(LABEL.fullmatch, labels)) or not ascii_domain.isascii():
        return None
    address = f"{local}@{ascii_domain}"
    too_long = len(local.encode()) > LONGEST_LOCAL or len(address.encode()) > LONGEST
    return None if too_long else address


def read_recipients(content: bytes, path: str) -> list[Recipient]:
    """Read a file with an address on each line; blank lines and those that begin with # are passed over.

    An address may have a name before it: `Ada Lovelace <ada@example.org>`. Raises InvalidInputError with
    every line that isn't an address.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInputError([Problem(path, line, "this is not UTF-8; save the file as UTF-8")]) from None
    found: list[Recipient] = []
    wrong: list[Problem] = []
    for number, row in enumerate(text.split("\n"), start=1):
        entry = row.strip()
        if not entry or entry.startswith("#"):
            continue
        named = NAMED.fullmatch(entry)
        address = canonical_address(named[1] if named else entry)
        if address:
            found.append(Recipient(address, f"{path}:{number}"))
        else:
            wrong.append(Problem(path, number, f"this is not an e-mail address; {ONE_A_LINE}"))
    if wrong:
        raise InvalidInputError(wrong)
    return found


def without_duplicates(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Keep each address once, where it comes first."""
    found: dict[str, Recipient] = {}
    for one in recipients:
        found.setdefault(one.key, one)
    return list(found.values())
