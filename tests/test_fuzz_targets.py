"""`make fuzz` has a target for each reader of a feed, and each target has seeds to begin with."""

import re
from pathlib import Path

FUZZ = Path(__file__).with_name("fuzz")


def test_each_reader_of_a_feed_is_fuzzed(project_root: Path) -> None:
    """A new reader that nobody adds would be left out without a word."""
    script = (FUZZ / "fuzz.py").read_text(encoding="utf-8")
    feeds = project_root / "generator/papershelf/feeds"
    for path in feeds.rglob("*.py"):
        if re.search(
            r"^def read(?:_html|_markdown)?\(.*\) -> Capture:$", path.read_text("utf-8"), re.MULTILINE
        ):
            module = path.relative_to(feeds.parents[1]).with_suffix("").as_posix().replace("/", ".")
            package, _, name = module.rpartition(".")
            named = rf"from {package} import (?:\([^)]*?\b|.*\b){name}\b|from {module} import"
            assert re.search(named, script), module


def test_each_target_has_seeds() -> None:
    """Without any, libFuzzer takes long to find what a reader takes at all."""
    script = (FUZZ / "fuzz.py").read_text(encoding="utf-8")
    targets = re.findall(r'^    "([\w-]+)": ', script.partition("TARGETS:")[2], re.MULTILINE)
    assert sorted({*targets, "reading-file"}) == sorted(path.name for path in (FUZZ / "seeds").iterdir())
    assert all(any(path.iterdir()) for path in (FUZZ / "seeds").iterdir())
