"""`papershelf new`: a paper added by hand, by questions or in an editor."""

from pathlib import Path

import pytest

from papershelf.curate.typed import meant
from papershelf.library import load
from papershelf.library.draft import read_draft, template
from papershelf.model import PartialDate
from papershelf.problems import InvalidInputError
from tests.cli.command_line import PAPERS, run
from tests.cli.new_paper import answers, editor


def test_questions(shelf: Path) -> None:
    """Each answer is a field; what is left empty is left out; the entry is printed and is on the list."""
    done = run(
        "new",
        stdin=answers(
            "On Compasses", "Ada L, Émile B", "2024-05", "2405.00001", "", "", "pots, animals", "Why", ""
        ),
    )
    assert done.code == 0
    assert done.out == (
        "- id: on-compasses\n"
        "  title: On Compasses\n"
        "  key: l2024compasses\n"
        "  authors: [Ada L, Émile B]\n"
        "  published: '2024-05'\n"
        "  arxiv: '2405.00001'\n"
        "  tags: [pots, animals]\n"
        "  note: Why\n"
        "  added: '2024-05-01'\n"
    )
    assert done.out.replace("\n", "") in Path("data/papers.yaml").read_text().replace("\n", "")
    assert all(line in Path("data/papers.yaml").read_text() for line in PAPERS.splitlines())


def test_questions_about_own_fields(shelf: Path) -> None:
    """Those that are declared for the form come last; a wrong answer is asked again."""
    Path("data/fields.yaml").write_text(
        "- {key: mood, kind: words, vocabulary: [calm, wild], form: true}\n"
        "- {key: size, kind: number, form: true}\n- {key: lab, kind: institution}\n"
    )
    done = run("new", stdin=answers("On Moods", *[""] * 10, "clam", "calm, wild", "3"))
    assert done.code == 0
    assert "'clam' is not in the vocabulary, did you mean 'calm'?" in done.err
    assert "  mood: [calm, wild]\n  size: 3\n" in done.out
    assert "lab" not in done.err.lower().replace("vocabulary", "")


def test_questions_tell_what_may_be_answered(shelf: Path) -> None:
    """The words of a vocabulary, or how a kind is written; yes and no are answers, and drafts tell it too."""
    Path("data/fields.yaml").write_text(
        "- {key: mood, kind: word, vocabulary: [Calm, Wild], form: true}\n"
        "- {key: is-open, label: Open weights, kind: yes/no, form: true}\n"
        "- {key: revised, kind: date, form: true}\n"
    )
    done = run("new", stdin=answers("On Moods", *[""] * 10, "wild", "maybe", "Yes", "May 2024"))
    assert done.code == 0, done.err
    assert "Mood (Calm, Wild): " in done.err
    assert "maybe is neither true nor false; write one of them\nOpen weights (true or false): " in done.err
    assert "Revised (YYYY, YYYY-MM or YYYY-MM-DD): " in done.err
    assert "  mood: Wild\n  is-open: true\n  revised: '2024-05'\n" in done.out
    draft = template({}, load(Path("data")).own_fields)
    assert "  # Mood. (Calm, Wild)\n  mood: ''\n  # Open weights. (true or false)\n" in draft


def test_code_and_other_links(shelf: Path) -> None:
    """The code has a question of its own; other links are typed by name; a wrong one is asked for again."""
    typed = ("On Compasses", *[""] * 8, "github.com/o/r", "https://github.com/o/r")
    links = ("video: https://example.org/v, slides: https://example.org/s.pdf",)
    done = run("new", stdin=answers(*typed, *links))
    assert done.code == 0
    assert "'github.com/o/r' is not an http(s) link" in done.err
    assert load(Path("data")).by_id["on-compasses"].links == {
        "code": "https://github.com/o/r",
        "video": "https://example.org/v",
        "slides": "https://example.org/s.pdf",
    }


def test_a_wrong_answer_is_asked_again(shelf: Path) -> None:
    """What a field cannot take is said at once, and only that question comes again."""
    done = run(
        "new",
        stdin=answers(
            "On Compasses", "", "May", "2024", "abs/1", "2405.00001", "", "", "pot", "pots", "", ""
        ),
    )
    assert done.code == 0
    assert "May is not a valid date; use 'YYYY'" in done.err
    assert "'abs/1' is not a valid arXiv id" in done.err
    assert "unknown tag 'pot', did you mean 'pots'?" in done.err
    paper = load(Path("data")).by_id["on-compasses"]
    assert (paper.published, paper.arxiv, paper.tags) == (PartialDate(2024), "2405.00001", ("pots",))


def test_no_title(shelf: Path) -> None:
    """Without a title nothing is added."""
    done = run("new", stdin=answers(*[""] * 9))
    assert done.code == 1
    assert done.err.endswith("Error: a paper needs a title; nothing was added\n")
    assert Path("data/papers.yaml").read_text() == PAPERS


def test_the_input_ends(shelf: Path) -> None:
    """An end of input in the middle is a stop in one line, and nothing is added."""
    done = run("new", stdin=answers("On Compasses"))
    assert done.code == 1
    assert done.err.endswith("Aborted!\n")
    assert Path("data/papers.yaml").read_text() == PAPERS


def test_a_paper_that_is_there(shelf: Path) -> None:
    """An arXiv id that another entry has is refused at once, with its place, before more is typed."""
    done = run("new", stdin=answers("On Compasses", "", "", "2401.00001v2", "", "", "", "Long thoughts.", ""))
    assert done.code == 1
    assert "the same arXiv id is on the list already, data/papers.yaml:4: on-walruses" in done.err
    assert "DOI" not in done.err
    assert Path("data/papers.yaml").read_text() == PAPERS


def test_a_second_paper_of_the_same_title(shelf: Path) -> None:
    """Where nothing tells the two apart it is a question, with the place of the first."""
    told = "this may be data/papers.yaml:11: on-teapots (the same title with no authors to compare)"
    done = run("new", stdin=answers("on teapots", *[""] * 10, "n"))
    assert (done.code, done.out) == (1, "")
    assert f"{told}\n" in done.err
    assert f"{told}; add it as another paper?" in done.err
    assert Path("data/papers.yaml").read_text() == PAPERS
    assert run("new", stdin=answers("on teapots", *[""] * 10, "y")).code == 0
    assert "on-teapots-2" in load(Path("data")).by_id


def test_a_second_paper_by_the_same_authors(shelf: Path) -> None:
    """It is refused as soon as title and authors are known."""
    list_file = Path("data/papers.yaml")
    list_file.write_text(PAPERS + "  authors: [Ada Okoro]\n")
    done = run("new", stdin=answers("on teapots", "A. Okoro", *[""] * 7))
    assert (done.code, done.out) == (1, "")
    assert "the same title is on the list already, data/papers.yaml:11: on-teapots" in done.err
    assert list_file.read_text() == PAPERS + "  authors: [Ada Okoro]\n"


def test_an_editor(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows a template with what each key holds; what is filled in is added, the rest left out."""
    draft = template({}).replace("title: ''", "title: On Compasses").replace("tags: []", "tags: [pots]")
    shown = editor(shelf, monkeypatch, draft)
    done = run("new", "--editor")
    assert done.code == 0
    paper = "- id: on-compasses\n  title: On Compasses\n  key: compasses\n"
    assert done.out == f"{paper}  tags: [pots]\n  added: '2024-05-01'\n"
    assert shown.read_text() == template({})
    assert "on-compasses" in load(Path("data")).by_id


def test_an_editor_again(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong is told with its line in the draft, and the editor opens with what was typed."""
    wrong = (
        template({}).replace("title: ''", "title: On Compasses").replace("published: ''", "published: May")
    )
    unknown = wrong.replace("published: May", "published: '2024'").replace("tags: []", "tags: [pot]")
    right = unknown.replace("[pot]", "[pots]")
    shown = editor(shelf, monkeypatch, wrong, unknown, right)
    done = run("new", "--editor", stdin=b"y\ny\n")
    assert done.code == 0
    line = wrong[: wrong.index("published: May")].count("\n") + 1
    assert f"the draft:{line}: published: May is not a valid date" in done.err
    assert "unknown tag 'pot', did you mean 'pots'?" in done.err
    assert shown.read_text() == template({}) + wrong + unknown
    assert load(Path("data")).by_id["on-compasses"].tags == ("pots",)


def test_an_editor_given_up(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saying no ends it; so does an untouched template; nothing is added."""
    monkeypatch.setattr("tempfile.tempdir", str(shelf))
    editor(shelf, monkeypatch, "- title: [\n", template({}))
    assert run("new", "--editor", stdin=b"n\n").code == 1
    done = run("new", "--editor")
    assert (done.code, done.err) == (1, "Error: a paper needs a title; nothing was added\n")
    assert Path("data/papers.yaml").read_text() == PAPERS


def test_a_draft_is_kept(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed stays in a file when its author stops, and goes on from there."""
    monkeypatch.setattr("tempfile.tempdir", str(shelf))
    wrong = "- title: On Compasses\n  published: '3.5.2019'\n"
    worse = wrong.replace("3.5", "4.5")
    shown = editor(shelf, monkeypatch, wrong, worse, wrong.replace("3.5.2019", "2019"))
    done = run("new", "--editor", stdin=b"n\n")
    (kept,) = shelf.glob("papershelf-draft-*.yaml")
    assert done.code == 1
    told = f"{kept} has what you typed; go on with it: papershelf new --draft {kept}\n"
    assert done.err.endswith(f"{told}Aborted!\n")
    assert kept.read_text() == wrong
    assert run("new", "--draft", str(kept)).code == 1  # at the end of input
    assert kept.read_text() == worse
    assert run("new", "--draft", str(kept)).code == 0
    assert shown.read_text() == template({}) + wrong + worse
    assert load(Path("data")).by_id["on-compasses"].published == PartialDate(2019)


def test_a_draft_of_a_paper_that_may_be_there(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept, too, where its author does not want another paper of that title."""
    monkeypatch.setattr("tempfile.tempdir", str(shelf))
    editor(shelf, monkeypatch, "- title: On Teapots\n  note: Long thoughts.\n")
    assert run("new", "--editor", stdin=b"n\n").code == 1
    (kept,) = shelf.glob("papershelf-draft-*.yaml")
    assert "Long thoughts." in kept.read_text()


def test_an_editor_that_is_not_there(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in one line."""
    monkeypatch.setenv("EDITOR", str(shelf / "nowhere"))
    done = run("new", "--editor")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize("text", ["", "- title: A\n- title: B\n", "title: A\n", "just words\n"])
def test_no_entry(text: str) -> None:
    """A draft must be one entry."""
    with pytest.raises(InvalidInputError, match="the draft:1: this must be one entry"):
        read_draft(text, meant)


def test_a_list_that_is_just_begun(shelf: Path) -> None:
    """The first paper makes the file."""
    Path("data/papers.yaml").unlink()
    assert run("new", stdin=answers("On Compasses", *[""] * 8)).code == 0
    assert set(load(Path("data")).by_id) == {"on-compasses"}
