r"""The names in BibTeX's `author`, first name first.

Besides BibTeX's own ways to write a list (`Hash, Anna and Bob Tree`) these are biblatex's `family=Hash,
given=Anna`, and what people write instead of ` and `: semicolons, commas and `&`. Braces hold one name as is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from papershelf.feeds.bibtex_tex import decode_tex
from papershelf.feeds.markup import plain_text
from papershelf.feeds.person_names import printed_name
from papershelf.text.names import is_organisation

# Escapes and entities (`&eacute;`) come first, because their marks separate nothing
MARK = r"(?P<skip>\\[^&]|&#?\w{2,8};)|(?P<brace>[{}])|(?P<separator>%s)"
AND = re.compile(MARK % r"(?:^|(?<=[\s,]))and(?=\s|$)|;", re.IGNORECASE)
AMPERSAND = re.compile(MARK % r"(?<=\s)\\?&(?=\s)")
COMMA = re.compile(MARK % r",")
HAS_MARK = re.compile(r"[\\&{}]")
LABELLED = re.compile(r"\s*\"?\s*(?P<label>[a-z]+(?:-i)?)\s*=\s*(?P<value>[\s\S]*)", re.IGNORECASE)
LABELS = ("given", "prefix", "family", "suffix")
OTHERS = re.compile(
    r"(?:(?:[0-9]+\s+)?(?:others|more)|et\.?\s*al(?:ii|iae|ia)?|\.\.\.|…)[\s.,]*", re.IGNORECASE
)
AND_OTHERS = re.compile(r"[\s,~]+\{?(?:et[.\s~]*al|and\s+others|\.\.\.|…)\.?\}?[\s,]*$", re.IGNORECASE)
SUFFIX = re.compile(r"(?:jr|sr|esq|(?-i:I{2,3}|IV)|[0-9](?:st|nd|rd|th))\.?", re.IGNORECASE)
INITIALS = r"(?:[^\W\d_a-z]\.?[-\s]?){1,4}"
HAS_INITIAL = re.compile(r"(?<![\w.'’-])(?:[^\W\d_a-z]\.?-?){1,3}(?![\w'’])")
COMPANY = re.compile(
    r"(?:Inc|Incorporated|Ltd|Limited|LLC|LLP|GmbH|Corp|Corporation|Pty)\.?|Co\.",
    re.IGNORECASE,
)
OF_A_BODY = re.compile(r"\b(?:of|for|the|committee|force|board|authority|school|academy)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list, whether it goes on, and the parts of it that cannot be read as names."""

    names: tuple[str, ...] = ()
    others: bool = False
    unread: tuple[str, ...] = ()


def read_names(value: str) -> Names:
    """Read a list of names, with its TeX."""
    parts = [part for part in _persons(_unwrapped(value)) if part.strip(" ,\n\t")]
    kept = [part for part in parts if not OTHERS.fullmatch(_decoded(part))]
    shorter = [AND_OTHERS.sub("", part) for part in kept]
    others = len(kept) < len(parts) or shorter != kept
    # `Ada Okoro, Bo Lind and Cy Tan`: a list as in a sentence
    is_sentence = others or (len(kept) == len(("all but the last", "last")) and len(_commas(kept[-1])) == 1)
    names: list[str] = []
    unread: list[str] = []
    for part in shorter:
        read = _read(part, is_sentence=is_sentence)
        names += read
        unread += [] if read else [_decoded(part)]
    return Names(tuple(names), others, tuple(unread))


def _read(part: str, *, is_sentence: bool) -> list[str]:
    """Return the names in what stands between two `and`: mostly one; none where that cannot be told."""
    if LABELLED.match(part):
        return _labelled(part)
    pieces = _commas(part)
    whole = ", ".join(pieces)
    if not re.search(r"[^\W\d_]", whole):
        return []
    if len(pieces) == 1 or _is_body(pieces):
        return [whole]
    if all(map(_is_whole, pieces)) and _is_list(pieces, is_sentence=is_sentence):
        return pieces
    return _turned(pieces) or _pairs(pieces)


def _is_list(wholes: list[str], *, is_sentence: bool) -> bool:
    """Tell `A. Okoro, B. Lind` and longer lists from `García Márquez, Gabriel José`."""
    if len(wholes) > len(("last", "first")):
        return True
    return (is_sentence or all(map(HAS_INITIAL.search, wholes))) and not wholes[0][0].islower()


def _turned(pieces: list[str]) -> list[str]:
    """Write `Last, First`, `Last, Jr, First` and `Last, First, Jr` as printed; none where it is neither."""
    match pieces:
        case [name, suffix] if SUFFIX.fullmatch(suffix):
            return [f"{name} {suffix}"]
        case [last, first]:
            return [printed_name(first, last)]
        case [last, suffix, first] if SUFFIX.fullmatch(suffix):
            return [f"{first} {last} {suffix}"]
        case [last, first, suffix] if SUFFIX.fullmatch(suffix):
            return [f"{first} {last} {suffix}"]
    return []


def _pairs(pieces: list[str]) -> list[str]:
    """Read `Smith, J., Doe, K. L.`; nothing else is surely a list of pairs."""
    last, first = pieces[::2], pieces[1::2]
    if (
        len(last) != len(first)
        or not all(map(HAS_INITIAL.search, first))
        or any(map(HAS_INITIAL.search, last))
    ):
        return []
    return [f"{given} {family}" for family, given in zip(last, first, strict=True)]


def _labelled(part: str) -> list[str]:
    """Read biblatex's extended form of a name: `family=Montane, given=Henri, prefix=de, useprefix=true`."""
    found = {
        match["label"].lower(): _decoded(match["value"].strip().strip('"'))
        for piece in _split(part, COMMA)
        if (match := LABELLED.match(piece))
    }
    name = " ".join(found[label] for label in LABELS if found.get(label))
    return [name] if name else []


def _is_body(pieces: list[str]) -> bool:
    """Tell `Google, Inc.` and `University of California, Berkeley` from persons."""
    if any(map(COMPANY.fullmatch, pieces[1:])):
        return True
    first = pieces[0] if pieces else ""
    return " " in first and (is_organisation(first) or OF_A_BODY.search(first) is not None)


def _is_whole(piece: str) -> bool:
    """Tell a first and a last name, or one of them with initials, from a part of a name."""
    words = piece.split()
    return len(words) > 1 and not all(word.isupper() and re.fullmatch(INITIALS, word) for word in words)


def _persons(value: str) -> list[str]:
    """Split a list at `and` and `;`, and at `&` between what are surely persons."""
    parts: list[str] = []
    for part in _split(value, AND):
        some = _split(part, AMPERSAND)
        parts += some if len(some) > 1 and all(map(_is_person, some)) else [part]
    return parts


def _is_person(part: str) -> bool:
    text = _decoded(part)
    return not _is_body(_commas(part)) and (_is_whole(text) or HAS_INITIAL.search(text) is not None)


def _unwrapped(value: str) -> str:
    """Take a list out of the braces around it: `{Hash, Anna and Tree, Bob}`, not `{Simon and Schuster}`."""
    inner = value.strip()
    while inner.startswith("{") and inner.endswith("}") and _is_balanced(inner[1:-1]):
        inner = inner[1:-1].strip()
    each = [_commas(part) for part in _split(inner, AND)]
    is_list = len(each) > 1 and all(len(pieces) > 1 and not _is_body(pieces) for pieces in each)
    return inner if is_list else value


def _is_balanced(text: str) -> bool:
    depth = 0
    for mark in re.findall(r"\\[\s\S]|[{}]", text):
        depth += (mark == "{") - (mark == "}")
        if depth < 0:
            return False
    return depth == 0


def _commas(part: str) -> list[str]:
    pieces = _split(part, COMMA) if HAS_MARK.search(part) else part.split(",")
    return [text for piece in pieces if (text := _decoded(piece))]


@lru_cache(maxsize=1024)  # a name is looked at from several sides, all within its list
def _decoded(value: str) -> str:
    return plain_text(decode_tex(value))


def _split(value: str, marks: re.Pattern[str]) -> list[str]:
    """Split a text at the separators outside of braces."""
    parts: list[str] = []
    depth = start = 0
    for match in marks.finditer(value):
        if match["brace"]:
            depth += 1 if match["brace"] == "{" else -1
        elif match["separator"] and depth == 0:
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]
