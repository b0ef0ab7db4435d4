"""What a server takes for an edit."""

from pathlib import Path
from queue import Empty

import pytest
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import EventQueue, ObservedWatch

from papershelf.watched_files import SettledChanges


def test_a_save_that_two_looks_see_is_told_once_it_is_over(tmp_path: Path) -> None:
    """An editor that empties a file and then writes it causes no build of half a file, and only one."""
    papers = tmp_path / "papers.yaml"
    papers.write_text("- title: Before\n", encoding="utf-8")
    told = EventQueue()
    watch = SettledChanges(told, ObservedWatch(str(tmp_path), recursive=True), timeout=0)
    watch.on_thread_start()

    papers.write_text("", encoding="utf-8")
    watch.queue_events(0)
    papers.write_text("- title: After, and longer\n", encoding="utf-8")
    watch.queue_events(0)
    with pytest.raises(Empty):
        told.get_nowait()

    watch.queue_events(0)
    event, _ = told.get_nowait()
    assert event == FileModifiedEvent(str(papers))
    watch.queue_events(0)
    with pytest.raises(Empty):
        told.get_nowait()


@pytest.mark.parametrize("name", ["mkdocs.yml", "data"])
def test_what_is_gone_for_a_while_is_watched_on(tmp_path: Path, name: str) -> None:
    """Editors rename a file before they write it, and git replaces whole folders."""
    place = tmp_path / name
    file = place / "papers.yaml" if name == "data" else place
    file.parent.mkdir(exist_ok=True)
    file.write_text("before", encoding="utf-8")
    told = EventQueue()
    watch = SettledChanges(told, ObservedWatch(str(place), recursive=True), timeout=0)
    watch.on_thread_start()
    for text in ("after", "after that"):
        away = place.rename(tmp_path / "away")
        watch.queue_events(0)
        away.rename(place)
        file.write_text(text, encoding="utf-8")
        watch.queue_events(0)
        watch.queue_events(0)
        paths = set()
        while not told.empty():
            paths.add(told.get_nowait()[0].src_path)
        assert str(file) in paths
    watch.stop()
    assert not watch.should_keep_running()
