"""A page: its path in `docs/`, and its text, made from a template."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from papershelf.build_cache import BuildCache, digest
from papershelf.generated import END, MADE, START
from papershelf.kept_templates import KeptTemplates, keep_templates
from papershelf.render.html import apart, way
from papershelf.render.structured_data import (
    IN_ORDER,
    ItemList,
    as_element,
    collection_page,
    home_page,
    papers_listed,
)
from papershelf.render.views import READING_STATES
from papershelf.spool import parted, together

UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
WITH_MARKDOWN = f"{START}markdown: true\n"
NEAR = 2  # pages linked before and after the current one, beside the first and the last


class Page(NamedTuple):
    """A file of the site: its path, with slashes, and its text.

    Of a Markdown file, `text` is a head and a body of HTML, as the plugin hands it to MkDocs. `markdown` is
    the same page as Markdown, which is also published beside it; "" where only HTML can show what it has.
    `updated` is the day, the month or the year of its last change, where that is known. A page `is_unlisted`
    where search engines are not to keep it: it leads to another one, or tells that one is gone. `key` is a
    digest of all that it was made from, if that is known.
    """

    path: str
    text: str
    updated: str = ""
    markdown: str = ""
    is_unlisted: bool = False
    key: str = ""

    @property
    def is_source(self) -> bool:
        """Whether it belongs into `docs/`."""
        return is_source(self.path)

    @property
    def digest(self) -> str:
        """A digest of the page, by which a later build knows whether it has changed."""
        return digest(self.path, self.text, self.markdown, self.updated).hex()

    @property
    def plain(self) -> str:
        """The file as any theme can show it: Markdown, or HTML that asks for no template of ours."""
        if self.markdown or not self.path.endswith(".md"):
            return self.markdown or self.text
        head, end, body = self.text.partition(END)
        return "\n".join(line for line in head.split("\n") if not line.startswith("template: ")) + end + body

    def with_markdown(self, markdown: str, updated: str = "") -> "Page":
        """Return the page with the same as Markdown, of which a line in the head of its text tells."""
        text = self.text.replace(START, WITH_MARKDOWN, 1)
        return self._replace(text=text, updated=updated or self.updated, markdown=markdown)

    def without_markdown(self) -> "Page":
        """Return the page with its HTML alone."""
        return self._replace(text=self.text.replace(WITH_MARKDOWN, START, 1), markdown="")

    def kept(self) -> bytes:
        """Return what can be kept of it, for `restored`."""
        return together((self.text, self.markdown))


def is_source(path: str) -> bool:
    """Whether a file belongs into `docs/`: those in the site's root cannot carry a mark there."""
    return "/" in path or path.endswith(".md")


def restored(path: str, kept: bytes, updated: str) -> Page:
    """Return a page of which `kept` was kept."""
    text, markdown = (each.decode() for each in parted(kept))
    return Page(path, text, updated, markdown)


def page(path: str, template: str, **values: Any) -> Page:
    """Render a page; in its template, `to(address)` makes an address from the site's root a relative one."""
    text = fragment(template, "../" * url(path).count("/"), here=url(path), **values)
    return Page(path, re.sub(r"\n{2,}", "\n", text).replace("---\n<", "---\n\n<", 1))


def fragment(template: str, root: str, **values: Any) -> str:
    """Render a part of a page from which `root` leads to the root of the site."""
    return _environment().get_template(template).render(to=lambda address: root + address or "./", **values)


def kept_templates(cache: BuildCache) -> KeptTemplates:
    """Let the templates of pages come from a cache, compiled; whoever asks saves what is new."""
    return keep_templates(_environment(), cache, "pages")


def url(path: str) -> str:
    """Return the address, from the site's root, at which MkDocs serves a file in `docs/`."""
    bare = re.sub(r"(^|/)index$", "", path.removesuffix(".md"))
    return f"{bare}/" if bare else ""


def front_matter(**values: Any) -> Markup:
    """Return the head of a page with a body of HTML, which is what `html` says.

    Title and description are escaped, since themes insert them unescaped.
    """
    values["html"] = True
    values |= {key: str(escape(values[key])) for key in ("title", "description") if key in values}
    if values.get("structured"):
        values["structured"] = as_element(values["structured"])
    return Markup(head(**values))  # noqa: S704 - JSON in a head, not HTML


def head(**values: Any) -> str:
    """Return a front matter, marked as generated; each key is one line of JSON, which YAML includes."""
    lines = [f"{key}: {_json(value)}" for key, value in values.items() if value not in (None, "", [], {})]
    return "\n".join(["---", MADE, *lines, "---"])


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("papershelf"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Tables keep their order, which readers see.
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    environment.filters.update(apart=apart, way=way)
    environment.globals.update(
        front_matter=front_matter, url=url, READING_STATES=READING_STATES,
        collection_page=collection_page, home_page=home_page, papers_listed=papers_listed, ItemList=ItemList,
        IN_ORDER=IN_ORDER,
    )  # fmt: skip
    return environment


@dataclass(frozen=True, slots=True)
class Pager:
    """The position of a page in a paged list: page `number`, from 1, of `paths`."""

    number: int
    paths: Sequence[str]

    @property
    def numbers(self) -> list[int | None]:
        """The pages to link to, in order; None is a gap of more than one page."""
        last = len(self.paths)
        near = range(self.number - NEAR, self.number + NEAR + 1)
        linked = [number for number in range(1, last + 1) if number in near or number in {1, last}]
        found: list[int | None] = []
        for number in linked:
            before = found[-1] if found else number - 1
            if before is not None and number - before > 1:
                found.append(number - 1 if number - before == 2 else None)  # noqa: PLR2004 - one page is not a gap
            found.append(number)
        return found


def pager_paths(path: str, count: int) -> list[str]:
    """Return the paths of a list on `count` pages: `x.md`, then `x/2.md`; `index.md`, then `pages/2.md`."""
    first = path.removesuffix(".md")
    rest = f"{path.removesuffix('index.md')}pages" if path.endswith("index.md") else first
    return [path, *(f"{rest}/{number}.md" for number in range(2, count + 1))]
