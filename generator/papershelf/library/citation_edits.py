"""Changes `citations.yaml`: it is written in one form, sorted, and comments stay with their values."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from papershelf.library.citation_texts import Item, Rows, read_text, written_text
from papershelf.model import PartialDate

Rule = Callable[[str], str | None]  # takes an id; returns the one to write, or None to remove it
IDS = ("builds_on", "wrong")


class Cited(NamedTuple):
    """What was found of a paper: the papers of the list that it cites, who knew it, and when, if just now."""

    builds_on: Collection[str]
    sources: Collection[str] = ()
    asked: PartialDate | None = None


def with_cited(text: str, found: Mapping[str, Cited]) -> str:
    """Add what was found, by id of a paper; an id under `wrong` is not added, and none is removed."""
    parts = read_text(text)
    known = {_paper(entry): entry for entry in parts.entries}
    for paper, cited in found.items():
        entry = known.setdefault(paper, {"paper": [Item(paper)]})
        wrong = {item.value for item in entry.get("wrong", ())}
        new = [Item(each) for each in cited.builds_on if each not in wrong and each != paper]
        entry["builds_on"] = _joined(entry.get("builds_on", []), new)
        entry["sources"] = _joined(entry.get("sources", []), map(Item, cited.sources))
        if cited.asked:
            entry["asked"] = [Item(str(cited.asked), *_comments(entry.get("asked", ())))]
    return written_text(text, parts._replace(entries=[*known.values()]))


def with_cited_renamed(text: str, old: str, new: str) -> str:
    """Give a paper another id; if that has an entry already, the two become one."""
    if old not in text:
        return text  # without taking a long text apart
    return _changed(text, lambda each: new if each == old else each)


def without_cited(text: str, ids: Collection[str]) -> str:
    """Remove papers, as citing and as cited."""
    if not any(each in text for each in ids):
        return text
    return _changed(text, lambda each: None if each in ids else each)


def canonical_citations(text: str) -> str:
    """Write the file in its one form: entries and ids sorted, an id on each line."""
    return written_text(text, read_text(text))


def _changed(text: str, rule: Rule) -> str:
    """Apply a rule to all ids; a text in which it changes nothing stays as it is."""
    parts = read_text(text)
    if all(rule(each) == each for entry in parts.entries for each in _ids(entry)):
        return text
    merged: dict[str, Rows] = {}
    for entry in parts.entries:
        paper = rule(_paper(entry))
        if paper is not None:
            changed = {**entry, "paper": [entry["paper"][0]._replace(value=paper)]}
            changed |= {key: _ruled(entry[key], rule, paper) for key in IDS if key in entry}
            merged[paper] = _merged(merged[paper], changed) if paper in merged else changed
    return written_text(text, parts._replace(entries=[*merged.values()]))


def _ids(entry: Rows) -> Iterator[str]:
    for key in ("paper", *IDS):
        yield from (item.value for item in entry.get(key, ()))


def _ruled(items: Iterable[Item], rule: Rule, paper: str) -> list[Item]:
    ruled = ((item, rule(item.value)) for item in items)
    return _joined([], (item._replace(value=new) for item, new in ruled if new and new != paper))


def _merged(one: Rows, other: Rows) -> Rows:
    """Return two entries as one: asked on the earlier day, so that services are asked again soon enough."""
    asked = sorted(one.get("asked", []) + other.get("asked", []))[:1]
    heads = one["paper"][0], other["paper"][0]
    above = (*heads[0].above, *heads[1].above)
    behind = "  ".join(filter(None, (head.behind for head in heads)))
    joined = {key: _joined(one.get(key, []), other.get(key, ())) for key in (*IDS, "sources")}
    wrong = {item.value for item in joined["wrong"]}
    joined["builds_on"] = [item for item in joined["builds_on"] if item.value not in wrong]
    return {**joined, "paper": [Item(heads[0].value, above, behind)], "asked": asked}


def _joined(items: Sequence[Item], more: Iterable[Item]) -> list[Item]:
    """Return items, those of one value as one that has the comments of all."""
    found: dict[str, Item] = {}
    for item in (*items, *more):
        other = found.get(item.value, Item(item.value))
        behind = " ".join(filter(None, (other.behind, item.behind)))
        found[item.value] = Item(item.value, (*other.above, *item.above), behind)
    return list(found.values())


def _comments(items: Sequence[Item]) -> tuple[tuple[str, ...], str]:
    return (items[0].above, items[0].behind) if items else ((), "")


def _paper(entry: Rows) -> str:
    return entry["paper"][0].value
