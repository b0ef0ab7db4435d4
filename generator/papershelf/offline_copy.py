"""A copy of the built site that opens without a server, from a file manager or a USB stick.

For files, browsers neither open the index.html of a folder nor run modules and workers. So links name their
file, and what cannot work is left out: search, reading state, and everything else that needs a server.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from papershelf.problems import UserFacingError

LEFT_OUT = (
    "404.html", "search-index", "service-worker.js", "app.webmanifest", "robots.txt",
)  # fmt: skip
FOR_CRAWLERS = ("sitemap", "llms")  # how the names of such files begin
ATTRIBUTE = re.compile(r"""(?<=\s)([^\s=>"'/]+)=("[^"]*"|'[^']*'|[^\s"'>]+)""")
ADDRESSES = ("href", "action")
NEEDS_A_SERVER = re.compile(
    r'type="?module|rel="?(?:modulepreload|manifest|preload|prefetch)|http-equiv="?Content-Security-Policy',
    re.IGNORECASE,
)
DEAD = "\n.ps-search, .ps-icon.ps-search-link, .ps-scheme { display: none !important; }\n"
REFRESH = re.compile(r"(?<=url=)([^\"'>]*/)(?=[\"'>])")


class NoSiteError(UserFacingError):
    """A folder without a built site, or without the part of one that is wanted."""


def offline_copy(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of the copy, by path. Raises NoSiteError without a site."""
    _look_for_site(site)
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name.split("/")[0] in LEFT_OUT or name.startswith(FOR_CRAWLERS):
            continue
        content = path.read_bytes()
        if path.suffix in CHANGED:
            content = CHANGED[path.suffix](content.decode()).encode()
        yield name, content


def for_files(html: str) -> str:
    """Return a page whose links name files, with everything else as it was."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    lines = [0]
    for line in html.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    pieces, end = [], 0
    for number, column, tag in reader.found:
        start = lines[number - 1] + column
        pieces += [html[end:start], "" if NEEDS_A_SERVER.search(tag) else _with_files(tag)]
        end = start + len(tag)
    return "".join([*pieces, html[end:]])


def styles_for_files(css: str) -> str:
    """Return a style sheet with its rules for pages without scripts, which hide controls that do nothing."""
    never, always = "(max-width: 0)", "(min-width: 0)"
    return css.replace("(scripting: enabled)", never).replace("(scripting: none)", always) + DEAD


CHANGED = {".html": for_files, ".css": styles_for_files}


class _Tags(HTMLParser):
    """Collects start tags with their positions: a line from 1 and a column from 0."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, int, str]] = []

    def handle_starttag(self, _tag: str, _attrs: object) -> None:
        self.found.append((*self.getpos(), self.get_starttag_text() or ""))


def _with_files(tag: str) -> str:
    def named(match: re.Match[str]) -> str:
        address = unescape(match[2].strip("\"'"))
        changed = _file(address) if match[1].lower() in ADDRESSES else address
        return match[0] if changed == address else f'{match[1]}="{escape(changed)}"'

    return REFRESH.sub(lambda match: _file(match[1]), ATTRIBUTE.sub(named, tag))


def _file(address: str) -> str:
    """Turn the address of a folder into that of its index.html; return other addresses as they are."""
    parts = urlsplit(address)
    is_folder = parts.path.endswith("/") or parts.path.rpartition("/")[2] in (".", "..")
    if parts.scheme or parts.netloc or parts.path.startswith("/") or not is_folder:
        return address
    return parts._replace(path=f"{parts.path.rstrip('/')}/index.html").geturl()


def markdown_copy(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the Markdown of each page of a site. Raises NoSiteError without any."""
    _look_for_site(site)
    files = sorted(site.rglob("*.md"))
    if not files:
        message = "no page of this site has Markdown; build it with `mkdocs build` and without 'bodies: html'"
        raise NoSiteError(f"{site}: {message}")
    return ((path.relative_to(site).as_posix(), path.read_bytes()) for path in files)


def _look_for_site(site: Path) -> None:
    if not (site / "index.html").is_file():
        message = "build it first (make site, or mkdocs build), or name the folder of another with --site"
        raise NoSiteError(f"there is no built site in {site}; {message}")
