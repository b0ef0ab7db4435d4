"""`mkdocs serve` builds once for each edit, whatever people edit."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.live_server import LiveServer, live_server, wait_for


@pytest.fixture(scope="module")
def server(
    copy_project: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """One server for all edits, of a list with a folder of its own templates."""
    folder = tmp_path_factory.mktemp("serve")
    project = copy_project(folder / "project")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace("name: material\n", "name: material\n  custom_dir: overrides\n"), encoding="utf-8"
    )
    (project / "overrides" / "partials").mkdir(parents=True)
    (project / "overrides" / "partials" / "footer.html").write_text("<footer>Ours</footer>")
    with live_server(project, folder / "log") as running:
        running.wait_for_quiet()
        yield running


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/papers.yaml", "title: 'LSH-MoE:", "title: 'Edited:"),
        ("data/tags.yaml", "label: Vector search", "label: Searching vectors"),
        ("docs/about.md", "#", "# Edited"),
        ("docs/papers/notes.md", "", "# Written by hand, beside generated pages"),
        ("docs/papers/notes.md", "Written", "Edited"),
        ("mkdocs.yml", "site_name:", "copyright: Edited\nsite_name:"),
        ("overrides/partials/footer.html", "Ours", "Edited"),
    ],
)
def test_an_edit_makes_one_build(server: LiveServer, file: str, old: str, new: str) -> None:
    """Data, settings, templates and hand-written pages are watched; what the build writes is not."""
    before = server.builds()
    path = server.project / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    wait_for(lambda: server.builds() > before)
    assert server.wait_for_quiet() == before + 1
    assert not server.says("Traceback")


def test_removing_a_paper_makes_one_build(server: LiveServer) -> None:
    """Its page goes, and a page that was removed is not an edit either."""
    before, page = server.builds(), server.project / "docs" / "papers" / "notes-on-walruses.md"
    text = server.papers.read_text(encoding="utf-8")
    server.papers.write_text(
        f"{text}\n- id: notes-on-walruses\n  title: Notes on walruses\n", encoding="utf-8"
    )
    wait_for(lambda: server.builds() > before)
    assert server.wait_for_quiet() == before + 1
    assert page.is_file()
    server.papers.write_text(text, encoding="utf-8")
    wait_for(lambda: not page.exists())
    assert server.wait_for_quiet() == before + 2
