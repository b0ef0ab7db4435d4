"""References in MLA style, 9th edition (https://style.mla.org/works-cited/citations-by-format/).

Titles stay as printed: MLA asks for capitals that only a person can put right.
"""

from collections.abc import Sequence

from papershelf.citing.reference import Reference
from papershelf.citing.work import Work, short_month, spaced, work
from papershelf.model import Paper
from papershelf.text.split_names import AuthorName

PAIR = 2
SHORTENED = 2  # digits of a last page


def reference(paper: Paper) -> Reference:
    """Return the reference to a paper."""
    cited = work(paper)
    authors = _authors(cited.authors, others=cited.others)
    stop = "" if authors.endswith(".") or not authors else "."
    title = cited.title if cited.title.endswith((".", "?", "!")) else f"{cited.title}."
    if cited.kind == "book":
        end = ", ".join(part for part in (cited.publisher, _date(cited)) if part)
        return _ended(f"{authors}{stop} ".lstrip(), title, f" {end}", cited.url)
    before = f"{authors}{stop} “{title}”".strip()
    facts = [f"vol. {cited.volume}"] if cited.volume else []
    facts += [f"no. {cited.issue}"] if cited.issue else []
    facts += [date] if (date := _date(cited)) else []
    facts += [f"pp. {_pages(cited.pages)}"] if cited.pages else []
    facts += ["arXiv", cited.arxiv] if cited.arxiv else []
    if cited.container:
        after = "".join(f", {fact}" for fact in facts)
        return _ended(f"{before} ", cited.container, after, cited.url)
    kind = " Preprint." if cited.kind == "preprint" else ""
    after = f" {', '.join(facts)}" if facts else ""
    return _ended(before + kind, "", after, cited.url)


def _ended(before: str, italic: str, after: str, url: str | None) -> Reference:
    """End with the address and a full stop; one ends the title already."""
    if url:
        return Reference(before, italic, f"{after}," if italic or after else "", url, ".")
    return Reference(before, italic, after, None, "." if italic or after else "")


def _authors(names: Sequence[AuthorName], *, others: bool) -> str:
    """Turn the first name around, and add the second; of three and more the first stands for all."""
    if not names:
        return ""
    first, *rest = names
    inverted = ", ".join(part for part in (first.filed, spaced(first.given), first.suffix) if part)
    if others or len(names) > PAIR:
        return f"{inverted}, et al."
    return ", and ".join([inverted, *map(_straight, rest)])


def _straight(name: AuthorName) -> str:
    return " ".join(part for part in (spaced(name.given), name.filed, name.suffix) if part)


def _date(cited: Work) -> str:
    """Return "10 Apr. 2024", "Apr. 2024" or "2024": of a journal no day, of a book the year."""
    date = cited.issued
    if not date:
        return ""
    if cited.kind in ("conference", "book"):
        return str(date.year)
    day = str(date.day or "") if not cited.container else ""
    return " ".join(part for part in (day, short_month(date), str(date.year)) if part)


def _pages(pages: str) -> str:
    """Shorten the last of two pages above 99 to the two digits that MLA wants: "824–36", "98–102"."""
    first, _, last = pages.partition("–")
    same = first[:-SHORTENED]
    is_short = same and len(first) == len(last) and last.startswith(same)
    return f"{first}–{last.removeprefix(same) if is_short else last}"
