"""The search index beside the site's pages, made from what they say; `theme/assets/search.js` reads it."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from papershelf.build_cache import BuildCache, digest, digest_of_files, packed, unpacked
from papershelf.generated import SEARCH_INDEX
from papershelf.problems import InvalidInputError, Problem
from papershelf.processes import begun, mapped
from papershelf.search_input import PaperInput, SearchedPaper, paper_inputs, searched_paper, tag_inputs
from papershelf.search_lists import MANY_AUTHORS, authors, by_name_word, large_facets, lists
from papershelf.search_parts import WordRows, coded, dump, name_parts, result_parts
from papershelf.search_terms import terms
from papershelf.whole_files import replace_file

FOLDER = SEARCH_INDEX
START = "start.json"
KIND = "search"
ROOM = Path(__file__).parent
MAKERS = [ROOM / "everyday_words.py", *ROOM.glob("search_*.py")]
FEW = 64_000  # bytes of lists that come as one file
OFFLINE = 2_000_000  # bytes that a browser keeps for reading without a network, which come unasked
Tags = Mapping[str, Mapping[str, Any]]


class ReadPaper(NamedTuple):
    """A paper, and its coded words as JSON: those of 50,000 papers would not fit into memory otherwise."""

    paper: SearchedPaper
    words: str


def write_index(site: Path, cache: BuildCache | None = None, *, keeps_last: bool = False) -> int:
    """Index a built site; return the number of papers. Raises InvalidInputError where that is impossible.

    The words of a paper are taken from `cache` where neither its page nor its tags have changed. With
    `keeps_last` the files of the last index stay as well, for pages that somebody has open.
    """
    if not (site / "index.html").is_file():
        raise InvalidInputError(
            [Problem(str(site), 1, "there is no built site here; build it first: make site, or mkdocs build")]
        )
    papers = list(paper_inputs(site))
    put_index(site, index_of(papers, tag_inputs(site), cache), keeps_last=keeps_last)
    return len(papers)


def put_index(site: Path, files: Mapping[str, str], *, keeps_last: bool = False) -> None:
    """Write the files of an index in place of the last one; without any a site has none.

    Raises InvalidInputError as `write_index` does, which says what `keeps_last` is.
    """
    folder = site / FOLDER
    if folder.is_symlink():
        message = "this is a link, and files are removed where it leads to; remove the link and build again"
        raise InvalidInputError([Problem(str(folder), 1, message)])
    try:
        if files:
            _write(folder, files, keeps_last=keeps_last)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        message = f"the search index cannot be written: {error.strerror}; fix that and build again"
        raise InvalidInputError([Problem(str(error.filename or folder), 1, message)]) from None


def index_of(papers: Sequence[PaperInput], tags: Tags, cache: BuildCache | None = None) -> dict[str, str]:
    """Return the files of an index as `index_files` does, of what pages say; none without papers."""
    return index_files(_read(papers, tags, cache), tags) if papers else {}


def index_files(papers: Iterable[ReadPaper], tags: Tags) -> dict[str, str]:
    """Return the files of an index by name: `start.json`, and others in a folder named by what is in them."""
    by_id = sorted(papers, key=lambda read: read.paper.id)
    newest = sorted(by_id, key=lambda read: read.paper.more.get("published", ""), reverse=True)
    known = [read.paper for read in newest]
    words_found = begun(lambda: _words([read.words for read in newest]))
    together, results = result_parts(known)
    every = authors(known)
    names, found_by_name = name_parts(by_name_word(every)) if len(every) > MANY_AUTHORS else ([], {})
    listed = {name: dump(value) for name, value in lists(known, tags)}
    few = sum(map(len, listed.values())) <= FEW
    if few:
        listed = {"lists": "{" + ",".join(f"{dump(name)}:{text}" for name, text in listed.items()) + "}"}
    words, by_word, spellings = words_found()
    files = by_word | results | found_by_name | listed | spellings
    offline = [
        name for name in sorted(files) if not name.startswith("places")
    ]  # phrases can wait for a network
    if sum(len(files[name].encode()) for name in offline) > OFFLINE:
        offline = []
    edition = digest(*(part for pair in sorted(files.items()) for part in pair)).hex()[:12]
    start = {"edition": edition, "papers": len(known), "together": together, "few": few}
    start |= {"spellings": bool(spellings), "words": words, "names": names, "offline": offline}
    if large := large_facets(known):
        start["large"] = large
    if any(paper.more.get("own") for paper in known):
        start["own"] = True
    return {START: dump(start)} | {f"{edition}/{name}.json": files[name] for name in sorted(files)}


def _words(every: Sequence[str]) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Return the first word of each part, the parts, and the files that correct words."""
    rows = WordRows()
    for number, words in enumerate(every):
        rows.add(number, json.loads(words))
    return *rows.parts(), rows.spellings()


def _read(pages: Sequence[PaperInput], tags: Tags, cache: BuildCache | None) -> list[ReadPaper]:
    kept = cache.load(KIND) if cache else {}
    makers = digest_of_files(MAKERS)
    also = {slug: _also(tag) for slug, tag in tags.items()}
    keys = [_key(makers, page, also) for page in pages]
    found = {key: content for key in keys if (content := unpacked(kept.get(key))) is not None}
    missing = [(key, page) for key, page in zip(keys, pages, strict=True) if key not in found]
    made = dict(
        zip((key for key, _ in missing), mapped(lambda pair: _kept(pair[1], tags), missing), strict=True)
    )
    if cache:
        cache.save(
            KIND, {key: kept[key] for key in found} | {key: packed(text) for key, text in made.items()}
        )
    return [_restored((found | made)[key]) for key in keys]


def _key(makers: bytes, page: PaperInput, also: Mapping[str, str]) -> bytes:
    # Which tags a paper has is in the fields; the texts of the few that it has are all that it depends on.
    mine = (
        text
        for slug, text in also.items()
        if f"&#34;{slug}&#34;" in page.fields or f'"{slug}"' in page.fields
    )
    return digest(makers, page.fields, *(part for text in page.texts for part in text), *mine)


def read_paper(paper: SearchedPaper, tags: Tags) -> ReadPaper:
    """Find the words of a paper, also of those that only its tags have."""
    mine = (_also(tags[slug]) for slug, _ in paper.more.get("tags", ()) if slug in tags)
    return ReadPaper(paper, dump(coded(terms(paper, mine))))


def _also(tag: Mapping[str, Any]) -> str:
    return " · ".join([tag["about"], *tag["aliases"]])


def _kept(page: PaperInput, tags: Tags) -> bytes:
    paper, words = read_paper(searched_paper(page), tags)
    return f"{dump(paper)}\n{words}".encode()


def _restored(content: bytes) -> ReadPaper:
    paper, words = content.decode().split("\n")
    identity, title, names, *rest = json.loads(paper)
    return ReadPaper(SearchedPaper(identity, title, [tuple(name) for name in names], *rest), words)


def _edition(folder: Path) -> str:
    """Return the name of the folder with the files of the index that is there; "" without one."""
    try:
        name = str(json.loads((folder / START).read_text(encoding="utf-8"))["edition"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    place = folder / name
    is_there = re.fullmatch("[0-9a-f]{12}", name) and place.is_dir() and not place.is_symlink()
    return name if is_there else ""


def _write(folder: Path, files: Mapping[str, str], *, keeps_last: bool) -> None:
    """Write an index beside the one that is there, or into its place; readers begin with it at the end.

    Of thousands of files an edit changes a part; the others are not written again.
    """
    last = _edition(folder)
    place = folder / next(name for name in files if name != START).partition("/")[0]
    if last and not keeps_last and not place.exists():
        (folder / last).rename(place)
    for name, text in sorted(files.items(), key=lambda item: item[0] == START):
        path, content = folder / name, text.encode()
        if not _has(path, content):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content, lasting=False)
    kept = {place, folder / START, *((folder / last,) if keeps_last and last else ())}
    for path in folder.iterdir():
        if path not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in place.iterdir():
        if f"{place.name}/{path.name}" not in files:
            path.unlink()


def _has(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False
