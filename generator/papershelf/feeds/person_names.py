"""Names of authors as records write them, `Last, First, Suffix` or in lists, with the first name first."""

import re
from collections.abc import Iterable

from papershelf.feeds.record_values import one_line
from papershelf.text.names import LEGAL_FORM, SUFFIX, is_east_asian, is_organisation

A_SUFFIX = re.compile(rf"{SUFFIX}|2nd|3rd", re.IGNORECASE)
COMPANY = re.compile(LEGAL_FORM, re.IGNORECASE)
INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
OTHERS = re.compile(r"(?:and\s+|&\s*)?(?:et\.?\s*al(?:ii|\b)\.?|others\b\.?|\.\.\.|…),?", re.IGNORECASE)
ENDING_IN_OTHERS = re.compile(rf"[\s,;]+{OTHERS.pattern}\s*$", re.IGNORECASE)


def authors_of(texts: Iterable[str]) -> tuple[tuple[str, ...], bool | None]:
    """Return the names in these texts, and True where one of them says that there are more authors."""
    names: list[str] = []
    others: bool | None = None
    for text in texts:
        is_whole = text.startswith("{") and text.endswith("}")
        for piece in map(one_line, [text] if is_whole else text.split(";")):
            name = piece
            if OTHERS.fullmatch(piece) or ENDING_IN_OTHERS.search(piece):
                name, others = "" if OTHERS.fullmatch(piece) else ENDING_IN_OTHERS.sub("", piece), True
            names += filter(None, _names(name))
    return tuple(names), others


def first_name_first(name: str) -> str:
    """Turn `Last, First` and `Last, First, Suffix`; `NASA,`, as RIS marks a corporate name, stays whole."""
    whole = one_line(name)
    if whole.startswith("{") and whole.endswith("}"):
        return whole[1:-1].strip()
    if whole.endswith(","):
        return whole.rstrip(", ")
    last, *rest = (part.strip() for part in whole.split(","))
    if not rest or len(rest) > len(("first", "suffix")) or _is_body(last, rest):
        return whole
    if len(rest) == 1:
        return whole if A_SUFFIX.fullmatch(rest[0]) else printed_name(rest[0], last)
    first, suffix = reversed(rest) if A_SUFFIX.fullmatch(rest[0]) else rest
    return f"{printed_name(first, last)} {suffix}"


def printed_name(given: str, family: str) -> str:
    """Put the parts of a name in the order in which it is printed: in East Asia the family name is first."""
    if given and is_east_asian(family) and is_east_asian(given):
        return f"{family}{given}" if len(family) == 1 else f"{family} {given}"
    return f"{given} {family}".strip()


def _is_body(last: str, rest: list[str]) -> bool:
    """Tell `Tests, Inc.`, `University of California, Berkeley`, `Sciences, …, and Medicine` from persons."""
    is_listing = any(part.lower().startswith(("and ", "& ")) for part in rest)
    is_company = any(map(COMPANY.fullmatch, rest))
    return is_listing or is_company or (" " in last and is_organisation(last))


def _names(text: str) -> list[str]:
    """Part several names: `Okoro, Ada and Lind, Bo`, `Okoro, A., Lind, B.`, `Ada Okoro, Bo Lind, Cy Tan`."""
    if (text.startswith("{") and text.endswith("}")) or text.endswith(","):
        return [first_name_first(text)]
    joined = re.split(r"\s+(?:and|&)\s+", text)
    if len(joined) > 1 and all(re.search(r"\S,\s*\S", part) for part in joined):
        return [name for part in joined for name in _names(part)]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 2 and parts[-1]:  # noqa: PLR2004 - two are a last and a first name
        if len(parts) % 2 == 0 and all(INITIALS.fullmatch(part) for part in parts[1::2]):
            return [f"{first} {last}" for last, first in zip(parts[::2], parts[1::2], strict=True)]
        if all(" " in part for part in parts) and not _is_body(parts[0], parts[1:]):
            return parts
    return [first_name_first(text)]
