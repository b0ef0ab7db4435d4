"""`papershelf rename`, `remove` and `merge`: entries change, addresses keep leading somewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf import site
from papershelf.library import load
from papershelf.settings import Settings
from tests.cli.command_line import PAPERS, run

PATH = """\
# paths

- slug: animals-first
  title: Animals first
  description: And then pots.
  steps:
    - paper: on-walruses   # large
      why: Walruses come first.
    - paper: on-teapots
      why: Teapots follow.
"""


@pytest.fixture
def path(shelf: Path) -> Path:
    """The collections, with one that leads through both papers."""
    file = Path("data/collections.yaml")
    file.write_text(PATH)
    return file


def text() -> str:
    """The list as it is now."""
    return Path("data/papers.yaml").read_text()


def test_rename(shelf: Path) -> None:
    """The entry gets the id, notes down the old one and comes into canonical form; every other line stays."""
    done = run("rename", "on-walruses", "walruses")
    assert (done.code, done.err) == (0, "renamed on-walruses to walruses\n")
    before = "- id: on-walruses", "10.1000/AbC", "tags: [animals]   # best first\n", "abstract: Big.\n"
    after = (
        "- id: walruses",
        "'10.1000/AbC'",
        "tags: [animals]  # best first\n  formerly: [on-walruses]\n",
        "abstract: >-\n    Big.\n",
    )
    expected = PAPERS
    for old, new in zip(before, after, strict=True):
        expected = expected.replace(old, new)
    assert text() == expected


def test_rename_and_back(shelf: Path) -> None:
    """A former id that is used again leads nowhere else; the name in between still leads here."""
    run("rename", "on-teapots", "kettles")
    run("rename", "kettles", "on-teapots")
    paper = load(Path("data")).by_id["on-teapots"]
    assert paper.formerly == ("kettles",)
    run("rename", "on-teapots", "pans")
    assert load(Path("data")).by_id["pans"].formerly == ("kettles", "on-teapots")


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("On Teapots", "'On Teapots' is not a valid slug"),
        ("on-walruses", "id 'on-walruses' is already that of line 4"),
        ("index", "the id 'index' is the address of an index page"),
        ("on-teapots", "the paper is already called 'on-teapots'"),
    ],
)
def test_rename_to_what_cannot_be(shelf: Path, new: str, message: str) -> None:
    """It is told why, and the list stays."""
    done = run("rename", "on-teapots", new)
    assert done.code == 1
    assert message in done.err
    assert text() == PAPERS


def test_rename_to_an_address_in_use(shelf: Path) -> None:
    """A former id of another paper is taken."""
    run("rename", "on-walruses", "walruses")
    before = text()
    done = run("rename", "on-teapots", "on-walruses")
    assert done.code == 1
    assert "'on-walruses' is already the address of line" in done.err
    assert text() == before


def test_an_old_address_leads_to_the_new_page(shelf: Path) -> None:
    """The build makes a page at each former address, with a link to the paper's page."""
    run("rename", "on-teapots", "kettles")
    site.build(Path("data"), Path("docs"), Settings())
    moved = Path("docs/papers/on-teapots.md").read_text()
    assert "](kettles.md)" in moved
    assert Path("docs/papers/kettles.md").is_file()
    assert "on-teapots" not in Path("docs/papers/index.md").read_text()


def test_an_old_address_on_the_site(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
) -> None:
    """In the built site it is a page that sends the browser on, and that no search engine keeps."""
    folder = copy_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    for capture in Path("data/feeds").iterdir():
        capture.unlink()
    Path("data/papers.yaml").write_text("- id: kettles\n  title: Kettles & Pots\n  formerly: [on-teapots]\n")
    Path("data/tags.yaml").write_text("[]\n")
    Path("data/collections.yaml").unlink()
    built = build_site(folder, "https://example.org/list/")
    moved = (built / "papers" / "on-teapots" / "index.html").read_text()
    assert '<meta http-equiv="refresh" content="0; url=../../papers/kettles/">' in moved
    assert '<meta name="robots" content="noindex">' in moved
    assert '<a href="../../papers/kettles/">Kettles &amp; Pots</a>' in moved or (
        '<a href="../kettles/">Kettles &amp; Pots</a>' in moved
    )
    assert (built / "papers" / "kettles" / "index.html").is_file()


def test_remove(shelf: Path) -> None:
    """The entry goes with the comment right above it; the rest stays."""
    done = run("remove", "on-walruses", "--yes")
    assert (done.code, done.err) == (0, "data/papers.yaml:4: On Walruses\nremoved 1 paper\n")
    assert text() == "# My list\n\n- id: on-teapots\n  title: On Teapots\n  tags: [pots]\n"


def test_remove_asks(shelf: Path) -> None:
    """Without --yes it shows what would go and asks; anything but yes is no."""
    assert run("remove", "on-walruses", stdin=b"n\n").code == 1
    assert run("remove", "on-walruses", stdin=b"\n").code == 1
    assert run("remove", "on-walruses").err.endswith("Aborted!\n")
    assert text() == PAPERS
    assert run("remove", "on-walruses", stdin=b"y\n").code == 0


def test_remove_several(shelf: Path) -> None:
    """Papers named twice are removed once; an empty list is a list."""
    done = run("remove", "on-walruses", "2401.00001", "on-teapots", "--yes")
    assert done.code == 0
    assert load(Path("data")).papers == ()
    assert run("check").code == 0


def test_merge(shelf: Path) -> None:
    """The second stays, with what the first had; the first's address leads to it."""
    done = run("merge", "on-walruses", "on-teapots", "--yes")
    assert done.code == 0
    assert done.err.splitlines() == [
        "title: On Teapots -> On Walruses",
        "arxiv: - -> 2401.00001",
        "doi: - -> 10.1000/AbC",
        "tags: pots -> pots, animals",
        "abstract: - -> Big.",
        "merged on-walruses into on-teapots; its URL redirects there now",
    ]
    assert text() == (
        "# My list\n\n- id: on-teapots\n  title: On Walruses\n  arxiv: '2401.00001'\n  doi: '10.1000/AbC'\n"
        "  tags: [pots, animals]\n  formerly: [on-walruses]\n  abstract: >-\n    Big.\n"
    )


def test_merge_tells_links_by_name(shelf: Path) -> None:
    """What is taken over stands there in words."""
    Path("data/papers.yaml").write_text(
        PAPERS.replace("- id: on-walruses\n", "- id: on-walruses\n  links: {code: 'https://a.example'}\n")
    )
    done = run("merge", "on-walruses", "on-teapots", "--yes")
    assert "links: - -> code: https://a.example" in done.err.splitlines()


def test_merge_tells_which_link_is_not_taken(shelf: Path) -> None:
    """One that both have; others are taken over, and not told as lost."""
    entry = "- id: {0}\n  title: On Teapots\n  links: {{code: 'https://{0}.example'{1}}}\n"
    Path("data/papers.yaml").write_text(
        entry.format("a", ", project: 'https://p.example'") + entry.format("b", "")
    )
    done = run("merge", "a", "b", "--yes")
    assert done.err.splitlines()[1:-1] == ["links.code: https://b.example stays, without https://a.example"]
    assert "project: https://p.example" in text()


def test_merge_tells_what_of_the_first_is_not_taken(shelf: Path) -> None:
    """Of two words, numbers, or true and false, those of the second stay, whatever their length."""
    Path("data/fields.yaml").write_text(
        "- {key: is-open, kind: yes/no}\n- {key: size, kind: number}\n"
        "- {key: mood, kind: word, vocabulary: [calm, dreadful]}\n"
    )
    values = "  is-open: {}\n  size: {}\n  mood: {}\n  note: {}\n"
    Path("data/papers.yaml").write_text(
        f"- id: a\n  title: On Teapots\n{values.format('false', 100, 'dreadful', 'Short.')}"
        f"- id: b\n  title: On Teapots\n{values.format('true', 9, 'calm', 'Longer by some words.')}"
    )
    done = run("merge", "a", "b", "--yes")
    assert done.code == 0, done.err
    assert done.err.splitlines()[:-1] == [
        "note: Longer by some words. stays, without Short.",
        "is-open: true stays, without false",
        "size: 9 stays, without 100",
        "mood: calm stays, without dreadful",
    ]
    assert load(Path("data")).by_id["b"].own == {"is-open": True, "size": 9, "mood": "calm"}


def test_merge_keeps_former_addresses(shelf: Path) -> None:
    """All that ever led to either leads to the one that stays."""
    run("rename", "on-walruses", "walruses")
    run("rename", "on-teapots", "kettles")
    run("merge", "walruses", "kettles", "--yes")
    assert load(Path("data")).by_id["kettles"].formerly == ("on-teapots", "walruses", "on-walruses")


def test_merge_of_one(shelf: Path) -> None:
    """An entry is not merged into itself, by whatever name."""
    done = run("merge", "on-walruses", "2401.00001", "--yes")
    assert (done.code, done.err) == (1, "Error: 'on-walruses' and '2401.00001' are the same entry\n")
    assert text() == PAPERS


def test_merge_of_two_papers(shelf: Path) -> None:
    """Two arXiv ids are two papers."""
    Path("data/papers.yaml").write_text(PAPERS + "  arxiv: '2401.00002'\n")
    done = run("merge", "on-walruses", "on-teapots", "--yes")
    assert done.code == 1
    assert "their arXiv ids differ, 2401.00001 and 2401.00002; correct one of them first" in done.err


def test_two_different_papers_are_merged_only_when_asked_for(shelf: Path) -> None:
    """Where the titles are not alike it asks first; anything but yes changes nothing."""
    before = Path("data/papers.yaml").read_text()
    done = run("merge", "on-walruses", "on-teapots", stdin=b"n\n")
    assert done.code == 1
    assert "these look like two papers" in done.err
    assert Path("data/papers.yaml").read_text() == before


def test_a_renamed_paper_stays_in_its_collections(path: Path) -> None:
    """The step gets the new id, named by any name of the paper, and nothing else changes."""
    assert run("rename", "2401.00001", "walruses").code == 0
    assert path.read_text() == PATH.replace("on-walruses", "walruses")
    assert run("check").code == 0


def test_a_renaming_that_is_refused_changes_no_file(path: Path) -> None:
    """Both files change, or neither."""
    assert run("rename", "on-walruses", "on-teapots").code == 1
    assert (text(), path.read_text()) == (PAPERS, PATH)


def test_a_step_keeps_its_paper(path: Path) -> None:
    """A paper to which a collection leads is not removed; it is told where, and how to do it all the same."""
    done = run("remove", "on-walruses", "--yes")
    assert done.code == 1
    assert "data/collections.yaml:7: step 1 of 'animals-first'\n" in done.err
    assert "remove the steps too with --steps" in done.err
    assert (text(), path.read_text()) == (PAPERS, PATH)


def test_a_paper_is_removed_with_its_steps(path: Path) -> None:
    """With --steps the step goes too, and the others stay."""
    assert run("remove", "on-walruses", "--yes", "--steps").code == 0
    assert "on-walruses" not in text()
    assert path.read_text() == PATH.replace(
        "    - paper: on-walruses   # large\n      why: Walruses come first.\n", ""
    )
    assert run("check").code == 0


def test_a_collection_keeps_a_step(path: Path) -> None:
    """Where all steps would go, the collection is named, for a person to remove."""
    done = run("remove", "on-walruses", "on-teapots", "--yes", "--steps")
    assert done.code == 1
    assert "data/collections.yaml:3: 'animals-first' would have no step; remove it by hand first" in done.err
    assert (text(), path.read_text()) == (PAPERS, PATH)


def test_a_step_in_brackets(path: Path) -> None:
    """What cannot be taken out by a command is told with its file and line, and no file changes."""
    steps = "[{paper: on-walruses, why: A.}, {paper: on-teapots, why: B.}]"
    path.write_text(PATH.partition("\n    - ")[0] + f" {steps}\n")
    before = path.read_text()
    done = run("remove", "on-walruses", "--yes", "--steps")
    assert done.code == 1
    assert "data/collections.yaml:6: the list is in brackets" in done.out + done.err
    assert (text(), path.read_text()) == (PAPERS, before)


def test_a_merged_paper_is_its_winner_in_collections(path: Path) -> None:
    """The step leads to the entry that stayed."""
    path.write_text(PATH.partition("    - paper: on-teapots")[0])
    assert run("merge", "on-walruses", "on-teapots", "--yes").code == 0
    assert "- paper: on-teapots   # large\n      why: Walruses come first.\n" in path.read_text()
    assert run("check").code == 0


def test_two_steps_that_become_one_paper(path: Path) -> None:
    """The step of the entry that goes is taken out; its reason is told, so that it is not lost unseen."""
    done = run("merge", "on-walruses", "on-teapots", "--yes")
    assert done.code == 0
    told = (
        "data/collections.yaml:7: step 1 of 'animals-first': removed, 'on-teapots' is a step there already:"
    )
    assert f"{told} Walruses come first.\n" in done.err
    assert [step.paper for step in load(Path("data")).collections[0].steps] == ["on-teapots"]


CITATIONS = """\
- paper: on-teapots
  builds_on:
    - on-walruses
    - zebras
- paper: on-walruses
  asked: '2026-11-29'
"""


@pytest.fixture
def citations(shelf: Path) -> Path:
    """What papers build on; one of them is not on the list."""
    file = Path("data/citations.yaml")
    file.write_text(CITATIONS)
    return file


def test_citations_follow_a_new_id(citations: Path) -> None:
    """The paper has its new id wherever it cites or is cited, written together with the list."""
    run("rename", "on-walruses", "walruses")
    assert citations.read_text() == CITATIONS.replace("on-walruses", "walruses")


def test_citations_follow_a_merger(citations: Path) -> None:
    """The entries of both become one, in which the paper does not cite itself."""
    run("merge", "on-teapots", "on-walruses", "--yes")
    expected = "- paper: on-walruses\n  builds_on:\n    - zebras\n  asked: '2026-11-29'\n"
    assert citations.read_text() == expected


def test_citations_lose_a_paper_that_is_removed(citations: Path) -> None:
    """It goes as citing and as cited."""
    run("remove", "on-walruses", "--yes")
    assert citations.read_text() == "- paper: on-teapots\n  builds_on:\n    - zebras\n"


def test_a_list_without_citations_gets_none(shelf: Path) -> None:
    """No command on single entries makes the file."""
    run("rename", "on-walruses", "walruses")
    run("remove", "walruses", "--yes")
    assert not Path("data/citations.yaml").exists()


def test_nothing_changes_where_citations_are_broken(citations: Path) -> None:
    """A fault in the file is told with its line, and the list stays as it was."""
    before = text()
    citations.write_text("- paper: [\n")
    done = run("rename", "on-walruses", "walruses")
    assert done.code == 1
    assert "citations.yaml:" in done.err
    assert text() == before
