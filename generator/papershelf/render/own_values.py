"""What pages show of the fields that a list declares itself, and the addresses of their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from papershelf.facts.groups import Group
from papershelf.library.own_fields import OwnField
from papershelf.model import Paper
from papershelf.render.html import inline, snippet
from papershelf.text import shown

FEWEST = 2  # papers of a value that has a page, if it is not one of a vocabulary
LONGEST = 400  # characters of a text on a card


@dataclass(frozen=True, slots=True)
class OwnItem:
    """A value for readers; `href` is the address of the papers that have it, if that is a page."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What a paper has of a field."""

    field: OwnField
    value: Any
    items: tuple[OwnItem, ...]

    @property
    def is_text(self) -> bool:
        """Whether it is text to read, rather than a fact."""
        return self.field.type == "text"

    @property
    def is_link(self) -> bool:
        """Whether its address leads out of the site."""
        return self.field.type == "link"

    @property
    def html(self) -> Markup:
        """A text with its formulas set."""
        return inline(str(self.value))

    @property
    def plain(self) -> str:
        """The value on one line, as cards and tables have it."""
        if self.is_text:
            return snippet(str(self.value), LONGEST)
        return ", ".join(item.label for item in self.items)

    @property
    def words(self) -> str:
        """All that a search finds it by."""
        return shown(str(self.value)) if self.is_text else " · ".join(item.label for item in self.items)


def own_values(
    paper: Paper, fields: Sequence[OwnField], addresses: Mapping[str, Mapping[str, str]]
) -> tuple[OwnValue, ...]:
    """Return what a paper has of these fields, in their order."""
    given = [(field, paper.own[field.key]) for field in fields if field.key in paper.own]
    return tuple(
        OwnValue(field, value, _items(field, value, addresses.get(field.key, {}))) for field, value in given
    )


def _items(field: OwnField, value: Any, addresses: Mapping[str, str]) -> tuple[OwnItem, ...]:
    if field.type == "link":
        return (OwnItem(urlsplit(value).hostname or value, value),)
    words = field.words(value)
    labels = [value.spoken] if field.type == "date" else words
    return tuple(OwnItem(label, addresses.get(word, "")) for label, word in zip(labels, words, strict=True))


def own_index(key: str) -> str:
    """Return the address of the index of a field."""
    return f"by/{key}/"


def has_page(field: OwnField, group: Group) -> bool:
    """Whether the papers with a value have a page of their own; an index leads to others directly."""
    return bool(field.vocabulary) or len(group.papers) >= FEWEST


def own_addresses(
    fields: Sequence[OwnField], groups: Mapping[str, Sequence[Group]]
) -> Mapping[str, Mapping[str, str]]:
    """Return the addresses of the pages of values, by key and value."""
    return {
        field.key: {
            group.label: f"{own_index(field.key)}{group.slug}/"
            for group in groups[field.key]
            if has_page(field, group)
        }
        for field in fields
        if field.facet
    }
