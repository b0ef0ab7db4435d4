"""What the fields of a BibTeX entry say of where the paper is: its arXiv id, its DOI and other addresses."""

import re
from collections.abc import Iterator, Mapping

from papershelf.feeds import record_values as values
from papershelf.feeds.identifiers import arxiv_id, arxiv_mention, doi_name, doi_of_page

Fields = Mapping[str, str]
# Fields of addresses, by the link that they become; of several, the first has the say
PAGES = ("url", "ee", "link", "html", "bdsk-url-1")
LINK_FIELDS = {
    **dict.fromkeys(PAGES, "paper"),
    "pdf": "pdf",
    **dict.fromkeys(("code", "github"), "code"),
    **dict.fromkeys(("project", "website", "homepage"), "project"),
    **{name: name for name in ("poster", "slides", "video", "demo", "blog")},
    **dict.fromkeys(("data", "dataset"), "data"),
}
VERBATIM = frozenset({*LINK_FIELDS, "doi", "eprint", "arxiv", "arxivid", "file"})
PROSE = ("howpublished", "note", "eprint")  # where an address may stand among words
ARXIV_FIELDS = ("arxiv", "arxivid", "arxiv_id")
NAMING_ARXIV = (
    "journal",
    "journaltitle",
    "doi",
    *PAGES,
    "pdf",
    "howpublished",
    "volume",
    "number",
    "eid",
    "pages",
)
ARXIVS_NUMBER = ("volume", "number", "eid", "pages")
ARXIV_NAMES = ("journal", "journaltitle", "publisher", "howpublished", "archive", "institution", "booktitle")
OF_EPRINT = frozenset({"eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"})
ABOUT_ARXIV = OF_EPRINT | {*ARXIV_FIELDS, *NAMING_ARXIV, *ARXIV_NAMES, "note"}
IS_ARXIV = re.compile(
    r"(?:corr|arxiv(?:\.org|\.cornell\.edu)?)\b(?!.*\b(?:workshop|conference)\b)", re.IGNORECASE
)
LOOSE_MENTION = re.compile(
    r"\barxiv\b[\s:.,]*(?:e-?prints?|preprints?)?[\s:.,]*(?:no\.?|abs/|identifier|id)?[\s:.,]*", re.IGNORECASE
)
# A note on another paper than the entry's
OF_ANOTHER = re.compile(
    r"\b(?:comment|repl(?:y|ies)|respon\w+|errat\w+|corrig\w+|companion|see also|cf|supersed\w+|replac\w+"
    r"|based on|follow\w*|translat\w+|review of|cit\w+|builds? on|extend\w*)\b",
    re.IGNORECASE,
)
OLD_NUMBER = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}(?:v[0-9]+)?")
HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
TEX = re.compile(r"[\\{}$&]")
UNSEEN = re.compile(r"\\(?:url|path|nolinkurl|detokenize)\b|[{}]")
ESCAPE = re.compile(r"\\([_%#&~$-])")
TILDE = re.compile(r"\{?\$\\sim\$\}?|\\textasciitilde\b\s?|\\~(?:\{\})?")
ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
CODE_HOST = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/", re.IGNORECASE
)
NAMED_DOI = re.compile(r"\bdoi\b[\s:]*(?=10\.)|https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def verbatim(value: str) -> str:
    r"""Return an address or a DOI without TeX around it: `\url{…}`, `\_`, `{\%}`."""
    if not TEX.search(value):
        return value.strip()
    text = TILDE.sub("~", HREF.sub(r" \1 ", value))
    text = UNSEEN.sub("", text).replace("\\textunderscore", "_")
    return ESCAPE.sub(r"\1", text).replace("&amp;", "&").strip()


def arxiv_of(fields: Fields) -> str | None:
    """Return the arXiv id of an entry, in whichever of the many ways it is written."""
    texts = {name: verbatim(value) for name, value in fields.items() if name in ABOUT_ARXIV}
    of_note = texts.get("note", "")
    named = [texts[name] for name in NAMING_ARXIV if name in texts]
    named += [] if OF_ANOTHER.search(of_note) else [of_note]
    return (
        _of_eprint(texts)
        or next(filter(None, (arxiv_id(texts.get(name, "")) for name in ARXIV_FIELDS)), None)
        or _of_journal(texts)
        or arxiv_mention(*named)
        or next(filter(None, map(_loosely_named, named)), None)
    )


def names_arxiv(fields: Fields) -> bool:
    """Tell whether what an entry has in `eprint` should be an arXiv id."""
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    return IS_ARXIV.match(kind) is not None and "://" not in fields.get("eprint", "")


def _of_eprint(texts: Fields) -> str | None:
    eprint = texts.get("eprint", "")
    if not names_arxiv(texts):
        return arxiv_mention(eprint)
    archive = (texts.get("primaryclass") or texts.get("eprintclass") or "").partition(".")[0]
    is_old = archive and OLD_NUMBER.fullmatch(eprint.strip())
    return arxiv_id(f"{archive}/{eprint.strip()}" if is_old else eprint)


def _of_journal(texts: Fields) -> str | None:
    """Return the number of what arXiv published: `journal = {CoRR}, volume = {abs/1603.09320}`."""
    if not any(IS_ARXIV.match(texts.get(name, "")) for name in ARXIV_NAMES):
        return None
    numbers = (texts.get(name, "").removeprefix("abs/") for name in ARXIVS_NUMBER)
    return next(filter(None, map(arxiv_id, numbers)), None)


def _loosely_named(text: str) -> str | None:
    """Read `arXiv preprint 1603.09320`, `arXiv 1603.09320 [cs.DS]`."""
    rests = (text[mention.end() :].split(maxsplit=1)[:1] for mention in LOOSE_MENTION.finditer(text))
    return next(filter(None, (arxiv_id(rest[0]) for rest in rests if rest)), None)


def doi_of(fields: Fields) -> str | None:
    """Return the DOI of an entry: from `doi`, or an address or a note that names one."""
    found = doi_name(verbatim(fields.get("doi", "")))
    pages = (doi_of_page(verbatim(fields[name])) for name in (*PAGES, "eprint") if fields.get(name))
    return found or next(filter(None, pages), None) or next(filter(None, _dois_in_prose(fields)), None)


def _dois_in_prose(fields: Fields) -> Iterator[str | None]:
    for text in (verbatim(fields[name]) for name in PROSE if fields.get(name)):
        named = NAMED_DOI.search(text)
        if named and not OF_ANOTHER.search(text):
            yield doi_name(text[named.start() :].split(maxsplit=1)[0]) or doi_name(text[named.end() :])


def links_of(fields: Fields) -> dict[str, str]:
    """Return the addresses of an entry by what they lead to, without those that only repeat an id."""
    given: dict[str, str] = {}
    for name, link in LINK_FIELDS.items():
        address = _first_address(fields[name]) if fields.get(name) else None
        if address:
            given.setdefault(link, address)
    for name in PROSE:
        address = _first_address(fields[name]) if ADDRESS.search(fields.get(name, "")) else None
        if address:
            given.setdefault("code" if CODE_HOST.match(address) and name == "note" else "paper", address)
    return values.links(**given)


def _first_address(value: str) -> str | None:
    """Return the first address in a value that is not a page of an id, without the sentence around it."""
    text = verbatim(value)
    found = [_without_sentence(match.group()) for match in ADDRESS.finditer(text)] or [text]
    return next((address for address in found if address and not values.is_own_page(address)), None)


def _without_sentence(address: str) -> str:
    address = address.rstrip(".,;:'")
    return address.rstrip(").,;:'") if address.count(")") > address.count("(") else address
