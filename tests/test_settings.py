"""The site's name and address come from mkdocs.yml, which MkDocs reads too."""

from pathlib import Path

import pytest

from papershelf.problems import InvalidInputError
from papershelf.settings import Settings, read_settings

REPOSITORY = "https://git.example/a"


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """Where mkdocs.yml stands."""
    return tmp_path / "mkdocs.yml"


def test_without_a_file(settings_file: Path) -> None:
    """The defaults hold, and no link leads to a repository."""
    assert read_settings(settings_file) == Settings("Papershelf", "", None)


def test_name_description_and_repository(settings_file: Path) -> None:
    """The branch is that of `extra`, else main; a final slash makes no difference."""
    settings_file.write_text("site_name: X\nsite_description: Y\nrepo_url: https://git.example/a/b/\n")
    assert read_settings(settings_file) == Settings(
        "X", "Y", f"{REPOSITORY}/b/blob/main/", f"{REPOSITORY}/b/issues/new"
    )
    settings_file.write_text("site_name: X\nrepo_url: https://git.example/a/b\nextra: {branch: trunk}\n")
    assert read_settings(settings_file).source_url == "https://git.example/a/b/blob/trunk/"


def test_environment(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`!ENV` works as in MkDocs, with and without a default."""
    settings_file.write_text("site_name: !ENV [LIST_NAME, Default]\nrepo_url: !ENV LIST_REPO\n")
    monkeypatch.delenv("LIST_NAME", raising=False)
    monkeypatch.delenv("LIST_REPO", raising=False)
    assert read_settings(settings_file) == Settings("Default", "", None)
    monkeypatch.setenv("LIST_NAME", "Mine")
    monkeypatch.setenv("LIST_REPO", "https://git.example/a")
    assert read_settings(settings_file) == Settings(
        "Mine", "", f"{REPOSITORY}/blob/main/", f"{REPOSITORY}/issues/new"
    )


def test_what_only_mkdocs_understands(settings_file: Path) -> None:
    """Its Python tags are passed over and never run."""
    settings_file.write_text(
        "site_name: X\nmarkdown_extensions:\n  - x: {f: !!python/name:os.getcwd ''}\n"
        "  - y: !!python/object/apply:os.abort []\nhere: !relative $docs_dir\n"
    )
    assert read_settings(settings_file).name == "X"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"site_name: X\nnav: [a\nextra: b\n", 3),
        (b"site_name: 'X\n", 2),
        (b"site_name: X\n\tx: y\n", 2),
        (b"- a list\n", 1),
        (b"", 1),
        (b"site_name: M\xfcller\n", 1),
        (b"site_name: X\0\n", 1),
    ],
)
def test_what_is_no_settings_file(settings_file: Path, content: bytes, line: int) -> None:
    """It is an error with its line, and no traceback."""
    settings_file.write_bytes(content)
    with pytest.raises(InvalidInputError) as raised:
        read_settings(settings_file)
    (problem,) = raised.value.problems
    assert (problem.path, problem.line) == (str(settings_file), line)


@pytest.mark.parametrize("extra", ["extra: [a, b]", "extra: text", "extra:"])
def test_an_odd_extra_is_no_obstacle(settings_file: Path, extra: str) -> None:
    """MkDocs complains about it; here the branch is main."""
    settings_file.write_text(f"repo_url: https://git.example/a\n{extra}\n")
    assert read_settings(settings_file).source_url == "https://git.example/a/blob/main/"


def test_the_embedding(settings_file: Path) -> None:
    """A model for related papers is named among the plugin's options; without a name there is none."""
    settings_file.write_text("plugins: [{papershelf: {embedding: beasts}}]\n")
    assert read_settings(settings_file).embedding == "beasts"
    settings_file.write_text("plugins: {papershelf: {feed: {}}}\n")
    assert read_settings(settings_file).embedding is None


def test_bodies(settings_file: Path) -> None:
    """They are Markdown or HTML; another word is an error that says which there are."""
    assert not read_settings(settings_file).html_bodies
    settings_file.write_text("extra: {papershelf: {bodies: html}}\n")
    assert read_settings(settings_file).html_bodies
    settings_file.write_text("extra: {papershelf: {bodies: htlm}}\n")
    with pytest.raises(InvalidInputError, match="must be 'markdown' or 'html', not 'htlm'"):
        read_settings(settings_file)
