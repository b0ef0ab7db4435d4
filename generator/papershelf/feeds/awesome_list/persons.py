"""Lines of a list that are its papers' authors and nothing else."""

import re

import regex

from papershelf.feeds import record_values as values
from papershelf.feeds.author_lists import CAPITALISED, read_authors
from papershelf.feeds.awesome_list.occasions import PERIODICAL, occasion
from papershelf.text.names import PARTICLES, is_organisation

FOOTNOTES = regex.compile(r"[*†‡§¶∗#\p{No}]+|(?<=\p{Ll})[0-9]+(?:,[0-9]+)*")
ET_AL = re.compile(r"\bet[ .]*al\b\.?|\band others\b|(?<=\w)\s*(?:\.\.\.|…)", re.IGNORECASE)
NAME = regex.compile(
    r"(?:\p{Lu}[\p{L}\p{M}'’`.-]*|\p{Lu}\.(?:-?\p{Lu}\.)*)"
    r"(?:[\s-]+(?:\p{Lu}[\p{L}\p{M}'’`.-]*|\p{Lu}\.?|"
    + "|".join(sorted(PARTICLES, key=len, reverse=True))
    + r"|\([\p{L}. -]+\)|\p{Ll}[\p{L}'’-]+(?=\s*$))){1,3}\.?|\p{Han}{2,4}"
)
AFFILIATION = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
IN_NO_NAME = re.compile(r"[:?!\"“”]|https?:|\s[-–—]\s")
INITIAL_AT_END = re.compile(r"\b[A-Z]\.$")
IN_VENUE = re.compile(r"In (?=[A-Z]{3}|Proc|the )")  # "In So Kweon" is a person
WITH_INITIALS = regex.compile(
    rf"(?:\p{{Lu}}\.[\s-]?){{1,4}}(?:(?:{'|'.join(sorted(PARTICLES))})\s){{0,3}}{CAPITALISED.pattern}\.?"
)
# Of terms, at least as often as of persons
OF_TERMS = re.compile(r"(?:ing|tions?|ity|ics?|ments?|ness|works?|els?|ures?|[ae]nc[ey]|try|phy|based)\b")
LONGEST_NAME, LONGEST_LIST = 60, 20_000  # characters
MOST_WORDS = 3  # of a name that is alone
MOST_FIT = 0.8  # of the names of a list


def authors(text: str) -> tuple[tuple[str, ...], bool | None] | None:
    """Return the persons of a line and whether there are more; None for a line that is something else.

    Affiliations in brackets and marks of footnotes are left out.
    """
    bare = FOOTNOTES.sub("", AFFILIATION.sub("", text))
    bare = re.sub(r"^by\s+", "", bare.strip(" .;,:"), flags=re.IGNORECASE)
    bare = re.sub(r"(?:\.\.\.|…)$", " et al.", bare)
    if not bare or len(bare) > LONGEST_LIST or IN_NO_NAME.search(bare):
        return None
    listed = read_authors(_first_name_first(bare))
    names = tuple(filter(None, map(_name, listed.names)))
    if not names or any(len(name) > LONGEST_NAME or _is_venue(name) for name in names):
        return None
    fit = sum(bool(NAME.fullmatch(name)) or is_organisation(name) for name in names)
    if len(names) == 1:
        is_short = len(names[0].split()) <= MOST_WORDS
        is_person = bool(fit) and not is_organisation(names[0])
        return (names, listed.others or None) if is_short and (listed.others or is_person) else None
    return (names, listed.others or None) if fit >= MOST_FIT * len(names) else None


def has_initials(text: str) -> bool:
    """Tell the name of one person for sure, by its initials: "B. Lind"."""
    return bool(WITH_INITIALS.fullmatch(text.strip()))


def is_person(text: str) -> bool:
    """Tell the name of one person from that of a method: "Ada Okoro", not "Mask RCNN", "Graph Networks"."""
    words = text.strip(" .").split()
    fit = all(
        CAPITALISED.fullmatch(word) or INITIAL_AT_END.fullmatch(word) or word in PARTICLES for word in words
    )
    is_name = len(words) > 1 and fit and not OF_TERMS.search(text)
    return has_initials(text) or bool(is_name and authors(text))


def _is_venue(name: str) -> bool:
    return bool(PERIODICAL.search(name) or IN_VENUE.match(name) or occasion(name).venue)


def _first_name_first(text: str) -> str:
    """Turn the first name of "Han, Song, Huizi Mao, and William J. Dally" as the others are."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", text)
    if len(parts) < len(("family", "given", "another")) or any(" " not in part for part in parts[2:]):
        return text
    family, given, *others = parts
    is_turned = " " not in family and (" " not in given or INITIAL_AT_END.search(given))
    return ", ".join((f"{given} {family}", *others)) if is_turned else text


def _name(name: str) -> str:
    bare = values.one_line(name).strip(" .*")
    return f"{bare}." if INITIAL_AT_END.search(name) else bare
