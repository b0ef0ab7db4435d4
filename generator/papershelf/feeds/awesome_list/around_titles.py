"""What stands around a title in the same text: where and when its paper appeared, and who wrote it."""

import re

from papershelf.feeds.awesome_list.occasions import ARXIV_NUMBER, PREPRINT, TRACKS, occasion, unknown_venue
from papershelf.feeds.awesome_list.persons import OF_TERMS, authors

DAY = r"(?:19|20)[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}"
IN_FRONT = re.compile(
    rf"(?:(?P<day>{DAY})(?=\s)|[\[(【](?P<within>[^\[\]()【】]{{4,40}})[\])】]"
    r"|(?P<bare>[^:：|,;]{4,40}?)(?P<end>[:：|,;]|\s[-–—](?=\s)|\.(?=\s)))"
    r"[\s.,:：|–—-]*(?=\S)"
)
BEHIND = re.compile(r"[,;|]\s*|\.\s+|\s[-–—]\s+|\s(?=[\[(])")
# Before the title of another paper
CUE = re.compile(
    r"\b(?:see also|extend(?:s|ed by|ing)|follow(?:s|ed by|[- ]?ups?)|buil(?:ds|t|ding) (?:up)?on|based on"
    r"|(?:super|suc)(?:ced|sed)ed by|improve[sd]?(?: on| by)|inspired by|similar to|compared? (?:with|to)"
    r"|related(?: work| papers?| to)?|repl(?:y|ies) to|comments? on)\W*$",
    re.IGNORECASE,
)
BY = re.compile(r"\s+by\s+(?=[^\W\d_a-z])")
ET_AL = re.compile(r"\bet[ .]*al\b")
YEAR = re.compile(r"\W*[0-9]{4}\W*")
EDGES = " .,;:|()[]*_"
LONGEST_OCCASION, LONGEST_WITH_AUTHORS = 60, 1_000  # characters
MOST_OCCASIONS = 3


def is_whole_occasion(text: str) -> bool:
    """Tell a text that says where and when a paper appeared, and nothing else: "ICLR 2025 (Oral)"."""
    bare = text.strip(EDGES)
    return len(bare) <= LONGEST_OCCASION and (is_known_occasion(bare) or bool(unknown_venue(bare)))


def is_known_occasion(text: str) -> bool:
    """Tell such a text if its venue is known by name, so that it is not the name of anything else."""
    bare = text.strip(EDGES)
    if not bare or len(bare) > LONGEST_OCCASION:
        return False
    if ARXIV_NUMBER.search(bare):
        return not _has_word(ARXIV_NUMBER.sub("", bare))
    found = occasion(bare)
    return bool(found.venue or found.date) and not _has_word(found.rest)


def are_several(text: str) -> bool:
    """Tell a list of several authors; one name may be a title, as "Wasserstein GAN"."""
    found = authors(text)
    return bool(found and (len(found[0]) > 1 or found[1]))


def bare_title(text: str, *, is_marked: bool, is_cut: bool = False) -> str:
    """Take off a title what stands around it; of one that no mark holds together also a year, and names.

    A year alone belongs to "Cancer statistics, 2023", where that is a link. `is_cut` says that a venue or a
    date was behind the text.
    """
    if len(text) > LONGEST_WITH_AUTHORS:
        return text
    text = without_occasion_in_front(text)
    whole = _without_occasion_behind(text, is_marked=is_marked)
    is_cut = is_cut or whole != text
    title = _without_persons_after_by(whole, has_occasion=is_cut)
    return _without_persons_behind(title) if is_cut and not is_marked else title


def without_occasion_in_front(text: str) -> str:
    """Take venues and dates off the start of a text: "NeurIPS 2023 | …", "[2023/05] …", "2023-05-03 …"."""
    for _ in range(MOST_OCCASIONS):
        match = IN_FRONT.match(text)
        said = (match["day"] or match["within"] or match["bare"]) if match else ""
        if not match or not is_whole_occasion(said) or (match["bare"] and _begins_title(said, match["end"])):
            break
        text = text[match.end() :]
    return text


def _begins_title(text: str, end: str) -> bool:
    """Tell what may be a name: "Nature: …", "Open DAC 2023 - …", "2001: A Space Odyssey"."""
    is_year = YEAR.fullmatch(text) and end in {":", "："}
    return bool(is_year or not is_known_occasion(text) or not re.search("[0-9]", text))


def _without_occasion_behind(text: str, *, is_marked: bool) -> str:
    for match in BEHIND.finditer(text, max(0, len(text) - LONGEST_OCCASION)):
        said = text[match.end() :]
        is_year = YEAR.fullmatch(said) and said[:1] not in "[("
        may_be = match.start() and re.search("[0-9]", said) and not (is_marked and is_year)
        if may_be and is_whole_occasion(said):
            return text[: match.start()]
    return text


def _without_persons_after_by(text: str, *, has_occasion: bool) -> str:
    """Take off "by Ada Okoro, Bo Lind" before a venue or with "et al.", not "by Merging Lists and Trees"."""
    for match in BY.finditer(text):
        persons = text[match.end() :]
        is_sure = ET_AL.search(persons) or (has_occasion and not OF_TERMS.search(persons))
        if is_sure and are_several(persons):
            return text[: match.start()]
    return text


def _without_persons_behind(text: str) -> str:
    """Take off the several authors between a title and its venue, if the title itself isn't like a name."""
    parts = text.split(", ")
    for count in range(1, len(parts)):
        title, persons = ", ".join(parts[:count]), ", ".join(parts[count:])
        if are_several(persons) and not authors(title) and not OF_TERMS.search(persons):
            return title
    return text


def _has_word(text: str) -> bool:
    return bool(re.search(r"\w", TRACKS.sub("", PREPRINT.sub("", text))))
