"""Whether two lists of authors have people in common, however each source writes their names."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz
from slugify import slugify

from papershelf.text import shown

ALIKE_NAMES = 81.0
"""Per cent of similarity of the romanisations of one name: Malkov and Mal'kov, Yashunin and Iashunin."""
ET_AL = re.compile(r"(?:and )?(?:et\.? ?al\.?|others\.?|\.\.\.|…)", re.IGNORECASE)


def have_authors_in_common(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether more than half of the longer list is in both, or all of one that ends in "et al."."""
    lists = [[name for name in names if not ET_AL.fullmatch(name.strip())] for names in (first, second)]
    short, long = sorted(lists, key=len)
    left = list(long)
    common = 0
    for name in short:
        if (match := next((other for other in left if is_one_name(name, other)), None)) is not None:
            left.remove(match)
            common += 1
    is_cut = len(short) < (len(first) if lists[0] is short else len(second))
    return common == len(short) > 0 if is_cut else common * 2 > len(long)


@lru_cache(maxsize=65_536)
def is_one_name(first: str, second: str) -> bool:
    """Tell whether two names can be one person's: "Malkov, Yu. A." and "Yury A. Malkov"."""
    return any(_can_be_one(one, other) for one in _name_forms(first) for other in _name_forms(second))


def _can_be_one(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if sorted(first) == sorted(second):
        return True
    return any(
        _is_alike(one, other) and _go_together(first[:at] + first[at + 1 :], second[:by] + second[by + 1 :])
        for at, one in _families(first)
        for by, other in _families(second)
    )


def _families(words: tuple[str, ...]) -> list[tuple[int, str]]:
    """The words of a name that may be its family name: any that is more than an initial."""
    return [(at, word) for at, word in enumerate(words) if len(word) > 1]


def _go_together(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether given names agree as far as both are known: each of the fewer begins one of the others."""
    fewer, more = sorted((first, second), key=len)
    return all(any(_begins(one, other) for other in more) for one in fewer)


def _begins(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return long.startswith(short) if len(short) < 4 else _is_alike(short, long)  # noqa: PLR2004 - "Yu", "Chr"


def _is_alike(first: str, second: str) -> bool:
    return first == second or (min(len(first), len(second)) > 3 and fuzz.ratio(first, second) >= ALIKE_NAMES)  # noqa: PLR2004


@lru_cache(maxsize=65_536)
def _name_forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name, given names first, with umlauts as one letter and as two."""
    family, comma, given = shown(name).partition(",")
    ordered = f"{given} {family}" if comma else name
    forms = []
    for text in (ordered, re.sub("([äöüøåÄÖÜØÅ])", lambda match: _two_letters(match[1]), ordered)):
        bare = re.sub(r"['’`{}]", "", text)
        initials_apart = re.sub(r"\b[A-Z]{2,3}\b", lambda match: " ".join(match[0]), bare)
        forms.append(tuple(filter(None, slugify(initials_apart).split("-"))) or (bare,))
    return tuple(dict.fromkeys(forms))


def _two_letters(letter: str) -> str:
    return {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}[letter.lower()]
