"""The search index beside the site's pages: Pagefind's, and the lists that it does not hold."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from papershelf.build_cache import BuildCache, digest, digest_of_files, packed, unpacked
from papershelf.problems import InvalidInputError, Problem
from papershelf.search_input import PAPERS, search_input
from papershelf.sort_orders import SORT_ORDERS, Texts

WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
FOLDER = "pagefind"
KIND = "search"
MAKERS = [Path(__file__).with_name(f"{name}.py") for name in ("search_index", "search_input", "sort_orders")]
SIGNATURE = b"pagefind_dcd"
# Pagefind's own search boxes, which the site does not use.
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
# Places of words in one part of the index, a tenth of what Pagefind takes: a word then costs 3 KB, not 30.
PART = 2000
# Without words Pagefind 1.5 loads the whole index, and does not look at it; 1.6 leaves that out.
WASTE = "this.backend.request_indexes(ptr,term)"
SPARED = f'(filter_only?"[]":{WASTE})'


class IndexedPaper(NamedTuple):
    """A paper as the index has it: its name there, its text, and what results show (one value a facet)."""

    name: str
    content: str
    meta: Mapping[str, str]
    facets: Mapping[str, str]

    @property
    def id(self) -> str:
        """The permalink."""
        return self.facets.get("paper", "")


def search_lists(papers: Sequence[IndexedPaper]) -> Iterator[tuple[str, str]]:
    """Each list as a file name and its text."""
    yield "ids.json", _json({paper.name: paper.id for paper in papers})
    for name, order in _orders(papers).items():
        yield f"orders/{name}.json", _json([paper.name for paper in order])
    for initial, words in _words_by_initial(papers).items():
        yield f"words/{initial}.json", _json(words)


def _orders(papers: Sequence[IndexedPaper]) -> dict[str, list[IndexedPaper]]:
    """The papers in each order that has a key; among equals the newest come first, as on the static pages.

    Pagefind sorts as well, but each of its orders adds to what every search loads: 20 KB at 10,000 papers.
    """
    by_id = sorted(papers, key=lambda paper: paper.id)
    newest = sorted(by_id, key=lambda paper: paper.facets.get("published", ""), reverse=True)
    return {
        name: sorted(newest, key=_on_papers(order.key), reverse=order.descending)
        for name, order in SORT_ORDERS.items()
        if order.key
    }


def _on_papers(key: Callable[[Texts, Texts], Any]) -> Callable[[IndexedPaper], Any]:
    return lambda paper: key(paper.facets, paper.meta)


def _words_by_initial(papers: Sequence[IndexedPaper]) -> dict[str, list[str]]:
    """The words of all papers by their first letter, the most frequent first; they correct queries."""
    texts = (" ".join([paper.content, *paper.meta.values()]) for paper in papers)
    papers_with = Counter(word for text in texts for word in set(_words(text)))
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(papers_with, key=lambda word: (-papers_with[word], word)):
        lists[word[0] if "a" <= word[0] <= "z" else "other"].append(word)
    return {initial: lists[initial] for initial in [*map(chr, range(ord("a"), ord("z") + 1)), "other"]}


def _words(text: str) -> list[str]:
    """Words without case and accents, split as `search.js` splits a query."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(re.sub("['’]", "", bare.lower()))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_index(site: Path, cache: BuildCache | None = None) -> int:
    """Index a built site; return the number of papers. Raises InvalidInputError without site or Pagefind.

    The index of an earlier build is taken from `cache` where no page changed in anything that is indexed.
    """
    if not (site / "index.html").is_file():
        raise InvalidInputError([Problem(str(site), 1, "there is no site here; build it first")])
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    pages = list(search_input(site))
    if not pages:
        return 0  # Pagefind fails on an empty list
    state = digest(digest_of_files(MAKERS), version("pagefind"), *(part for page in pages for part in page))
    if cache is None or not _restore(folder, state, cache.load(KIND)):
        _run_pagefind(site, pages)
        _complete(folder)
        if cache:
            paths = (path for path in folder.rglob("*") if path.is_file())
            found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
            kept = {state + name.encode(): packed(content) for name, content in found.items()}
            cache.save(KIND, kept)
    return len(pages)


def _restore(folder: Path, state: bytes, kept: Mapping[bytes, bytes]) -> bool:
    """Write the index of an earlier build of the same pages; return False if there is none."""
    files = {key.removeprefix(state).decode(): unpacked(kept[key]) for key in kept if key.startswith(state)}
    if not files or None in files.values():
        return False
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content or b"")
    return True


def _complete(folder: Path) -> None:
    """Add our lists to what Pagefind made, take away what the site does not use, and list all files."""
    papers = list(_indexed(folder / "fragment"))
    for name, content in search_lists(papers):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    for name in ("pagefind.js", "pagefind-worker.js"):
        script = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(script.replace(WASTE, SPARED), encoding="utf-8")
    # By their sizes in bytes the service worker keeps the files for reading offline.
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
    (folder / "files.json").write_text(json.dumps(sizes), encoding="utf-8")


def _run_pagefind(site: Path, pages: Sequence[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as read:
        for name, text in pages:
            (Path(read) / name).parent.mkdir(parents=True)
            (Path(read) / name).write_text(text, encoding="utf-8")
        out = ["--output-path", str(site / FOLDER)]
        command = [sys.executable, "-m", "pagefind", "--site", read, "--glob", PAPERS, *out, "--quiet"]
        told = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(PART)}
        done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    if done.returncode or not (site / FOLDER / "pagefind-entry.json").is_file():
        said = " ".join((done.stderr or done.stdout).split())
        message = f"Pagefind made no search index; install 'pagefind[bin]' or see its output: {said}"
        raise InvalidInputError([Problem(str(site), 1, message)])


def _indexed(fragments: Path) -> Iterator[IndexedPaper]:
    """What Pagefind keeps of each paper for results, by the name that it gives the paper there."""
    for path in sorted(fragments.glob("*.pf_fragment")):
        known = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        facets = {name: values[0] for name, values in known["filters"].items()}
        yield IndexedPaper(path.stem, known["content"], known["meta"], facets)
