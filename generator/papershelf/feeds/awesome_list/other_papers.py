"""Links of an entry to papers other than its own: "(see also …)", "extended by …", a bullet within."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.around_titles import CUE
from papershelf.feeds.awesome_list.occasions import PERIODICAL
from papershelf.feeds.awesome_list.outline import Run
from papershelf.feeds.awesome_list.titles import FEWEST_WORDS, LONGEST_TITLE, Title, is_label, is_occasion

IN_SENTENCE = re.compile(r"(?<!\w)[a-z]+[\s(\"“]*$")
BETWEEN = re.compile(r"[\s,;&]*(?:and|or)?\s*")
LONGEST_BEFORE = 60  # characters in which a cue is looked for


class Own(NamedTuple):
    """What is an entry's own: as many runs as before; of other papers, the texts set aside and the links."""

    runs: list[Run]
    texts: list[str]
    links: list[str]


def cited(runs: Sequence[Run]) -> frozenset[int]:
    """Return where links to papers follow words that say that it is another one; not at the entry's start.

    What only calls itself a paper, as "arXiv", is one of these only beside links to the entry's own.
    """
    places: set[int] = set()
    own = False
    for line in _lines(runs):
        before, is_first, last = "", line.start == 0, ""
        for at in line:
            run = runs[at]
            if _leads_to_paper(run):
                cue = CUE.search(before[-LONGEST_BEFORE:]) or CUE.search(run.text[-LONGEST_BEFORE:])
                goes_on = last and BETWEEN.fullmatch(before.rpartition(last)[2])
                begins = is_first and not re.search(r"\w", CUE.sub("", before[-LONGEST_BEFORE:]))
                if goes_on or (cue and not begins):
                    places.add(at)
                    last = run.text
                else:
                    own = True
            before = before[-2 * LONGEST_BEFORE :] + run.text
    return frozenset(at for at in places if own or not is_label(runs[at]))


def others(runs: Sequence[Run], title: Title, parts: int) -> frozenset[int]:
    """Return where links have the title of another paper; the runs from `parts` on are of bullets within."""
    to_paper = [at for at, run in enumerate(runs) if _leads_to_paper(run)]
    own = {at for at in to_paper if at in title.places or _calls_it(runs[at], title)}
    places = {at for at in to_paper if runs[at].quoted and at not in own}
    has_own = bool(own)
    for at in to_paper:
        if at in own or at in places:
            continue
        if has_own and (at >= parts or _is_in_sentence(runs, at) or _is_title(runs[at].text)):
            places.add(at)
        has_own = True
    return frozenset(places)


def without_others(
    runs: Sequence[Run], citations: Collection[int], named: Collection[int], parts: int
) -> Own:
    """Set links to other papers aside, those that are `cited` and the `others`.

    Within a sentence their text stays; of a bullet that begins with one nothing does.
    """
    own = Own(list(runs), [], [])
    for line in _lines(runs) if citations or named else ():
        found = [at for at in line if at in citations or at in named]
        first = next((at for at in line if re.search(r"\w", runs[at].text)), None)
        is_whole = line.start >= parts and first in found
        if is_whole:
            own.texts.append("".join(runs[at].text for at in line).strip())
        for at in line if is_whole else found:
            run = runs[at]
            own.links.extend([run.link] if run.link else [])
            stays = not is_whole and (at in citations or run.quoted or _is_in_sentence(runs, at))
            if not (is_whole or stays):
                own.texts.append(run.text)
            own.runs[at] = Run(run.text if stays else " ", cell=run.cell, quoted=run.quoted)
    return own


def is_same(title: str, other: str) -> bool:
    """Tell two titles of which one has the words of the other within it."""
    texts = (each[:LONGEST_TITLE].lower() for each in (title, other))
    first, second = (f" {' '.join(addresses.WORDS.findall(each))} " for each in texts)
    return first in second or second in first


def _leads_to_paper(run: Run) -> bool:
    return not run.image and addresses.leads_to_paper(run)


def _calls_it(run: Run, title: Title) -> bool:
    return is_label(run) or bool(addresses.called(run)) or is_same(title.text, run.text)


def _is_title(text: str) -> bool:
    is_where = is_occasion(text) or PERIODICAL.search(text)
    return len(text.split()) >= FEWEST_WORDS and not is_where


def _is_in_sentence(runs: Sequence[Run], at: int) -> bool:
    return at > 0 and not runs[at - 1].link and bool(IN_SENTENCE.search(runs[at - 1].text[-LONGEST_BEFORE:]))


def _lines(runs: Sequence[Run]) -> Iterator[range]:
    first = 0
    for at in range(len(runs) + 1):
        if at == len(runs) or runs[at].is_break:
            if first < at:
                yield range(first, at)
            first = at + 1
