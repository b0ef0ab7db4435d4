"""References in MLA style, 9th edition (https://style.mla.org/works-cited/citations-by-format/).

Titles stay as printed: MLA asks for capitals that only a person can put right.
"""

from collections.abc import Sequence

from papershelf.citing.reference import Reference
from papershelf.citing.work import Work, short_month, spaced, work
from papershelf.model import Paper
from papershelf.text.split_names import AuthorName

PAIR = 2


def reference(paper: Paper) -> Reference:
    """Return the reference to a paper."""
    cited = work(paper)
    authors = _authors(cited.authors, others=cited.others)
    stop = "" if authors.endswith(".") or not authors else "."
    title = cited.title if cited.title.endswith((".", "?", "!")) else f"{cited.title}."
    before = f"{authors}{stop} “{title}”".strip()
    facts = [f"vol. {cited.volume}, no. {cited.issue}"] if cited.volume else []
    facts += [date] if (date := _date(cited)) else []
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
    """Return "10 Apr. 2024", "Apr. 2024" or "2024": of a journal no day, of a conference the year alone."""
    date = cited.issued
    if not date:
        return ""
    if cited.kind == "conference":
        return str(date.year)
    day = str(date.day or "") if not cited.container else ""
    return " ".join(part for part in (day, short_month(date), str(date.year)) if part)
