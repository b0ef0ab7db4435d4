"""A card as a picture: an SVG template filled in, drawn by resvg, with as few colours as it needs."""

import io
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import resvg_py
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from PIL import Image

from papershelf.card_text import FONTS, SANS, SERIF, broken, fitted, font, shown_on_card
from papershelf.render.social_cards import SocialCard
from papershelf.settings import THEME
from papershelf.text.direction import is_from_the_right

WIDTH, HEIGHT, MARGIN = 1200, 630, 80  # pixels
ROOM = WIDTH - 2 * MARGIN
HALF = 640  # beside a full shelf
TITLES = ((56, 3), (48, 4), (42, 4))  # sizes of type, the largest first, and how many lines fit
LEADING = 1.22
TEXT = 26
AUTHORS = 6  # named, where there is more than one more
CHIP = 22
COLOUR = re.compile(r"--ps-([\w-]+): (#[0-9a-f]{3,6})\b")
SHADES = {"ink": 2, "soft": 2, "accent": 2}  # of type, from the ground on: fewer make a file smaller
LEVEL = 8  # of compression: a third of the time that 9 takes, for 1 % more
HEIGHTS = (132, 104, 150, 118, 92, 140, 110, 126)  # of books


class Line(NamedTuple):
    """A line of type, at a baseline; one that runs from the right ends at the left margin."""

    text: str
    y: float
    from_the_right: bool


class Chip(NamedTuple):
    """A tag: where it begins, and the number of its colour."""

    text: str
    x: float
    hue: int


class Book(NamedTuple):
    """A book on the shelf: where it is, how high and wide, and the number of its colour."""

    x: int
    height: int
    width: int
    hue: int


class Sketch(NamedTuple):
    """A card as SVG, whether our fonts have all its letters, and those of its title that no font has."""

    svg: str
    is_ours: bool
    lost: str


class Drawing(NamedTuple):
    """The picture of a card as a PNG file, and the letters of its title that no font has."""

    png: bytes
    lost: str


def card_colours(accent: str | None) -> dict[str, str]:
    """Return the colours of the light pages, by their names in the style sheet."""
    style = (THEME / "assets" / "papershelf.css").read_text(encoding="utf-8")
    found = dict(reversed(COLOUR.findall(style)))  # those of dark pages follow
    return found | ({"accent": accent} if accent else {})


def drawn(card: SocialCard, name: str, colours: Mapping[str, str]) -> Drawing:
    """Draw a card of the list called `name`."""
    sketch = sketched(card, name, colours)
    png = resvg_py.svg_to_bytes(
        svg_string=sketch.svg, skip_system_fonts=sketch.is_ours, font_files=[str(path) for path in FONTS]
    )
    return Drawing(_with_few_colours(png, colours, card), sketch.lost)


def sketched(card: SocialCard, name: str, colours: Mapping[str, str]) -> Sketch:
    """Set the lines of a card."""
    by = shown_on_card(card.about or _authors(card))
    title, facts, top = map(shown_on_card, (card.title, card.facts, name))
    chips = [(shown_on_card(label), hue) for label, hue in card.tags]
    size, lines = _title(title.text)
    start = 150 + size
    below = start + LEADING * size * (len(lines) - 1)
    svg = _template().render(
        colours=colours,
        name="" if top.text == title.text else top.text,
        size=size,
        title=_lines(lines, start, LEADING * size),
        by=_lines(fitted(broken(by.text, SANS, TEXT, ROOM), 2, SANS, TEXT, ROOM), below + 62, TEXT * 1.4),
        facts=_lines(fitted(broken(facts.text, SANS, TEXT, HALF), 1, SANS, TEXT, HALF), 505, 0),
        chips=_chips([(label.text, hue) for label, hue in chips if label.text]),
        books=_books(card.hues),
    )
    is_ours = all(each.is_ours for each in (title, by, facts, top, *(label for label, _ in chips)))
    return Sketch(svg, is_ours, title.lost)


def _title(text: str) -> tuple[int, list[str]]:
    for size, most in TITLES:
        lines = broken(text, SERIF, size, ROOM)
        if len(lines) <= most:
            return size, lines
    size, most = TITLES[-1]
    return size, fitted(broken(text, SERIF, size, ROOM), most, SERIF, size, ROOM)


def _authors(card: SocialCard) -> str:
    """Name the first authors whose names can be drawn whole, and count the others."""
    count, has_others = card.authors
    names = [name for name in card.names if name.strip() and not shown_on_card(name).lost]
    named = names[: AUTHORS + (count == AUTHORS + 1)]
    text = ", ".join(" ".join(name.split()) for name in named)
    if has_others or not named:
        return f"{text} and others" if named else ""
    more = count - len(named)
    return f"{text} and {more:,} more" if more else text


def _lines(lines: list[str], start: float, step: float) -> list[Line]:
    return [
        Line(text, round(start + step * place), is_from_the_right(text)) for place, text in enumerate(lines)
    ]


def _chips(tags: list[tuple[str, int]]) -> list[Chip]:
    """Place as many tags as there is room for, beside the books of three of them."""
    x, chips = float(MARGIN), []
    for text, hue in tags:
        width = font(SANS, CHIP).getlength(text)
        if x + width <= MARGIN + HALF + 150:
            chips.append(Chip(text, round(x, 1), hue))
        x += width + 60
    return chips


def _books(hues: tuple[int, ...]) -> list[Book]:
    """Put a book of each colour on the right of the shelf."""
    books, x = [], WIDTH - MARGIN
    for place, hue in enumerate(hues[: len(HEIGHTS)]):
        width = 34 + 7 * (place % 3)
        x -= width + 8
        books.append(Book(x, HEIGHTS[place], width, hue))
    return books


def _with_few_colours(png: bytes, colours: Mapping[str, str], card: SocialCard) -> bytes:
    """Return a picture in the colours of its card, and in shades of those of its type."""
    ground = _rgb(colours["paper"])
    palette: list[tuple[int, ...]] = [ground, _rgb(colours["rule"])]
    for name, count in SHADES.items():
        palette += _shades(ground, _rgb(colours[name]), count)
    hues = dict.fromkeys((*(hue for _, hue in card.tags), *card.hues))
    palette += [_rgb(colours[f"hue-{hue}"]) for hue in hues]
    mould = Image.new("P", (1, 1))
    mould.putpalette([part for colour in palette for part in colour])
    with Image.open(io.BytesIO(png)) as picture:
        flat = picture.convert("RGB").quantize(palette=mould, dither=Image.Dither.NONE)
    file = io.BytesIO()
    bits = 4 if len(palette) <= 16 else 8  # noqa: PLR2004 - what four bits can tell apart
    flat.save(file, "PNG", compress_level=LEVEL, bits=bits)
    return file.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)  # noqa: PLR2004 - `#1b5e58`
    return int(whole[:2], 16), int(whole[2:4], 16), int(whole[4:], 16)


def _shades(ground: tuple[int, ...], ink: tuple[int, ...], count: int) -> list[tuple[int, ...]]:
    """Return so many colours on the way from the ground to an ink, the ink last."""
    return [
        tuple(round(start + (end - start) * step / count) for start, end in zip(ground, ink, strict=True))
        for step in range(1, count + 1)
    ]


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("papershelf"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("social_card.svg.j2")
