"""Which letters a card can show, and how its lines are broken.

The fonts of cards are ours: Latin, Greek and Cyrillic letters look the same on every machine. For others the
fonts of the machine are asked, if it has any.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import resvg_py
from PIL import ImageFont

FOLDER = Path(__file__).parent / "card_fonts"
SERIF, SANS = FOLDER / "card-serif.ttf", FOLDER / "card-sans.ttf"
FONTS = (SERIF, SANS)
JOINERS = "\u200c\u200d"  # which some scripts need between letters
NOT_A_CHARACTER = "\U0010ffff"
SAMPLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text x="5" y="30" font-size="24" font-family="Card Sans">{}</text></svg>'
)
ELLIPSIS = "…"


class Shown(NamedTuple):
    """A text as a card shows it; `lost` are letters that no font has, `is_ours` is true if ours have all."""

    text: str
    lost: str
    is_ours: bool


@lru_cache(maxsize=4_096)
def shown_on_card(text: str) -> Shown:
    """Return a text on one line without what cannot be drawn: signs go silently, letters are told."""
    kept, lost, is_ours = "", "", True
    for sign in " ".join(unicodedata.normalize("NFC", text).split()):
        plain = unicodedata.normalize("NFKC", sign)
        if _has(sign) or (sign in JOINERS and not is_ours):
            kept += sign
        elif plain.strip() and all(map(_has, plain)):
            kept += plain
        elif _is_drawn(sign):
            kept, is_ours = kept + sign, False
        elif unicodedata.category(sign)[0] in "LN":
            lost += sign
    return Shown(" ".join(kept.split()), lost, is_ours)


@lru_cache(maxsize=4_096)
def _has(sign: str) -> bool:
    if unicodedata.category(sign)[0] in "CZ":
        return sign == " "
    return any(_mask(path, sign) != _mask(path, NOT_A_CHARACTER) for path in FONTS)


def _mask(path: Path, sign: str) -> bytes:
    return bytes(font(path, 24).getmask(sign))


@lru_cache(maxsize=4_096)
def _is_drawn(sign: str) -> bool:
    """Whether a font of this machine has a sign: otherwise it looks like one that no font can have."""
    if unicodedata.category(sign)[0] in "CZ":
        return False
    return _sample(sign) != _sample(NOT_A_CHARACTER)


@lru_cache(maxsize=64)
def _sample(sign: str) -> bytes:
    return resvg_py.svg_to_bytes(svg_string=SAMPLE.format(sign), font_files=[str(path) for path in FONTS])


@lru_cache(maxsize=16)
def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """Return a font to measure with."""
    return ImageFont.truetype(str(path), size)


def broken(text: str, path: Path, size: int, width: int) -> list[str]:
    """Break a text into lines of at most `width` pixels; a word that is longer goes on in the next line."""
    lines: list[str] = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if _width(joined, path, size) <= width:
            lines[-1] = joined
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = word
        while (fitting := _fitting(lines[-1], path, size, width)) < len(lines[-1]):
            lines[-1:] = [lines[-1][:fitting], lines[-1][fitting:]]
    return [line for line in lines if line]


def fitted(lines: list[str], most: int, path: Path, size: int, width: int) -> list[str]:
    """Return at most so many lines, the last one cut where there are more."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and _width(last + ELLIPSIS, path, size) > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:.–-") + ELLIPSIS]


def _fitting(word: str, path: Path, size: int, width: int) -> int:
    """Return how many letters of a word fit into a line, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _width(word[:middle], path, size) <= width else (low, middle - 1)
    return low


def _width(text: str, path: Path, size: int) -> float:
    return float(font(path, size).getlength(text))
