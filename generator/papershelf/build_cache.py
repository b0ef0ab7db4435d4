"""What earlier builds made, kept in `.cache/` by a digest of everything that it was made from.

It can be deleted at any time. Whatever is wrong with it, a build goes on without it.
"""

import hashlib
import sqlite3
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from functools import cache
from importlib.metadata import version
from pathlib import Path

from papershelf.spool import Spool

PACKAGE = Path(__file__).parent
# The libraries that have a say in what pages look like and in what they say.
LIBRARIES = (
    "bibtexparser", "jinja2", "latex2mathml", "markupsafe", "mkdocs", "mkdocs-material", "numpy",
    "pylatexenc", "pymdown-extensions", "python-slugify", "regex", "rispy", "sentencex",
)  # fmt: skip
NAME = "build-1.sqlite"  # the number changes with the table
TABLE = "CREATE TABLE IF NOT EXISTS made (kind TEXT, key BLOB, content BLOB, PRIMARY KEY (kind, key))"
KEY = 20  # bytes of a digest
PATIENCE = 10.0  # seconds for another build that writes
FASTEST = 1  # level of compression
AT_ONCE = 1_000  # contents that are in memory while others wait


def digest(*parts: str | bytes) -> bytes:
    """Return a digest of parts; no other parts have the same one, however they are split."""
    whole = hashlib.blake2b(digest_size=KEY)
    for part in parts:
        content = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        whole.update(len(content).to_bytes(8))
        whole.update(content)
    return whole.digest()


def digest_of_files(paths: Iterable[Path]) -> bytes:
    """Return a digest of names and contents of files."""
    return digest(*(part for path in sorted(paths) for part in (path.name, path.read_bytes())))


@cache
def versions(names: tuple[str, ...] = LIBRARIES) -> tuple[str, ...]:
    """Return the names of libraries with their versions, which are looked up once."""
    return tuple(f"{name} {version(name)}" for name in names)


@cache
def digest_of_code() -> bytes:
    """Return a digest of this package and of the libraries that it makes pages with."""
    sources = [path for ending in ("py", "j2", "txt") for path in PACKAGE.rglob(f"*.{ending}")]
    return digest(digest_of_files(sources), *versions(), sys.version)


class BuildCache:
    """What was made, by its kind and the digest of what it was made from, in a database in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME

    def made(
        self,
        kind: str,
        keys: Sequence[bytes],
        make: Callable[[list[int]], Iterable[bytes]],
        asked: Sequence[int] | None = None,
    ) -> Iterator[bytes]:
        """Yield a content for each key: the one that is kept, or what `make` makes for those that are not.

        `make` takes the places of such keys, and returns a content for each of them. Afterwards these
        contents and no others of the kind are kept. A key has to be a digest of everything that a content
        depends on; that of the code is added to it here. Of the contents of many keys only those whose places
        are `asked` for are read, made and yielded; the others stay, if they are kept.
        """
        full = [digest_of_code() + key for key in keys]
        places = range(len(full)) if asked is None else asked
        for start in range(0, len(places), AT_ONCE):
            some = places[start : start + AT_ONCE]
            kept = self._some(kind, [full[place] for place in some])
            found = {place: unpacked(kept.get(full[place])) for place in some}
            missing = [place for place in some if found[place] is None]
            if missing:
                new = dict(zip(missing, make(missing), strict=True))
                self._change(kind, {full[place]: packed(content) for place, content in new.items()})
                found |= new
            yield from (content for place in some if (content := found[place]) is not None)
        self._change(kind, {}, only=set(full))

    def made_together(
        self, kind: str, keys: Sequence[bytes], make: Callable[[list[int]], Iterable[bytes]]
    ) -> list[bytes]:
        """Return contents as `made` does, for small ones: by the hundreds they are kept as one.

        Ten thousand that are each read by themselves take half a second.
        """
        code, kept = digest_of_code(), dict[bytes, bytes]()
        packs = {name: pack for name, pack in self.load(kind).items() if name.startswith(code)}
        for pack in packs.values():
            kept |= _unbound(unpacked(pack) or b"")
        missing = [place for place, key in enumerate(keys) if key not in kept]
        new = dict(zip([keys[place] for place in missing], make(missing), strict=True)) if missing else {}
        found = {key: kept[key] if key in kept else new[key] for key in keys}
        in_packs: defaultdict[bytes, dict[bytes, bytes]] = defaultdict(dict)
        for key, content in found.items():
            in_packs[code + _pack_of(key)][key] = content
        changed = {code + _pack_of(key) for key in (*new, *(kept.keys() - found.keys()))}
        again = {name: packed(_bound(in_packs[name])) for name in changed if name in in_packs}
        self._change(kind, again, only=in_packs.keys())
        return list(map(found.__getitem__, keys))

    def _some(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is kept for some keys, packed."""
        query = "SELECT key, content FROM made WHERE kind = ? AND key = ?"
        try:
            with closing(self._open()) as database:
                rows = (database.execute(query, [kind, key]).fetchone() for key in keys)
                return dict(filter(None, rows))
        except (sqlite3.Error, OSError):
            return {}

    def load(self, kind: str) -> dict[bytes, bytes]:
        """Return all that is kept of a kind, packed: nothing where the database cannot be read."""
        try:
            with closing(self._open()) as database:
                rows = database.execute("SELECT key, content FROM made WHERE kind = ?", [kind])
                return dict(rows.fetchall())
        except (sqlite3.Error, OSError):
            return {}

    def save(self, kind: str, entries: Mapping[bytes, bytes], new: Container[bytes] = ()) -> None:
        """Keep these and nothing else of a kind, or all as it was where that is impossible.

        Those that are not `new` are taken to be as they are kept, if they are.
        """
        try:
            known = set(self._keys(kind))
        except (sqlite3.Error, OSError):
            known = set()
        changed = {key: content for key, content in entries.items() if key in new or key not in known}
        self._change(kind, changed, only=entries.keys())

    def _change(self, kind: str, new: Mapping[bytes, bytes], only: AbstractSet[bytes] | None = None) -> None:
        """Keep new contents of a kind, packed; afterwards `only` those with these keys, if they are given."""
        try:
            self._write(kind, new, only)
        except sqlite3.DatabaseError:
            self._start_again(kind, new)
        except OSError:
            return

    def _keys(self, kind: str) -> list[bytes]:
        with closing(self._open()) as database:
            return [key for (key,) in database.execute("SELECT key FROM made WHERE kind = ?", [kind])]

    def _write(self, kind: str, new: Mapping[bytes, bytes], only: AbstractSet[bytes] | None = None) -> None:
        gone = [key for key in self._keys(kind) if key not in only] if only is not None else []
        if not new and not gone:
            return
        with closing(self._open()) as database, database:
            database.executemany("DELETE FROM made WHERE kind = ? AND key = ?", ((kind, key) for key in gone))
            rows = ((kind, *item) for item in new.items())
            database.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", rows)

    def _start_again(self, kind: str, entries: Mapping[bytes, bytes]) -> None:
        """Replace a database that is damaged; one that is only busy or read-only stays."""
        try:
            with closing(self._open()) as database:
                if database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                    return
        except sqlite3.OperationalError:
            return
        except (sqlite3.Error, OSError):
            pass
        try:
            self.path.unlink(missing_ok=True)
            self._write(kind, entries)
        except (sqlite3.Error, OSError):
            return

    def spool(self) -> Spool:
        """Return a place for contents that this build needs later."""
        return Spool(self.folder)

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=PATIENCE)
        try:
            database.execute("PRAGMA synchronous = OFF")  # after a power cut it may be damaged: made again
            database.execute(TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database


class NoCache(BuildCache):
    """Keeps nothing."""

    def __init__(self) -> None:
        super().__init__(Path())

    def spool(self) -> Spool:
        """Return a place where the system keeps temporary files."""
        return Spool()

    def _open(self) -> sqlite3.Connection:
        raise sqlite3.OperationalError


NO_CACHE = NoCache()


def packed(content: bytes) -> bytes:
    """Return a file's content as it is kept, with a digest, by which `unpacked` knows it again."""
    return digest(content) + zlib.compress(content, FASTEST)


def _pack_of(key: bytes) -> bytes:
    """Return which of sixteen packs a content is in."""
    return bytes([key[0] >> 4])


def _bound(contents: Mapping[bytes, bytes]) -> bytes:
    """Return contents with their keys as one."""
    return b"".join(key + len(content).to_bytes(4) + content for key, content in contents.items())


def _unbound(whole: bytes) -> dict[bytes, bytes]:
    """Return the contents that were bound, by their keys."""
    found, at = {}, 0
    while at < len(whole):
        start = at + KEY + 4
        end = start + int.from_bytes(whole[at + KEY : start])
        found[whole[at : at + KEY]] = whole[start:end]
        at = end
    return found


def unpacked(kept: bytes | None) -> bytes | None:
    """Return a content that was kept; None if it is not there or damaged."""
    if kept is None:
        return None
    try:
        content = zlib.decompress(kept[KEY:])
    except zlib.error:
        return None
    return content if digest(content) == kept[:KEY] else None
