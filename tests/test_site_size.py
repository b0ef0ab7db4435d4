"""The size of a site is told before GitHub Pages refuses it."""

from pathlib import Path

from papershelf.site_size import MOST, advice, is_too_large, sizes


def test_sizes_are_those_of_folders(tmp_path: Path) -> None:
    """With all that is below them, and the files beside them together."""
    for name, size in {"papers/a/index.html": 10, "papers/b.html": 5, "index.html": 3, "404.html": 1}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert sizes(tmp_path) == {"papers": 15, ".": 4}


def test_a_usual_site_needs_no_advice() -> None:
    """Most lists never come near."""
    assert advice({"papers": MOST // 2}) is None


def test_a_site_near_the_limit() -> None:
    """What is large is named, the largest first."""
    text = advice({"exports": 100_000_000, "papers": 750_000_000, "tags": 2, "map": 1})
    assert text
    assert "850 MB, most of it in papers/ 750 MB, exports/ 100 MB, tags/ 0 MB" in text
    assert not is_too_large({"papers": 750_000_000})


def test_a_site_over_the_limit() -> None:
    """That is a warning, with which `--strict` fails."""
    assert is_too_large({"papers": MOST, ".": 1})
