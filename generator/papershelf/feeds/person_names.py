"""Names of authors as records write them, `Last, First, Suffix` or in lists, with the first name first."""

import re
from collections.abc import Iterable

from papershelf.feeds.record_values import one_line

SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|2nd|3rd", re.IGNORECASE)
INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,4}")
OTHERS = re.compile(r"(?:and\s+|&\s*)?(?:et\.?\s*al(?:ii|\b)\.?|others\b\.?|\.\.\.|…)", re.IGNORECASE)
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
    if not rest or any(part.lower().startswith(("and ", "& ")) for part in rest):
        return whole
    if len(rest) == 1:
        return whole if SUFFIX.fullmatch(rest[0]) else f"{rest[0]} {last}".strip()
    if len(rest) > 2:  # noqa: PLR2004 - more parts than a name has
        return whole
    first, suffix = reversed(rest) if SUFFIX.fullmatch(rest[0]) else rest
    return f"{first} {last} {suffix}".strip()


def _names(text: str) -> list[str]:
    """Part several names: `Okoro, Ada and Lind, Bo`, `Okoro, A., Lind, B.`, `Ada Okoro, Bo Lind, Cy Tan`."""
    if text.startswith("{") and text.endswith("}"):
        return [first_name_first(text)]
    joined = re.split(r"\s+(?:and|&)\s+", text)
    if len(joined) > 1 and all(re.search(r"\S,\s*\S", part) for part in joined):
        return [name for part in joined for name in _names(part)]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 2 and parts[-1]:  # noqa: PLR2004 - two are a last and a first name
        if len(parts) % 2 == 0 and all(INITIALS.fullmatch(part) for part in parts[1::2]):
            return [f"{first} {last}" for last, first in zip(parts[::2], parts[1::2], strict=True)]
        if all(" " in part for part in parts) and not any(part.startswith("and ") for part in parts):
            return parts
    return [first_name_first(text)]
