"""Style sheets for a list inside another site: the theme's, with each rule limited to what is ours.

The pages of such a list look like those of the site around them: its fonts, its headings, its colours. What
the theme says of these is left out.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from papershelf.settings import THEME

SHELF = ".ps-shelf"
"""The element that holds all that is ours on a page of another site."""
TYPESET = ".md-typeset"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What ends a part of a style sheet, and what may hide such a sign.
SIGN = re.compile(r"""[{};]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
GROUPS = ("@media", "@container", "@supports")
# Where a selector begins with what is true of a whole page, such as that scripts run.
WHOLE_PAGE = re.compile(
    r"(?:html|\.ps-asks|\[dir\]|\[data-md-color-scheme(?:=[^\]]*)?\])(?::not\([^)]*\)|\.js)*(?=\s)"
)
# What is about the frame of a page, its letters and its colours: those of the site around stay.
NOT_OURS = re.compile(
    r"\.md-(?!typeset)"
    r"|\.ps-(?:header|brand|menu|places|footer|skip|scheme|search|icon|lost|all-papers)(?![a-z])"
    r"|^(?:html|body)$|^\.md-typeset(?:| h[1-6]| :target| \.ps-hero h1)$"
    r"|^\[data-md-component|^\[data-md-color-scheme=[^\]]*\]$|^\[data-md-color-scheme\]\["
)
ITS_LETTERS = re.compile(r"--(?:md-[\w-]+|ps-serif|ps-radius): [^;]*;")
NOT_IN_A_SELECTION = re.compile(
    r"\.ps-(?!(?:selection|card|chip|link)s?(?![a-z]))|data-paper|progress|summary|math"
)
STYLES = Path(__file__).parent / "guest" / "styles"


def guest_styles() -> dict[str, str]:
    """Return the style sheets by name: those of our pages, and that of a selection on any other page."""
    theme = THEME / "assets"
    ours, pages = _text(STYLES / "shelf.css"), _text(STYLES / "pages.css")
    made = {name: scoped(_text(theme / name)) for name in ("papershelf.css", "browse.css", "map.css")}
    made["papershelf.css"] = ours + made["papershelf.css"] + pages
    cards = scoped(_text(theme / "papershelf.css"), lambda each: not NOT_IN_A_SELECTION.search(each))
    return made | {"selection.css": ours + cards}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def scoped(css: str, wanted: Callable[[str], bool] = lambda _selector: True) -> str:
    """Limit the rules of a style sheet to what is below our element; leave out selectors not `wanted`."""
    return "".join(f"{rule}\n" for rule in _rules(COMMENT.sub("", css), wanted))


def _rules(css: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    for head, body in _parts(css):
        if head.startswith(GROUPS):
            if inner := " ".join(_rules(body, wanted)):
                yield f"{head} {{ {inner} }}"
        elif not head.startswith("@"):  # fonts and paper belong to the whole page
            selectors = (each for each in _selectors(head) if wanted(each))
            if kept := [selector for each in selectors if (selector := _scoped(each))]:
                yield f"{', '.join(kept)} {{{ITS_LETTERS.sub('', body)}}}"


def _parts(css: str) -> Iterator[tuple[str, str]]:
    """Yield what is before and what is between the braces of each rule."""
    depth = start = opened = 0
    for found in SIGN.finditer(css):
        if found[0] == "{":
            opened = found.start() if depth == 0 else opened
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : found.start()]
                start = found.end()


def _selectors(head: str) -> Iterator[str]:
    """Split a list of selectors at its commas, but for those in brackets."""
    depth = start = 0
    for place, sign in enumerate(f"{head},"):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield " ".join(head[start:place].split())
            start = place + 1


def _scoped(selector: str) -> str:
    """Limit a selector to what is below our element; "" where it is about what is not ours."""
    if NOT_OURS.search(selector):
        return ""
    if selector in {":root", "[data-md-color-scheme]"}:
        return SHELF
    before = f"{found[0]} " if (found := WHOLE_PAGE.match(selector)) else ""
    rest = selector.removeprefix(before)
    if rest.startswith(f"{TYPESET} "):
        return f"{before}{TYPESET} {SHELF} {rest.removeprefix(TYPESET).strip()}"
    return f"{before}{SHELF} {rest}"
