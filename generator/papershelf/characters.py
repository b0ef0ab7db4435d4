"""Characters that no text needs, and those that make a text look like another one.

Sources: Unicode 16.0, chapter 23 (controls, noncharacters, bidirectional and invisible characters), and
Unicode Technical Report 36, Unicode Security Considerations.
"""

import re
import unicodedata

_NONCHARACTERS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# NEL, U+0085, stays: YAML knows it as a line end.
UNNEEDED = re.compile(
    f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TURNING = re.compile(f"[{_TURNING}]")
INVISIBLE = re.compile(
    f"[{_TURNING}\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Persian and the scripts of India join letters, and families of emoji people, by what is invisible elsewhere.
_JOINED = re.compile(
    "(?<=[\u0600-\u06ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)


def unneeded_in(text: str) -> str | None:
    """Return the first character that no text needs; None if there is none, as nearly always."""
    if text.isprintable():
        return None
    found = UNNEEDED.search(text)
    return found[0] if found else None


def hidden_in(text: str) -> str | None:
    """Return the first character that nobody sees, or that turns the direction of what follows."""
    if text.isascii():
        return None
    found = INVISIBLE.search(_JOINED.sub("", text))
    return found[0] if found else None


def turning_in(text: str) -> str | None:
    """Return the first character that turns the direction of what follows."""
    if text.isascii():
        return None
    found = TURNING.search(text)
    return found[0] if found else None


def named(character: str) -> str:
    """Return the code of a character and its name, if it has one."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}"


def without_unneeded(text: str) -> str:
    """Return a text without characters that no text needs."""
    return text if text.isprintable() else UNNEEDED.sub("", text)
