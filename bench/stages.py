"""What each stage of a build from nothing costs; `python -m bench.stages PROJECT` prints it as JSON."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config

from papershelf import search_index
from papershelf.library import load
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.settings import FILE, read_settings


def main(project: Path) -> None:
    """Take the stages of a project one after another, each with nothing kept; print seconds of CPU."""
    os.chdir(project)
    costs: dict[str, float] = {}
    settings = read_settings(Path(FILE))
    begin = _seconds()
    library = load(Path("data"))
    costs["read"] = _seconds() - begin
    begin = _seconds()
    shelf = Shelf(library, settings)
    shelf.prepare()
    costs["facts"] = _seconds() - begin
    begin = _seconds()
    list(pages(library, settings))
    costs["pages"] = _seconds() - begin - costs["facts"]
    begin = _seconds()
    config = load_config(FILE)
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    build(config)
    costs["whole"] = _seconds() - begin
    begin = _seconds()
    search_index.write_index(Path(config.site_dir))
    costs["index"] = _seconds() - begin
    costs["MkDocs"] = costs["whole"] - sum(costs[name] for name in ("read", "facts", "pages", "index"))
    print(json.dumps(costs))


def _seconds() -> float:
    """Return the CPU time of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(Path(sys.argv[1]))
