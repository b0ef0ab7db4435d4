"""What a person means who types a value of a paper by hand: in a question, a draft or an issue form."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from papershelf.curate.own_values import in_our_form
from papershelf.feeds.author_lists import read_authors
from papershelf.feeds.identifiers import read_identifier
from papershelf.library.draft import read_value
from papershelf.library.fields import Field
from papershelf.library.own_fields import OwnField

LINKS = re.compile(r"\s*[;,]\s+(?=[a-z0-9-]+:\s)")


def meant(key: str, typed: str) -> Mapping[str, str | Sequence[str]]:
    """Return the values that `typed` gives, by key, in the form in which the list has them.

    They are not always that of `key`: "A et al." also tells that there are others, and an arXiv id may be
    typed where a DOI is asked for; `code` is one of the links. What is not understood is returned as it is,
    for the list to refuse.
    """
    if key == "authors":
        names, others = read_authors(typed)
        return {"authors": names, "others": "true"} if others else {"authors": names}
    if key in {"code", "links"}:
        pairs = f"code: {typed}" if key == "code" else LINKS.sub("\n", typed)
        return {"links": pairs}
    identifier = read_identifier(typed) if key in {"arxiv", "doi"} else None
    return {identifier.kind: identifier.value} if identifier else {key: typed}


def read_typed(key: str, typed: str, own: Sequence[Field] = ()) -> dict[str, Any]:
    """Return the typed values by key. Raises InvalidInputError for one that its key can't have.

    Of a field of the list's own, a value may be typed as other lists write it: "yes", "1,000".
    """
    field = next((each for each in own if each.key == key), None)
    if isinstance(field, OwnField):
        return {key: read_value(key, in_our_form(field, typed), own)}
    return {each: read_value(each, value, own) for each, value in meant(key, typed).items()}
