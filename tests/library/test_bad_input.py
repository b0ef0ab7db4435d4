"""Each way in which papers.yaml, tags.yaml and collections.yaml can be wrong, and the exact words for it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "goldens" / "bad-input.txt"
TAGS = b"- slug: hashing\n  label: Hashing\n- slug: graphs\n  label: Graphs\n"
GOOD = b"- id: a\n  title: A\n"
LAUGHS = b"- &a [x, x]\n" + b"".join(
    b"- &%c [%s]\n" % (letter, b", ".join([b"*%c" % (letter - 1)] * 9)) for letter in b"bcdefghi"
)


def entry(lines: str) -> bytes:
    """An entry that is complete but for some lines."""
    return GOOD + "".join(f"  {line}\n" for line in lines.split("\n")).encode()


PAPERS: dict[str, bytes] = {
    "broken YAML, a bracket left open": GOOD + b"  tags: [hashing\n  note: x\n",
    "broken YAML, a quote left open": GOOD + b"  note: 'x\n",
    "broken YAML, a quote left open long ago": GOOD + b"  note: 'x\n  venue: y\n" + GOOD,
    "broken YAML, a colon in plain text": b"- id: a\n  title: A: B\n",
    "broken YAML, an indent too many": GOOD + b"    note: x\n",
    "a tab as indent": b"- id: a\n\ttitle: A\n",
    "an unknown key near a known one": entry("absract: x"),
    "an unknown key near none": entry("colour: red"),
    "an unknown tag near a known one": entry("note: x\ntags: [hashing, graph]"),
    "an unknown tag near none": entry("tags: [zebra]"),
    "no id": b"- title: A\n",
    "no title": b"- id: a\n",
    "an entry that is text": b"- just words\n" + GOOD,
    "an entry that is a list": b"- [a, b]\n",
    "an entry that is empty": b"-\n" + GOOD,
    "wrong types, lists": b"\n".join(
        b"  %s: [x]" % key
        for key in b"published arxiv doi venue links note added feed votes abstract".split()
    ).join([GOOD, b"\n"]),
    "wrong types, mappings": b"\n".join(
        b"  %s: {x: y}" % key for key in b"authors published arxiv tags venue note added".split()
    ).join([GOOD, b"\n"]),
    "wrong types, text": entry("authors: Ada\nlinks: https://a.org\ntags: hashing"),
    "wrong types, numbers and such": entry("venue: 2024\nnote: yes\nfeed: 2024-01-01\nauthors: [1.5, Ada]"),
    "wrong types, title and id": b"- id: [a]\n  title: {b: c}\n",
    "values left empty": entry("venue:\nnote: ''\nauthors: ['']\narxiv: ~\npublished:\nlinks:"),
    "an unquoted arXiv id": entry("arxiv: 2503.10000"),
    "an arXiv id that is an address": entry("arxiv: https://arxiv.org/abs/2503.10000"),
    "an arXiv id of month 13": entry("arxiv: '2513.10000'"),
    "a DOI that is an address": entry("doi: https://doi.org/10.1145/3575693"),
    "a DOI of too few digits": entry("doi: 10.1/ABC"),
    "a DOI without an end": entry("doi: '10.1145'"),
    "days that do not exist": entry("published: '2024-02-30'\nadded: '2023-13-01'"),
    "a date in words": entry("published: May 2024"),
    "a date without its day": entry("added: '2024-05'"),
    "links that are not http": entry("links:\n  a: ftp://a.org\n  b: a.org\n  c: javascript:alert(1)"),
    "a link without a host": entry("links:\n  code: 'https://'"),
    "a link with a blank": entry("links:\n  code: 'https://a.org/x y'"),
    "a link with a broken host": entry("links:\n  code: 'https://[a.org'"),
    "a link's name with capitals": entry("links:\n  Code: https://a.org"),
    "six tags": entry("tags: [a, b, c, d, e, f]"),
    "a tag twice": entry("tags: [hashing, hashing]"),
    "an id with capitals": b"- id: Some_Paper\n  title: A\n",
    "an id that is too long": b"- id: " + b"x" * 300 + b"\n  title: A\n",
    "an id that is reserved": b"- id: index\n  title: A\n",
    "an id twice": GOOD + b"- id: b\n  title: B\n" + GOOD,
    "an arXiv id twice, in two versions": entry("arxiv: 2401.00001v1")
    + b"- id: b\n  title: B\n  arxiv: 2401.00001v2\n",
    "a DOI twice, in other capitals": entry("doi: 10.1000/Ab") + b"- id: b\n  title: B\n  doi: 10.1000/aB\n",
    "a key twice": entry("title: Other\nvenue: X"),
    "a key that is a list": entry("[a, b]: c"),
    "an alias": entry("venue: &v X\nnote: *v"),
    "an alias of nothing": entry("note: *v"),
    "an alias of what it is in": b"- &a [*a]\n",
    "an alias of the whole file": b"&a [*a]\n",
    "a merge key": b"- &a\n  id: a\n  title: A\n- <<: *a\n  id: b\n",
    "a billion laughs": LAUGHS,
    "a tag of YAML": b"- id: !!binary aGk=\n  title: !python/object:os.system A\n",
    "100,000 open brackets": b"[" * 100_000,
    "100,000 open braces": b"{a: " * 100_000,
    "100,000 dashes": b"- " * 100_000,
    "100,000 question marks": b"? " * 100_000,
    "100,000 levels of indent": b"".join(b" " * n + b"a:\n" for n in range(500)),
    "not UTF-8": GOOD + "- id: b\n  title: Müller\n".encode("latin-1"),
    "UTF-16": GOOD.decode().encode("utf-16"),
    "control characters, after letters of two bytes": "- id: a\n  title: éééé\a\n  note: x\0\x1b\n".encode(),
    "half a surrogate pair": entry('note: "\\ud83d"'),
    "breaks that only YAML counts": "- id: a\n  title: 'A\u2028B\x85C'\n  colour: red\n- id: x y\n".encode(),
    "carriage returns alone": b"- id: a\r  title: A\r  colour: red\r",
    "two documents": GOOD + b"  colour: red\n---\n" + GOOD,
    "text": b"hello\n",
    "a number": b"12\n",
    "a mapping": b"papers: []\n",
    "a directive": b"%YAML 3.0\n---\n" + GOOD,
    "several at once": b"- id: A\n  title: [x]\n  colour: red\n- id: b\n  title: B\n  tags: [zebra]\n"
    b"  published: soon\n  links: {code: x}\n",
    "a value of several lines": entry('arxiv: "x\\ny\\u001b[31mz"'),
    "a very long value": entry(f"arxiv: {'word ' * 100}"),
}

TAG_FILES: dict[str, bytes] = {
    "a group without papers is in order": TAGS,
    "no label": b"- slug: a\n",
    "an unknown key": b"- slug: a\n  label: A\n  alias: [b]\n",
    "a slug with blanks": b"- slug: a b\n  label: A\n",
    "a slug that is reserved": b"- slug: index\n  label: A\n",
    "a slug twice": b"- slug: a\n  label: A\n- slug: a\n  label: B\n",
    "an unknown parent": b"- slug: a\n  label: A\n  parent: graps\n- slug: graphs\n  label: B\n",
    "an unknown parent, and a tag without a slug": b"- slug: b\n  label: X\n  parent: zebra\n- label: Y\n"
    b"- slug: a\n  label: Z\n",
    "a parent of itself": b"- slug: a\n  label: A\n  parent: a\n",
    "a cycle, and a tag below it": b"- slug: a\n  label: A\n  parent: b\n- slug: b\n  label: B\n  parent: c\n"
    b"- slug: c\n  label: C\n  parent: a\n- slug: d\n  label: D\n  parent: a\n",
    "an alias that is a label": b"- slug: a\n  label: Big Models\n- slug: b\n  label: B\n  description: x\n"
    b"  aliases: [big-models]\n",
    "an alias of two tags": b"- slug: a\n  label: A\n  aliases: [x]\n"
    b"- slug: b\n  label: B\n  aliases: [y, X]\n",
    "a bad pattern": b"- slug: a\n  label: A\n  patterns: ['(', 'ok', '[z-a]']\n",
    "a mapping": b"a: b\n",
    "broken YAML": b"- slug: [\n",
    "empty": b"",
}


LISTED = b"- id: on-walruses\n  title: A\n- id: on-teapots\n  title: B\n  formerly: [on-kettles]\n"


def path(steps: str = "[{paper: on-walruses, why: First.}, {paper: on-teapots, why: Then.}]") -> bytes:
    """A collection that is complete but for its steps."""
    return f"- slug: a\n  title: A\n  description: D.\n  steps: {steps}\n".encode()


COLLECTIONS: dict[str, bytes] = {
    "it is in order": path(),
    "nothing but a slug": b"- slug: a\n",
    "an unknown key": path() + b"  papers: []\n",
    "an unknown key of a step": path("[{paper: on-walruses, wy: First.}]"),
    "a slug that is none": path().replace(b"slug: a", b"slug: A b"),
    "a slug that is reserved": path().replace(b"slug: a", b"slug: index"),
    "a slug twice": path() + path(),
    "steps that are text": path("on-walruses"),
    "steps that are ids": path("[on-walruses, on-teapots]"),
    "steps that are none": path("[]"),
    "steps left empty": path(""),
    "a step without its reason": path("[{paper: on-walruses}, {paper: on-teapots, why: ''}]"),
    "a step without its paper": path("[{why: First.}]"),
    "a reason that is a list": path("[{paper: on-walruses, why: [First.]}]"),
    "a paper near a known one": path("[{paper: on-walrus, why: First.}]"),
    "a paper near none": path("[{paper: zebra, why: First.}]"),
    "a paper by its former id": path("[{paper: on-kettles, why: First.}]"),
    "a paper twice": path("[{paper: on-teapots, why: First.}, {paper: on-teapots, why: Then.}]"),
    "a mapping": b"a: b\n",
    "broken YAML": b"- slug: [\n",
    "several at once": path("[{paper: zebra, why: 1}, {paper: on-teapots, wy: x}]") + b"- title: 2024\n",
}


def report(complaints: Callable[..., list[str]]) -> str:
    """Every case with what is said of it."""
    parts = [(f"papers.yaml: {name}", complaints(content)) for name, content in PAPERS.items()]
    parts += [
        (f"tags.yaml: {name}", complaints(b"- id: p\n  title: P\n  tags: [a]\n", content))
        for name, content in TAG_FILES.items()
    ]
    parts += [
        (f"collections.yaml: {name}", complaints(LISTED, TAGS, content))
        for name, content in COLLECTIONS.items()
    ]
    return "\n".join("\n".join([f"# {title}", *lines, ""]) for title, lines in parts)


def test_each_is_told_as_reviewed(complaints: Callable[..., list[str]]) -> None:
    """The words and lines are those of the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    actual = report(complaints)
    if os.environ.get("UPDATE_GOLDENS") and actual != expected:
        GOLDEN.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == expected


@pytest.mark.parametrize("content", PAPERS.values(), ids=PAPERS)
def test_each_is_one_line_a_problem(complaints: Callable[..., list[str]], content: bytes) -> None:
    """There is at least one problem, each on one line of printable text that names file and line."""
    found = complaints(content)
    assert found
    for line in found:
        path, number, message = line.split(":", 2)
        assert path == "papers.yaml"
        assert 1 <= int(number) <= len(content.splitlines()) + 1
        assert message.isprintable()
        assert len(message) < 300


def test_a_broken_vocabulary_does_not_make_every_tag_unknown(complaints: Callable[..., list[str]]) -> None:
    """Where tags.yaml cannot be read, papers are not blamed for their tags, but for all else."""
    found = complaints(entry("tags: [hashing]\ncolour: red"), b"- slug: [\n")
    assert [line.split(":")[0] for line in found] == ["papers.yaml", "tags.yaml"]
    assert "unknown key 'colour'" in found[0]
