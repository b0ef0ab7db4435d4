"""The site of a lab, with ways of its own, and a reading list inside it."""

import logging
import shutil
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config

HOST = Path(__file__).parent / "fixtures" / "host"
LIST = Path(__file__).parent / "fixtures" / "list"
PLUGIN = "  - papershelf: {prefix: reading, cards: none}\n"
PAPER = "reading/papers/lsh-moe-communication-efficient-moe-training-via-locality/"
Tree = dict[str, bytes]


def host(folder: Path, *, with_list: bool = True, data: Path = LIST) -> Path:
    """Make the lab's project in a folder that is not there yet."""
    shutil.copytree(HOST, folder)
    if with_list:
        shutil.copytree(data, folder / "data")
        change(folder, "  - tags\n", f"  - tags\n{PLUGIN}")
    return folder


def small_list(folder: Path) -> Path:
    """Make the data of a list of one paper in a folder."""
    data = folder / "small"
    data.mkdir()
    (data / "tags.yaml").write_text("- slug: sky\n  label: Sky\n", encoding="utf-8")
    paper = "- id: on-walruses\n  title: On Walruses\n  tags: [sky]\n  abstract: See {{ here }}.\n"
    (data / "papers.yaml").write_text(paper, encoding="utf-8")
    return data


def change(project: Path, old: str, new: str, file: str = "mkdocs.yml") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(project: Path) -> Path:
    """Build as `mkdocs build --strict` does; return the folder of the site."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    config = load_config(str(project / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return project / "site"


def contents(folder: Path) -> Tree:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
