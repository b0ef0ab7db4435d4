"""A map proposed by looking at a list: at the names of its fields first, then at what they hold."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from papershelf.curate.own_values import NUMBER
from papershelf.curate.quoting import cut, printable
from papershelf.feeds.awesome_list.persons import authors
from papershelf.feeds.identifiers import BARE_ARXIV, DOI, arxiv_mention
from papershelf.feeds.mapped_list.field_map import NOT_KEPT
from papershelf.feeds.mapped_list.rows import Row
from papershelf.feeds.written_dates import written_date
from papershelf.library.fields import PAPER
from papershelf.library.own_fields import OWN_KEY, READY, RESERVED, OwnField
from papershelf.text.slugs import slug_of

NAMES = {
    "title": ("title", "paper title", "paper", "article title", "name", "paper name"),
    "authors": ("authors", "author", "author names", "author full names", "creators", "people", "by"),
    "abstract": ("abstract", "abstract note", "summary of paper"),
    "published": ("published", "date", "publication date", "year", "pub date", "released", "month"),
    "venue": ("venue", "publisher", "journal", "conference", "booktitle", "publication title",
              "published in",
              "publication", "where", "source title", "container title"),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "eprint"),
    "doi": ("doi",),
    "url": ("url", "link", "paper url", "paper link", "pdf", "pdf url", "href", "address", "arxiv url",
            "arxiv link",
            "title link", "link link", "pdf link", "openreview"),
    "keywords": ("keywords", "keyword", "key", "keys", "subjects"),
    "tags": ("tags", "tag", "topics", "topic", "category", "categories", "area", "section", "labels",
             "task", "tasks"),
    "note": ("note", "notes", "tldr", "tl dr", "summary", "comment", "comments", "description", "remark",
             "remarks",
             "why", "contribution", "takeaway"),
    "links.code": ("code", "github", "repo", "repository", "code url", "code link", "github url",
                   "source code", "git"),
    "links.project": ("project", "website", "project page", "homepage", "page", "project url", "site",
                      "demo"),
    "links.data": ("dataset url", "data", "dataset link", "data url"),
    "links.video": ("video", "video url", "youtube"),
}  # fmt: skip
IN_OTHER_LANGUAGES = {
    "title": ("titel", "titre", "título"),
    "authors": ("autoren", "autor", "autorinnen und autoren", "auteurs", "auteur", "autores"),
    "abstract": ("zusammenfassung", "abstrakt", "résumé", "resumen"),
    "published": ("datum", "jahr", "erscheinungsjahr", "année", "año", "fecha"),
    "venue": ("zeitschrift", "konferenz", "tagung", "erschienen in", "revue", "revista", "conférence"),
    "url": ("adresse", "webadresse", "lien", "enlace"),
    "keywords": ("schlagwörter", "schlagworte", "stichwörter", "stichworte", "mots clés", "palabras clave"),
    "tags": ("thema", "themen", "kategorie", "kategorien", "thème", "tema"),
    "note": ("bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "kommentar", "notiz", "notizen",
             "remarque", "remarques", "notas"),
}  # fmt: skip
"""German, French and Spanish names of fields."""
OURS = {
    name: fact for table in (NAMES, IN_OTHER_LANGUAGES) for fact, names in table.items() for name in names
}
SPELLINGS = {
    "institutions": ("institution", "affiliation", "organization", "organisation", "university", "institute"),
    "keywords": NAMES["keywords"],
    "tldr": ("tldr", "tl dr", "tl;dr", "one sentence summary", "short summary"),
    "presentation": ("presentation", "presentation type", "decision"),
}
"""Names that other lists have for the fields that are ready to use."""
TAKEN = RESERVED | {field.key for field in PAPER}
"""Keys that a list cannot declare."""
ADDRESS = re.compile(r"https?://\S+")
CODE = re.compile(r"https?://(?:www\.)?(?:github|gitlab|bitbucket)\.\w+/", re.IGNORECASE)
SHARE = 0.6  # of a field's texts, those that must be of a kind
LONG, SHORT = 300, 12  # characters of an abstract; of a title and of a date
EXAMPLE = 50
LOOKED_AT = 200  # rows


def suggested_map(rows: Sequence[Row], own: Sequence[OwnField] = ()) -> list[tuple[str, str, str]]:
    """Return each field with what it is of ours, and how many rows have it with an example.

    `own` are the fields that the list declares itself. Where it lacks one that would take a field of theirs,
    the remark says how to declare it. Of several fields that are one of ours, that of most rows is it.
    """
    declared = OwnNames(own)
    counted = Counter(chain.from_iterable(row.fields for row in rows))
    names = [*counted]
    fullest_first = sorted(names, key=lambda name: -counted[name])
    taken: set[str] = set()
    found: dict[str, str] = {}
    for by in (declared.named, _by_name, declared.abbreviated, _by_content):
        for name in fullest_first:
            if name in found:
                continue
            given = [row.fields[name] for row in rows if name in row.fields]
            texts = list(map("; ".join, given[:LOOKED_AT]))
            ours = by(name, texts)
            if ours == "title" and len(given) < SHARE * len(rows):
                ours = ""  # each paper has one
            if ours in taken and _words(_last(name)) == "openreview":
                ours = "links.openreview"  # beside the address of the paper
            if ours and (ours not in taken or ours == "url"):
                found[name] = ours
                taken.add(ours)
    return [
        (name, ours, _remark(rows, name) + (declared.offer(name) or _declaration(rows, name, ours)))
        for name in names
        for ours in (declared.kept(name, found),)
    ]


class OwnNames:
    """The fields that a list declares itself, by the names that other lists have for them."""

    def __init__(self, own: Sequence[OwnField]) -> None:
        self._keys = {field.key for field in own}
        self._by_name = {
            _single(text): field.key
            for field in own
            for text in (*SPELLINGS.get(field.key, ()), field.label, field.key)
        }

    def named(self, name: str, _texts: Sequence[str]) -> str:
        """Return the key that a field's name is: a key, a label or another spelling, in any number."""
        return self._by_name.get(_single(name)) or self._by_name.get(_single(_last(name)), "")

    def abbreviated(self, name: str, _texts: Sequence[str]) -> str:
        """Return the one key that a field's name begins, as `envs` does `environment`."""
        start = _single(_last(name))
        keys = {key for full, key in self._by_name.items() if full.startswith(start)}
        return keys.pop() if len(start) >= len("env") and len(keys) == 1 else ""

    def kept(self, name: str, found: Mapping[str, str]) -> str:
        """Return what a field is; a summary is not a note on why a paper is here while it can be a field."""
        ours = found.get(name, NOT_KEPT)
        return NOT_KEPT if ours == "note" and self.offer(name) else ours

    def offer(self, name: str) -> str:
        """Say which field that is ready to use would be for this one, where the list doesn't declare it."""
        ready = READY_NAMES.get(_single(name)) or READY_NAMES.get(_single(_last(name)), "")
        if not ready or ready in self._keys:
            return ""
        return f"; to keep it as {ready}, add '- key: {ready}' to data/fields.yaml and run this again"


def _declaration(rows: Sequence[Row], name: str, ours: str) -> str:
    """Say how a field that isn't kept could be; nothing where its name cannot be that of a field of ours."""
    key = slug_of(_last(name))
    if ours != NOT_KEPT or not re.fullmatch(OWN_KEY, key) or key in TAKEN:
        return ""
    given = [row.fields[name] for row in rows if name in row.fields]
    texts = ["; ".join(each).lower() for each in given]
    is_number = all(map(NUMBER.fullmatch, texts))
    kind = "yes/no" if {*texts} <= {"true", "false"} else "number" if is_number else "text"
    kind = "words" if any(len(each) > 1 for each in given) else kind
    return f"; to keep it, add '- {{key: {key}, kind: {kind}}}' to data/fields.yaml and run this again"


def _by_name(name: str, texts: Sequence[str]) -> str:
    ours = OURS.get(_words(name)) or OURS.get(_words(_last(name)), "")
    if (ours == "url" or ours.startswith("links.")) and not _mostly(texts, ADDRESS.match):
        return ""
    if ours == "published" and not _mostly(texts, written_date):
        return ""
    return ours


def _by_content(name: str, texts: Sequence[str]) -> str:
    if not texts:
        return ""
    kinds: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("arxiv", BARE_ARXIV.fullmatch),
        ("doi", DOI.fullmatch),
        ("links.code", CODE.match),
        (
            "url",
            lambda text: ADDRESS.fullmatch(text) and (arxiv_mention(text) or text.lower().endswith(".pdf")),
        ),
        ("published", lambda text: len(text) <= SHORT and written_date(text)),
        ("authors", _are_authors),
        ("abstract", lambda text: len(text) >= LONG and text[:1].isalpha()),
    )
    found = next((ours for ours, is_one in kinds if _mostly(texts, is_one)), "")
    if found:
        return found
    if _mostly(texts, ADDRESS.fullmatch):
        slug = re.sub(r"[^a-z]+", "-", slug_of(_last(name))).strip("-")
        return f"links.{slug}" if slug else ""
    is_title = _mostly(texts, lambda text: SHORT <= len(text) < LONG and " " in text) and len(
        set(texts)
    ) == len(texts)
    return "title" if is_title else ""


def _single(name: str) -> str:
    return " ".join(word.removesuffix("s") for word in _words(name).split())


def _words(name: str) -> str:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])(?<!ar(?=Xiv))", " ", name)  # publishedAt, but arXiv
    return " ".join(re.findall(r"[^\W_]+", parted.lower()))


def _last(name: str) -> str:
    """Return the name of a field within a field, without that around it; `Title.link` is one whole."""
    last = name.rpartition(".")[2]
    return name if last == "link" else last


def _are_authors(text: str) -> bool:
    found = authors(text)
    return bool(found and (found[1] or re.search("[,;]", text)))


def _mostly(texts: Sequence[str], is_one: Callable[[str], object]) -> bool:
    return bool(texts) and sum(bool(is_one(text)) for text in texts) >= SHARE * len(texts)


def _remark(rows: Sequence[Row], name: str) -> str:
    given = [row.fields[name] for row in rows if name in row.fields]
    example = printable(" ".join("; ".join(given[0]).split()))
    return f"{len(given)} of {len(rows)}, such as: {cut(example, EXAMPLE)}"


READY_NAMES = {_single(text): key for key in READY for text in (key, *SPELLINGS[key])}
