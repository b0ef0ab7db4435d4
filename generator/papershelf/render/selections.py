"""Papers that a page written by hand names in a fence: what is asked for, found, and shown as cards."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from papershelf.facts.groups import Group, latest_additions
from papershelf.library.located_yaml import Located, parse
from papershelf.model import Paper
from papershelf.problems import Report, did_you_mean
from papershelf.render.page import fragment
from papershelf.render.shelf import Shelf

PAPERS, LATEST, ITSELF = "papers", "latest", "papershelf"
ATTRIBUTES = re.compile(r' data-(?:paper|added)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Selection:
    """Papers of the list, in the order in which they are shown."""

    papers: tuple[Paper, ...]


def selected(shelf: Shelf, text: str, report: Report) -> Selection:
    """Return the papers that the YAML in a fence asks for; what is wrong goes to `report`, with its line.

    A key such as `tag` has one value or several, of which any will do; a paper has to be right for all keys.
    `latest` is the number of papers, those added last. Without it all are shown: in the order in which
    `papers` or `collection` name them, else the latest first.
    """
    wanted = parse(text.encode(), report)
    if wanted is not None and list(wanted.keys()) == [ITSELF]:
        wanted = wanted.keys()[ITSELF]
    if wanted is None:
        return Selection(())
    if not wanted.keys():
        report(wanted.line, "say which papers, like 'tag: vector-search' or 'latest: 5'")
        return Selection(())
    kinds = _kinds(shelf)
    found: list[Paper] | None = None
    most: int | None = None
    for key, value in wanted.keys().items():
        if key == LATEST:
            most = _number(value, report)
        elif key in kinds:
            asked = _asked(key, value, kinds[key], report)
            found = asked if found is None else [paper for paper in found if paper in asked]
        else:
            report(value.key_line, f"unknown key '{key}'{did_you_mean(key, [*kinds, LATEST])}")
    papers = list(shelf.library.papers) if found is None else found
    if most is not None or not {PAPERS, "collection"} & wanted.keys().keys():
        papers = latest_additions(papers)
    return Selection(tuple(papers[:most]))


def selection_html(shelf: Shelf, selection: Selection, root: str, styles: str = "") -> str:
    """Return the cards of papers for a page from which `root` leads to the list.

    With the address of a style sheet they bring it along: the page is one of another site, where no script
    of ours marks papers.
    """
    html = fragment("selection.j2", root, views=shelf.views(selection.papers), styles=styles)
    html = re.sub(r"\n\s*\n", "\n", html)
    return ATTRIBUTES.sub("", html) if styles else html


def _kinds(shelf: Shelf) -> Mapping[str, Mapping[str, tuple[Paper, ...]]]:
    """Return, by the keys that a fence may have, the papers by each value: a slug or a label."""
    kinds: dict[str, Mapping[str, tuple[Paper, ...]]] = {
        "tag": {slug: topic.papers for slug, topic in shelf.topics.items()},
        "author": _by_name(shelf.authors),
        "venue": _by_name(shelf.venues),
        "year": {group.label: group.papers for group in shelf.years},
        "collection": {
            each.slug: tuple(shelf.library.by_id[step.paper] for step in each.steps)
            for each in shelf.library.collections
        },
        PAPERS: {paper.id: (paper,) for paper in shelf.library.papers},
    }
    return {key: _by_name(groups) for key, groups in shelf.own_groups.items()} | kinds


def _by_name(groups: Iterable[Group]) -> Mapping[str, tuple[Paper, ...]]:
    """Return groups by their labels and, where these are no label, by their slugs."""
    groups = list(groups)
    by_label = {group.label: group.papers for group in groups}
    return by_label | {group.slug: group.papers for group in groups if group.slug not in by_label}


def _asked(
    key: str, value: Located, known: Mapping[str, tuple[Paper, ...]], report: Callable[[int, str], None]
) -> list[Paper]:
    """Return the papers of any of the values of a key, each once."""
    found: dict[str, Paper] = {}
    for each in value.entries() or [value]:
        if not isinstance(each.value, str) or not each.value:
            report(each.line, f"{key} must be a name or a list of names")
        elif each.value in known:
            found |= {paper.id: paper for paper in known[each.value]}
        else:
            report(each.line, f"{key}: the list has no '{each.value}'{did_you_mean(each.value, known)}")
    return list(found.values())


def _number(value: Located, report: Report) -> int | None:
    if isinstance(value.value, str) and value.value.isascii() and value.value.isdigit() and int(value.value):
        return int(value.value)
    report(value.line, f"{LATEST} must be a number of papers, like 5")
    return None
