"""Lists of authors as people type them: "Ada Okoro, Bo Lind", "Okoro, Ada; Lind, Bo", "King, Jr., Martin L.".

"and", "&", semicolons, lines and a slash between blanks separate authors, and so do commas, but in lists with
semicolons and where

- initials or "Jr." follow it: "Okoro, A., Lind, B.", "Martin Luther King, Jr.";
- a particle begins what precedes it: "van der Maaten, Laurens";
- it is the only one, beside a single word: "Okoro, Ada", "García Márquez, Gabriel", "Okoro, Ada Maria";
- "and" is there more than once, or all names around it have one: "Okoro, Ada and Lind, Bo";
- there are only single words, even in number: "Okoro, Ada, Lind, Bo".

There it stands within a name, behind the family name. Braces keep a name whole, as in BibTeX.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from papershelf.text.names import LEGAL_FORM, PARTICLES, SUFFIX, is_east_asian, is_organisation

LIST_MARK = re.compile(r"^\s*[-*•]\s+", re.MULTILINE)
WIDE = str.maketrans({"，": ", ", "、": ", ", "；": "; ", "＆": " & "})
BRACED = re.compile(r"\{([^{}]*)\}")
STAND_IN = 0xE000  # of a name in braces: a character for private use
OTHERS = re.compile(
    r"(?:^|[\s,;]+)(?:(?:and|&)\s+)?(?:et\.?\s*al\.?|u\.\s?a\.|others\.?|…|\.\.\.)[\s,;.]*$", re.IGNORECASE
)
GOES_ON = re.compile(r"(?:[,;&]|\band)$", re.IGNORECASE)
BETWEEN = re.compile(r"\s+/\s+")
SEMICOLON = re.compile(r"\s*;[\s;]*(?:(?:and|&)\s+)?")
AND = re.compile(r"(,?)\s+(and|&)\s+(?=\S)", re.IGNORECASE)
CAPITALISED = regex.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|[OD]['’])?\p{Lu}[\p{Ll}\p{M}]+(?:[-'’]\p{L}+)*")
# Initials, or given names that end in one: nobody is printed "Ada B." in full
GIVEN = regex.compile(r"(?:.*\s)?(?:\p{Lu}\.[\s-]?)+|\p{Lu}(?:\s\p{Lu})*")
LONE_SUFFIX = re.compile(rf"\s*;\s*({SUFFIX})(?=\s*(?:;|$))")
WITH_SUFFIX = re.compile(rf"(.*\S)\s+({SUFFIX})")


class AuthorList(NamedTuple):
    """The names as printed, given name first; `others` tells that the list goes on ("et al.")."""

    names: tuple[str, ...]
    others: bool = False


class _Part(NamedTuple):
    """What is between two commas, and the "Jr." that it ends in or is followed by."""

    text: str
    suffix: str = ""


def read_authors(typed: str) -> AuthorList:
    """Read a list of authors; whatever is typed is in one of the names, but for what separates them."""
    held: dict[str, str] = {}

    def hold(match: re.Match[str]) -> str:
        stand_in = chr(STAND_IN + len(held))
        held[stand_in] = match[1]
        return stand_in

    text = _one_line(BRACED.sub(hold, typed).translate(WIDE))
    end = OTHERS.search(text)
    text = text[: end.start()] if end else text
    text = LONE_SUFFIX.sub(r", \1", BETWEEN.sub("; ", text))
    if ";" in text:
        names = [_name(_parts(part)) for each in SEMICOLON.split(text) for part in _at_and(each)]
    else:
        names = _at_commas([_parts(part) for part in _at_and(text)])
    whole = (" ".join("".join(held.get(char, char) for char in name).split()) for name in names)
    return AuthorList(tuple(filter(None, whole)), bool(end))


def _one_line(typed: str) -> str:
    """Join lines: names that have a line each by semicolons."""
    lines = [" ".join(line.split()) for line in LIST_MARK.sub("", typed).splitlines() if line.strip()]
    is_a_name_each = all(len(_parts(line)) <= 2 and not GOES_ON.search(line) for line in lines)  # noqa: PLR2004
    return ("; " if is_a_name_each else " ").join(lines)


def _at_and(text: str) -> list[str]:
    """Split at each "and" and "&" that is not within the name of an organisation."""
    first, *rest = AND.split(text)
    chunks = [first]
    for comma, word, chunk in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if not comma and _is_within_name(chunks[-1], word, chunk):
            chunks[-1] += f" {word} {chunk}"
        else:
            chunks.append(chunk)
    return chunks


def _is_within_name(before: str, word: str, after: str) -> bool:
    """Tell "Barnes & Noble", "Department of Health and Human Services", "Research and Development Group"."""
    left, right = before.rpartition(",")[2].strip(), after.partition(",")[0].strip()
    if word == "&" and not ("," in before and "," in after):
        return bool(CAPITALISED.fullmatch(left) and CAPITALISED.fullmatch(right))
    if is_organisation(left) and re.search(r"\b(?:of|for|on)\b", left):
        return True
    return "," not in before and bool(CAPITALISED.fullmatch(left)) and is_organisation(right)


def _parts(chunk: str) -> list[_Part]:
    """Split at commas, but for those in front of "Jr." and "Inc."."""
    parts: list[_Part] = []
    for text in filter(None, (each.strip() for each in chunk.split(","))):
        if parts and re.fullmatch(SUFFIX, text):
            parts[-1] = parts[-1]._replace(suffix=text)
        elif parts and re.fullmatch(LEGAL_FORM, text):
            parts[-1] = parts[-1]._replace(text=f"{parts[-1].text}, {text}")
        else:
            found = WITH_SUFFIX.fullmatch(text)
            parts.append(_Part(found[1], found[2]) if found else _Part(text))
    return parts


def _at_commas(chunks: Sequence[Sequence[_Part]]) -> list[str]:
    lengths = set(map(len, chunks))
    is_one_name = lengths == {2} and len(chunks) == 1 and _is_turned(*chunks)
    is_a_name_each = len(chunks) > 1 and (lengths == {2} or (lengths <= {1, 2} and len(chunks) != 2))  # noqa: PLR2004
    if is_one_name or is_a_name_each:
        return [_name(chunk) for chunk in chunks]
    return [name for chunk in chunks for name in _in_sequence(list(chunk))]


def _is_turned(chunk: Sequence[_Part]) -> bool:
    """Tell whether one part is a word, or the second one given names: then the two are one person's name."""
    family, given = chunk
    return not is_organisation(family.text) and (
        _is_word(family) or _is_word(given) or _belong(family, given)
    )


def _in_sequence(parts: list[_Part]) -> list[str]:
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 == 0 and all(
        _is_word(given) and (_is_word(family) or _belong(family, given)) for family, given in pairs
    ):
        return [_name(pair) for pair in pairs]
    names: list[str] = []
    while parts:
        count = 2 if len(parts) > 1 and _belong(*parts[:2]) else 1
        names.append(_name(parts[:count]))
        del parts[:count]
    return names


def _is_word(part: _Part) -> bool:
    return bool(CAPITALISED.fullmatch(part.text)) and not is_organisation(part.text)


def _belong(family: _Part, given: _Part) -> bool:
    """Tell whether two parts are one name for sure."""
    if is_organisation(family.text):
        return False
    return bool(GIVEN.fullmatch(given.text)) or family.text.split()[0] in PARTICLES


def _name(parts: Sequence[_Part]) -> str:
    """Return one name as printed: of a person's parts, the family name is the first."""
    if not parts:
        return ""
    family, *given = (part.text for part in parts)
    suffix = next((part.suffix for part in parts if part.suffix), "")
    if is_organisation(family):
        return ", ".join((family, *given)) + suffix
    if is_east_asian(family) and given:
        return ("" if len(family) == 1 else " ").join((family, *given))
    return " ".join(filter(None, (*given, family, suffix)))
