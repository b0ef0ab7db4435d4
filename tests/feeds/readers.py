"""The readers of single kinds of feeds, from the bytes of a file, as `detect.read` calls them."""

from collections.abc import Callable

from papershelf.feeds import arxiv_atom, bibtex_feed, csl_json, json_records, refer_feed, ris_feed
from papershelf.feeds.capture import Capture, decode
from papershelf.feeds.daily_papers import api, reader
from papershelf.feeds.json_records import Document

Read = Callable[[bytes, str], Capture]


def _of_text(read: Callable[[str, str], Capture]) -> Read:
    return lambda source, path: read(decode(source, path), path)


def _of_json(read: Callable[[Document, str], Capture]) -> Read:
    return lambda source, path: read(json_records.parse(decode(source, path), path), path)


read_arxiv_atom = _of_text(arxiv_atom.read)
read_bibtex = _of_text(bibtex_feed.read)
read_endnote = _of_text(refer_feed.read)
read_ris = _of_text(ris_feed.read)
read_daily_papers_page = _of_text(reader.read)
read_csl_json = _of_json(csl_json.read)
read_daily_papers_api = _of_json(api.read)
