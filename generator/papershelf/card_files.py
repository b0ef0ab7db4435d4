"""Puts cards into a built site: those that changed are drawn, the others come from `.cache/`.

Each picture is kept as a file of its own, called after a digest of all that it is made from, so that a site
of thousands of cards is brought up to date without a look at them.
"""

import json
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from papershelf.build_cache import PACKAGE, digest, digest_of_files, versions
from papershelf.card_drawing import Drawing, card_colours, drawn
from papershelf.card_text import FONTS
from papershelf.problems import InvalidInputError, Problem
from papershelf.processes import mapped
from papershelf.render.social_cards import SocialCard
from papershelf.settings import THEME
from papershelf.whole_files import replace_file

FOLDER = "cards"  # of the cache
WRITTEN = "written.json"  # the name of the picture that each card of the site is a copy of
SOURCES = ("card_drawing.py", "card_text.py", "templates/social_card.svg.j2")
ANY_LIST = THEME / "assets" / "card.png"
LIBRARIES = ("jinja2", "pillow", "resvg_py")
FEWEST = 4  # cards that are worth another process: one takes as long as to begin that


class Cards(NamedTuple):
    """The cards that a site is to have, that of the whole list first, and the accent, if the list has one."""

    cards: Sequence[SocialCard]
    accent: str | None


def write_cards(site: Path, wanted: Cards, cache: Path) -> list[str]:
    """Bring the cards of a site up to date; return, as sentences, which of them could not be drawn.

    Raises InvalidInputError where a file cannot be written.
    """
    try:
        return _write(site, wanted, cache / FOLDER)
    except OSError as error:
        message = f"the cards cannot be written: {error.strerror}; fix that and build again"
        raise InvalidInputError([Problem(str(error.filename or site), 1, message)]) from None


def _write(site: Path, wanted: Cards, folder: Path) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    before, names = _written(folder), _names(wanted)
    missing = [card for card in wanted.cards if not _kept(folder, names[card.path]).is_file()]
    lost: list[str] = []
    for card, (png, letters) in zip(missing, _drawings(missing, wanted), strict=True):
        replace_file(_kept(folder, names[card.path]), png, lasting=False)
        lost += [f"/{card.page}: no font on this machine has “{letters}”"] if letters else []
    for path, name in names.items():
        if before.get(path) != name or not (site / path).is_file():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_kept(folder, name), site / path)
    _remove(site / path for path in before.keys() - names.keys())
    for kept in set(folder.glob("*.png")) - {_kept(folder, name) for name in names.values()}:
        kept.unlink(missing_ok=True)
    replace_file(folder / WRITTEN, json.dumps(names).encode(), lasting=False)
    return lost


def _drawings(missing: Sequence[SocialCard], wanted: Cards) -> list[Drawing]:
    """Draw cards. What has letters in its title that no font has gets the card of the list.

    If that is so with the name of the list, it is the picture of any list.
    """
    colours, whole = card_colours(wanted.accent), wanted.cards[:1]

    def draw(card: SocialCard) -> Drawing:
        drawing = drawn(card, wanted.cards[0].title, colours)
        if not drawing.lost:
            return drawing
        png = ANY_LIST.read_bytes() if card in whole else draw(wanted.cards[0]).png
        return Drawing(png, drawing.lost)

    return mapped(draw, missing, FEWEST)


def _names(wanted: Cards) -> dict[str, str]:
    """Return, by the path of each card, a digest of what it is made from."""
    sources = digest_of_files([*(PACKAGE / name for name in SOURCES), *FONTS])
    colours = repr(sorted(card_colours(wanted.accent).items()))
    common = digest(sources, *versions(LIBRARIES), colours, *(card.title for card in wanted.cards[:1]))
    return {card.path: digest(common, repr(card)).hex() for card in wanted.cards}


def _kept(folder: Path, name: str) -> Path:
    return folder / f"{name}.png"


def _written(folder: Path) -> dict[str, str]:
    """Return what the last build wrote; whatever is wrong with the record, all is written again."""
    try:
        found = json.loads((folder / WRITTEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remove(stale: Iterable[Path]) -> None:
    """Remove the cards of pages that are gone, and the folders that this leaves empty."""
    for path in stale:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # one that is not empty, or not there
            path.parent.rmdir()
