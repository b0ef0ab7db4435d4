"""A review as the text of a comment. All of it but our own words stands in code spans."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from papershelf.bot.pull_request_review import PullRequestReview
from papershelf.curate.difference_report import markdown
from papershelf.curate.quoting import literal

HEADING = "### What this does to the list"
UNREADABLE = "The list cannot be compared: it has errors. Mend what is named below, and this will say more."


def as_markdown(review: PullRequestReview, run_url: str) -> str:
    """Give the comment; `run_url` is the page of the workflow run that built the site."""
    return (
        "\n\n".join((HEADING, *_difference(review), *_problems(review), *_site(review["site"], run_url)))
        + "\n"
    )


def _difference(review: PullRequestReview) -> Iterator[str]:
    if review["difference"] is None:
        yield UNREADABLE
        return
    yield markdown(review["difference"]).rstrip("\n")
    left_out = {
        key: review["counts"][key] - len(rows)
        for key, rows in review["difference"].items()
        if review["counts"][key] > len(rows)
    }
    if left_out:
        yield (
            "Not shown: " + ", ".join(f"{count} more {_words(key)}" for key, count in left_out.items()) + "."
        )


def _problems(review: PullRequestReview) -> Iterator[str]:
    counts, problems = review["problem_counts"], review["problems"]
    total = counts["error"] + counts["warning"]
    if not total:
        yield "`papershelf check` finds nothing wrong."
        return
    head = f"#### Check: {_count(counts['error'], 'error')}, {_count(counts['warning'], 'warning')}"
    lines = [_problem(problem) for problem in problems]
    if total > len(lines):
        lines.append(f"- and {total - len(lines)} more")
    listed = "\n".join(lines)
    if counts["error"]:
        yield f"{head}\n\n{listed}"
    else:
        yield f"<details><summary>{head.removeprefix('#### ')}</summary>\n\n{listed}\n\n</details>"


def _problem(problem: Mapping[str, Any]) -> str:
    place = literal(f"{problem['path']}:{problem['line']}")
    mark = "**error**" if problem["severity"] == "error" else "warning"
    return f"- {place} {mark}: {literal(problem['message'], 300)}"


def _site(site: Mapping[str, Any] | None, run_url: str) -> Iterator[str]:
    if site is None:
        yield "The site was not built."
        return
    grown = "" if site["bytes_before"] is None else f" ({_grown(site['bytes'] - site['bytes_before'])})"
    size = f"{_count(site['files'], 'file')}, {site['bytes'] / 1e6:.1f} MB{grown}"
    yield f"#### The site\n\nThe artifact `site` of [this run]({run_url}): {size}."
    if site["bytes_before"] is None:
        return
    counts = ", ".join(f"{count} {key}" for key, count in site["page_counts"].items() if count)
    if not counts:
        yield "No page differs."
        return
    lists = "\n\n".join(
        _pages(key, pages, site["page_counts"][key]) for key, pages in site["pages"].items() if pages
    )
    yield f"<details><summary>Pages: {counts}</summary>\n\n{lists}\n\n</details>"


def _pages(key: str, pages: Sequence[str], count: int) -> str:
    lines = [f"- {literal(page)}" for page in pages]
    if count > len(pages):
        lines.append(f"- and {count - len(pages)} more")
    return f"{key.capitalize()}:\n\n" + "\n".join(lines)


def _grown(change: int) -> str:
    return f"{change / 1e3:+.1f} kB" if change else "as before"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _words(key: str) -> str:
    return {"tags": "tag counts"}.get(key, key.replace("_", " "))
