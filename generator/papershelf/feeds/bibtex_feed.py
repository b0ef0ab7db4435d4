"""BibTeX and BibLaTeX: a candidate of each entry, with its TeX decoded.

Source: the fields of https://www.ctan.org/pkg/bibtex and https://www.ctan.org/pkg/biblatex (chapter 2.2)
"""

import re

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

from papershelf.feeds import record_values as values
from papershelf.feeds.bibtex_entries import BibtexEntry, Fields, split
from papershelf.feeds.capture import Capture, UnusableRecordError, invalid, read_records
from papershelf.feeds.identifiers import arxiv_id, arxiv_mention, doi_name, doi_of_page
from papershelf.model import MONTHS, Block, Candidate, PartialDate
from papershelf.text import signs, tex
from papershelf.text.segments import InnerRepair, Rule, Segment, scan
from papershelf.text.tex import BODY

# `Mu\~noz`: bibtexparser splits names at `~`, which is a tie in TeX, except inside braces
BARE_TILDE = re.compile(r"\\~(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])")
NAME_MARK = re.compile(r"\\[\s\S]|[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
MONTH_NAME = re.compile("|".join(month[:3] for month in MONTHS), re.IGNORECASE)
MONTH_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
LINK_FIELDS = {
    "code": "code", "project": "project", "website": "project", "video": "video", "slides": "slides",
    "url": "paper",
}  # fmt: skip
ENCODED = re.compile(r"[\\{}$~`]|''|--")
# `$x$`, not the `$5` of a price: no space inside the marks, no digit after them
MATHS = re.compile(r"\$(?=[^\s$])[^$]{0,400}(?<![\s\\])\$(?![0-9])|\\\((?:[^\\]|\\(?!\))){1,400}\\\)")
# `\"{\i}`, `{\H{o}}`, `{\c c}`: an accent in braces of its own
BRACED_ACCENT = re.compile(
    r"\{(?P<accent>\\(?:[`'^\"~=.]|[cvuHkrdb](?![A-Za-z]))[^{}]{0,4}(?:\{[^{}]{1,4}\})?)\}"
)
# Commands for ASCII characters, for which pylatexenc gives the modifier letters ˆ and ˜
ASCII = re.compile(
    r"\\(?:text(?P<name>asciicircum|asciitilde|braceleft|braceright)(?:\{\}|(?![A-Za-z]))|(?P<sign>[\^~])\{\})"
)
NAMED_SIGNS = {"asciicircum": "^", "asciitilde": "~", "braceleft": "{", "braceright": "}"}
UNKNOWN = re.compile(rf"\\[A-Za-z]{{1,40}}\*?(?:\{{{BODY}\}})+")
GROUP = re.compile(rf"\{{(?P<body>{BODY})\}}")
DASH = re.compile(r"(?<!-)---?(?!-)")
TIE = re.compile(r"(?<![/\\])~")


def read(text: str, path: str) -> Capture:
    """Read a file; a broken entry is unplaced, and the others are read.

    Raises InvalidInputError where there is no entry.
    """
    entries, furniture = split(text)
    if not entries:
        raise invalid(path, 1, "there is no BibTeX entry in this; an entry begins with @article{key, …")
    records = ((entry, entry.block) for entry in entries)
    return read_records("BibTeX", records, _candidate, furniture=furniture)


def _candidate(entry: BibtexEntry, block: Block) -> Candidate:
    if entry.problem:
        raise UnusableRecordError(entry.problem)
    fields = entry.fields
    title = _text(fields, "title")
    if not title:
        raise UnusableRecordError("an entry without a title; add 'title = {…}' or remove it")
    doi, url = (_plain(fields.get(key, "")) for key in ("doi", "url"))
    candidate = Candidate(
        title,
        _text(fields, "abstract") or None,
        block.line,
        arxiv=_arxiv(fields),
        doi=doi_name(doi) or doi_of_page(url),
        authors=_authors(fields.get("author", "")),
        published=_published(fields),
        venue=values.venue(_text(fields, "booktitle", "journaltitle", "journal")),
        links=_links(fields),
        keywords=values.words(re.split("[,;]", _text(fields, "keywords"))),
        blocks=(block,),
    )
    given = {"year": _text(fields, "date", "year"), "doi": doi, "eprint": _text(fields, "eprint"), "url": url}
    return values.with_remarks(candidate, given)


def _text(fields: Fields, *keys: str) -> str:
    """Return the first of the fields that has a text, as readers would see it."""
    return next((text for key in keys if (text := values.one_line(decode_tex(fields.get(key, ""))))), "")


def _plain(value: str) -> str:
    r"""Return an address or a DOI without TeX around it: `\url{…}`, `\_`, `{\%}`."""
    unwrapped = re.sub(r"\\(?:url|path)\b|[{}]", "", value)
    return re.sub(r"\\([_%#&~$])", r"\1", unwrapped).strip()


def _authors(value: str) -> tuple[str, ...]:
    """Return the names as printed, first name first, without `and others`."""
    authors: list[str] = []
    for name in _split_names(BARE_TILDE.sub(r"{\g<0>}", value)):
        try:
            parts = parse_single_name_into_parts(name)
        except InvalidNameError:
            message = f"the author '{values.one_line(name)}' isn't a single name; separate names with ' and '"
            raise UnusableRecordError(message) from None
        authors.append(decode_tex(parts.merge_first_name_first))
    return values.names(author for author in authors if author != "others")


def _split_names(value: str) -> list[str]:
    r"""Split the names at each `and` outside braces; bibtexparser itself loses `\'` after an `and`."""
    parts: list[str] = []
    depth = start = 0
    for match in NAME_MARK.finditer(value):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and mark.lower() == "and":
            parts.append(value[start : match.start()])
            start = match.end()
    return [*parts, value[start:]]


def _published(fields: Fields) -> PartialDate | None:
    """Return the date in `year`, `month` and `day`, or in BibLaTeX's `date`."""
    year = values.one_line(decode_tex(fields.get("year", "")))
    if not year:
        return values.iso_date(fields.get("date"))
    month = values.one_line(decode_tex(fields.get("month", "")))
    name = MONTH_NAME.search(month)
    if not name:
        return values.partial_date(year, month, fields.get("day"))
    days = re.findall("[0-9]+", month)
    day = fields.get("day") or (days[0] if len(days) == 1 else None)
    return values.partial_date(year, MONTH_NUMBERS[name.group().lower()], day)


def _arxiv(fields: Fields) -> str | None:
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    eprint = arxiv_id(_plain(fields.get("eprint", ""))) if kind.lower() == "arxiv" else None
    volume = fields.get("volume", "").removeprefix("abs/")
    in_corr = arxiv_id(volume) if fields.get("journal", "").lower() == "corr" else None
    others = (_plain(fields.get(key, "")) for key in ("journal", "doi", "url", "howpublished"))
    return eprint or in_corr or arxiv_mention(*others)


def _links(fields: Fields) -> dict[str, str]:
    given = {name: _plain(fields[key]) for key, name in LINK_FIELDS.items() if fields.get(key)}
    return values.links(
        **{name: address for name, address in given.items() if not values.is_own_page(address)}
    )


def _shown(match: re.Match[str], repair: InnerRepair) -> str:
    group = next(iter(match.groupdict()))
    return "".join(segment.shown for segment in repair(match[group]))


def _as_typed(match: re.Match[str], _: InnerRepair) -> str:
    return match.group()


def _with_backslash(rule: Rule) -> Rule:
    """Limit a rule for text that lost its backslashes to text that has them: `url {S}hort` isn't a link."""

    def replace(match: re.Match[str], repair: InnerRepair) -> tuple[Segment, ...] | str | None:
        return rule.replace(match, repair) if match.group().startswith(("\\", "{")) else None

    return Rule(rule.name, rule.needs, rule.pattern, replace)


def _ascii(match: re.Match[str], _: InnerRepair) -> str:
    return match["sign"] or NAMED_SIGNS[match["name"]]


RULES = (
    Rule("ASCII", ("\\",), ASCII, _ascii),
    Rule("maths", ("$", "\\("), MATHS, _as_typed),
    *tex.ACCENT_RULES[:1],
    Rule("braced accent", ("{\\",), BRACED_ACCENT, _shown),
    *map(_with_backslash, tex.MARKUP_RULES),
    *signs.QUOTE_RULES,
    *(rule for rule in tex.SYMBOL_RULES if rule.name in {"control word", "escape", "space"}),
    Rule("unknown", ("\\",), UNKNOWN, _as_typed),
    Rule("group", ("{",), GROUP, _shown),
    Rule("dash", ("--",), DASH, lambda match, _: "—" if match.group() == "---" else "–"),
    Rule("tie", ("~",), TIE, lambda _match, _: " "),
)


def decode_tex(value: str) -> str:
    """Return the text that a TeX value stands for; unknown TeX stays as it is."""
    if not ENCODED.search(value):
        return value
    return "".join(segment.shown for segment in scan(value, RULES))
