"""The search index beside the site's pages: Pagefind's, and the words that mend misspelt queries."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.problems import InvalidInputError, Problem

FOLDER = "pagefind"
PAPERS = "papers/*/index.html"
BODY = b"data-pagefind-body"
SIGNATURE = b"pagefind_dcd"
# Pagefind's own search boxes, which the site does not use.
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")


def write_index(site: Path) -> int:
    """Index the papers of a built site into its folder `pagefind`; the number of papers found.

    Raises InvalidInputError where there is no site, and where Pagefind is missing or fails.
    """
    if not (site / "index.html").is_file():
        raise InvalidInputError([Problem(str(site), 1, "there is no site here; build it first")])
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    if not any(BODY in path.read_bytes() for path in site.glob(PAPERS)):
        return 0  # an empty list, over which Pagefind stumbles
    _run_pagefind(site)
    texts = list(_texts(site / FOLDER / "fragment"))
    _write_words(site / FOLDER / "words", texts)
    for pattern in UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
    _write_list(site / FOLDER)
    return len(texts)


def _write_list(folder: Path) -> None:
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
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (site / FOLDER / "pagefind-entry.json").is_file():
        said = " ".join((done.stderr or done.stdout).split())
        message = f"Pagefind made no search index; install 'pagefind[bin]' or see what it said: {said}"
        raise InvalidInputError([Problem(str(site), 1, message)])


def _texts(fragments: Path) -> Iterator[str]:
    """The indexed text of each paper, which Pagefind keeps for results."""
    for path in sorted(fragments.glob("*.pf_fragment")):
        paper: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        yield " ".join([paper["content"], *paper["meta"].values()])


def _write_words(folder: Path, texts: Iterable[str]) -> None:
    """The words of all texts in one list for each first letter, the most frequent first."""
    papers_with = Counter(word for text in texts for word in set(_words(text)))
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(papers_with, key=lambda word: (-papers_with[word], word)):
        lists[word[0] if "a" <= word[0] <= "z" else "other"].append(word)
    folder.mkdir()
    for initial in [*map(chr, range(ord("a"), ord("z") + 1)), "other"]:
        text = json.dumps(lists[initial], ensure_ascii=False, separators=(",", ":"))
        (folder / f"{initial}.json").write_text(text, encoding="utf-8")


def _words(text: str) -> list[str]:
    """Words without case and accents, split as `search-query.js` splits a query."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(re.sub("['’]", "", bare.lower()))
