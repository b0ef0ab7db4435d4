"""Under `mkdocs serve` the page of an edited entry is there before what is made from the whole list."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live_server import LiveServer, live_server, wait_for
from tests.small_site import make_project

PAGE, LIST = "papers/on-walruses/", "tags/sky/"
# Python runs this as it starts: the last part of a build waits, or goes wrong, while a file is there.
SLOW = """
from pathlib import Path
from time import sleep

from papershelf.problems import InvalidInputError, Problem
from papershelf.render import pages


def waits(_shelf):
    while Path("hold").exists():
        sleep(0.05)
    if Path("broken").exists():
        raise InvalidInputError([Problem("data/papers.yaml", 1, "broken on purpose")])
    return iter(())


pages.PARTS = (*pages.PARTS, waits)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("first")
    project = make_project(folder / "project")
    settings = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(
        settings.replace("https://small.example/", "https://example.org/papershelf/")
    )
    (folder / "start").mkdir()
    (folder / "start" / "sitecustomize.py").write_text(SLOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(folder / "start"), os.environ.get("PYTHONPATH", "")]))
        with live_server(project, folder / "log") as running:
            running.wait_for_search()
            yield running


def test_the_page_of_an_edited_paper_comes_first(server: LiveServer) -> None:
    """The lists that show it follow; until they do, pages say that the search is being brought up to date."""
    hold, before = server.project / "hold", server.builds()
    hold.touch()
    server.edit("title: On Walruses and Others", "title: On Seals and Others")
    wait_for(lambda: "On Seals and Others" in (server.site / PAGE / "index.html").read_text())
    assert "On Seals and Others" in server.text(PAGE)
    assert "On Seals and Others" not in server.text(LIST)
    assert server.state()["search"] == "updating"
    hold.unlink()
    wait_for(lambda: "On Seals and Others" in server.text(LIST))
    server.wait_for_search()
    assert server.wait_for_quiet() == before + 1
    server.edit("title: On Seals and Others", "title: On Walruses and Others")
    wait_for(lambda: "On Walruses and Others" in server.text(LIST))


def test_a_page_that_is_left_out_does_not_come(server: LiveServer) -> None:
    """Whatever is edited in its entry."""
    settings = server.project / "mkdocs.yml"
    with_all = settings.read_text()
    settings.write_text(f"{with_all}exclude_docs: papers/on-kettles.md\n")
    server.wait_for_quiet()
    wait_for(lambda: not (server.site / "papers" / "on-kettles").exists())
    before = server.builds()
    server.edit("As in On Walruses", "As it is in On Walruses")
    wait_for(lambda: server.builds() > before)
    server.wait_for_quiet()
    assert not (server.site / "papers" / "on-kettles").exists()
    server.edit("As it is in On Walruses", "As in On Walruses")
    settings.write_text(with_all)
    wait_for((server.site / "papers" / "on-kettles").exists)
    server.wait_for_quiet()


def test_a_new_paper_has_its_page_when_a_list_leads_to_it(server: LiveServer) -> None:
    """All papers are listed below the same folder, and so come as early."""
    server.wait_for_search()
    hold = server.project / "hold"
    hold.touch()
    text = server.papers.read_text(encoding="utf-8")
    server.papers.write_text(f"{text}\n- id: on-newts\n  title: On Newts\n", encoding="utf-8")
    wait_for(lambda: "On Newts" in (server.site / "papers" / "index.html").read_text())
    assert "On Newts" in server.text("papers/on-newts/")
    hold.unlink()
    wait_for(lambda: "On Newts" in server.text("years/unknown/"))
    server.papers.write_text(text, encoding="utf-8")
    wait_for(lambda: not (server.site / "papers" / "on-newts").exists())
    server.wait_for_quiet()


def test_readers_wait_while_the_rest_is_written(server: LiveServer) -> None:
    """What they get of a list is never older than the page that they came from, once the build has ended."""
    server.wait_for_search()
    before = server.builds()
    server.edit("title: On Walruses and Others", "title: On Otters and Others")
    wait_for(lambda: server.builds() > before)
    server.wait_for_quiet()
    assert "On Otters and Others" in server.text(PAGE)
    assert "On Otters and Others" in server.text(LIST)
    server.edit("title: On Otters and Others", "title: On Walruses and Others")
    wait_for(lambda: "On Walruses and Others" in server.text(LIST))


def test_a_build_that_ends_after_its_first_pages_is_made_up_for(server: LiveServer) -> None:
    """Whatever was shown of it, the next build that ends well leaves what the data say."""
    server.wait_for_search()
    broken: Path = server.project / "broken"
    broken.touch()
    server.edit("title: On Walruses and Others", "title: On Newts and Others")
    wait_for(lambda: "On Newts and Others" in server.text(PAGE))
    wait_for(lambda: server.says("broken on purpose"))
    broken.unlink()
    server.edit("title: On Newts and Others", "title: On Walruses and Others")
    wait_for(lambda: "On Walruses and Others" in server.text(PAGE))
    server.wait_for_quiet()
    assert "On Walruses and Others" in server.text(LIST)
    assert "On Newts" not in server.text(PAGE) + server.text(LIST)
