"""A review as the text of a comment; everything in it but our own words is in code spans."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from papershelf.bot.pull_request_review import PullRequestReview
from papershelf.curate.difference_report import markdown
from papershelf.curate.quoting import literal, plural

HEADING = "### What this changes on the list"
UNREADABLE = "The list can't be compared because of the problems below. Fix them to see what changes."

WORDS = {"tags": "tag counts", "possible_duplicates": "possible duplicates", "new_links": "new links"}


def as_markdown(review: PullRequestReview, run_url: str) -> str:
    """Return the comment; `run_url` is the page of the workflow run that built the site."""
    parts = (HEADING, *_difference(review), *_problems(review), *_site(review["site"], run_url))
    return "\n\n".join(parts) + "\n"


def _difference(review: PullRequestReview) -> Iterator[str]:
    if review["difference"] is None:
        yield UNREADABLE
        return
    yield markdown(review["difference"]).rstrip("\n")
    left_out = {key: review["counts"][key] - len(rows) for key, rows in review["difference"].items()}
    if more := [f"{count} more {WORDS.get(key, key)}" for key, count in left_out.items() if count > 0]:
        yield f"Not shown: {', '.join(more)}."


def _problems(review: PullRequestReview) -> Iterator[str]:
    errors, warnings = review["problem_counts"]["error"], review["problem_counts"]["warning"]
    if not errors + warnings:
        yield "`papershelf check` finds nothing wrong."
        return
    head = f"Check: {plural(errors, 'error')}, {plural(warnings, 'warning')}"
    listed = _bullets(map(_problem, review["problems"]), errors + warnings)
    yield f"#### {head}\n\n{listed}" if errors else _folded(head, listed)


def _problem(problem: Mapping[str, Any]) -> str:
    place = literal(f"{problem['path']}:{problem['line']}")
    mark = "**error**" if problem["severity"] == "error" else "warning"
    return f"{place} {mark}: {literal(problem['message'], 300)}"


def _site(site: Mapping[str, Any] | None, run_url: str) -> Iterator[str]:
    if site is None:
        yield "The site was not built."
        return
    growth = ""
    if site["bytes_before"] is not None:
        change = site["bytes"] - site["bytes_before"]
        growth = f" ({change / 1e3:+.1f} kB)" if change else " (same size)"
    size = f"{plural(site['files'], 'file')}, {site['bytes'] / 1e6:.1f} MB{growth}"
    yield f"#### The site\n\nThe artifact `site` of [this run]({run_url}): {size}."
    if site["bytes_before"] is None:
        return
    counts = site["page_counts"]
    lists = [
        f"{key.capitalize()}:\n\n{_bullets(map(literal, pages), counts[key])}"
        for key, pages in site["pages"].items()
        if pages
    ]
    total = ", ".join(f"{count} {key}" for key, count in counts.items() if count)
    yield _folded(f"Pages: {total}", "\n\n".join(lists)) if total else "No page changed."


def _bullets(items: Iterable[str], total: int) -> str:
    """Return a Markdown list of the items, and how many of the total it leaves out."""
    lines = [f"- {item}" for item in items]
    if total > len(lines):
        lines.append(f"- and {total - len(lines)} more")
    return "\n".join(lines)


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"
