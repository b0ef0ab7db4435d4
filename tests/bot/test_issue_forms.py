"""The issue forms: up to date, and such as GitHub takes them."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from papershelf.bot.issue_forms import MOST_OPTIONS, QUESTIONS, chosen, forms, option
from papershelf.bot.submissions import read_paper_request
from papershelf.cli import papershelf
from papershelf.library import Library, load
from papershelf.library.draft import asked_fields
from papershelf.model import Paper, Tag
from papershelf.render import views
from tests.bot.issue_makers import paper_request

FOLDER = Path(".github/ISSUE_TEMPLATE")
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def library_of(tags: list[Tag], *papers: Paper) -> Library:
    """A list with a vocabulary."""
    return Library(
        "data/papers.yaml", papers, tuple(tags), {p.id: p for p in papers}, {t.slug: t for t in tags}
    )


def elements(library: Library, name: str = "suggest.yml") -> dict[str, Any]:
    """The questions of a form by id, from the YAML as GitHub would read it."""
    return {element["id"]: element for element in _form(library, name)["body"] if "id" in element}


def _form(library: Library, name: str) -> dict[str, Any]:
    form: dict[str, Any] = yaml.safe_load(forms(library)[name])
    return form


def complaints(form: dict[str, Any]) -> list[str]:
    """What GitHub would refuse, by its documented rules for forms."""
    found = [] if set(form) <= {"name", "description", "title", "labels", "body"} else ["unknown key"]
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    for key, values in {
        "id": [element["id"] for element in asked],
        "label": [re.sub(r"\W", "", element["attributes"]["label"]).lower() for element in asked],
    }.items():
        found += [] if len(set(values)) == len(values) else [f"the same {key} twice"]
    for element in form["body"]:
        options = element["attributes"].get("options", ["-"])
        found += [] if element["type"] in KINDS else ["unknown type"]
        found += [] if re.fullmatch(r"[\w-]+", element.get("id", "-")) else ["an id with other characters"]
        found += [] if all(isinstance(item, str) and item.strip() for item in options) else ["no text"]
        found += [] if 1 <= len(options) <= 100 and len(set(options)) == len(options) else ["options"]
        found += ["the reserved option None"] if "none" in map(str.lower, options) else []
    return found if asked else [*found, "nothing is asked"]


def test_the_forms_are_up_to_date(project_root: Path) -> None:
    """Those in the repository are what the list gives; `papershelf forms` makes them again."""
    for name, text in forms(load(project_root / "data")).items():
        assert (project_root / FOLDER / name).read_text(encoding="utf-8") == text, "run papershelf forms"


def test_the_forms_are_such_as_github_takes_them(project_root: Path) -> None:
    """Those in the repository are, with blank issues allowed beside them."""
    library = load(project_root / "data")
    assert [complaints(_form(library, name)) for name in forms(library)] == [[], []]
    config = yaml.safe_load((project_root / FOLDER / "config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": True}


def test_the_tags_are_offered_in_the_vocabularys_order(list_dir: Path) -> None:
    """Each tag of the list, by its label, with the slug that is read from the answer."""
    library = load(list_dir)
    options = elements(library)["tags"]["attributes"]["options"]
    assert chosen(", ".join(options)) == tuple(tag.slug for tag in library.tags)


@pytest.mark.parametrize("count", [0, 1, 100, 101, 1000])
def test_a_vocabulary_of_any_size(count: int) -> None:
    """The form parses; where not all tags fit it says so, offers those used most and asks for others."""
    tags = [Tag(f"tag-{number}", f"Tag {number}") for number in range(count)]
    used = Paper("a", "A", tags=(f"tag-{count - 1}",))
    library = library_of(tags, used) if count else library_of([])
    assert complaints(_form(library, "suggest.yml")) == []
    asked = elements(library)
    assert ("tags" in asked) == (count > 0)
    assert ("other-tags" in asked) == (count > MOST_OPTIONS)
    if count > MOST_OPTIONS:
        assert f"These 100 of {count} tags" in asked["tags"]["attributes"]["description"]
        assert asked["tags"]["attributes"]["options"][-1] == f"Tag {count - 1} (tag-{count - 1})"


LABELS = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["None", "yes", "A (b), c", "1", "~", "a), b (c)"]
)


@given(st.lists(LABELS, min_size=1, max_size=20))
def test_labels_of_any_kind(labels: list[str]) -> None:
    """Whatever a label holds, the form parses and the choice of all tags is read as all slugs."""
    tags = [Tag(f"tag-{number}", label) for number, label in enumerate(labels)]
    assert complaints(_form(library_of(tags), "suggest.yml")) == []
    slugs = tuple(tag.slug for tag in tags)
    assert read_paper_request(paper_request(tags=", ".join(map(option, tags)))).tags == slugs


def test_all_fields_but_those_of_the_machine_can_be_corrected(list_dir: Path) -> None:
    """The choice of fields is that of the table of keys, without the id."""
    field = elements(load(list_dir), "correct.yml")["field"]
    assert field["attributes"]["options"] == [field.key for field in asked_fields()]
    assert "id" not in field["attributes"]["options"]


def test_the_questions_are_those_that_are_read(list_dir: Path) -> None:
    """Each question of a form is one whose answer is read, under the label that the workflow looks for."""
    library = load(list_dir)
    for name, label in (("suggest.yml", "suggestion"), ("correct.yml", "correction")):
        known = {question.id: question.heading for question in QUESTIONS[label]}
        shown = {key: element["attributes"]["label"] for key, element in elements(library, name).items()}
        assert shown.items() <= known.items()
        assert _form(library, name)["labels"] == [label]


def test_a_papers_page_fills_in_questions_of_the_form(list_dir: Path) -> None:
    """The names in its link are those of the form's questions; GitHub fills in text, no choices."""
    library = load(list_dir)
    query = parse_qs(urlsplit(f"?{views.query(library.papers[0])}").query, strict_parsing=True)
    asked = elements(library, "correct.yml")
    filled = query.keys() - {"template", "title"}
    assert filled == {"paper", "current"}
    filled.add("line")  # by assets/entry.js
    assert {asked[name]["type"] for name in filled} <= {"input", "textarea"}
    assert query["template"] == ["correct.yml"]


def test_the_command_writes_and_checks(tmp_path: Path, list_dir: Path) -> None:
    """--check fails until the forms are written, and writes nothing; a second run has nothing to do."""
    arguments = ["forms", "--data", str(list_dir), "--folder", str(tmp_path / "forms")]
    stale = CliRunner().invoke(papershelf, [*arguments, "--check"])
    assert (stale.exit_code, stale.stdout) == (1, "")
    assert "suggest.yml" in stale.stderr
    assert "run papershelf forms" in stale.stderr
    assert not (tmp_path / "forms").exists()
    written = CliRunner().invoke(papershelf, arguments)
    assert (written.exit_code, len(written.stdout.splitlines())) == (0, 2)
    assert CliRunner().invoke(papershelf, [*arguments, "--check"]).exit_code == 0
    assert CliRunner().invoke(papershelf, arguments).stdout == ""
