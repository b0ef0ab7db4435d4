"""The size of a site, and its pages against another build."""

from pathlib import Path

from papershelf.bot.pull_request_review import site_changes


def site(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_pages_are_compared(tmp_path: Path) -> None:
    """Added, removed and changed pages are told by their address; other files count only for the size."""
    before = site(tmp_path / "a", {"index.html": "x", "papers/old/index.html": "o", "sitemap.xml": "1"})
    after = site(
        tmp_path / "b", {"index.html": "xy", "papers/new/index.html": "n", "sitemap.xml": "2", "404.html": ""}
    )
    assert site_changes(after, before) == {
        "files": 4,
        "bytes": 4,
        "bytes_before": 3,
        "pages": {"added": ["404.html", "papers/new/"], "removed": ["papers/old/"], "changed": ["/"]},
    }


def test_without_another_build_there_is_only_a_size(tmp_path: Path) -> None:
    """Nothing is called new where there is nothing to compare with."""
    assert site_changes(site(tmp_path, {"index.html": "x"})) == {
        "files": 1,
        "bytes": 1,
        "bytes_before": None,
        "pages": {"added": [], "removed": [], "changed": []},
    }
