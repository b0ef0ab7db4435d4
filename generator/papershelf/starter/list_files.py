"""The files of a list: those that it starts with, those that follow the package, those made from its data."""

import re
from collections.abc import Collection, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from papershelf import __version__
from papershelf.bot.issue_forms import forms
from papershelf.generated import FOLDERS
from papershelf.library import Library, load
from papershelf.library.load import COLLECTIONS, PAPERS, TAGS
from papershelf.library.schemas import SCHEMAS, schema_text
from papershelf.library.write import MODELINE
from papershelf.render.markdown import escaped
from papershelf.settings import FILE, with_settings
from papershelf.starter.engine_source import ENGINE, EngineSource
from papershelf.starter.start_answers import LICENCES, Answers

Files = dict[str, bytes]
"""Contents by path in the list, with forward slashes."""
LOCK = "requirements.txt"
WRITTEN_BY_HAND = tuple(
    f"{name}.schema.json" for name in ("papers", "tags", "collections", "fields", "moved")
)
"""Schemas of the data files that people write, in which an editor helps them."""
STARTED = ("README.md", "docs/about.md")
"""Files of `list/` that belong to the list from its first day: no newer version touches them."""
_CHANGE_A_FILE = """\
Change the paper's entry in `data/papers.yaml`: a check reads the file, and the site is rebuilt."""
_CHANGE_AN_ENTRY = """\
Every paper's page has a link to its entry. Edit it there, and propose the change: a check reads the
file, and after a person's review the site is rebuilt."""
_PLACEHOLDER = re.compile("<<([a-z_]+)>>")


def started_files(answers: Answers, *, examples: bool) -> Files:
    """Return what a list starts with and then writes itself: data, words, licence."""
    data = _starter("examples" if examples else "empty")
    files = {f"data/{name}": _bytes(data / name) for name in (TAGS, COLLECTIONS)}
    files[f"data/{PAPERS}"] = _bytes(data / PAPERS) if examples else MODELINE.encode()
    files["LICENSE"] = _bytes(_starter("licences") / f"{answers.licence.lower()}.txt")
    written = _written(answers, "")
    return files | {path: written[path] for path in STARTED}


def followed_files(answers: Answers, source: EngineSource) -> Files:
    """Return what a newer version may change: settings, Makefile, workflows, locked requirements, wheel."""
    files = {
        path: content
        for path, content in _written(answers, source.requirement).items()
        if path not in STARTED
    }
    files[LOCK] = locked_requirements()
    if source.wheel:
        files[source.wheel.name] = source.wheel.read_bytes()
    return files


def made_files(library: Library, schemas: Collection[str] = WRITTEN_BY_HAND) -> Files:
    """Return what is made from a list's data whenever that is wanted: issue forms and the named schemas."""
    files = {f".github/ISSUE_TEMPLATE/{name}": text.encode() for name, text in forms(library).items()}
    texts = {name: schema_text(name, library.own_fields) for name in SCHEMAS if name in schemas}
    return files | {f"data/schema/{name}": text.encode() for name, text in texts.items()}


def library_of(files: Mapping[str, bytes]) -> Library:
    """Read the data that a list starts with."""
    papers, tags, collections = (files[f"data/{name}"] for name in (PAPERS, TAGS, COLLECTIONS))
    return load(Path("data"), papers, tags, collections, moved=b"", fields=b"", citations=b"")


def locked_requirements() -> bytes:
    """Return the packages that this version was tested with, each file by its hash."""
    shipped = _starter(LOCK)
    if shipped.is_file():
        return _bytes(shipped)
    return (Path(__file__).parents[3] / LOCK).read_bytes()  # in a clone of the project nothing is packaged


def _written(answers: Answers, requirement: str) -> Files:
    """Return the files of `list/` with the answers in them."""
    values = {
        "name": escaped(answers.name),
        "description": escaped(answers.description),
        **_ways_to_change(answers),
        "licence": LICENCES[answers.licence],
        "requirement": requirement.replace("$", "$$").replace("#", r"\#"),
        "engine": f"https://github.com/{ENGINE}",
        "engine_name": ENGINE,
        "version": __version__,
        "folders": "\n".join(f"/docs/{folder}/" for folder in FOLDERS),
    }
    files = {
        path: _PLACEHOLDER.sub(lambda match: values[match[1]], _bytes(place).decode("utf-8"))
        for path, place in _walk(_starter("list"))
    }
    settings = {
        "site_name": answers.name,
        "site_description": answers.description,
        "site_url": answers.site,
        "repo_url": answers.repository,
    }
    files[FILE] = with_settings(files[FILE], settings, FILE)
    return {path: text.encode() for path, text in files.items()}


def _ways_to_change(answers: Answers) -> dict[str, str]:
    """Return how others change the list; forms and links to entries need a repository."""
    if not answers.repository:
        return {"ways_to_suggest": "by a change to these files", "how_to_change": _CHANGE_A_FILE}
    forms = "by a form under *Issues*, or by a pull request"
    ways = forms if answers.is_on_github else "by a proposed change to these files"
    return {"ways_to_suggest": ways, "how_to_change": _CHANGE_AN_ENTRY}


def _walk(folder: Traversable, before: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = before + re.sub("^dot-", ".", entry.name)
        found += _walk(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found


def _starter(name: str) -> Traversable:
    return resources.files("papershelf") / "starter" / name


def _bytes(place: Traversable) -> bytes:
    return place.read_bytes().replace(b"\r\n", b"\n")
