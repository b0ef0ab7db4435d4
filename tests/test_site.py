"""Pages in docs/: written when changed, removed when gone, and nothing else touched."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf import site
from papershelf.folder_listing import listing
from papershelf.library import Library, load
from papershelf.problems import InvalidInputError
from papershelf.settings import read_settings

TAGS = "- slug: hashing\n  label: Hashing\n- slug: graphs\n  label: Graphs\n"
PAPERS = """\
- id: first
  title: First
  authors: [Ada Lovelace]
  published: '2024-05-01'
  venue: VLDB 2024
  tags: [hashing]
- id: second
  title: Second
  authors: [Émile Borel, 王小明]
  published: '2023'
  tags: [graphs]
"""

State = dict[str, tuple[bytes, int]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two papers."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "data" / "tags.yaml").write_text(TAGS)
    (tmp_path / "data" / "papers.yaml").write_text(PAPERS)
    (tmp_path / "mkdocs.yml").write_text("site_name: My list\nrepo_url: https://git.example/me/list/\n")
    return tmp_path


def build(root: Path) -> site.BuildResult:
    """Build the project."""
    return site.build(root / "data", root / "docs", read_settings(root / "mkdocs.yml"))


def state(folder: Path) -> State:
    """Bytes and time of change of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def edit(root: Path, old: str, new: str) -> None:
    """Change papers.yaml."""
    path = root / "data" / "papers.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_pages_of_a_list(root: Path) -> None:
    """Papers, tags, authors, venues, years, their indices, and home."""
    build(root)
    assert [path for path in state(root / "docs") if not path.startswith(("exports/", "api/v1/"))] == [
        "api/.made",
        "api/index.md",
        "authors/b.md",
        "authors/index.md",
        "authors/l.md",
        "authors/w.md",
        "collections/index.md",
        "index.md",
        "map/index.md",
        "new/index.md",
        "offline.md",
        "papers/first.md",
        "papers/index.md",
        "papers/second.md",
        "reading/index.md",
        "statistics/added-before.md",
        "statistics/index.md",
        "tags/graphs.md",
        "tags/hashing.md",
        "tags/index.md",
        "venues/index.md",
        "venues/vldb.md",
        "years/2023.md",
        "years/2024.md",
        "years/index.md",
    ]


def test_a_second_build_touches_nothing(root: Path) -> None:
    """No byte and no time of change differs, and the account says so."""
    first = build(root)
    before = state(root / "docs")
    again = build(root)
    assert state(root / "docs") == before
    assert (again.written, again.removed, again.unchanged) == ((), (), len(first.written))


def test_only_changed_pages_are_written(root: Path) -> None:
    """A new note changes the paper's page and record, the whole list, and what tells browsers of news."""
    build(root)
    before = state(root / "docs")
    edit(root, "  tags: [graphs]\n", "  tags: [graphs]\n  note: New.\n")
    changes = build(root)
    written = (
        "papers/second.md",
        "exports/papers.csv",
        "api/v1/papers/second.json",
        *(f"api/v1/list.{form}" for form in ("json", "jsonl", "csv")),
        "exports/offline-list.js",
    )
    assert changes.written == tuple(root / "docs" / name for name in written)
    changed = {path for path, found in state(root / "docs").items() if before[path] != found}
    assert changed == set(written)


def test_pages_without_a_source_are_removed(root: Path) -> None:
    """So are the folders that this empties; what a list is without stays without a page."""
    build(root)
    text = (root / "data" / "papers.yaml").read_text()
    (root / "data" / "papers.yaml").write_text(text[text.index("- id: second") :])
    changes = build(root)
    assert [path.relative_to(root / "docs").as_posix() for path in changes.removed] == [
        "papers/first.md",
        "authors/l.md",
        "venues/vldb.md",
        "years/2024.md",
        "api/v1/authors/l.json",
        "api/v1/papers/first.json",
        "api/v1/venues/vldb.json",
        "exports/tags/hashing.bib",
        "exports/tags/hashing.ris",
    ]
    assert not any(path.exists() for path in changes.removed)


def test_a_folder_that_is_emptied_goes(root: Path) -> None:
    """Second pages of a long list stand in a folder of their own."""
    entries = "".join(f"- id: p{number}\n  title: P{number}\n  tags: [hashing]\n" for number in range(101))
    (root / "data" / "papers.yaml").write_text(entries)
    build(root)
    assert (root / "docs" / "tags" / "hashing" / "2.md").is_file()
    (root / "data" / "papers.yaml").write_text(PAPERS)
    build(root)
    assert not (root / "docs" / "tags" / "hashing").exists()
    assert not (root / "docs" / "papers" / "pages").exists()


def test_hand_written_files_stay(root: Path) -> None:
    """Whatever lacks the generator's mark is left alone, in its folders too."""
    mine = {
        "about.md": "# About\n",
        "papers/notes.md": "# Mine\n",
        "tags/deep/x.md": "x",
        "papers/a.png": "png",
    }
    for path, text in mine.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text)
    before = state(root / "docs")
    build(root)
    (root / "data" / "papers.yaml").write_text("")
    build(root)
    after = state(root / "docs")
    assert {path: after[path] for path in mine} == before


def test_a_hand_written_home_page_wins(root: Path) -> None:
    """It is the home page, and no error."""
    (root / "docs" / "index.md").write_text("# Welcome\n")
    before = state(root / "docs")["index.md"]
    build(root)
    assert state(root / "docs")["index.md"] == before


def test_a_hand_written_file_in_the_way(root: Path) -> None:
    """All of them are named, and nothing is written."""
    for path in ("papers/first.md", "tags/index.md"):
        (root / "docs" / path).parent.mkdir()
        (root / "docs" / path).write_text("# Mine\n")
    before = state(root)
    with pytest.raises(InvalidInputError) as raised:
        build(root)
    assert [str(problem) for problem in raised.value.problems] == [
        f"{root}/docs/{path}:1: this hand-written file is where a page is generated; move or remove it"
        for path in ("papers/first.md", "tags/index.md")
    ]
    assert state(root) == before


def test_the_exports_of_a_list(root: Path) -> None:
    """Files of every format, the ids, and a list of what was made."""
    build(root)
    folder = root / "docs" / "exports"
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    formats = {"papers.bib", "papers.csl.json", "papers.csv", "papers.enw", "papers.md.txt", "papers.ris"}
    assert formats | {"ids.json", ".made"} <= made
    assert (root / "docs" / "exports" / ".made").read_text().split() == sorted(made - {".made"})


def test_exports_that_are_made_no_more_are_removed(root: Path) -> None:
    """The list of what builds made tells them from hand-written files, which stay."""
    build(root)
    folder = root / "docs" / "exports"
    for name in ("older.bib", "mine.bib"):
        (folder / name).write_text("@misc{x}")
    (folder / ".made").write_text(
        (folder / ".made").read_text() + "older.bib\nabsent.bib\n../../mkdocs.yml\n"
    )
    changes = build(root)
    assert changes.removed == (folder / "older.bib",)
    assert (folder / "mine.bib").is_file()
    assert (root / "mkdocs.yml").is_file()
    assert "older.bib" not in (folder / ".made").read_text()


def test_files_of_the_api_that_are_made_no_more_are_removed(root: Path) -> None:
    """With the folders that this empties; what people put there stays, and so does all outside of it."""
    build(root)
    mine = root / "docs" / "api" / "v1" / "papers" / "mine.json"
    mine.write_text("{}")
    listed = root / "docs" / "api" / ".made"
    listed.write_text(listed.read_text() + "../../mkdocs.yml\n/etc/hostname\n")
    (root / "data" / "papers.yaml").write_text("")
    build(root)
    left = {path.relative_to(root / "docs" / "api").as_posix() for path in mine.parent.iterdir()}
    assert left == {"v1/papers/mine.json"}
    assert not (root / "docs" / "api" / "v1" / "venues").exists()
    assert (root / "mkdocs.yml").is_file()


def test_a_build_that_was_killed_is_no_hindrance(root: Path) -> None:
    """A page of which only the beginning was written, or nothing, is written again."""
    build(root)
    before = state(root / "docs")
    for path, kept in (("papers/first.md", 0), ("papers/second.md", 9), ("tags/index.md", 200)):
        page = root / "docs" / path
        page.write_bytes(page.read_bytes()[:kept])
    build(root)
    assert {path: found[0] for path, found in state(root / "docs").items()} == {
        path: found[0] for path, found in before.items()
    }


def test_a_hand_written_file_in_the_way_of_an_export(root: Path) -> None:
    """It is an error, and it stays."""
    mine = root / "docs" / "exports" / "papers.bib"
    mine.parent.mkdir()
    mine.write_text("@misc{mine}")
    with pytest.raises(InvalidInputError, match=r"papers\.bib:1: this hand-written file is where"):
        build(root)
    assert mine.read_text() == "@misc{mine}"


def test_a_list_with_errors_leaves_the_pages(root: Path) -> None:
    """The last good pages stay, byte for byte."""
    build(root)
    before = state(root / "docs")
    edit(root, "tags: [graphs]", "tags: [zebra]")
    with pytest.raises(InvalidInputError, match="unknown tag 'zebra'"):
        build(root)
    assert state(root / "docs") == before


@pytest.mark.parametrize("half", [PAPERS.partition("- id: second")[0], PAPERS[:-10]], ids=["right", "wrong"])
def test_a_list_that_is_saved_meanwhile(root: Path, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it, which an editor has written when the list is read, removes no page and causes no error."""
    build(root)
    papers = root / "data" / "papers.yaml"
    papers.write_text(half)

    def saved_then(data: Path) -> Library:
        try:
            return load(data)
        finally:
            if papers.read_text() == half:
                papers.write_text(PAPERS)

    monkeypatch.setattr(site, "load", saved_then)
    before = state(root / "docs")
    build(root)
    assert state(root / "docs") == before


def test_links_that_lead_nowhere(root: Path) -> None:
    """Emacs puts some beside each file with edits that have not been saved; a build passes them over."""
    (root / "docs" / "assets").mkdir()
    for place in ("data/.#papers.yaml", "docs/assets/.#own.css", "docs/.#index.md"):
        (root / place).symlink_to("me@machine.1234")
    assert build(root).written
    assert not [line for line in listing(str(root)) if "#" in line]


@pytest.mark.parametrize("way", ["papers", "papers/first.md"])
def test_what_cannot_be_written_is_told(root: Path, way: str) -> None:
    """A file where a folder must be, or a folder where a page must be, is an error and no traceback."""
    if way == "papers":
        (root / "docs" / way).write_text("")
    else:
        (root / "docs" / way).mkdir(parents=True)
    with pytest.raises(InvalidInputError, match="cannot be written"):
        build(root)


def test_pages_are_the_same_wherever_they_are_made(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative or absolute paths, and another place on the disk, change no byte."""
    copy = shutil.copytree(root, tmp_path / "elsewhere" / "copy")
    build(root)
    monkeypatch.chdir(copy)
    site.build(Path("data"), Path("docs"), read_settings(Path("mkdocs.yml")))
    first, second = state(root / "docs"), state(copy / "docs")
    assert {path: found[0] for path, found in first.items()} == {
        path: found[0] for path, found in second.items()
    }


def test_the_entry_can_be_edited(root: Path) -> None:
    """The link leads to the file in the repository; the line that a script adds is told beside the page."""
    build(root)
    page = (root / "docs" / "papers" / "second.md").read_text()
    address = "https://git.example/me/list/blob/main/data/papers.yaml#:~:text=id%3A%20second"
    assert f"[Edit this entry]({address})" in page
    lines = json.loads((root / "docs" / "exports" / "lines.json").read_text())
    assert lines == {"papers/first/": 1, "papers/second/": 7}


def test_an_empty_list_is_a_site(
    root: Path, build_site: Callable[[Path, str], Path], project_root: Path
) -> None:
    """A directory with a vocabulary only builds strictly."""
    shutil.rmtree(root)
    (root / "docs").mkdir(parents=True)
    shutil.copy(project_root / "docs" / "about.md", root / "docs")
    shutil.copytree(project_root / "docs" / "guide", root / "docs" / "guide")
    shutil.copy(project_root / "mkdocs.yml", root)
    (root / "data").mkdir()
    (root / "data" / "tags.yaml").write_text("")
    built = build_site(root, "https://papers.example/")
    assert "The list is empty" in (built / "index.html").read_text()


def test_pages_of_values_go_with_their_field(root: Path) -> None:
    """A field that is declared no more leaves no page, file or feed behind."""
    edit(root, "  title: First\n", "  title: First\n  mood: [calm]\n")
    (root / "data" / "fields.yaml").write_text(
        "- {key: mood, kind: words, facet: true, vocabulary: [calm]}\n"
    )
    build(root)
    assert (root / "docs/by/mood/calm.md").is_file()
    edit(root, "  mood: [calm]\n", "")
    (root / "data" / "fields.yaml").unlink()
    assert root / "docs/by/mood/calm.md" in build(root).removed
    assert not (root / "docs/by").exists()
    assert not list((root / "docs/api").rglob("*mood*"))


def test_a_named_tree_has_to_be_one(root: Path) -> None:
    """The setting is told with the trees that there are."""
    (root / "mkdocs.yml").write_text("plugins: [{papershelf: {tree: hashing}}]\n")
    with pytest.raises(
        InvalidInputError, match=r"tree: 'hashing' is not a tag with 'facet: true'; there is none"
    ):
        build(root)
    tags = TAGS.replace("label: Hashing\n", "label: Hashing\n  facet: true\n")
    (root / "data" / "tags.yaml").write_text(f"{tags}- slug: tables\n  label: Tables\n  parent: hashing\n")
    build(root)
