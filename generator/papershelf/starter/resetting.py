"""What becomes of the files of a copied repository when its list begins anew."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from papershelf.github.forms import forms
from papershelf.library import load
from papershelf.library.load import COLLECTIONS, PAPERS, TAGS
from papershelf.library.schema import SCHEMAS, schema_text
from papershelf.library.write import MODELINE
from papershelf.settings import with_settings

SETTINGS = "mkdocs.yml"
FORMS = Path(".github/ISSUE_TEMPLATE")


def reset(root: Path, values: Mapping[str, str]) -> dict[Path, bytes | None]:
    """The new content of each file, None for one that goes: an empty list with an example vocabulary.

    `values` are settings of mkdocs.yml. Everything in `data/` belongs to the list, but for the schemas.
    Paths are relative to `root`.
    """
    settings = root / SETTINGS
    text = with_settings(settings.read_text(encoding="utf-8"), values, str(settings))
    tags, collections = (
        resources.files("papershelf.starter").joinpath(name).read_bytes() for name in (TAGS, COLLECTIONS)
    )
    new: dict[Path, bytes | None] = {
        path.relative_to(root): None
        for path in sorted((root / "data").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    new |= {Path("data/schema") / name: schema_text(name).encode() for name in SCHEMAS}
    new[Path("data/feeds/.gitkeep")] = b""  # git keeps no empty folder
    data = {PAPERS: MODELINE.encode(), TAGS: tags, COLLECTIONS: collections}
    new |= {Path("data") / name: content for name, content in data.items()}
    new[Path(SETTINGS)] = text.encode()
    empty = load(root / "data", papers=MODELINE.encode(), vocabulary=tags, collections=collections)
    new |= {FORMS / name: text.encode() for name, text in forms(empty).items()}
    return {path: content for path, content in new.items() if content != _content(root / path)}


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
