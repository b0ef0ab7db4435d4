"""A command starts with the modules that it needs, and no others."""

import subprocess
import sys
from pathlib import Path

import pytest

# Each takes 0.05 to 0.5 s to load.
HEAVY = {
    "bibtexparser", "jinja2", "latex2mathml", "markupsafe", "mkdocs", "numpy", "pylatexenc", "rapidfuzz",
    "regex", "requests", "rispy", "sentencex", "urllib3",
}  # fmt: skip
TITLES = {"pylatexenc", "rapidfuzz"}  # what compares titles
LIST = "- id: on-walruses\n  title: On Walruses\n"


def loaded(folder: Path, *arguments: str, **environment: str) -> set[str]:
    """The modules that a command has loaded at its end."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "papers.yaml").write_text(LIST)
    (folder / "data" / "tags.yaml").write_text("")
    script = (
        "import atexit, sys; atexit.register(lambda: print('\\nloaded:', *sys.modules, file=sys.stderr))\n"
        "from papershelf.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "generator"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    (names,) = (line for line in done.stderr.splitlines() if line.startswith("loaded: "))
    return set(names.split())


COMPLETION = {"_PAPERSHELF_COMPLETE": "bash_complete", "COMP_WORDS": "papershelf sh", "COMP_CWORD": "1"}


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["--version"], {}), (["--help"], {}), ([], {}), (["chekc"], {}), ([], COMPLETION)],
)
def test_the_overview_loads_no_command(
    tmp_path: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    """Neither does the version, a mistyped name, or a shell that completes one."""
    modules = loaded(tmp_path, *arguments, **environment)
    ours = {name for name in modules if name.startswith("papershelf")}
    assert ours == {"papershelf", "papershelf.cli", "papershelf.cli.command_group", "papershelf.problems"}
    assert not modules & (HEAVY | {"yaml"})


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["index", "--help"], set()),
        (["build", "--help"], set()),
        (["format", "--check"], TITLES),
        (["show", "on-walruses"], TITLES),
        (["check"], TITLES),
    ],
)
def test_a_command_loads_little(tmp_path: Path, arguments: list[str], needed: set[str]) -> None:
    """What reads the data loads nothing that speaks HTTP, reads feeds or renders pages."""
    assert loaded(tmp_path, *arguments) & HEAVY <= needed
