"""What a feed says for the keys that a list declares itself, as values of their kinds."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from papershelf.feeds.written_dates import doubt_about, written_date
from papershelf.library.draft import read_value
from papershelf.library.fields import ABSENT
from papershelf.library.own_fields import OwnField
from papershelf.limits import excess
from papershelf.model import Candidate
from papershelf.problems import InvalidInputError

NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
FLAGS = {"yes": "true", "y": "true", "1": "true", "no": "false", "n": "false", "0": "false"}


def with_own_values(candidate: Candidate, fields: Sequence[OwnField]) -> Candidate:
    """Return the candidate with the values that its texts give the fields which the list declares.

    What a field can't have becomes a remark; the rest of a list is taken without it. Fields of the feed that
    gave a value are no longer among those that aren't kept.
    """
    values: dict[str, Any] = {}
    remarks: list[str] = []
    kept: set[str] = set()
    for field in fields:
        for name, texts in candidate.own_texts.get(field.key, {}).items():
            value, problems = _read(field, texts)
            remarks += [f"{name}: {problem}" for problem in problems]
            before = values.get(field.key)
            if value in ABSENT or (before is not None and not field.has_many and value != before):
                continue
            values[field.key] = tuple(dict.fromkeys((*(before or ()), *value))) if field.has_many else value
            kept.add(name)
    if not values and not remarks:
        return candidate
    unkept = {name: text for name, text in candidate.unkept.items() if name not in kept}
    return replace(candidate, own=values, unkept=unkept, remarks=(*candidate.remarks, *remarks))


def _read(field: OwnField, texts: Sequence[str]) -> tuple[Any, list[str]]:
    """Return the value of a field, of a list the items that it can have, and what is wrong with the rest."""
    problems: list[str] = []
    if not field.has_many:
        return _value(field, "; ".join(texts), problems), problems
    items = dict.fromkeys(item for text in _parts(field, texts) if (item := text.strip()))
    if beyond := excess("list-length", len(items)):
        return None, [beyond]
    found = (_value(field, [_spelt(field, item)], problems) for item in items)
    return tuple(dict.fromkeys(item for each in found for item in each or ())), problems


def _value(field: OwnField, typed: str | list[str], problems: list[str]) -> Any:
    meant = in_our_form(field, typed) if isinstance(typed, str) else typed
    try:
        return read_value(field.key, meant, [field])
    except InvalidInputError as error:
        problems += [problem.message for problem in error.problems]
        return None


def in_our_form(field: OwnField, text: str) -> str:
    """Return a text as other lists write it in the form in which this list has it, as far as it has one."""
    return FORMS.get(field.type, _spelt)(field, text)


def _parts(field: OwnField, texts: Sequence[str]) -> list[str]:
    """Part the texts at semicolons; a lone one without at commas, but not in names of institutions."""
    lone = len(texts) == 1 and ";" not in texts[0] and field.type == "words"
    return re.split(",", texts[0]) if lone else [part for text in texts for part in text.split(";")]


def _spelt(field: OwnField, text: str) -> str:
    """Return the word of the vocabulary that differs in nothing but case; else the text."""
    return next((word for word in field.vocabulary if word.casefold() == text.casefold()), text)


def _number(_: OwnField, text: str) -> str:
    if not NUMBER.fullmatch(text):
        return text
    whole, _point, rest = text.replace(",", "").lstrip("+").partition(".")
    rest = rest.rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.lstrip("-").lstrip("0") or "0"
    number = f"{whole}.{rest}" if rest else whole
    return number if number == "0" else sign + number


def _date(_: OwnField, text: str) -> str:
    return text if doubt_about(text) else str(written_date(text) or text)


def _flag(_: OwnField, text: str) -> str:
    return FLAGS.get(text.casefold(), text.lower())


FORMS: Mapping[str, Callable[[OwnField, str], str]] = {"number": _number, "date": _date, "yes/no": _flag}
"""By kind: from a text as other lists write it to one as this list does."""
