"""`mkdocs serve` of a site with a list in it."""

from collections.abc import Iterator

import pytest

from tests.host_site import change, host, small_list
from tests.live_server import LiveServer, live_server, wait_for

FENCE = "\n```papershelf\ntag: sky\n```\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for all edits, of a site with papers on a page of its own."""
    folder = tmp_path_factory.mktemp("serve")
    project = host(folder / "project", data=small_list(folder))
    change(project, "https://kelp.example/docs/", "https://example.org/papershelf/")
    with (project / "docs" / "index.md").open("a") as page:
        page.write(FENCE)
    with live_server(project, folder / "log") as running:
        running.wait_for_quiet()
        yield running


def test_an_edit_of_the_data_makes_one_build(server: LiveServer) -> None:
    """What it changes in docs/ is not an edit; pages of the list and of the site around follow it."""
    before = server.builds()
    server.edit("title: On Walruses", "title: On Seals")
    wait_for(lambda: server.builds() > before)
    assert server.wait_for_quiet() == before + 1
    assert "On Seals" in server.text("reading/papers/on-walruses/")
    assert "On Seals" in server.text("")


def test_what_is_wrong_ends_no_server(server: LiveServer) -> None:
    """Broken data leave the site as it was; a page says itself what is wrong with its fence."""
    server.edit("  title:", "  titel:")
    wait_for(lambda: server.says("papers.yaml:2: unknown key 'titel'"))
    before = server.wait_for_quiet()
    assert "On " in server.text("reading/papers/on-walruses/")
    server.edit("  titel:", "  title:")
    wait_for(lambda: server.builds() > before)
    server.wait_for_quiet()
    change(server.project, "tag: sky", "tag: skyy", "docs/index.md")
    wait_for(lambda: "the list has no &#x27;skyy&#x27;, did you mean" in server.text(""))
    assert not server.says("Traceback")
