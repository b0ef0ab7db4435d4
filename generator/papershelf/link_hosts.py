"""Hosts in links that deceive: those that look like another one, and those that only one network reaches."""

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

# Where links of reading lists lead; a host that looks like one of them is not a coincidence.
KNOWN = (
    "acm.org", "aclanthology.org", "arxiv.org", "biorxiv.org", "doi.org", "github.com", "github.io",
    "gitlab.com", "google.com", "huggingface.co", "ieee.org", "kaggle.com", "neurips.cc", "openalex.org",
    "openreview.net", "paperswithcode.com", "pytorch.org", "semanticscholar.org", "springer.com",
    "usenix.org", "wikipedia.org", "youtube.com", "zenodo.org",
)  # fmt: skip
# Letters of other scripts that look like Latin ones: https://www.unicode.org/Public/security/latest/confusables.txt
_LOOK = str.maketrans(
    "авекмнорстухіјѕԁԛԝһӏьг\u03b1\u03bf\u03bd\u03c1\u03f2\u03f3օսզցհոɑɡıʟ",
    "abekmhopctyxijsdqwhlbraovpcjouzghnagil",
)
_ASCII_LOOK = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("3", "e"),
)
_PRIVATE_NAMES = re.compile(
    r"(?:.*\.)?(?:localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa|test|invalid)\.?"
)
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_PARTS, _BYTE = 4, 255


def is_private(host: str) -> bool:
    """Whether a host is reached from one network or machine only, however its address is written."""
    if _PRIVATE_NAMES.fullmatch(host.lower()):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        number = _number_of(host.rstrip("."))
        if number is None:
            return False
        address = ipaddress.IPv4Address(number)
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not (mapped or address).is_global or address.is_multicast


def _number_of(host: str) -> int | None:
    """Read an IPv4 address as browsers do: in one to four parts, decimal, octal or hexadecimal."""
    parts = host.split(".")
    if len(parts) > _PARTS or not all(map(_NUMBER.fullmatch, parts)):
        return None
    try:
        numbers = [_part(part) for part in parts]
    except ValueError:
        return None
    *heads, last = numbers
    if any(head > _BYTE for head in heads) or last >= 256 ** (_PARTS + 1 - len(parts)):
        return None
    return sum(head << (24 - 8 * place) for place, head in enumerate(heads)) + last


def _part(text: str) -> int:
    if text[:2].lower() == "0x":
        return int(text[2:] or "0", 16)
    return int(text, 8) if text.startswith("0") and text.strip("0") else int(text)


def look_alike(address: str) -> str | None:
    """Return what the host of a link looks like without being it; None for an honest one."""
    return _look_alike((urlsplit(address).hostname or "").rstrip("."))


@lru_cache(maxsize=4_096)
def _look_alike(host: str) -> str | None:
    shown = _shown(host)
    latin = unicodedata.normalize("NFKC", shown).translate(_LOOK)
    if shown != latin and latin.isascii():
        return latin
    if _mixes_scripts(shown):
        return f"a mixture of {' and '.join(sorted(_scripts(shown)))} letters"
    own = ".".join(host.split(".")[-2:])
    if own in KNOWN:
        return None
    same = (known for known in KNOWN if _plain(known) == _plain(own) or f".{known}." in f".{host}")
    return next(same, None)


def _shown(host: str) -> str:
    """Return the letters of a host that is written in ASCII for machines (`xn--`)."""
    try:
        return ".".join(
            label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
            for label in host.split(".")
        )
    except (UnicodeError, IndexError):
        return host


def _plain(host: str) -> str:
    for look, letter in _ASCII_LOOK:
        host = host.replace(look, letter)
    return host


def _mixes_scripts(host: str) -> bool:
    return any(len(_scripts(label)) > 1 and "LATIN" in _scripts(label) for label in host.split(".")) and bool(
        _scripts(host) & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
    )


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}
