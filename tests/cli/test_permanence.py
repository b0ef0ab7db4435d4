"""Published addresses lead somewhere for good: a page, a redirect, or a word on why the page is gone."""

import json
import shutil
from pathlib import Path

import pytest

from papershelf import site
from papershelf.facts.permalinks import published
from papershelf.library import load
from papershelf.settings import Settings
from tests.cli.command_line import run

COLLECTION = """\
- slug: first
  title: First things
  description: What to read first.
  steps:
  - paper: on-walruses
    why: Large.
  - paper: on-teapots
    why: Small.
"""
SETTINGS = Settings(site_url="https://example.org/list/")


@pytest.fixture
def recorded(shelf: Path) -> Path:
    """The small list with a collection, whose addresses are on record."""
    Path("data/collections.yaml").write_text(COLLECTION)
    papers = Path("data/papers.yaml")
    papers.write_text(papers.read_text().replace("  title: On W", "  added: '2024-05-01'\n  title: On W"))
    tags = Path("data/tags.yaml")
    tags.write_text(f"# Words\n{tags.read_text()}- slug: teapots # round\n  label: Teapots\n  parent: pots\n")
    done = run("permalinks", "--write")
    assert (done.code, done.err) == (0, "6 new permalinks, recorded in data/permalinks.txt\n")
    return shelf


def built() -> dict[str, str]:
    """The generated pages, by path."""
    site.build(Path("data"), Path("docs"), SETTINGS)
    return {path.relative_to("docs").as_posix(): path.read_text() for path in Path("docs").rglob("*.*")}


def errors() -> list[str]:
    """The errors of the check, as `FILE:LINE: message`."""
    lines = run("check").out.splitlines()
    return [line for line in lines if ": warning: " not in line]


def test_what_is_on_record(recorded: Path) -> None:
    """Pages of each kind are, sorted; a second run finds nothing new."""
    lines = Path("data/permalinks.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "collections/first/", "papers/on-teapots/", "papers/on-walruses/", "tags/animals/", "tags/pots/",
        "tags/teapots/",
    ]  # fmt: skip
    assert run("permalinks") == (0, "", "0 new permalinks\n")
    assert not errors()


def test_rename_tag(recorded: Path) -> None:
    """Papers, tags below it and redirects follow; comments stay, and the old page and its feed lead on."""
    assert run("rename-tag", "pots", "vessels").code == 0
    library = load(Path("data"))
    assert library.by_id["on-teapots"].tags == ("vessels",)
    assert [(tag.slug, tag.parent) for tag in library.tags[1:]] == [("vessels", None), ("teapots", "vessels")]
    assert "# Words" in Path("data/tags.yaml").read_text()
    assert "# round" in Path("data/tags.yaml").read_text()
    assert not errors()
    pages = built()
    assert "](vessels.md)" in pages["tags/pots.md"]
    assert "https://example.org/list/tags/vessels/" in pages["exports/tags/pots.atom.xml"]
    assert pages["exports/tags/pots.bib"] == pages["exports/tags/vessels.bib"]


def test_the_difference_of_a_renamed_tag(recorded: Path) -> None:
    """It is one row; its papers have not changed, but for another tag that one of them got as well."""
    shutil.copytree("data", "before")
    run("rename-tag", "pots", "vessels")
    run("rename-collection", "first", "beginnings")
    assert run("diff", "before", "data").out == "# pots -> vessels: 1 paper\n= first -> beginnings: 2 steps\n"
    papers = Path("data/papers.yaml")
    papers.write_text(papers.read_text().replace("[vessels]", "[vessels, animals]"))
    assert run("diff", "before", "data").out == (
        "~ on-teapots\n    tags: vessels -> vessels, animals\n"
        "# pots -> vessels: 1 paper\n# animals: 1 -> 2 papers\n= first -> beginnings: 2 steps\n"
    )


def test_rename_twice_and_back(recorded: Path) -> None:
    """Each old address leads to the present one at once; one that is used again no longer redirects."""
    run("rename-tag", "pots", "vessels")
    run("rename-tag", "vessels", "crockery")
    moved = {each.address: each.to for each in load(Path("data")).moved}
    assert moved == {"tags/pots/": "tags/crockery/", "tags/vessels/": "tags/crockery/"}
    run("rename-tag", "crockery", "pots")
    moved = {each.address: each.to for each in load(Path("data")).moved}
    assert moved == {"tags/vessels/": "tags/pots/", "tags/crockery/": "tags/pots/"}
    assert not errors()


def test_rename_collection(recorded: Path) -> None:
    """Its old page redirects, and its feeds go on."""
    assert run("rename-collection", "first", "beginnings").code == 0
    assert not errors()
    pages = built()
    assert "](beginnings.md)" in pages["collections/first.md"]
    assert "Large." in pages["exports/collections/first.atom.xml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rename-tag", "pot", "x"), "unknown tag 'pot', did you mean 'pots'?"),
        (("rename-tag", "pots", "animals"), "there is a tag 'animals' already; choose another slug"),
        (("rename-collection", "none", "x"), "unknown collection 'none'"),
    ],
)
def test_what_cannot_be_renamed(recorded: Path, arguments: tuple[str, ...], message: str) -> None:
    """It is named with the way out, and nothing is written."""
    done = run(*arguments)
    assert done.code == 1
    assert message in done.err
    assert not Path("data/moved.yaml").exists()


def test_a_bad_slug_changes_nothing(recorded: Path) -> None:
    """A slug that no address can have is an error, and all files are as they were."""
    before = Path("data/tags.yaml").read_text()
    done = run("rename-tag", "pots", "No Slug")
    assert done.code == 1
    assert done.err.startswith("Error: 'No Slug' is not a valid slug; ")
    assert done.err.count("\n") == 1
    assert Path("data/tags.yaml").read_text() == before
    assert not Path("data/moved.yaml").exists()


def test_a_removed_paper_says_why(recorded: Path) -> None:
    """Its page names it and the reason, as text; the check is content."""
    Path("data/collections.yaml").write_text(COLLECTION + "  - paper: on-pots\n    why: More.\n")
    papers = Path("data/papers.yaml")
    entry = "\n- id: on-pots\n  title: On <b>Pots</b>\n  formerly: [pots]\n"
    papers.write_text(papers.read_text() + entry)
    run("permalinks", "--write")
    why = "Retracted: its authors 'found' an error & <script>alert(1)</script>."
    assert run("remove", "on-pots", "--yes", "--steps", "--why", why).code == 0
    assert not errors()
    page = built()["papers/on-pots.md"]
    assert "This page is gone" in page
    assert "On &lt;b&gt;Pots&lt;/b&gt;" in page
    assert "Retracted: its authors" in page
    assert "<script>" not in page
    assert "This page is gone" in built()["papers/pots.md"]


def test_a_page_that_vanishes_is_an_error(recorded: Path) -> None:
    """The check names the address on record, its line and what to do."""
    done = run("remove", "on-teapots", "--yes", "--steps")
    assert "their pages vanish; tell readers why with --why, or in moved.yaml" in done.err
    (error,) = errors()
    told = "data/permalinks.txt:3: 'papers/on-teapots/' was published and is gone; add it to data/moved.yaml"
    assert error == f"{told}, with `to` or `why`: {{address: papers/on-teapots/, to: papers/…/}}"


OLD, A = "- address: tags/old/\n", "- address: tags/a/\n"
GONE = "  why: Gone.\n"
MOVES = {
    OLD: "'tags/old/' leads nowhere; add `to`, or `why` the page is gone",
    f"- address: tags/pots/\n{GONE}": "'tags/pots/' has a page, of line 4 of tags.yaml; remove this",
    f"{OLD}  to: tags/none/\n": "unknown page 'tags/none/'; give the address of one",
    f"- address: tags/old\n{GONE}": "'tags/old' is not the address of a page; write it as tags/benchmarks/",
    f"{A}{GONE}{A}{GONE}": "already that of line 1; keep one",
    f"{A}  to: tags/old/\n{OLD}  to: tags/pots/\n": "'tags/old/' has moved itself; give tags/pots/ instead",
    f"- address: assets/../../x/\n{GONE}": "is not the address of a page",
}


@pytest.mark.parametrize("text", MOVES)
def test_moves_that_are_wrong(recorded: Path, text: str) -> None:
    """Each is an error with what to do."""
    Path("data/moved.yaml").write_text(text)
    assert any(MOVES[text] in error for error in errors())


def test_review_fails_where_an_address_would_vanish(recorded: Path, tmp_path: Path) -> None:
    """Also of one that isn't on record yet, of feeds and of files, where both sites are there."""
    base = tmp_path / "base"
    base.mkdir()
    for path in Path("data").glob("*.*"):
        (base / path.name).write_bytes(path.read_bytes())
    Path("data/permalinks.txt").unlink()
    for name, slugs in (("before", ("pots", "animals")), ("after", ("animals",))):
        for slug in slugs:
            file = tmp_path / name / "exports" / "tags" / f"{slug}.atom.xml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("<feed/>")
    run("remove", "on-teapots", "--yes", "--steps")
    arguments = ("--base", base, "--out", tmp_path / "out", "--pull-request", "1", "--head-sha", "a" * 40)
    done = run("review", *arguments, "--site-before", tmp_path / "before", "--site-after", tmp_path / "after")
    assert done.code == 1
    problems = json.loads((tmp_path / "out" / "review.json").read_text())["problems"]
    gone = [each["message"].split()[0] for each in problems if each["rule"] == "vanished-address"]
    assert gone == ["'exports/tags/pots.atom.xml'", "'papers/on-teapots/'"]


def test_what_a_site_publishes_for_good() -> None:
    """Pages of the lasting kinds, feeds and exports do; scripts, pages of long lists, hidden files don't."""
    files = [
        "papers/a/index.html", "papers/2/3/index.html", "tags/index.html", "exports/atom.xml",
        "exports/.made", "assets/site.js", "index.html",
    ]  # fmt: skip
    assert published(files) == {"papers/a/", "exports/atom.xml"}
