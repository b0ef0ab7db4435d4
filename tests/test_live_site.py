"""Under `mkdocs serve` pages come first and the search follows; open pages are told how things are."""

import json
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.live_server import LiveServer, free_port, live_server, serving, wait_for
from tests.search_files import results
from tests.small_site import make_project

PAGE = "papers/on-walruses/"


def make(folder: Path) -> Path:
    project = make_project(folder)
    settings = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(
        settings.replace("https://small.example/", "https://example.org/papershelf/")
    )
    return project


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("live")
    with live_server(make(folder / "project"), folder / "log") as running:
        running.wait_for_search()
        yield running


def edit(server: LiveServer, old: str, new: str) -> None:
    """Edit the list, and wait until pages show it."""
    before = server.builds()
    server.edit(old, new)
    wait_for(lambda: server.builds() > before)
    server.wait_for_quiet()


def titles(server: LiveServer) -> str:
    """All that the index has of results."""
    return repr(results(server.site))


def test_the_search_follows_the_pages(server: LiveServer) -> None:
    """An edit is in both; what an open page may still ask for of the last index is there as well."""
    last = json.loads(server.text("search-index/start.json"))["edition"]
    edit(server, "title: On Walruses and Others", "title: On Seals and Others")
    assert "On Seals and Others" in server.text(PAGE)
    server.wait_for_search()
    assert "On Seals and Others" in titles(server)
    assert "On Walruses and Others" in server.text(f"search-index/{last}/results-0.json")
    edit(server, "title: On Seals and Others", "title: On Walruses and Others")
    server.wait_for_search()
    assert len([path for path in (server.site / "search-index").iterdir() if path.is_dir()]) == 2


def test_an_edit_makes_its_pages_alone(server: LiveServer) -> None:
    """What follows the pages, the index and the database, is not a reason to make all of them again."""
    server.wait_for_search()
    assert (server.site / "api" / "v1" / "list.sqlite").is_file()
    untouched = server.site / "404.html"
    before = untouched.stat().st_mtime_ns
    edit(server, "title: On Walruses and Others", "title: On Seals and Others")
    edit(server, "title: On Seals and Others", "title: On Walruses and Others")
    assert untouched.stat().st_mtime_ns == before


def test_two_quick_edits(server: LiveServer) -> None:
    """The second comes while the index of the first is made: it is that of the second in the end."""
    before = server.builds()
    server.edit("title: On Teapots and Walruses", "title: On Cups and Walruses")
    wait_for(lambda: server.builds() > before)
    server.edit("title: On Cups and Walruses", "title: On Mugs and Walruses")
    wait_for(lambda: "On Mugs and Walruses" in server.text("papers/on-teapots/"))
    server.wait_for_quiet()
    server.wait_for_search()
    assert "On Mugs and Walruses" in titles(server)


def test_the_whole_site_keeps_its_search_meanwhile(server: LiveServer) -> None:
    """A setting makes all pages again, but never without an index."""
    settings = server.project / "mkdocs.yml"
    before = server.builds()
    settings.write_text(settings.read_text().replace("site_name: Small", "site_name: Smaller"))
    wait_for(lambda: server.builds() > before)
    server.wait_for_quiet()
    assert "Smaller" in server.text(PAGE)
    assert "On Kettles" in titles(server)
    server.wait_for_search()


def test_a_served_site_that_somebody_removes(server: LiveServer) -> None:
    """The whole `.cache/` may go at any time: the next edit makes all of the site again."""
    shutil.rmtree(server.project / ".cache")
    edit(server, "Kettle3: On Kettles", "Kettle3: On Irons")
    edit(server, "Kettle3: On Irons", "Kettle3: On Kettles")
    assert "On Kettles" in server.text("papers/on-kettles/")
    assert "On Mugs" in server.text("papers/on-teapots/")
    server.wait_for_search()


def test_broken_data_are_told(server: LiveServer) -> None:
    """Pages get the lines that the terminal has, for as long as they are wrong; the search stays."""
    edit(server, "title: On Mugs", "titel: On Mugs")
    line = server.line_of("titel:")
    problems = server.state()["problems"]
    assert f"data/papers.yaml:{line}: unknown key 'titel', did you mean 'title'?" in problems
    assert "On Mugs" in server.text("papers/on-teapots/")
    edit(server, "titel: On Mugs", "title: On Mugs")
    assert server.state()["problems"] == []


def test_the_script_of_a_served_page_is_found_from_each(server: LiveServer) -> None:
    """The addresses of modules are relative, also on the home page, where a bare one would name a package."""
    for path, start in (("", "./assets/"), (PAGE, "./../../assets/")):
        (address,) = re.findall(r'import [^"]*from "([^"]*site\.js)"', server.text(path))
        assert address == f"{start}site.js"


def test_an_index_that_fails_is_told(server: LiveServer) -> None:
    """In the terminal, with the reason; the next edit tries again."""
    server.wait_for_search()
    folder = server.site / "search-index"
    folder.rename(server.site / "moved")
    folder.write_text("in the way")
    edit(server, "VLDB 2024", "VLDB 2023")
    wait_for(lambda: server.state()["search"] == "failed")
    assert server.says("The search could not be brought up to date: ")
    assert server.says("the search index cannot be written")
    folder.unlink()
    edit(server, "VLDB 2023", "VLDB 2024")
    server.wait_for_search()
    assert not server.says("Traceback")


def test_the_next_server_begins_with_the_last_site(tmp_path: Path) -> None:
    """What was edited between the two is all that is made again; with nothing edited, nothing is.

    The address is the same: pages tell it.
    """
    project, log, port = make(tmp_path / "project"), tmp_path / "log", free_port()
    with live_server(project, log, port) as running:
        running.wait_for_search()
        made = (running.site / "404.html").stat().st_mtime_ns
    with live_server(project, log, port) as running:
        assert running.says("Nothing has changed since the last build")
        running.wait_for_search()
        edit(running, "title: On Walruses and Others", "title: On Seals and Others")
        assert "On Seals and Others" in running.text(PAGE)
        running.edit("title: On Teapots and Walruses", "title: On Cups and Walruses")
        running.wait_for_quiet()
    papers = project / "data" / "papers.yaml"
    papers.write_text(papers.read_text().replace("On Cups and Walruses", "On Mugs and Walruses"))
    with live_server(project, log, port) as running:
        assert "On Mugs and Walruses" in running.text("papers/on-teapots/")
        assert (running.site / "404.html").stat().st_mtime_ns == made
        assert "<h1" in requests.get(f"{running.address}nowhere/", timeout=60).text


def test_a_site_served_as_it_is_published_follows_edits_too(tmp_path: Path) -> None:
    """`mkdocs serve --clean` says nothing of itself on pages, and makes each edit once."""
    with live_server(make(tmp_path / "project"), tmp_path / "log", None, "--clean") as running:
        before = running.wait_for_quiet()
        for old, new in (("On Walruses and Others", "On Seals"), ("On Seals", "On Kites")):
            running.edit(f"title: {old}", f"title: {new}")
            wait_for(lambda new=new: new in running.text(PAGE))  # type: ignore[misc]
            running.wait_for_quiet()
        assert running.builds() == before + 2
        assert "ps-live" not in running.text(PAGE)
        assert not running.says("Traceback")


def test_a_second_server_beside_has_a_site_of_its_own(tmp_path: Path) -> None:
    """Two of them serve the same edit, neither with the files of the other."""
    project = make(tmp_path / "project")
    with live_server(project, tmp_path / "log") as first, live_server(project, tmp_path / "log-2") as second:
        assert list((tmp_path / "log-2-temporary").glob("*/404.html"))
        before = first.builds(), second.builds()
        first.edit("title: On Walruses and Others", "title: On Seals and Others")
        wait_for(lambda: first.builds() > before[0] and second.builds() > before[1])
        for server in (first, second):
            server.wait_for_quiet()
            assert "On Seals and Others" in server.text(PAGE)


def test_an_interrupt_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """^C ends the server and the index that it makes; a next server has the folder of the site."""
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell lets what it starts beside it ignore ^C
    with serving(make(tmp_path / "project"), tmp_path / "log") as (running, process):
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        assert not any((tmp_path / "log-temporary").iterdir())
        assert not running.says("Traceback")
