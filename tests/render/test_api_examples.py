"""The examples on the page of the API do what they say, against a server on this machine."""

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from papershelf.library import Library, load
from papershelf.list_database import write_database
from papershelf.render.api import api
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from papershelf.text import shown
from tests.render.api_files import library_of
from tests.render.rendered_pages import rendered

Examples = dict[tuple[str, str], str]
CODE = r'<pre [^>]*aria-label="([^"]+), (\w+)"><code>(.*?)</code></pre>'


class Quiet(SimpleHTTPRequestHandler):
    """A server that keeps no log."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the base class gives it
        pass


@pytest.fixture(scope="module")
def library(list_dir: Path) -> Library:
    return load(list_dir)


@pytest.fixture(scope="module")
def examples(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Examples]:
    """The code of each example by its title and language, while a server has the files that it asks for."""
    folder = tmp_path_factory.mktemp("site")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        made = rendered(api(Shelf(library, Settings(name="A list", site_url=root))))
        for page in made:
            path = folder / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.text, encoding="utf-8", newline="\n")
        write_database(folder)
        text = (folder / "api" / "index.md").read_text(encoding="utf-8")
        found = re.findall(CODE, text, re.DOTALL)
        yield {(title, language): html.unescape(code) for title, language, code in found}
        server.shutdown()


def done(folder: Path, *command: str) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def first(library: Library) -> str:
    """The id of the paper that examples show."""
    return min(library.papers, key=lambda paper: (str(paper.added or ""), paper.id)).id


def test_the_examples_in_python(library: Library, examples: Examples, tmp_path: Path) -> None:
    """Each prints what its title says, with nothing but the standard library."""
    said = {
        title: done(tmp_path, sys.executable, "-c", code)
        for (title, by), code in examples.items()
        if by == "Python"
    }
    assert len(said) == 5
    assert said["One paper"] == shown(library.by_id[first(library)].title) + "\n"
    assert sorted(said["Every paper, file by file"].split()) == sorted(library.by_id)
    assert re.match(r"20\d\d-\d\d-\d\d \d+ added 0 removed\n", said["What happened on the last days"])
    assert said["The whole list"] == f"{len(library.papers)}\n"
    assert said["Full-text search in the database"].strip()


def test_the_examples_in_curl(library: Library, examples: Examples, tmp_path: Path) -> None:
    """Each fetches what its title says, in a shell."""
    said = {title: done(tmp_path, "sh", "-c", code) for (title, by), code in examples.items() if by == "curl"}
    assert len(said) == 4
    assert f'"id":"{first(library)}"' in said["One paper"]
    assert said["Every paper, file by file"].count('"file":') == len(library.papers)
    assert '"days":[' in said["What happened on the last days"]
    assert {path.name for path in tmp_path.iterdir()} == {"list.jsonl", "list.csv", "list.sqlite"}


def test_an_empty_list_has_no_examples() -> None:
    """There would be nothing to show."""
    (page,) = (page for page in rendered(api(Shelf(library_of([]), Settings()))) if page.path.endswith(".md"))
    assert "Examples" not in page.text
