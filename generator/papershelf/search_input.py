"""What Pagefind is given to read of each paper's page: a third of it, and of that only what it indexes."""

import re
from collections.abc import Iterator
from pathlib import Path

PAPERS = "papers/*/index.html"
BODY = re.compile(r"<\w+\b[^>]*\sdata-pagefind-body\b")
LANGUAGE = re.compile(r"<html\b[^>]*>")
# An ignored element has none of its own kind in it; a test compares the index with that of whole pages.
IGNORED = re.compile(r"<(\w+)\b[^>]*\sdata-pagefind-ignore\b[^>]*>(.*?)</\1>", re.DOTALL)


def search_input(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages to index, by path: from the element that Pagefind reads, without what it ignores."""
    for path in sorted(site.glob(PAPERS)):
        page = path.read_text(encoding="utf-8")
        if body := BODY.search(page):
            language = LANGUAGE.search(page, 0, body.start())
            start = language[0] if language else "<html>"
            yield path.relative_to(site).as_posix(), start + IGNORED.sub(_kept, page[body.start() :])


def _kept(ignored: re.Match[str]) -> str:
    """Keep an element whose words are ignored, but which names facets."""
    return ignored[0] if "data-pagefind-" in ignored[2] else ""
