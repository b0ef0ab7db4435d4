"""What is set where mkdocs.yml leaves it open: our theme over Material, and the navigation."""

from typing import Any

from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from papershelf.settings import THEME

THEME_SETTINGS = {
    "font": False,
    "logo": "assets/mark.svg",
    "favicon": "assets/mark.svg",
    "palette": {"scheme": "default"},  # until a script sees what the reader or the system prefers
}
NAVIGATION = {
    "Home": "index.md",
    "Papers": "papers/index.md",
    "Tags": "tags/index.md",
    "Collections": "collections/index.md",
    "Map": "map/index.md",
    "Statistics": "statistics/index.md",
    "Reading": "reading/index.md",
}


def set_up(theme: Theme) -> None:
    """Add our folder, and our values for settings that mkdocs.yml leaves as Material has them."""
    ours = str(THEME)
    if ours not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, ours)
    theme.static_templates.add("assets/colours.css")
    stock = Theme(name=theme.name)
    for name, value in THEME_SETTINGS.items():
        if theme.get(name) == stock.get(name):
            theme[name] = value


def navigation(files: Files) -> list[Any]:
    """Lead to what a list has, then to what its people wrote."""
    present = {file.src_uri for file in files.documentation_pages()}
    ours = [{title: path} for title, path in NAVIGATION.items() if path in present]
    own = sorted(path for path in present if "/" not in path and path not in {"index.md", "offline.md"})
    return [*ours, *own]
