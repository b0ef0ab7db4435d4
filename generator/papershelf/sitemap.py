"""What the site tells crawlers: robots.txt, and a sitemap with the date of each page.

https://www.sitemaps.org/protocol.html allows 50,000 addresses and 50 MB a file; we stop at 10,000.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from papershelf.page_frames import folders_of_the_list

MOST = 10_000  # pages in a file
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
START = '<?xml version="1.0" encoding="UTF-8"?>\n'


def has_own_sitemap(config: MkDocsConfig) -> bool:
    """Whether a list has a sitemap of its own: a template of its theme, which MkDocs renders, or a file."""
    folders = [Path(config.docs_dir), *folders_of_the_list(config.theme)]
    return any((folder / SITEMAP).is_file() for folder in folders)


def leave_out_sitemap(files: Files) -> None:
    """Take out the theme's template, which MkDocs would copy as it is where nothing renders it."""
    if template := files.get_file_from_path(SITEMAP):
        files.remove(template)


def write_crawler_files(config: MkDocsConfig, files: Iterable[File], dates: Mapping[str, str]) -> None:
    """Write what differs of the sitemap and of robots.txt; a `docs/robots.txt` of the list is left alone.

    `dates` are those of pages by their paths in `docs/`; a page that has none there is listed without.
    A site without an address has no sitemap.
    """
    site, root = Path(config.site_dir), config.site_url
    if root and not has_own_sitemap(config):
        _write_sitemap(site, _root(root), _dated(root, files, dates))
    if not (Path(config.docs_dir) / ROBOTS).exists():
        _write(site / ROBOTS, robots(root or "").encode())


def write_sitemap_below(
    prefix: str, config: MkDocsConfig, files: Iterable[File], dates: Mapping[str, str]
) -> None:
    """Write the sitemap of the pages below a prefix, there; that of the site around them is left alone.

    A site without an address has none.
    """
    if config.site_url:
        ours = (file for file in files if file.src_uri.startswith(f"{prefix}/"))
        root = f"{_root(config.site_url)}{prefix}/"
        _write_sitemap(Path(config.site_dir, prefix), root, _dated(config.site_url, ours, dates))


def _root(address: str) -> str:
    return f"{address.rstrip('/')}/"


def _dated(root: str, files: Iterable[File], dates: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(urljoin(_root(root), file.url), dates.get(file.src_uri, "")) for file in files]


def _write_sitemap(folder: Path, root: str, pages: Sequence[tuple[str, str]]) -> None:
    made = sitemap(pages, root)
    for name, text in made.items():
        _write(folder / name, text.encode())
    _write(folder / f"{SITEMAP}.gz", gzip.compress(made[SITEMAP].encode(), mtime=0))
    for path in folder.glob("sitemap-*.xml"):
        if path.name not in made:
            path.unlink()


def sitemap(pages: Sequence[tuple[str, str]], root: str) -> dict[str, str]:
    """Return the files of a sitemap by name: one, or an index and its parts.

    Pages are addresses and dates.
    """
    if len(pages) <= MOST:
        return {SITEMAP: _listed("urlset", "url", pages)}
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}
    index = [(urljoin(root, name), max(date for _, date in part)) for name, part in named.items()]
    files = {name: _listed("urlset", "url", part) for name, part in named.items()}
    return {SITEMAP: _listed("sitemapindex", "sitemap", index), **files}


def robots(root: str) -> str:
    """Return a robots.txt (RFC 9309) that lets all crawlers in and names the sitemap, if there is one."""
    rules = "User-agent: *\nDisallow:\n"
    return f"{rules}\nSitemap: {root}{SITEMAP}\n" if root else rules


def _listed(outer: str, inner: str, pages: Iterable[tuple[str, str]]) -> str:
    lines = (f"<{inner}>{''.join(_told(*page))}</{inner}>\n" for page in pages)
    return f'{START}<{outer} xmlns="{NAMESPACE}">\n{"".join(lines)}</{outer}>\n'


def _told(address: str, date: str) -> Iterator[str]:
    yield f"<loc>{escape(address, quote=False)}</loc>"
    if date:
        yield f"<lastmod>{date}</lastmod>"


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
