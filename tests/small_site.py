"""A small list, the site that MkDocs makes of it in this process, and edits of every kind."""

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config

PAPERS = """\
- id: on-walruses
  title: On Walruses and Others
  authors: [Ada Lovelace]
  published: '2024-05-01'
  venue: VLDB 2024
  tags: [sky]
  abstract: The walrus and the carpenter walk along the beach.

- id: on-teapots
  title: On Teapots and Walruses
  tags: [sky]
  abstract: The walrus and the teapot.

- id: on-kettles
  title: "Kettle3: On Kettles"
  formerly: [on-pots]
  abstract: As in On Walruses and Others.
"""
COLLECTION = """\
- slug: walks
  title: Walks
  description: Along the beach.
  steps:
    - paper: on-walruses
      why: They walk.
"""
MOOD = "  mood: [calm]\n"
NEW = "- id: new\n  title: New\n\n"
SETTINGS = """\
site_name: Small
site_url: https://small.example/
repo_url: https://git.example/me/small
theme: {name: material, custom_dir: overrides}
plugins: [papershelf]
"""
FOOTER = "<footer>Ours</footer>\n"
Tree = dict[str, bytes]


def make_project(folder: Path) -> Path:
    for name, text in {
        "data/papers.yaml": PAPERS,
        "data/tags.yaml": "- slug: sky\n  label: Sky\n- slug: sea\n  label: Sea\n",
        "data/collections.yaml": "",
        "docs/about.md": "# About us\n\nSee [all papers](papers/index.md).\n",
        "mkdocs.yml": SETTINGS,
        "overrides/partials/footer.html": FOOTER,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def built(project: Path) -> Tree:
    """The site, built as `mkdocs build` does."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(project / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    with suppress(SystemExit):  # where there is nothing to build
        build(config)
    return contents(project / "site")


class BuiltProject:
    """A project that is built once, and handed out again and again as that build left it.

    `edits` come before that. It stays in its place, and files keep their times: a build looks at both.
    """

    def __init__(self, folder: Path, *edits: Callable[[Path], None]) -> None:
        self._project = make_project(folder / "project")
        for edit in edits:
            edit(self._project)
        self._copy = folder / "as-built"
        built(self._project)
        shutil.copytree(self._project, self._copy)

    def restored(self) -> Path:
        shutil.rmtree(self._project)
        return Path(shutil.copytree(self._copy, self._project))


def contents(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def built_from_nothing(project: Path) -> Tree:
    """The site that another folder with the same files gives."""
    copy = project.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in ("data", "overrides"):
        shutil.copytree(project / name, copy / name)
    (copy / "docs").mkdir()
    shutil.copy(project / "docs" / "about.md", copy / "docs")
    shutil.copy(project / "mkdocs.yml", copy)
    return built(copy)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        path = project / name
        text = path.read_text()
        path.write_text(text if new and new in text else text.replace(old, new))

    return edit


def replaced_all(name: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        (project / name).write_text(new)

    return edit


def with_fields(declared: str) -> Callable[[Path], None]:
    """Declare a field, of which two papers then have values."""

    def edit(project: Path) -> None:
        without_fields(project)
        (project / "data/fields.yaml").write_text(declared)
        path = project / "data/papers.yaml"
        path.write_text(path.read_text().replace("  tags: [sky", f"{MOOD}  tags: [sky"))

    return edit


def without_fields(project: Path) -> None:
    (project / "data/fields.yaml").unlink(missing_ok=True)
    path = project / "data/papers.yaml"
    path.write_text(path.read_text().replace(MOOD, ""))


def clean(project: Path) -> None:
    shutil.rmtree(project / "site", ignore_errors=True)


def without_templates(project: Path) -> None:
    """Leave the theme as it is: what a list's own templates do with pages, nobody knows."""
    (project / "overrides" / "partials" / "footer.html").unlink()


EDITS: dict[str, Callable[[Path], None]] = {
    "a word": replaced("data/papers.yaml", "beach", "shore"),
    "a word back": replaced("data/papers.yaml", "shore", "beach"),
    "a title": replaced("data/papers.yaml", "On Walruses", "On Seals"),
    "another id": replaced("data/papers.yaml", "id: on-teapots", "id: on-teacups"),
    "other tags": replaced("data/papers.yaml", "[sky]", "[sky, sea]"),
    "a paper removed": replaced("data/papers.yaml", PAPERS[PAPERS.index("- id: on-kettles") :], ""),
    "a paper added": replaced("data/papers.yaml", "- id: on-teapots\n", f"{NEW}- id: on-teapots\n"),
    "a paper taken back": replaced("data/papers.yaml", NEW, ""),
    "papers merged": replaced(
        "data/papers.yaml",
        PAPERS[PAPERS.index("- id: on-teapots") :],
        "- id: on-teapots\n  title: On Teapots and Walruses\n  formerly: [on-kettles, on-pots]\n",
    ),
    "a venue": replaced("data/papers.yaml", "VLDB 2024", "ICML 2023"),
    "a note": replaced("data/papers.yaml", "  tags: [sky]\n", "  tags: [sky]\n  note: Read this.\n"),
    "an alias": replaced("data/tags.yaml", "label: Sky\n", "label: Sky\n  aliases: [walrus]\n"),
    "a collection": replaced_all("data/collections.yaml", COLLECTION),
    "no collection": replaced_all("data/collections.yaml", ""),
    "a citation": replaced_all(
        "data/citations.yaml", "- paper: on-kettles\n  builds_on: [on-walruses, on-teapots]\n"
    ),
    "no citation": replaced_all("data/citations.yaml", ""),
    "fields of its own": with_fields("- key: mood\n  kind: words\n  facet: true\n"),
    "a field that cards show": with_fields(
        "- key: mood\n  label: Mood\n  kind: words\n  facet: true\n  shown: [card]\n"
    ),
    "no fields of its own": without_fields,
    "addresses moved": replaced_all(
        "data/moved.yaml",
        "- address: tags/sun/\n  to: tags/sky/\n- address: papers/gone/\n  why: Retracted.\n",
    ),
    "a label": replaced("data/tags.yaml", "Sky", "The sky"),
    "a setting": replaced("mkdocs.yml", "site_name: Small", "site_name: Smaller"),
    "an address": replaced("mkdocs.yml", "small.example", "other.example/list"),
    "a template": replaced("overrides/partials/footer.html", "Ours", "Ours &amp; yours"),
    "a hand-written page": replaced("docs/about.md", "About us", "About all of us"),
    "no site": clean,
}
