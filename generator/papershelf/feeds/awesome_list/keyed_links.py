"""Addresses behind a key, as in "Code: https://…", as links that are called by that key."""

import re
from collections.abc import Sequence
from dataclasses import replace

from papershelf.feeds.awesome_list.outline import Run

KEY = re.compile(
    r"(?P<before>.*?)(?P<key>[^\W\d_][^:：,;|()]{0,39}?)[\s0-9]*(?P<kind>\([^()]*\))?\s*[:：]\s*", re.DOTALL
)
LONGEST_KEY = 4  # words


def keyed_links(runs: Sequence[Run]) -> list[Run]:
    """Give bare addresses the key that they stand behind as their text; its brackets stay text."""
    named: list[Run] = []
    for run in runs:
        is_bare = run.link and run.text == run.link
        last = named[-1] if is_bare and named else None
        key = KEY.fullmatch(last.text) if last and not (last.link or last.image or last.is_break) else None
        if last is None or key is None or not _is_short(key["key"]):
            named.append(run)
            continue
        named[-1] = replace(last, text=f"{key['before']}{key['kind'] or ''} ")
        named.append(replace(run, text=key["key"]))
    return named


def _is_short(key: str) -> bool:
    return len(key.split()) <= LONGEST_KEY
