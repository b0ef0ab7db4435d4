"""arXiv ids and DOIs, in all the ways people write them.

Source: https://info.arxiv.org/help/arxiv_identifier.html
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from papershelf.model import ARXIV_ID
from papershelf.problems import InvalidInputError, Problem

ARXIV = rf"(?P<id>{ARXIV_ID})(?:v[0-9]+)?(?![0-9])"
BARE_ARXIV = re.compile(ARXIV, re.IGNORECASE)
NAMED_ARXIV = re.compile(
    r"(?:\barxiv\s*:\s*"
    r"|(?:arxiv|ar5iv|alphaxiv)\.org/(?:[a-z-]+/)?"
    r"|(?:huggingface\.co|\bhf\.co)/papers/"
    rf"|10\.48550/arxiv\.){ARXIV}",
    re.IGNORECASE,
)
DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
DOI_PAGE = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
DOI_OF_ARXIV = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
# What publishers' addresses add to the DOI in them
PUBLISHERS_REST = re.compile(
    r"(?:[?#].*|/(?:full|abstract|pdf|epdf|html|meta|summary)|\.pdf|\.full)+$", re.DOTALL
)

UNDERSTOOD = (
    "an arXiv id (1603.09320, hep-th/9901001), a DOI (10.1145/3575693), or the address of a page "
    "of arXiv, of a DOI or of Hugging Face's papers"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An arXiv id without its version, or a DOI; `line`, from 1, is where it was given."""

    kind: Literal["arxiv", "doi"]
    value: str
    line: int


def read_identifiers(lines: Iterable[str], path: str = "arguments") -> list[Identifier]:
    """Read ids and addresses separated by white space or commas; blank lines and `# comments` are skipped.

    Keeps the order, and repeats. Raises InvalidInputError with a problem for each word that is neither.
    """
    identifiers: list[Identifier] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        for word in _words(line):
            identifier = _identifier(word, number)
            if identifier:
                identifiers.append(identifier)
            else:
                problems.append(Problem(path, number, f"'{word}' is not recognised; use {UNDERSTOOD}"))
    if problems:
        raise InvalidInputError(problems)
    return identifiers


def arxiv_id(text: str) -> str | None:
    """Return the arXiv id that `text` is or names, without its version and its subject class."""
    match = BARE_ARXIV.fullmatch(text.strip())
    return _canonical(match["id"]) if match else arxiv_mention(text)


def arxiv_mention(*texts: str) -> str | None:
    """Return the first arXiv id that a text names as one: `arXiv:1603.09320`, an address, arXiv's own DOI."""
    match = next(filter(None, map(NAMED_ARXIV.search, texts)), None)
    return _canonical(match["id"]) if match else None


def doi_name(text: str) -> str | None:
    """Return the DOI in `text`, starting with `10.`; None for a DOI that arXiv made from an arXiv id."""
    is_address = "://" in text
    match = DOI.search(unquote(text) if is_address else text)
    if not match or DOI_OF_ARXIV.match(match.group()):
        return None
    name = match.group()
    if is_address:
        name = PUBLISHERS_REST.sub("", name)
    name = _without_sentence(name)
    return name if DOI.fullmatch(name) else None


def doi_of_page(address: str) -> str | None:
    """Return the DOI of an address at doi.org; one in any other address may belong to data or code."""
    return doi_name(address) if DOI_PAGE.match(address) else None


def _words(line: str) -> list[str]:
    uncommented = re.sub(r"(?:^|\s)#.*", "", line.strip())
    joined = re.sub(r"\b(arxiv|doi):\s+", r"\1:", uncommented, flags=re.IGNORECASE)
    return [word for raw in joined.split() if (word := raw.strip("<>,;\"'"))]


def _identifier(word: str, line: int) -> Identifier | None:
    arxiv = arxiv_id(word)
    if arxiv:
        return Identifier("arxiv", arxiv, line)
    doi = doi_name(word)
    return Identifier("doi", doi, line) if doi else None


def _canonical(arxiv: str) -> str:
    """Write an old id without its subject class, as arXiv does: `math.GT/0309136` becomes `math/0309136`."""
    return re.sub(r"\.[a-z]{2}/", "/", arxiv.lower())


def _without_sentence(name: str) -> str:
    """Drop the punctuation after a DOI, and closing brackets that it did not open."""
    while name:
        last = name[-1]
        opening = {")": "(", "]": "[", ">": "<", "}": "{"}.get(last)
        if last not in ".,;:'\"" and (opening is None or name.count(last) <= name.count(opening)):
            break
        name = name[:-1]
    return name
