"""`papershelf suggest-tags`: reasons for papers without tags, questions for others, and --write."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import papershelf
from papershelf.library import load
from papershelf.problems import InvalidInputError

TAGS = """\
- slug: vector-search
  label: Vector search
  aliases: [approximate nearest neighbor]
- slug: pruning
  label: Pruning
- slug: kv-cache
  label: KV cache
"""
PAPERS = """\
# a comment
- id: bare
  title: Approximate Nearest Neighbors for All
  added: '2024-01-02' # kept
- id: silent
  title: Things
- id: curated
  title: Vector search
  tags: [pruning, kv-cache] # mine
  abstract: With a KV cache.
"""
WRITTEN = PAPERS.replace(
    "for All\n  added: '2024-01-02' # kept\n",
    "for All\n  tags: [vector-search]\n  added: '2024-01-02'  # kept\n",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A list with a paper that suggests a tag, one that suggests none, and one that has tags."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").write_text(PAPERS)
    return tmp_path


def run(data: Path, *arguments: str) -> Result:
    """Run the command on a list."""
    return CliRunner().invoke(papershelf, ["suggest-tags", *arguments, "--data", str(data)])


def test_papers_without_tags(data: Path) -> None:
    """Without names it looks at the papers that have no tags, and writes nothing."""
    done = run(data)
    assert done.exit_code == 0
    assert done.stdout == (
        "bare: Approximate Nearest Neighbors for All\n"
        "  vector-search: 'Approximate Nearest Neighbors' in the title\n"
        "silent: Things\n"
        "  the text suggests no tag; choose one, or leave the paper without\n"
    )
    assert done.stderr == "2 papers without tags, suggestions for 1; write them with --write\n"
    assert (data / "papers.yaml").read_text() == PAPERS


def test_a_named_paper_with_tags_is_questioned(data: Path) -> None:
    """It tells which tags the text does not suggest, and what else fits, each with its reason."""
    assert run(data, "curated").stdout == (
        "curated: Vector search\n"
        "  has pruning, kv-cache\n"
        "  not supported by the text: pruning\n"
        "  not supported by the text: kv-cache (only 'KV cache' in the abstract)\n"
        "  also suggested by the text: vector-search: 'Vector search' in the title\n"
    )


def test_tags_that_agree(data: Path) -> None:
    """Where text and tags agree it says so."""
    (data / "papers.yaml").write_text("- id: a\n  title: Pruning\n  tags: [pruning]\n")
    done = run(data, "a")
    assert done.stdout == "a: Pruning\n  has pruning\n  the text suggests the same\n"
    assert run(data).stderr == "every paper has tags\n"


def test_write(data: Path) -> None:
    """--write sets tags where there are none and changes no other entry; once more, nothing is left to do."""
    done = run(data, "--write")
    assert done.exit_code == 0
    assert done.stderr == f"2 papers without tags, suggestions for 1; written to {data / 'papers.yaml'}\n"
    assert (data / "papers.yaml").read_text() == WRITTEN
    assert load(data).by_id["bare"].tags == ("vector-search",)
    again = (data / "papers.yaml").read_bytes()
    assert run(data, "--write").stderr == "1 paper without tags, suggestions for 0\n"
    assert (data / "papers.yaml").read_bytes() == again


def test_write_leaves_curated_tags(data: Path) -> None:
    """A paper that has tags keeps them, also when it is named."""
    done = run(data, "curated", "--write")
    assert done.stderr == "every paper has tags; nothing was changed\n"
    assert (data / "papers.yaml").read_text() == PAPERS


def test_json(data: Path) -> None:
    """--json tells the same to machines."""
    bare, curated = json.loads(run(data, "bare", "curated", "--json").stdout)
    assert bare == {
        "id": "bare",
        "title": "Approximate Nearest Neighbors for All",
        "tags": [],
        "suggestions": [
            {
                "tag": "vector-search",
                "score": 4.0,
                "reason": "'Approximate Nearest Neighbors' in the title",
                "evidence": [
                    {
                        "quote": "Approximate Nearest Neighbors",
                        "place": "title",
                        "words": 3,
                        "times": 1,
                        "is_claimed": False,
                    },
                ],
            }
        ],
        "not_suggested": [],
        "also_fits": [],
    }
    assert curated["not_suggested"] == ["pruning", "kv-cache"]
    assert curated["also_fits"] == ["vector-search"]


def test_an_unknown_name(data: Path) -> None:
    """A name that no paper has is told with the nearest, and nothing is written."""
    done = run(data, "curate", "--write")
    assert done.exit_code == 1
    assert "is called 'curate'; did you mean curated?" in done.stderr
    assert (data / "papers.yaml").read_text() == PAPERS


def test_a_bad_pattern(data: Path) -> None:
    """A pattern that is none is told with its line."""
    (data / "tags.yaml").write_text(TAGS + "  patterns: ['(']\n")
    done = run(data)
    assert isinstance(done.exception, InvalidInputError)
    assert [problem.line for problem in done.exception.problems] == [8]


def test_many_papers_without_a_suggestion_are_counted(data: Path) -> None:
    """They would hide the suggestions: one line counts them; a few are named one by one."""
    more = "".join(f"\n- id: quiet-{number}\n  title: Things {number}\n" for number in range(4))
    (data / "papers.yaml").write_text(PAPERS + more)
    assert run(data).stdout.splitlines() == [
        "bare: Approximate Nearest Neighbors for All",
        "  vector-search: 'Approximate Nearest Neighbors' in the title",
        "5 papers, silent the first of them: their text suggests no tag; choose some, or leave them without",
    ]
