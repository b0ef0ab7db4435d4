"""The files of the whole list."""

import json
import re
from dataclasses import replace

from papershelf.citing import FORMATS
from papershelf.library import Library
from papershelf.model import Collection, Paper, PartialDate, Step, Tag
from papershelf.render.exports import exports
from papershelf.render.list_parts import MOST_ABSTRACTS
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.settings import THEME, Settings
from tests.render.rendered_pages import rendered

OLD, NEW = Paper("old", "Old", published=PartialDate(2020)), Paper("new", "New", published=PartialDate(2024))


def files(*papers: Paper) -> dict[str, str]:
    """The exports of a list, by path."""
    return {page.path: page.text for page in rendered(exports(Shelf(Library("p.yaml", papers), Settings())))}


def test_every_format_is_there() -> None:
    """With the newest paper first, and the ids in the same order."""
    made = files(OLD, NEW)
    assert set(made) == {"exports/ids.json", *(f"exports/{each.file}" for each in FORMATS.values())}
    assert json.loads(made["exports/ids.json"]) == ["new", "old"]
    assert [item["id"] for item in json.loads(made["exports/papers.csl.json"])] == ["new2024", "old2020"]
    assert all(
        text.index("New") < text.index("Old") for path, text in made.items() if path != "exports/ids.json"
    )


def test_parts_have_files_that_are_called_after_them() -> None:
    """Each tag, venue and collection as BibTeX and RIS, linked from its page; the latter in reading order."""
    tags = (Tag("vector-search", "Vector search"), Tag("empty", "Empty"))
    papers = tuple(replace(paper, tags=("vector-search",), venue="ICLR 2024") for paper in (OLD, NEW))
    path = Collection("path", "Path", "Why.", (Step("old", "First."), Step("new", "Then.")))
    by_id, by_slug = {paper.id: paper for paper in papers}, {tag.slug: tag for tag in tags}
    library = Library("p.yaml", papers, tags, by_id, by_slug, (path,))
    made = {page.path: page.text for page in pages(library, Settings())}
    for part in ("tags/vector-search", "venues/iclr", "collections/path"):
        for end in ("bib", "ris"):
            name = part.partition("/")[2]
            assert f'href="../../exports/{part}.{end}" download="{name}.{end}"' in made[f"{part}.md"]
            places = [made[f"exports/{part}.{end}"].index(title) for title in ("Old", "New")]
            assert (places == sorted(places)) == (part == "collections/path")
    assert "keywords = {Vector search}" in made["exports/tags/vector-search.bib"]
    assert not [path for path in made if path.startswith("exports/tags/empty")]
    assert "exports/tags/empty" not in made["tags/empty.md"]


def test_a_long_list_is_written_without_abstracts() -> None:
    """A file of 10,000 papers would have 20 MB with them; its parts have them, but for authors."""
    tag = Tag("some", "Some")
    papers = [
        Paper(f"p{number}", f"Title {number}", abstract="We say.") for number in range(MOST_ABSTRACTS + 1)
    ]
    papers[:2] = (replace(paper, tags=("some",), authors=("Ada Lovelace",)) for paper in papers[:2])
    library = Library("p.yaml", tuple(papers), (tag,), {p.id: p for p in papers}, {"some": tag})
    made = {page.path: page.text for page in rendered(exports(Shelf(library, Settings())))}
    assert "abstract" not in made["exports/papers.bib"]
    assert "abstract = {We say.}" in made["exports/tags/some.bib"]
    assert "Title 0" in made["exports/authors/ada-lovelace.bib"]
    assert "abstract" not in made["exports/authors/ada-lovelace.bib"]


def test_none_would_become_a_page() -> None:
    """MkDocs makes a page of what is called .md or .markdown."""
    assert not [path for path in files() if re.search(r"\.(?:md|markdown|mdown|mkdn?)$", path)]


def test_the_page_of_all_papers_offers_every_format() -> None:
    """Its buttons tell the script which file to read and how to name a selection."""
    made = {page.path: page.text for page in pages(Library("p.yaml", (OLD, NEW)), Settings())}
    buttons = (
        r'data-export="([^"]+)" data-file="([^"]+)" data-save-as="([^"]+)" data-extension="([^"]+)">([^<]+)<'
    )
    assert re.findall(buttons, made["papers/index.md"]) == [
        (name, each.file, "papershelf", each.extension, each.label) for name, each in FORMATS.items()
    ]


def test_the_script_can_cut_every_format() -> None:
    """It knows how each file falls into records, and no other names."""
    script = (THEME / "assets" / "browse-export.js").read_text(encoding="utf-8")
    table = re.search(r"const CUTS = \{\n(.*?)\n\};", script, re.DOTALL)
    assert table
    assert re.findall(r'^  "?([\w-]+)"?: \{', table[1], re.MULTILINE) == list(FORMATS)
