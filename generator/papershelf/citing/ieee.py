"""References in IEEE style (https://journals.ieeeauthorcenter.ieee.org), without their numbers."""

from collections.abc import Sequence

from papershelf.citing.reference import Reference
from papershelf.citing.work import Work, initials, short_month, work
from papershelf.model import Paper
from papershelf.text.split_names import AuthorName

MOST_AUTHORS = 6
PAIR = 2


def reference(paper: Paper) -> Reference:
    """Return the reference to a paper."""
    cited = work(paper)
    authors, date = _authors(cited.authors, others=cited.others), _date(cited)
    if cited.kind == "book":
        return _book(cited, authors, date)
    has_more = bool(cited.container or date)
    comma = "," if has_more else "" if cited.title.endswith((".", "?", "!")) else "."
    before = f"{authors}, " if authors else ""
    before += f"“{cited.title}{comma}”"
    volume = f", vol. {cited.volume}" if cited.volume else ""
    volume += f", no. {cited.issue}" if cited.issue else ""
    pages = f", pp. {cited.pages}" if cited.pages else ""
    volume += pages
    after = f"{volume}, {date}" if date else volume
    if cited.kind == "conference" and cited.pages and date:
        after = f"{volume.removesuffix(pages)}, {date}{pages}"
    if not cited.container:
        return _ended(cited, before, "", f" {date}" if date else "", has_more=has_more)
    lead = " in " if cited.kind == "conference" else " "
    return _ended(cited, before + lead, cited.container, after, has_more=has_more)


def _book(cited: Work, authors: str, date: str) -> Reference:
    """Return the reference to a book: authors, title, publisher and year."""
    stop = "" if cited.title.endswith((".", "?", "!")) else "."
    after = f"{stop} {', '.join(part for part in (cited.publisher, date) if part)}"
    return _ended(cited, f"{authors}, " if authors else "", cited.title, after, has_more=True)


def _ended(cited: Work, before: str, italic: str, after: str, *, has_more: bool) -> Reference:
    """End a reference with the DOI, the address, or a full stop; before an address there is one, too."""
    stop = "." if has_more else ""
    if cited.doi:
        joined = ", " if cited.kind == "journal" else f"{stop} "
        return Reference(before, italic, f"{after}{joined}doi: {cited.doi}.", None)
    if cited.url:
        joined = ", " if cited.kind == "journal" else f"{stop} "
        return Reference(before, italic, f"{after}{joined}[Online]. Available:", cited.url)
    return Reference(before, italic, f"{after}{stop}", None)


def _authors(names: Sequence[AuthorName], *, others: bool) -> str:
    """Join up to six names; of more, the first and "et al.", as of those that go on."""
    written = [_name(name) for name in names]
    if len(written) > MOST_AUTHORS:
        return f"{written[0]} et al."
    if others:
        return f"{', '.join(written)} et al."
    if len(written) <= PAIR:
        return " and ".join(written)
    return f"{', '.join(written[:-1])}, and {written[-1]}"


def _name(name: AuthorName) -> str:
    return " ".join(part for part in (initials(name.given), name.filed, name.suffix) if part)


def _date(cited: Work) -> str:
    """Return "Apr. 10, 2024", "Apr. 2024" or "2024": of journal and conference no day, of a book the year."""
    date = cited.issued
    if not date:
        return ""
    if cited.kind == "book":
        return str(date.year)
    month = short_month(date)
    day = f" {date.day}," if date.day and not cited.container else ""
    return f"{month}{day} {date.year}".strip()
