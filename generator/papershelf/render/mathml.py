"""TeX formulas as MathML, made at build time by latex2mathml.

Its own serialiser unescapes the text in a formula, tags included, and passes on URLs and styles that a
formula names. So its tree is serialised here, with nothing but the elements and attributes of MathML Core
that formulas need (https://www.w3.org/TR/mathml-core/), and all text escaped.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element
from markupsafe import Markup, escape

from papershelf.text import Segment

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
WHOLE = Markup("<math{}>{}</math>")
BLOCK, FOCUSABLE = Markup(' display="block"'), Markup(' tabindex="0"')
LONG = 24  # characters
THIN_SPACE = Markup('<mspace width="0.17em"></mspace>')
SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
SHORT = re.compile(r"[-+]?[0-4]?(?:\.[0-9]+)?em")  # a longer one could cover the text around the formula


class NoFormulaError(Exception):
    """The text between the math delimiters cannot be typeset."""


@lru_cache(maxsize=32_768)
def formula(segment: Segment, *, in_heading: bool = False) -> Markup:
    """Render a formula as `<math>`, or as it was typed if it cannot be typeset.

    A formula that may be wider than a phone scrolls by itself, so it is focusable; in a heading, which may
    be a link, it is not.
    """
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
    return (
        element is not None
        and element.tag == "mi"
        and (element.text or "").isalpha()
        and len(element.text or "") > 1
    )
