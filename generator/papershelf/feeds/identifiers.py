"""arXiv ids and DOIs, in all the ways people write them.

Source: https://info.arxiv.org/help/arxiv_identifier.html
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from papershelf.model import ARXIV_ID, bare_arxiv
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
    r"(?:[?#&].*"
    r"|/(?:full|fulltext|abstract|pdf|epdf|epub|html|xml|meta|summary|references|citations)"
    r"|\.(?:pdf|full|full-text|abstract|short|html?))+$",
    re.DOTALL,
)
BIORXIV_VERSION = re.compile(r"(?<=[0-9])v[0-9]+$")
# At Oxford, MIT Press and others a number follows the DOI: `/article/doi/10.1093/nar/gkw1099/2290901`
WITH_ARTICLE_NUMBER = re.compile(r"/article(?:-[a-z]+)?/doi/(?P<doi>10\..+?)/[0-9]{4,}(?:/[^/]*)?$")
PAGE = re.compile(
    r"(?:^|/)papers/(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:/(?:index\.html)?|\.html|\.md)?(?:[?#]\S*)?"
)
BULLET = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+•–]|[0-9]{1,4}[.)])\s+)?(?:\[[ xX]\]\s+)?")
MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\((\S+)\)")
COMMENT = re.compile(r"(?:^|\s)#.*")
NAMED = re.compile(r"\b(arxiv|doi):\s+", re.IGNORECASE)
# DOIs may contain commas and semicolons: without a space, these separate only where another id begins
BETWEEN_IDS = re.compile(
    rf"\s+|[,;|]+(?=10\.[0-9]{{4}}|https?://|doi:|arxiv:|<|{ARXIV_ID}(?:v[0-9]+)?(?:[,;|\s]|$))",
    re.IGNORECASE,
)

UNDERSTOOD = (
    "an arXiv id (1603.09320, hep-th/9901001), a DOI (10.1145/3575693), or the address of a page "
    "of arXiv, of a DOI or of Hugging Face's papers"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An arXiv id without its version, or a DOI; `path` and `line`, from 1, are where it was given."""

    kind: Literal["arxiv", "doi"]
    value: str
    line: int = 1
    path: str = "arguments"


def read_identifiers(lines: Iterable[str], path: str = "arguments") -> list[Identifier]:
    """Read ids and addresses separated by white space, commas or semicolons, such as a list of links.

    Skips blank lines, `# comments` and the bullets of a list; of a Markdown link its address is read. Keeps
    the order, and repeats. Raises InvalidInputError with a problem for each word that is neither.
    """
    identifiers: list[Identifier] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        for word in _words(line):
            identifier = _identifier(word, number, path)
            if identifier:
                identifiers.append(identifier)
            else:
                problems.append(Problem(path, number, f"'{word}' is not recognised; use {UNDERSTOOD}"))
    if problems:
        raise InvalidInputError(problems)
    return identifiers


def read_identifier(text: str) -> Identifier | None:
    """Read a text that is one id or address, in the forms of `read_identifiers`; None for any other."""
    words = _words(text)
    return _identifier(words[0], 1, "arguments") if len(words) == 1 else None


def page_id(address: str) -> str | None:
    """Return the paper's id in the address of its page on a list's site, `…/papers/<id>/`."""
    match = PAGE.search(address.strip())
    return match["id"] if match and match.end() == len(address.strip()) else None


def arxiv_id(text: str) -> str | None:
    """Return the arXiv id that `text` is or names, without its version and its subject class."""
    match = BARE_ARXIV.fullmatch(text.strip())
    return bare_arxiv(match["id"]) if match else arxiv_mention(text)


def arxiv_mention(*texts: str) -> str | None:
    """Return the first arXiv id that a text names as one: `arXiv:1603.09320`, an address, arXiv's own DOI."""
    match = next(filter(None, map(NAMED_ARXIV.search, texts)), None)
    return bare_arxiv(match["id"]) if match else None


def doi_name(text: str) -> str | None:
    """Return the DOI in `text`, starting with `10.`; None for a DOI that arXiv made from an arXiv id."""
    is_address = "://" in text
    if is_address:
        text = WITH_ARTICLE_NUMBER.sub(r"/\g<doi>", unquote(text))
    match = DOI.search(text)
    if not match or DOI_OF_ARXIV.match(match.group()):
        return None
    name = match.group()
    if is_address:
        name = PUBLISHERS_REST.sub("", name)
    if is_address and "rxiv.org/" in text:
        name = BIORXIV_VERSION.sub("", name)
    name = _without_sentence(name)
    return name if DOI.fullmatch(name) else None


def doi_of_page(address: str) -> str | None:
    """Return the DOI of an address at doi.org; one in any other address may belong to data or code."""
    return doi_name(address) if DOI_PAGE.match(address) else None


def _words(line: str) -> list[str]:
    listed = MARKDOWN_LINK.sub(r" \1 ", BULLET.sub("", line, count=1))
    joined = NAMED.sub(r"\1:", COMMENT.sub("", listed))
    return [word for raw in BETWEEN_IDS.split(joined) if (word := raw.strip("<>,;|\"'`."))]


def _identifier(word: str, line: int, path: str) -> Identifier | None:
    address = unquote(word) if "://" in word else word.strip("().[]")
    if arxiv := arxiv_id(address):
        return Identifier("arxiv", arxiv, line, path)
    doi = doi_name(word)
    return Identifier("doi", doi, line, path) if doi else None


def _without_sentence(name: str) -> str:
    """Drop the punctuation after a DOI, and closing brackets that it did not open."""
    while name:
        last = name[-1]
        opening = {")": "(", "]": "[", ">": "<", "}": "{"}.get(last)
        if last not in ".,;:'\"" and (opening is None or name.count(last) <= name.count(opening)):
            break
        name = name[:-1]
    return name
