"""Texts of papers, of which each part of the site needs some: made, or read from the cache, when it does."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from papershelf.build_cache import BuildCache
from papershelf.processes import mapped
from papershelf.spool import Place, Spool

V = TypeVar("V")


class Texts:
    """The texts of one kind, by the ids of papers; `make` makes one that the cache has not under its key."""

    def __init__(
        self,
        cache: BuildCache,
        spool: Spool,
        kind: str,
        keys: Mapping[str, bytes],
        make: Callable[[str], bytes],
    ) -> None:
        self.keys = keys
        self._cache, self._spool, self._kind, self._make = cache, spool, kind, make
        self._places: dict[str, Place] = {}

    def prepare(self, ids: Iterable[str]) -> None:
        """Put the texts of some papers aside: together they take less time than one by one."""
        wanted, known = {*ids} - self._places.keys(), list(self.keys)
        asked = [place for place, each in enumerate(known) if each in wanted]

        def make(places: Sequence[int]) -> list[bytes]:
            return mapped(self._make, [known[place] for place in places])

        made = self._cache.made(self._kind, list(self.keys.values()), make, asked)
        for place, text in zip(asked, made, strict=True):
            self._places[known[place]] = self._spool.put(text)

    def read(self, paper_id: str) -> bytes:
        """Return a text; one that was not prepared is made."""
        place = self._places.get(paper_id)
        return self._spool.get(place) if place else self._make(paper_id)

    def read_as(self, read: Callable[[bytes], V]) -> Mapping[str, V]:
        """Return what `read` makes of the texts, by the ids of papers."""
        return _ReadTexts(self, read)


class _ReadTexts(Mapping[str, V]):
    """Texts as somebody reads them."""

    def __init__(self, texts: Texts, read: Callable[[bytes], V]) -> None:
        self._texts, self._read = texts, read

    def __getitem__(self, paper_id: str) -> V:
        return self._read(self._texts.read(paper_id))

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts.keys)

    def __len__(self) -> int:
        return len(self._texts.keys)
