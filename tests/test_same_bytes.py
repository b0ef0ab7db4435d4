"""The same list gives the same files on any machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_site import EDITS, Tree, contents, make_project, replaced

MANY = 220
"""More papers than one process makes pages for."""
ON_SO_MANY = """\
import os, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv.pop(1))])
from mkdocs.__main__ import cli
cli()
"""
# 22:13 UTC is the same day in the first zone, and the next in the second.
HERE = {"TZ": "HERE+11", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}
THERE = {"TZ": "THERE-14", "LC_ALL": "C", "LANG": "tr_TR", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0",
         "PYTHONCOERCECLOCALE": "0"}  # fmt: skip


def write_list(folder: Path) -> None:
    """A list with what one may be tempted to sort by chance, by the locale or by the folder."""
    make_project(folder)
    # Cards of papers, drawn as those of lists are, would take ten times as long as all the rest.
    replaced("mkdocs.yml", "[papershelf]", "[papershelf: {cards: lists}]")(folder)
    for name in ("fields of its own", "a collection", "addresses moved"):
        EDITS[name](folder)
    letters = ["Ångström", "Ivı", "Zoë", "ñandú", "Étienne", "İnci", "周", "öl"]
    more = "".join(
        f"- id: paper-{number}\n"
        f'  title: "{letters[number % 8]} {number % 30}: on $x^2$ and walruses"\n'
        f"  authors: ['{letters[number % 7]} {letters[number % 5]}', Ada Lovelace]\n"
        f"  published: '2024-0{number % 9 + 1}-01'\n"
        f"  tags: [{'sky, sea' if number % 2 else 'sea'}]\n"
        for number in range(MANY)
    )
    papers = folder / "data" / "papers.yaml"
    papers.write_text(f"{papers.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")


def build(folder: Path, processors: int, told: dict[str, str]) -> None:
    home = folder.parent / f"home of {folder.name}"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", ON_SO_MANY, str(processors), "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1", **told,
             "HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)},
        umask=0o022 if told is HERE else 0o077,
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One built at once; the other after builds of other data, by what they kept, in all else differently."""
    here = tmp_path_factory.mktemp("here") / "list"
    there = tmp_path_factory.mktemp("là bas") / "a list, édité"
    for folder in (here, there):
        write_list(folder)
    build(here, 1, HERE)
    for name in ("a title", "a label", "another id"):
        EDITS[name](there)
    build(there, 64, THERE)
    for name in ("papers.yaml", "tags.yaml"):
        (there / "data" / name).write_bytes((here / "data" / name).read_bytes())
    build(there, 64, THERE)
    return here, there


def different(one: Tree, other: Tree) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("folder", ["docs", "site"])
def test_the_machine_leaves_no_mark(projects: tuple[Path, Path], folder: str) -> None:
    """Folder, time zone, locale, hash seed, processors, home and cache change no byte of docs/ and site/."""
    here, there = (contents(project / folder) for project in projects)
    assert len(here) > MANY
    assert different(here, there) == []


def test_no_file_names_the_folder(projects: tuple[Path, Path]) -> None:
    """Nobody who reads the site learns where it was built."""
    for name, content in contents(projects[0] / "site").items():
        assert os.fsencode(projects[0].parent) not in content, name
