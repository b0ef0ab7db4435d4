"""What earlier builds made is found again, and nothing else is."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf import build_cache
from papershelf.build_cache import NO_CACHE, BuildCache, digest


class Maker:
    """Makes contents, and remembers which."""

    def __init__(self, contents: Sequence[bytes]) -> None:
        self.contents = contents
        self.made: list[bytes] = []

    def __call__(self, places: list[int]) -> list[bytes]:
        new = [self.contents[place] for place in places]
        self.made += new
        return new


def together(cache: BuildCache, contents: Sequence[bytes]) -> list[bytes]:
    """Ask for contents, and return those that had to be made."""
    maker = Maker(contents)
    assert cache.made_together("kind", [digest(content) for content in contents], maker) == list(contents)
    return maker.made


def asked(cache: BuildCache, contents: Sequence[bytes], places: Sequence[int]) -> list[bytes]:
    """Ask for some of the contents, and return those that had to be made."""
    maker = Maker(contents)
    keys = [digest(content) for content in contents]
    assert list(cache.made("kind", keys, maker, places)) == [contents[place] for place in places]
    return maker.made


@given(st.lists(st.binary(max_size=30), unique=True), st.lists(st.binary(max_size=30), unique=True))
def test_small_contents_are_made_once(
    tmp_path_factory: pytest.TempPathFactory, first: list[bytes], then: list[bytes]
) -> None:
    """Those that the last build had are found, whatever is in them; the others are forgotten."""
    cache = BuildCache(tmp_path_factory.mktemp("cache"))
    assert together(cache, first) == first
    assert together(cache, then) == [content for content in then if content not in first]
    assert together(cache, first) == [content for content in first if content not in then]


def test_small_contents_of_other_code_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It might make something else of the same."""
    cache = BuildCache(tmp_path)
    together(cache, [b"one"])
    monkeypatch.setattr(build_cache, "digest_of_code", lambda: digest("other code"))
    assert together(cache, [b"one"]) == [b"one"]


def test_small_contents_that_are_damaged_are_made_again(tmp_path: Path) -> None:
    """With all that were kept as one with them."""
    cache = BuildCache(tmp_path)
    together(cache, [b"one", b"two"])
    with closing(sqlite3.connect(cache.path)) as database, database:
        database.execute("UPDATE made SET content = substr(content, 1, 25)")
    assert together(cache, [b"one", b"two"]) == [b"one", b"two"]
    assert together(cache, [b"one", b"two"]) == []


def test_nothing_is_kept_without_a_cache() -> None:
    """All is made each time."""
    assert [together(NO_CACHE, [b"one"]) for _ in range(2)] == [[b"one"], [b"one"]]


def test_only_what_is_asked_for_is_made(tmp_path: Path) -> None:
    """What is kept of the others stays."""
    cache, contents = BuildCache(tmp_path), [b"one", b"two", b"three"]
    assert asked(cache, contents, [0, 1]) == [b"one", b"two"]
    assert asked(cache, contents, [2]) == [b"three"]
    assert asked(cache, contents, [0, 1, 2]) == []
    assert asked(cache, contents[:2], []) == []
    assert asked(cache, contents, [0, 1, 2]) == [b"three"]
