"""The entries of a BibTeX file with plain values: abbreviations, `#` and cross-references resolved."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from papershelf.feeds.bibtex_strings import Strings, TooLongError
from papershelf.feeds.bibtex_syntax import Piece, pieces
from papershelf.model import Block

Fields = Mapping[str, str]
COLLECTIONS = frozenset({"proceedings", "book", "collection", "mvbook", "mvcollection", "mvproceedings"})
# What an entry does not inherit: other names of its collection, and what identifies or describes that alone
INHERITING = ("crossref", "xdata")  # the fields that name whom an entry inherits from
MOST_ANCESTORS = 8  # collections in volumes have two
NOT_INHERITED = frozenset(
    {
        *(
            "doi",
            "url",
            "eprint",
            "isbn",
            "author",
            "abstract",
            "keywords",
            "crossref",
            "xref",
            "xdata",
            "ids",
        ),
        *("shorttitle", "sorttitle", "subtitle", "title"),
    }
)


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry: its key, lower-case field names, values without their braces or quotes, TeX as it is.

    `left` has the values that cannot be used, by field: a second one, or one with an abbreviation that isn't
    defined; `remarks` say why. `parents` are the blocks of collections that have become part of this entry.
    `problem` says why the entry cannot be used, if it cannot; then there are no fields.
    """

    kind: str
    block: Block
    fields: Fields
    key: str = ""
    left: Fields = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    parents: tuple[Block, ...] = ()
    problem: str | None = None


def split(text: str) -> tuple[list[BibtexEntry], list[Block]]:
    """Split a file into its entries and the other blocks: comments, abbreviations and text between entries.

    This never fails, because a broken block becomes an entry with a problem.
    """
    read = list(pieces(text))
    strings = Strings(read)
    entries: list[tuple[str, BibtexEntry]] = []
    furniture: list[Block] = []
    for piece in read:
        problem = strings.define(piece) if piece.kind == "string" else None
        if problem:
            entries.append(("", BibtexEntry("string", piece.block, {}, problem=problem)))
        elif piece.kind in {"", "comment", "preamble", "string"} and not piece.problem:
            furniture.append(piece.block)
        else:
            entries.append((piece.key.lower(), _entry(piece, strings)))
    return _with_parents(entries), furniture


def _entry(piece: Piece, strings: Strings) -> BibtexEntry:
    if piece.problem:
        return BibtexEntry(piece.kind, piece.block, {}, problem=piece.problem)
    fields: dict[str, str] = {}
    left: defaultdict[str, list[str]] = defaultdict(list)
    remarks: list[str] = []
    for name, parts in piece.fields:
        try:
            value, unknown = strings.value(name, parts)
        except TooLongError as error:
            return BibtexEntry(
                piece.kind, piece.block, {}, problem=f"the value of '{name}' is too long: {error}"
            )
        if unknown:
            left[name].append(value)
            remarks.append(f"{name} '{value}': no @string defines {unknown}")
        elif not fields.get(name):
            fields[name] = value
        elif value and value.split() != fields[name].split():
            left[name].append(value)
            remarks.append(f"a second {name} '{value}'")
    texts = {name: "; ".join(values) for name, values in left.items()}
    return BibtexEntry(piece.kind, piece.block, fields, piece.key, texts, tuple(remarks))


def _with_parents(keyed: list[tuple[str, BibtexEntry]]) -> list[BibtexEntry]:
    """Let entries inherit from those that they name, and leave out collections that are no more than that."""
    by_key: dict[str, BibtexEntry] = {}
    for key, entry in keyed:
        if key and not entry.problem:
            by_key.setdefault(key, entry)
    ancestors = [_ancestors(entry, by_key) for _, entry in keyed]
    papers = [bool(entry.fields.get("title")) and not _is_only_a_parent(entry) for _, entry in keyed]
    gone = {
        id(parent)
        for is_paper, parents in zip(papers, ancestors, strict=True)
        for parent in parents
        if is_paper and _is_only_a_parent(parent)
    }
    told: set[int] = set()
    entries: list[BibtexEntry] = []
    for (_, entry), is_paper, parents in zip(keyed, papers, ancestors, strict=True):
        if id(entry) in gone:
            continue
        child = replace(entry, fields=_without(entry.fields, INHERITING)) if parents else entry
        for parent in parents:
            answers = is_paper and id(parent) in gone and id(parent) not in told
            told |= {id(parent)} if answers else set()
            child = _inheriting(child, parent, answers=answers)
        entries.append(child)
    return entries


def _ancestors(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry]) -> list[BibtexEntry]:
    """Return the entries that this one inherits from, and those that they inherit from, the nearest first."""
    line = [entry]
    for each in line:  # it grows meanwhile
        for key in ",".join(each.fields.get(name, "") for name in INHERITING).lower().split(","):
            parent = by_key.get(key.strip())
            if parent and len(line) <= MOST_ANCESTORS and not any(parent is known for known in line):
                line.append(parent)
    return line[1:]


def _without(fields: Fields, names: Collection[str]) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def _is_only_a_parent(entry: BibtexEntry) -> bool:
    return entry.kind == "xdata" or (entry.kind in COLLECTIONS and not entry.fields.get("author"))


def _inheriting(child: BibtexEntry, parent: BibtexEntry, *, answers: bool) -> BibtexEntry:
    """Fill in what the child leaves to its parent; one child also answers for what is left of the parent."""
    inherited = dict(parent.fields)
    rest = dict(parent.left)
    if parent.kind != "xdata":
        rest |= {name: inherited.pop(name) for name in NOT_INHERITED & set(inherited)}
    if parent.kind in COLLECTIONS and not {"booktitle"} & (set(child.fields) | set(inherited)):
        inherited |= {f"book{name}": rest.pop(name) for name in ("title", "subtitle") if name in rest}
    fields = inherited | dict(child.fields)
    if not answers:
        return replace(child, fields=fields)
    rest |= {name: value for name, value in inherited.items() if fields[name] != value}
    return replace(
        child,
        fields=fields,
        left=rest | dict(child.left),
        remarks=(*child.remarks, *parent.remarks),
        parents=(*child.parents, parent.block),
    )
