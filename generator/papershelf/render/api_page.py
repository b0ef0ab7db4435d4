"""The page that explains the API: what there is, and examples to copy."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from papershelf.model import Paper
from papershelf.render.api_examples import EXAMPLES
from papershelf.render.api_records import exported_fields
from papershelf.render.api_schemas import FIELD_TITLE, TITLES
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.text import shown
from papershelf.text.slugs import slug_of

HERE = "http://127.0.0.1:8000/"  # where `make serve` shows a site that knows no address of its own
LANGUAGES = {"curl": "curl", "python": "Python", "javascript": "JavaScript"}
FORMATS = {"json": "JSON", "jsonl": "JSON Lines", "csv": "CSV", "sqlite": "SQLite"}


class ShownExample(NamedTuple):
    """What an example does, and its code by the names of languages."""

    slug: str
    title: str
    code: Mapping[str, Markup]


def api_page(shelf: Shelf, papers: Sequence[Paper], downloads: Mapping[str, Sequence[str]]) -> Page:
    """Render the page; `papers` are in the order of the API, `downloads` files by format."""
    root = f"{shelf.settings.site_url or HERE}api/v1/"
    files = [(FORMATS[name], file) for name, some in downloads.items() for file in some]
    own = {"field": FIELD_TITLE} if exported_fields(shelf) else {}
    kinds = {**TITLES, **own}
    values = {"examples": list(_examples(root, papers)), "kinds": kinds, "files": files, "base": root}
    return page("api/index.md", "api.md.j2", since=shelf.library.record.since, **values)


def _examples(root: str, papers: Sequence[Paper]) -> Iterator[ShownExample]:
    """Yield the examples with the addresses of this list; an empty one has nothing to show."""
    if not papers:
        return
    words = slug_of(shown(papers[0].title)).split("-")
    for slug, (title, code) in EXAMPLES.items():
        fill = {"API/": root, "PAPER": papers[0].id, "WORD": max(words, key=len)}
        yield ShownExample(slug, title, {LANGUAGES[by]: _shown(text, fill) for by, text in code.items()})


def _shown(code: str, fill: Mapping[str, str]) -> Markup:
    """Return code as HTML that keeps its empty lines, of which pages have none."""
    for name, value in fill.items():
        code = code.replace(name, value)
    return Markup("\n&#10;").join(code.split("\n\n"))
