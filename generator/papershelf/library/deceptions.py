"""Rules against what deceives a reader: characters that nobody sees, and links that lead elsewhere.

They are rules like those of `rules.py`: the docstring of each says what it holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from papershelf.characters import hidden_in, named, turning_in
from papershelf.link_hosts import is_private, look_alike
from papershelf.model import Collection, Paper, Tag
from papershelf.problems import Finding

UNSEEN = "{}: nobody sees the character {}, which may deceive; remove it"


def hidden_character(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """What a reader sees is all that there is; in an abstract, as it was received, nothing turns the text."""
    for paper in papers:
        said = (paper.title, *paper.names, *paper.authors, paper.venue or "", paper.note or "")
        if hidden_in("".join((*said, *paper.links.values(), paper.organisation or "", paper.feed or ""))):
            yield from _hidden(
                paper, ("title", "names", "authors", "venue", "note", "links", "organisation", "feed")
            )
        for key, value in paper.own.items():
            if character := hidden_in("".join(map(str, value if isinstance(value, tuple) else [value]))):
                yield paper.lines.get(key, paper.line), UNSEEN.format(key, named(character))
        if character := turning_in(paper.abstract or ""):
            yield paper.lines["abstract"], f"abstract: {named(character)} turns the text around; remove it"


def _hidden(entry: Any, keys: Iterable[str]) -> Iterator[Finding]:
    for key in keys:
        value = getattr(entry, key) or ""
        texts = [value] if isinstance(value, str) else value.values() if isinstance(value, Mapping) else value
        if character := hidden_in("".join(texts)):
            yield entry.lines.get(key, entry.line), UNSEEN.format(key, named(character))


def deceptive_host(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """No link leads to a host that looks like another one."""
    for paper in papers:
        for key, name, address in _addresses(paper):
            if look := look_alike(address):
                host = urlsplit(address).hostname
                message = f"the link '{name}' leads to {host!a}, which looks like {look}; check it"
                yield paper.lines[key], message


def private_host(papers: Sequence[Paper], _tags: Sequence[Tag]) -> Iterator[Finding]:
    """Every reader can follow a link, whatever network they are in."""
    for paper in papers:
        for key, name, address in _addresses(paper):
            host = urlsplit(address).hostname or ""
            if is_private(host):
                message = f"the link '{name}' leads to {host}, which only one network reaches"
                yield paper.lines[key], f"{message}; give a public address"


def _addresses(paper: Paper) -> Iterator[tuple[str, str, str]]:
    """Yield the key, name and address of each link, those of the list's own fields among them."""
    for name, address in paper.links.items():
        yield "links", name, address
    for key, value in paper.own.items():
        if isinstance(value, str) and re.match("https?://", value, re.IGNORECASE):
            yield key, key, value


def hidden_in_tag(tags: Sequence[Tag], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """What a reader sees of a tag is all that there is."""
    for tag in tags:
        yield from _hidden(tag, ("label", "description", "aliases", "single"))


def hidden_in_collection(collections: Sequence[Collection], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """What a reader sees of a collection is all that there is."""
    for collection in collections:
        yield from _hidden(collection, ("title", "description"))
        for step in collection.steps:
            yield from _hidden(step, ("why",))
