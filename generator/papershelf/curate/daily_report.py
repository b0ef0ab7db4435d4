"""The receipt of a daily import as the text of its pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papershelf.curate.daily_import import Account
from papershelf.curate.selecting import Choice
from papershelf.curate.wording import counted
from papershelf.github.literals import literal
from papershelf.github.markdown import block
from papershelf.model import Candidate
from papershelf.text import shown

ADVICE = """\
Look at the tags, add a `note` that says why a paper belongs, and take out of the list what does not.
Merging adds them, closing this declines them. The list was checked, and the site built, with them on it."""


def as_markdown(accounts: Sequence[Account]) -> str:
    """Each proposed paper with the reasons, then a line for every other paper of the feeds."""
    added = sum(len(account.papers) for account in accounts)
    parts = [
        f"{counted(added, 'paper')} of Hugging Face's Daily Papers, chosen by the settings in `mkdocs.yml`.",
        ADVICE,
    ]
    for account in accounts:
        parts += [f"### {literal(account.feed)}", *_chosen(account), *_passed_over(account)]
    return "\n\n".join(parts) + "\n"


def title(accounts: Sequence[Account]) -> str:
    """One line about all feeds."""
    added = sum(len(account.papers) for account in accounts)
    return f"Add {counted(added, 'paper')} from the feed of the day"


def _chosen(account: Account) -> Iterator[str]:
    lines = [
        f"- {literal(shown(choice.candidate.title))}{_link(choice.candidate)}, "
        f"{counted(choice.candidate.votes or 0, 'vote')}"
        + "".join(f"\n  - {literal(str(tag))}" for tag in choice.tags)
        for choice in account.choices
        if choice.chosen
    ]
    if lines:
        yield "\n".join(lines)


def _passed_over(account: Account) -> Iterator[str]:
    lines = [_line(choice) for choice in account.choices if not choice.chosen]
    if lines:
        table = block("\n".join(lines))
        yield f"<details><summary>{len(lines)} passed over</summary>\n\n{table}\n\n</details>"


def _line(choice: Choice) -> str:
    return f"{choice.candidate.arxiv or '-':12} {choice.reason}: {' '.join(choice.candidate.title.split())}"


def _link(candidate: Candidate) -> str:
    arxiv = candidate.arxiv
    return f" ([arXiv {arxiv}](https://arxiv.org/abs/{arxiv}))" if arxiv else ""
