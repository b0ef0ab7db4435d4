"""A clone of the repository in which the commands of the documentation are run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from papershelf.services.endpoints import APIS
from tests.guide.clone import GIVEN, ROOT
from tests.services.misbehaving import Request, Server, by_path, reply, serving

ENTRY = """<entry><id>http://arxiv.org/abs/{id}v1</id><title>Paper {id}</title>
<published>2024-05-01T00:00:00Z</published><author><name>Ada Okoro</name></author></entry>"""
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
ITEM = {"type": "article", "title": "On Compasses", "author": [{"family": "Okoro", "given": "Ada"}]}


def arxiv(handler: Any, request: Request) -> None:
    """Answer as arXiv does, which knows each id that it is asked for."""
    entries = [ENTRY.format(id=each) for each in request.params["id_list"].split(",")]
    reply(FEED.format("".join(entries)), kind="application/atom+xml")(handler, request)


def crossref(handler: Any, request: Request) -> None:
    """Answer as Crossref does, which knows each DOI."""
    doi = unquote(request.path.partition("/works/")[2].partition("/transform")[0])
    reply(json.dumps(ITEM | {"DOI": doi}))(handler, request)


@pytest.fixture(scope="session")
def services() -> Iterator[Server]:
    """A server that stands in for all services."""
    with serving() as server:
        server.will(by_path({"/arxiv/": arxiv, "/crossref/works/": crossref}))
        yield server


@pytest.fixture(scope="session")
def surroundings(services: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a reader who has activated `.venv`, and who reaches no network."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PAPERSHELF_", "GITHUB_"))
        },
        **{api.url_variable: f"{services.url}/{api.id}" for api in APIS},
        **nowhere,
        "no_proxy": "127.0.0.1",
        "HOME": str(tmp_path_factory.mktemp("home")),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "NO_MKDOCS_2_WARNING": "1",
        **{
            f"GIT_{who}_{what}": "reader@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }


@pytest.fixture(scope="session")
def repository(
    copy_project: Callable[[Path], Path],
    surroundings: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A clone with a list of five papers that has been built, and the files that the documentation names."""
    folder = copy_project(tmp_path_factory.mktemp("guide") / "papershelf")
    shutil.copytree(GIVEN, folder, dirs_exist_ok=True)
    for name in ("five-papers.yaml", "two-mistakes.yaml"):
        (folder / name).unlink()
    shutil.copy(GIVEN / "five-papers.yaml", folder / "data" / "papers.yaml")
    (folder / "data" / "collections.yaml").unlink()
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in ("old", "new"):
        shutil.copytree(folder / "data", folder / name)
    for stamp in (".site-stamp", ".dev-stamp"):
        (folder / ".venv" / stamp).touch()
    shutil.copy(folder / "data" / "feeds" / "daily-papers.txt", folder / "FEED")
    prepare = """
    git init -q -b main && git add -A && git commit -qm 'Start' && git tag v1.0 && git tag v2.0
    mkdocs build --quiet
    """
    subprocess.run(["sh", "-eu", "-c", prepare], cwd=folder, env=surroundings, check=True)
    return folder


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """A copy of the repository to work in."""
    return Path(shutil.copytree(repository, tmp_path / "papershelf", symlinks=True))
