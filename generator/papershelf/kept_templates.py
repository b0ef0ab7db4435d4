"""Jinja's templates, compiled once for all builds: at 75 papers that takes as long as all their pages.

Jinja keeps such code in files by itself, and trusts what it finds there; here a digest says that it is whole
and that the same libraries made it.
"""

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from papershelf.build_cache import BuildCache, digest, digest_of_code, packed, unpacked


class KeptTemplates(BytecodeCache):
    """The compiled templates of one environment; `kind` tells those of several apart."""

    def __init__(self, cache: BuildCache, kind: str) -> None:
        self._cache = cache
        self._kind = f"templates of {kind}"
        self._kept: dict[bytes, bytes] | None = None
        self._used: set[bytes] = set()
        self._new: set[bytes] = set()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return Jinja's key, also for a folder whose name the locale cannot read and UTF-8 not write."""
        return super().get_cache_key(name, filename and ascii(filename))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, if it is kept."""
        if self._kept is None:
            self._kept = self._cache.load(self._kind)
        key = _key(bucket)
        if (code := unpacked(self._kept.get(key))) is not None:
            self._used.add(key)
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template that Jinja has just compiled."""
        key = _key(bucket)
        self._kept = {**(self._kept or {}), key: packed(bucket.bytecode_to_string())}
        self._new.add(key)

    def save(self) -> None:
        """Keep what is new, without what other versions of a template left."""
        if self._kept and self._new:
            current = self._used | self._new
            self._cache.save(self._kind, {key: self._kept[key] for key in current}, self._new)
            self._new = set()


def keep_templates(env: Environment, cache: BuildCache, kind: str) -> KeptTemplates:
    """Let an environment find and keep its compiled templates in a cache."""
    kept = KeptTemplates(cache, kind)
    env.bytecode_cache = kept
    return kept


def _key(bucket: Bucket) -> bytes:
    return digest(digest_of_code(), bucket.key, bucket.checksum)
