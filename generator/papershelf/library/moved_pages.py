"""Pages that moved or went, in `moved.yaml`: where each leads now, or why it is gone."""

import re
import textwrap
from collections.abc import Collection as Container
from collections.abc import Iterable, Iterator, Sequence

from papershelf.library.entries import Splice, applied, complete, content_end, entries, whole_entry
from papershelf.library.write import field_text
from papershelf.model import Collection, Moved, Paper, Tag
from papershelf.problems import Finding

MOVED = "moved.yaml"
HEAD = """\
# Addresses that were published and have no page of their own any more: `to` is where they lead now, `why` why
# a page is gone. Commands such as `papershelf rename-tag` and `papershelf remove --why` write here.
"""


def wrong_moves(
    moved: Sequence[Moved], papers: Iterable[Paper], tags: Iterable[Tag], collections: Iterable[Collection]
) -> Iterator[Finding]:
    """Each address is one that has no page, and says where it leads or why it is gone."""
    lines = {
        **{f"papers/{former}/": paper.line for paper in papers for former in paper.formerly},
        **{f"papers/{paper.id}/": paper.line for paper in papers},
        **{f"tags/{tag.slug}/": tag.line for tag in tags},
        **{f"collections/{each.slug}/": each.line for each in collections},
    }
    first: dict[str, Moved] = {}
    for each in filter(lambda each: each.address, moved):
        line = each.lines.get("address", each.line)
        if first.setdefault(each.address, each) is not each:
            yield line, f"'{each.address}' is already that of line {first[each.address].line}; keep one"
        if each.address in lines:
            place = f"line {lines[each.address]} of {each.address.partition('/')[0]}.yaml"
            yield line, f"'{each.address}' has a page, of {place}; remove this"
        if not each.to and not each.why:
            yield line, f"'{each.address}' leads nowhere; add `to`, or `why` the page is gone"
    for each in moved:
        line = each.lines.get("to", each.line)
        if each.to and each.to in first:
            target = first[each.to].to or "its reason"
            yield line, f"'{each.to}' has moved itself; give {target} instead"
        elif each.to and re.match("(?:papers|tags|collections)/.", each.to) and each.to not in lines:
            yield line, f"unknown page '{each.to}'; give the address of one"


def with_redirect(text: str, address: str, to: str) -> str:
    """Let an address, and all that lead to it, lead to another one, which has a page again.

    Raises UneditableError for an entry that cannot be changed as it is written.
    """
    text = with_values(_without(text, to), {"to"}, address, to)
    return _added(text, f"address: {address}\nto: {to}\n")


def with_reason(text: str, address: str, title: str, why: str) -> str:
    """Note why the page at an address is gone; `title` is what it was called."""
    reason = re.sub("^note", "why", field_text("note", why))
    return _added(text, f"address: {address}\n{field_text('title', title)}{reason}")


def with_values(text: str, keys: Container[str], old: str, new: str) -> str:
    """Replace the value `old` of these keys in every entry of a file; all other bytes stay.

    Raises UneditableError for an entry that cannot be changed as it is written.
    """
    whole = complete(text)
    present = entries(whole) if text.strip() else []
    splices = [
        Splice(value.start_mark.index, content_end(whole, value), new)
        for entry in present
        for key, value in entry.node.value
        if key.value in keys and value.value == old
    ]
    meant = [
        {key: new if key in keys and value == old else value for key, value in entry.values.items()}
        for entry in present
    ]
    return applied(text, splices, meant) if splices else text


def _without(text: str, address: str) -> str:
    whole = complete(text)
    present = entries(whole) if text.strip() else []
    gone = [place for place, entry in enumerate(present) if entry.values.get("address") == address]
    splices = [whole_entry(whole, present, place, gone) for place in gone]
    meant = [entry.values for place, entry in enumerate(present) if place not in gone]
    return applied(text, splices, meant) if gone else text


def _added(text: str, fields: str) -> str:
    entry = "- " + textwrap.indent(fields, "  ").removeprefix("  ")
    return (complete(text) if text.strip() else HEAD) + entry
