"""What the last build made that is still in place, so that this one need not ask for all of it again."""

from collections.abc import Mapping
from typing import NamedTuple


class LastPages(NamedTuple):
    """The files that the last build made, by path: those whose `keys` are still the same are still right.

    A key is a digest of what a file is made from, and known before it is made; not every file has one.
    `digests` are of what was made.
    """

    digests: Mapping[str, str]
    keys: Mapping[str, str]


NO_PAGES = LastPages({}, {})
