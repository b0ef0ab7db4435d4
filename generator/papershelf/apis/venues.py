"""The short name of a venue, as the list writes it: "CVPR 2025" rather than the title of the proceedings."""

from __future__ import annotations

import re
from collections.abc import Iterable

PREPRINTS = re.compile(
    r"arxiv|biorxiv|medrxiv|corr\b|ssrn|research square|zenodo|preprint|techrxiv|openreview", re.IGNORECASE
)
SERIES = re.compile(r"lecture notes in|communications in computer and information science", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*")
IN_BRACKETS = re.compile(rf"\(({ACRONYM.pattern})(?:\s*'?[0-9]{{2,4}})?\)")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def venue(names: Iterable[str | None], year: int | None, acronyms: Iterable[str | None] = ()) -> str | None:
    """Name a venue by the first acronym, else by the first name, with its year behind.

    `names` go from the best to the worst. None where all are preprint servers, series or empty.
    """
    usable = [name for name in names if name and not PREPRINTS.search(name) and not SERIES.search(name)]
    if not usable:
        return None
    given = [re.sub(r"\s*'?[0-9]{2,4}$", "", acronym) for acronym in acronyms if acronym]
    short = [acronym for acronym in given if ACRONYM.fullmatch(acronym)]
    short += [found.group(1) for name in usable if (found := IN_BRACKETS.search(name))]
    name = short[0] if short else re.sub(r"^(?:Proceedings of the )?(?:19|20)[0-9]{2} ", "", usable[0])
    return name if year is None or YEAR.search(name) else f"{name} {year}"
