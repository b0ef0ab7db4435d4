"""The words of a text as the search index has them; `theme/assets/search-words.js` reads queries so as well.

A test holds the two against each other: change neither alone.
"""

import re
import unicodedata

import regex

# Letters that no decomposition takes apart; a reader without them on the keyboard types these.
PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ß": "ss", "æ": "ae", "œ": "oe",
    "þ": "th", "ς": "σ", "'": "", "’": "", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": "",
})  # fmt: skip
UNREAD = regex.compile(r"[™©®℠]")
MARKS = regex.compile(r"\p{M}+")
SEAM = "\x1f"  # within a word, where a capital begins another: TokenRing
INNER_CAPITAL = re.compile("(?:(?<=[a-z]{3})|(?<=[A-Z]{2}))(?=[A-Z][a-z]{2})")
# Scripts without spaces between words: two neighbouring characters stand for a word.
UNSPACED = (
    "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
PICTURES = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
LETTERS = rf"[^\W_{UNSPACED}]+"
WORD = rf"(?:[0-9]+(?:\.[0-9]+)+(?:{LETTERS})?|{LETTERS}(?:{SEAM}{LETTERS})*(?:\+\+|#)?)"
HYPHEN = "[-\u2010\u2012\u2013\u2212]"
ITEM = re.compile(f"{WORD}(?:{HYPHEN}{WORD})*|[{UNSPACED}]+|[{PICTURES}]")
AT_HYPHEN = re.compile(HYPHEN)
IS_JOINED = re.compile(f"{HYPHEN}|{SEAM}")
FIRST_UNSPACED = re.compile(f"[{UNSPACED}]")


def folded(text: str) -> str:
    """Return text without case, accents and letters that few keyboards have."""
    if text.isascii():
        return text.lower().replace("'", "")
    apart = unicodedata.normalize("NFKD", UNREAD.sub(" ", text).lower())
    bare = MARKS.sub("", apart.lower())  # again: 𝑨 is A only now
    return unicodedata.normalize("NFC", bare.translate(PLAIN))


def words_in_order(text: str) -> list[list[str]]:
    """Return the words at each place of a text: first the one that stands there, then those it is part of.

    "Two-fold" and "TwoFold" are two places, each of which has the joined word as well.
    """
    found: list[list[str]] = []
    for item in ITEM.findall(folded(INNER_CAPITAL.sub(SEAM, text))):
        if IS_JOINED.search(item):
            found += _joined(AT_HYPHEN.split(item))
        elif FIRST_UNSPACED.match(item):
            found += [[item[at : at + 2]] for at in range(len(item))]
        else:
            found.append([item])
    return found


def _joined(pieces: list[str]) -> list[list[str]]:
    """Return the places of words that hyphens join, each of which may be joined from several itself."""
    places: list[list[str]] = []
    ends: list[tuple[int, int]] = []
    wholes = [piece.replace(SEAM, "") for piece in pieces]
    for piece, whole in zip(pieces, wholes, strict=True):
        parts = [part for part in piece.split(SEAM) if part]
        ends.append((len(places), len(places) + len(parts) - 1))
        places += [[part] for part in parts]
        if len(parts) > 1:
            _add(places, *ends[-1], whole)
    for at in range(len(wholes) - 1):
        _add(places, ends[at][0], ends[at + 1][1], wholes[at] + wholes[at + 1])
    return places


def _add(places: list[list[str]], first: int, last: int, word: str) -> None:
    for at in {first, last}:
        places[at].append(word)
