"""The words of schema.org that pages use: the properties of each type, and of what type their values may be.

From https://schema.org/docs/full.html; a property of a type above counts as the type's own.
"""

import re
from typing import Any

TEXT, URL, DATE, NUMBER = "Text", "URL", "Date", "Number"
THING = {
    "name": {TEXT},
    "description": {TEXT},
    "url": {URL},
    "sameAs": {URL},
    "image": {URL},
    "identifier": {"PropertyValue"},
}
WORK = THING | {
    "author": {"Person", "Organization"},
    "datePublished": {DATE},
    "dateCreated": {DATE},
    "headline": {TEXT},
    "isPartOf": {"Periodical", "PublicationVolume", "PublicationIssue", "WebSite"},
    "keywords": {TEXT},
    "mainEntity": {"ItemList"},
    "publisher": {"Organization", "Person"},
}
LIST = THING | {"itemListElement": {"ListItem"}, "itemListOrder": {URL}, "numberOfItems": {NUMBER}}
TYPES = {
    "ScholarlyArticle": WORK | {"pagination": {TEXT}},
    "Book": WORK,
    "Periodical": WORK,
    "PublicationVolume": WORK | {"volumeNumber": {TEXT}},
    "PublicationIssue": WORK | {"issueNumber": {TEXT}},
    "WebSite": WORK,
    "CollectionPage": WORK,
    "ItemList": LIST,
    "BreadcrumbList": LIST,
    "ListItem": THING | {"item": {URL}, "position": {NUMBER}},
    "Person": THING,
    "Organization": THING,
    "PropertyValue": THING | {"propertyID": {TEXT}, "value": {TEXT}},
}  # fmt: skip


def check(data: Any) -> list[dict[str, Any]]:
    """Check that a page's JSON-LD has the types and properties of schema.org; return the things in it."""
    assert data.keys() == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    for thing in data["@graph"]:
        _check(thing)
    things: list[dict[str, Any]] = data["@graph"]
    return things


def _check(thing: dict[str, Any]) -> None:
    properties = TYPES[thing["@type"]]
    for name, value in thing.items():
        for each in value if isinstance(value, list) else [value]:
            assert name == "@type" or _kinds(each) & properties[name], (thing["@type"], name, each)
            if isinstance(each, dict):
                _check(each)


def _kinds(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {value["@type"]}
    if isinstance(value, int):
        return {NUMBER}
    assert isinstance(value, str)
    assert value
    kinds = {TEXT}
    kinds |= {URL} if re.fullmatch(r"https?://[^\s<>\"]+", value) else set()
    return kinds | ({DATE} if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) else set())
