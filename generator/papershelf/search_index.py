"""The search index beside the site's pages: Pagefind's, and the lists of what it does not tell."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from papershelf.problems import InvalidInputError, Problem
from papershelf.search_lists import IndexedPaper, search_lists

FOLDER = "pagefind"
PAPERS = "papers/*/index.html"
BODY = b"data-pagefind-body"
SIGNATURE = b"pagefind_dcd"
# Pagefind's own search boxes, which the site does not use.
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
# Places of words in one part of the index, a tenth of what Pagefind takes: a word then costs 3 KB, not 30.
PART = 2000
# Without words Pagefind 1.5 loads the whole index, and does not look at it; 1.6 leaves that out.
WASTE = "this.backend.request_indexes(ptr,term)"
SPARED = f'(filter_only?"[]":{WASTE})'


def write_index(site: Path) -> int:
    """Index the papers of a built site into its folder `pagefind`; the number of papers found.

    Raises InvalidInputError where there is no site, and where Pagefind is missing or fails.
    """
    if not (site / "index.html").is_file():
        raise InvalidInputError([Problem(str(site), 1, "there is no site here; build it first")])
    folder = site / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    if not any(BODY in path.read_bytes() for path in site.glob(PAPERS)):
        return 0  # an empty list, over which Pagefind stumbles
    _run_pagefind(site)
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
    _write_files(folder)
    return len(papers)


def _write_files(folder: Path) -> None:
    """Every file with its size in bytes, by which the service worker keeps the index for reading offline."""
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    (folder / "files.json").write_text(json.dumps(sizes), encoding="utf-8")


def fingerprint(site: Path) -> str:
    """What tells whether an index made before still fits: the same for the same papers."""
    digest = hashlib.sha256()
    for path in sorted(site.glob(PAPERS)):
        text = path.read_bytes()
        if BODY in text:
            digest.update(f"{path.relative_to(site)} {len(text)}\n".encode())
            digest.update(text)
    return digest.hexdigest()


def _run_pagefind(site: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", PAPERS, "--quiet"]
    told = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(PART)}
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    if done.returncode or not (site / FOLDER / "pagefind-entry.json").is_file():
        said = " ".join((done.stderr or done.stdout).split())
        message = f"Pagefind made no search index; install 'pagefind[bin]' or see what it said: {said}"
        raise InvalidInputError([Problem(str(site), 1, message)])


def _indexed(fragments: Path) -> Iterator[IndexedPaper]:
    """What Pagefind keeps of each paper for results, by the name that it gives the paper there."""
    for path in sorted(fragments.glob("*.pf_fragment")):
        known = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        facets = {name: values[0] for name, values in known["filters"].items()}
        yield IndexedPaper(path.stem, known["content"], known["meta"], facets)
