"""Makers of captures: they print papers the way each real capture in `fixtures/page-text/` prints them."""

import html
import json
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

DAY = date(2026, 7, 29)
HOST = "https://huggingface.co"
INBOX = (
    "new",
    "Get trending papers in your email inbox once a day!",
    "Get trending papers in your email inbox!",
)
FOOTER = ("System theme", "Company", "TOS", "Privacy", "About", "Careers", "Website", "Models", "Docs")
EXPORTED_FOOTER = "Trending Papers ranked by GitHub stars activity"


@dataclass(frozen=True)
class Printed:
    """What the page knows of a paper; the byline is an organisation or `N authors`."""

    title: str
    abstract: str
    arxiv: str = "2607.25895"
    votes: int = 0
    byline: str = "3 authors"
    published: date = date(2026, 7, 28)
    comments: int = 0

    @property
    def votes_shown(self) -> str:
        return str(self.votes) if self.votes else "-"

    @property
    def date_shown(self) -> str:
        """As the page prints it: without the year if it is this one."""
        year = "" if self.published.year == DAY.year else f", {self.published.year}"
        return f"{day_shown(self.published)}{year}"


def day_shown(day: date) -> str:
    return f"{day:%b} {day.day}"


Maker = Callable[[Sequence[Printed]], str]


def plain(papers: Iterable[Printed], wrap: Callable[[str], str] = str) -> str:
    """Print the reader-mode text."""
    header = ["new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers"]
    header += ["byAK and the research community", day_shown(DAY)]
    body = [wrap(text) for paper in papers for text in (paper.title, paper.abstract)]
    return "\n\n".join([*header, *body]) + "\n"


def search(papers: Iterable[Printed], wrap: Callable[[str], str] = str, query: str = "") -> str:
    """Print the search page as copied."""
    header = [*INBOX, "Subscribe", "Daily Papers", "byAK and the research community"]
    header += [*filter(None, [query]), "Daily", "Weekly", "Monthly", "Trending Papers", day_shown(DAY)]
    body: list[str] = []
    for paper in papers:
        body += [paper.votes_shown, wrap(paper.title), wrap(paper.abstract)]
        body += [paper.byline, "·", paper.date_shown, *([str(paper.comments)] if paper.comments else [])]
    return "\n\n".join([*header, *body, "Previous", *FOOTER]) + "\n"


def dense(papers: Iterable[Printed]) -> str:
    """Print the search page as some browsers copy it: a line for each part and no blank one."""
    return search(papers).replace("\n\n", "\n")


def trending(papers: Iterable[Printed]) -> str:
    """Print the page of trending papers, which has each entry twice: for wide and for narrow screens."""
    body: list[str] = []
    for paper in papers:
        for prefix in ("Published on ", ""):
            body += ["Submitted by", "somebody", paper.title, paper.abstract, paper.byline, "·"]
            body += [f"{prefix}{day_shown(paper.published)}, {paper.published.year}"]
            body += ["Upvote", str(paper.votes), "GitHub 1.2k", "arXiv Page"]
    header = [*INBOX, "Subscribe", "Trending Papers", "byAK and the research community"]
    return "\n\n".join([*header, *body, *FOOTER]) + "\n"


def links(papers: Iterable[Printed], wrap: Callable[[str], str] = str) -> str:
    """Print the text with a line for each link."""
    day_before = f"{HOST}/papers/date/{DAY.replace(day=DAY.day - 1)}"
    header = ["# Daily Papers - Hugging Face", "Hugging Face", f"{HOST}/", "Models", f"{HOST}/models"]
    header += ["Log In", f"{HOST}/login", *INBOX, "Subscribe", f"{HOST}/login?next=%2Fpapers", "Daily Papers"]
    header += ["by ", "AK", f"{HOST}/akhaliq", " and the research community", "a query", "Daily", "Weekly"]
    header += ["Monthly ", f"{HOST}/papers/trending", day_before, day_shown(DAY)]
    body: list[str] = []
    for paper in papers:
        page = f"{HOST}/papers/{paper.arxiv}"
        body += [f" [-] {paper.votes_shown}", f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}"]
        body += [wrap(paper.title), page, wrap(paper.abstract), page]
        if paper.byline.endswith("authors"):
            body += ["[", f"{paper.byline}]({page})"]
        else:
            body += [" ", page, f" {paper.byline}", f"{HOST}/somebody"]
        body += ["·", f"{paper.date_shown} "]
        body += [str(paper.comments), f"{page}#community"] if paper.comments else []
    footer = ["Previous", day_before, "TOS", f"{HOST}/terms-of-service", " ", EXPORTED_FOOTER]
    return "\n\n".join([*header, *body, *footer]) + "\n"


def refs(papers: Iterable[Printed], width: int = 120, *, listed: bool = True) -> str:
    """Print the reference-marked dump, with or without the list of addresses at its end."""
    addresses = [
        f"{HOST}/",
        f"{HOST}/models",
        f"{HOST}/login",
        f"{HOST}/login?next=%2Fpapers",
        f"{HOST}/akhaliq",
    ]
    lines = [
        "[[Hugging Face's logo] Hugging Face][1]",
        "* [ Models ][2]",
        "* * Website",
        "  * [Log In][3]",
        "new",
        "",
    ]
    lines += [
        INBOX[2],
        "",
        "[Subscribe][4]",
        "",
        "# Daily Papers",
        "",
        "## by[AK][5] and the research community",
    ]
    lines += ["* Daily", "* Weekly", "* Monthly", "", day_shown(DAY)]

    def mark(address: str) -> str:
        addresses.append(address)
        return f"][{len(addresses)}]"

    for paper in papers:
        page = f"{HOST}/papers/{paper.arxiv}"
        lines += ["[", paper.votes_shown, mark(f"{HOST}/login?next=%2Fpapers%2F{paper.arxiv}"), ""]
        lines += [f"### {line}" for line in wrapped(f"[{paper.title}{mark(page)}", width).split("\n")]
        lines += ["", "[", "", wrapped(paper.abstract, width), "", mark(page)]
        if paper.byline.endswith("authors"):
            lines += ["[", f"* {paper.byline}", mark(page)]
        else:
            lines += [f"[[logo] {paper.byline}{mark(f'{HOST}/somebody')}"]
        comments = f" [ {paper.comments}{mark(f'{page}#community')}" if paper.comments else ""
        lines += ["·", f"{paper.date_shown}{comments}"]
    if listed:
        lines += ["", *(f"[{number}]: {address}" for number, address in enumerate(addresses, start=1))]
    return "\n".join(lines) + "\n"


def saved_page(papers: Iterable[Printed]) -> str:
    """Write (not recorded) a small HTML page as the real one is built: the data as JSON, and the cards."""
    papers = list(papers)
    rows = [
        {
            "title": paper.title,
            "numComments": paper.comments,
            "paper": {
                "id": paper.arxiv,
                "title": paper.title,
                "summary": paper.abstract,
                "upvotes": paper.votes,
                "publishedAt": f"{paper.published}T00:00:00.000Z",
                "authors": [{"name": "Ada Lovelace", "hidden": False}],
            },
        }
        for paper in papers
    ]
    props = html.escape(json.dumps({"dailyPapers": rows, "dateString": str(DAY), "periodType": "day"}))
    cards = "\n".join(
        f'<article class="relative"><h3><a href="/papers/{paper.arxiv}">{html.escape(paper.title)}</a></h3>'
        f"<p>{html.escape(paper.abstract)}</p></article>"
        for paper in papers
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<!-- saved from url=(0036){HOST}/papers/date/{DAY} -->\n'
        f"<head><title>Daily Papers - Hugging Face</title></head>\n<body>\n<main>"
        f'<div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="{props}">\n{cards}\n'
        f"</div></main></body></html>\n"
    )


MAKERS: dict[str, Maker] = {
    "plain": plain,
    "search": search,
    "search with a query": partial(search, query="locality sensitive hashing"),
    "dense": dense,
    "trending": trending,
    "links": links,
    "refs": refs,
    "refs without a list": partial(refs, listed=False),
    "refs, narrow": partial(refs, width=60),
    "saved page": saved_page,
}


def wrapped(text: str, width: int) -> str:
    """Wrap as text browsers do: at spaces; a word longer than a line is cut."""
    return _wrapped(text, width, at_hyphens=False)


def wrapped_at_hyphens(text: str, width: int) -> str:
    """Wrap as `fold`-like editors and Python do: at spaces and hyphens."""
    return _wrapped(text, width, at_hyphens=True)


def _wrapped(text: str, width: int, *, at_hyphens: bool) -> str:
    if text == "[":
        return text
    lines = textwrap.wrap(text, width, break_on_hyphens=at_hyphens, break_long_words=True)
    return "\n".join(lines)
