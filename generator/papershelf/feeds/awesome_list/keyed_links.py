"""Links behind a key, as in "Code: https://…" and "Slides: [pdf](…)", called by that key."""

import re
from collections.abc import Sequence
from dataclasses import replace

from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.outline import Run

KEY = re.compile(
    r"(?P<before>.*?)(?P<key>[^\W\d_][^:：,;|()]{0,39}?)[\s0-9]*(?P<kind>\([^()]*\))?\s*[:：]\s*", re.DOTALL
)
LONGEST_KEY = 4  # words
LONGEST_BEFORE = 60  # characters in which a key is looked for
KEY_AT_END = re.compile(r"(?P<key>[^.,;|()\[\]:：]{1,40})[:：][\s\[(]{0,4}$")
# Texts of links that leave it to a key what the link leads to
SAY_NOTHING = frozenset(
    ("download", "here", "html", "link", "mp4", "official", "pdf", "ps", "url", "view", "watch", "zip")
)  # fmt: skip


def keyed_links(runs: Sequence[Run]) -> list[Run]:
    """Give links the key that they stand behind as their text, so that it says what they lead to."""
    return _texts_by_key(_addresses_by_key(runs))


def _addresses_by_key(runs: Sequence[Run]) -> list[Run]:
    """Give bare addresses the key as their text; its brackets stay text."""
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


def _texts_by_key(runs: Sequence[Run]) -> list[Run]:
    """Give links that are called "pdf" or "here" the key in front, if that says what they lead to."""
    named: list[Run] = []
    before = key = ""
    for run in runs:
        text = run.text
        if run.is_break:
            before = key = ""
        elif not run.link:
            before += "" if run.image else text
        else:
            if re.search(r"\w", before):  # else it is another link behind the same key
                key = _key_at_end(before)
            text = key if key and addresses.label(run) in SAY_NOTHING else text
            before = ""
        named.append(replace(run, text=text))
    return named


def _key_at_end(text: str) -> str:
    """Return the known name for links that a text ends with; "" for "Paper", whose links may be any."""
    found = KEY_AT_END.search(text[-LONGEST_BEFORE:])
    name = addresses.CALLED.get(addresses.label(Run(found["key"])), "") if found else ""
    return found["key"].strip() if found and name not in {"", "paper"} else ""
