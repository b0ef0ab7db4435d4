"""`papershelf import --zotero` against a server on this machine."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from papershelf.cli import options
from papershelf.library import load
from papershelf.services.endpoints import APIS
from papershelf.services.zotero import ZoteroLibrary, read_library
from tests.cli.command_line import run
from tests.services.misbehaving import Server, by_path, reply, serving

FIXTURE = Path(__file__).parents[1] / "fixtures" / "zotero" / "collection.json"
ADDRESS = "https://www.zotero.org/groups/123/invented/collections/ABCD2345"
PATH = "/groups/123/collections/ABCD2345/items/top"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited between requests, which nobody waits."""
    return []


@pytest.fixture
def zotero(monkeypatch: pytest.MonkeyPatch, pauses: list[float]) -> Iterator[Server]:
    """A server that stands in for Zotero and has one collection."""
    with serving() as running:
        monkeypatch.setenv("PAPERSHELF_ZOTERO_URL", running.url)
        quick = [replace(api, interval=0.0) for api in APIS]
        made = partial(options.client, apis=quick, sleep=pauses.append)
        monkeypatch.setattr(import_module("papershelf.cli.import_"), "client", made)
        running.will(by_path({PATH: reply(FIXTURE.read_bytes())}))
        yield running


def test_a_collection(shelf: Path, zotero: Server) -> None:
    """Its items are papers, with the tags of ours that theirs name; an attachment is none."""
    with (shelf / "data/tags.yaml").open("a") as tags:
        tags.write("- slug: pottery\n  label: Pottery\n")
    done = run("import", "--zotero", ADDRESS, "--write", "--cache", shelf / "cache")
    assert done.code == 0, done.err
    assert "2 papers in the feed (Zotero items): 2 new" in done.err
    assert "'to read' above 1 paper, no tag has this name" in done.out
    library = load(Path("data"))
    paper = library.by_id["on-compasses-and-their-needles"]
    assert (paper.arxiv, paper.doi, paper.tags) == ("2503.10000", "10.1000/compass", ("pottery",))
    assert (paper.authors, str(paper.published)) == (("Ada Okoro", "Bo Lind"), "2025-03-14")
    assert library.by_id["on-boats-and-their-sails"].arxiv == "2503.10001"
    assert (shelf / "data/feeds/zotero-group-123-abcd2345.json").read_bytes() == FIXTURE.read_bytes()
    asked = zotero.requests[0]
    assert (asked.path, asked.params["include"], asked.params["v"]) == (PATH, "data,csljson", "3")


def test_a_second_import(shelf: Path, zotero: Server) -> None:
    """The collection is asked again each time, and what is on the list is known."""
    asked = ("import", "--zotero", ADDRESS, "--write", "--cache", shelf / "cache")
    assert "2 new" in run(*asked).err
    done = run(*asked)
    assert "0 new, 2 already there" in done.err
    assert len(zotero.requests) == 2


def test_page_by_page(shelf: Path, zotero: Server, pauses: list[float]) -> None:
    """A full page is followed by the next, after the pause that Zotero asks for under load."""
    (item, *_) = json.loads(FIXTURE.read_text())
    full = [
        {**item, "key": f"K{number}", "csljson": {"type": "article", "title": f"Number {number} of all"}}
        for number in range(100)
    ]
    zotero.will(reply(json.dumps(full), Backoff="7"), reply("[]"))
    done = run("import", "--zotero", ADDRESS, "--cache", shelf / "cache")
    assert [request.params["start"] for request in zotero.requests] == ["0", "100"]
    assert "100 papers in the feed" in done.err
    assert len(pauses) == 1
    assert 6 < pauses[0] <= 7


def test_what_is_not_there(shelf: Path, zotero: Server) -> None:
    """A group that is gone, and one that isn't public, are told."""
    gone = run("import", "--zotero", "https://www.zotero.org/groups/9/x", "--cache", shelf / "cache")
    assert (gone.code, "Zotero has no public groups/9" in gone.err) == (1, True)
    zotero.will(reply("Forbidden", status=403, kind="text/plain"))
    private = run("import", "--zotero", ADDRESS, "--cache", shelf / "cache")
    assert (private.code, "PAPERSHELF_ZOTERO_KEY" in private.err) == (1, True)
    wrong = run("import", "--zotero", "https://example.org/groups/9")
    assert (wrong.code, "is not the address of a Zotero group" in wrong.err) == (2, True)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ADDRESS, ZoteroLibrary("groups", "123", "ABCD2345")),
        (f"{ADDRESS}/items/XYZW2345/library", ZoteroLibrary("groups", "123", "ABCD2345")),
        ("https://www.zotero.org/groups/123/invented/library", ZoteroLibrary("groups", "123")),
        ("https://www.zotero.org/groups/123", ZoteroLibrary("groups", "123")),
        (
            "https://api.zotero.org/groups/123/collections/ABCD2345/items",
            ZoteroLibrary("groups", "123", "ABCD2345"),
        ),
        ("groups/123/collections/ABCD2345", ZoteroLibrary("groups", "123", "ABCD2345")),
        ("users/45", ZoteroLibrary("users", "45")),
        ("https://www.zotero.org/ada", None),
        ("https://evil.example/groups/123", None),
    ],
)
def test_addresses(address: str, expected: ZoteroLibrary | None) -> None:
    """A group, a library or a collection is known in each of the forms of its address."""
    assert read_library(address) == expected
