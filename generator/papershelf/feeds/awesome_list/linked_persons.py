"""Authors whose names are links to their own pages, which are not links of the paper."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from papershelf.feeds.awesome_list.addresses import leads_to_paper
from papershelf.feeds.awesome_list.around_titles import are_several
from papershelf.feeds.awesome_list.outline import Run
from papershelf.feeds.awesome_list.titles import is_label


def without_homepages(runs: Sequence[Run], but: Collection[int]) -> list[Run]:
    """Make each list of authors one text without links, but for those that hold a place of `but`.

    There are as many runs as before: those that went into the text of another one are empty.
    """
    plain = list(runs)
    for first, end in _segments(runs):
        names = range(first, end)
        linked = [at for at in names if runs[at].link and not runs[at].image]
        if any(at in but or is_label(runs[at]) or leads_to_paper(runs[at]) for at in linked):
            continue
        text = "".join(runs[at].text for at in names)
        if linked and are_several(text):
            plain[first] = replace(runs[first], text=text, link="")
            plain[first + 1 : end] = [replace(runs[at], text="", link="") for at in names[1:]]
    return plain


def _segments(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield where the parts of lines begin and end that are in italics or are not."""
    first = 0
    for at in range(len(runs) + 1):
        is_end = at == len(runs) or runs[at].is_break
        if is_end or (at > first and runs[at].italic != runs[first].italic):
            if first < at:
                yield first, at
            first = at + 1 if is_end else at
