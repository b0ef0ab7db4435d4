"""Text as HTML: headings, paragraphs, snippets, and formulas as MathML."""

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element
from markupsafe import Markup, escape

from papershelf.text import Segment, repair, shown
from papershelf.text.direction import is_from_the_right

# The number of children of the elements whose children have a meaning by position
CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3,
}  # fmt: skip
ELEMENTS = frozenset(CHILDREN) | {
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msqrt", "mpadded", "mphantom", "menclose",
    "mstyle", "mtable", "mtr", "mtd", "mmultiscripts", "mprescripts", "none",
}  # fmt: skip
ATTRIBUTES = frozenset({
    "stretchy", "fence", "form", "separator", "movablelimits", "largeop", "symmetric", "accent",
    "accentunder", "linethickness", "displaystyle", "scriptlevel", "mathvariant", "columnalign", "notation",
})  # fmt: skip
LENGTHS = frozenset({"lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset"})
ASIDE = Markup('<bdi dir="rtl">{}</bdi>')
WHOLE = Markup("<math{}>{}</math>")
BLOCK, FOCUSABLE = Markup(' display="block"'), Markup(' tabindex="0"')
LONG = 24  # characters
THIN_SPACE = Markup('<mspace width="0.17em"></mspace>')
SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
SHORT = re.compile(r"[-+]?[0-4]?(?:\.[0-9]+)?em")  # a longer one could cover the text around the formula
SCRIPTS_ALONE = re.compile(r"[⁰¹²³⁴-₎ᵀ°′ᵃ-ᵪ]+")
SNIPPET = 160


class NoFormulaError(Exception):
    """The text between the math delimiters cannot be typeset."""


@lru_cache(maxsize=32_768)
def formula(segment: Segment, *, in_heading: bool = False) -> Markup:
    """Render a formula as `<math>`, or as it was typed if it cannot be typeset.

    A formula that may be wider than a phone scrolls by itself, so it is focusable; in a heading, which may
    be a link, it is not.
    """
    if segment.maths and segment.maths[0] in "^_" and SCRIPTS_ALONE.fullmatch(segment.shown):
        return escape(segment.shown)  # of `M$^2$`: a script without a base is read, copied and found as text
    on_its_own_line = segment.raw.startswith(("$$", "\\["))
    try:
        tree = convert_to_element(segment.maths or "", display="block" if on_its_own_line else "inline")
    except Exception:  # noqa: BLE001 - its parser raises all kinds of errors; readers then see the TeX
        return escape(segment.raw)
    try:
        body = Markup("").join(_written(child) for child in tree)
    except NoFormulaError:
        return escape(segment.raw)
    given = BLOCK if on_its_own_line else Markup("")
    if not in_heading and (on_its_own_line or len(segment.shown) > LONG):
        given += FOCUSABLE
    return WHOLE.format(given, body)


def _written(element: Element) -> Markup:
    name = element.tag
    if name not in ELEMENTS or len(element) != CHILDREN.get(name, len(element)):
        raise NoFormulaError(name)
    given = Markup("").join(
        Markup(' {}="{}"').format(key, value)
        for key, value in element.items()
        if key in ATTRIBUTES or (key in LENGTHS and SHORT.fullmatch(value))
    )
    inside = escape(html.unescape(element.text or "")) + Markup("").join(_children(element))
    return Markup("<{0}{1}>{2}</{0}>").format(name, given, inside)  # name and keys are in the sets above


def _children(element: Element) -> Iterator[Markup]:
    """Yield the children, with the space that TeX puts around the names of functions: `n log n`."""
    for before, child in pairwise([None, *element]):
        if child is None:
            continue
        operators = child.tag == "mo" or before is None or before.tag == "mo"
        if element.tag == "mrow" and not operators and (_is_function(child) or _is_function(before)):
            yield THIN_SPACE
        yield _written(child)


def _is_function(element: Element | None) -> bool:
    while element is not None and element.tag in SCRIPTS:
        element = element[0] if len(element) else None
    name = element.text or "" if element is not None and element.tag == "mi" else ""
    return name.isalpha() and len(name) > 1


def inline(raw: str, plain: Callable[[str], Markup] = escape) -> Markup:
    """Render text on one line: repaired, with links and formulas, and the rest escaped.

    `plain` makes HTML of the words between links and formulas.
    """
    parts: list[Markup] = []
    for alone, run in groupby(repair(" ".join(raw.split())), key=attrgetter("stands_alone")):
        together = tuple(run)
        parts += map(_segment, together) if alone else [plain("".join(each.shown for each in together))]
    return Markup("").join(parts)


def heading(raw: str) -> Markup:
    """Render a title for a heading or a link: like `inline`, but without links of its own."""
    made = Markup("").join(
        escape(segment.shown) if segment.maths is None else formula(segment, in_heading=True)
        for segment in repair(" ".join(raw.split()))
    )
    return ASIDE.format(made) if is_from_the_right(raw) else made


def apart(text: str) -> Markup:
    """Render a title or a name so that it does not mix with the words around it, if it runs the other way."""
    return ASIDE.format(text) if is_from_the_right(text) else escape(text)


def _segment(segment: Segment) -> Markup:
    if segment.maths is not None:
        return formula(segment)
    if segment.href:
        return Markup('<a href="{}">{}</a>').format(segment.href, segment.shown)
    return escape(segment.shown)


def paragraphs(raw: str, plain: Callable[[str], Markup] = escape) -> Markup:
    """Render text as `<p>` elements, split at blank lines. `plain` is as in `inline`."""
    parts = [part for part in raw.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("\n").join(Markup("<p{}>{}</p>").format(way(part), inline(part, plain)) for part in parts)


def way(text: str) -> Markup:
    """Return the attribute of an element that has a text of its own, where that runs from right to left."""
    return Markup(' dir="rtl"') if is_from_the_right(text) else Markup("")


def snippet(raw: str, longest: int = SNIPPET) -> str:
    """Return the first words of a text, at most so many characters."""
    text = " ".join(shown(raw).split())
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + "…"
