"""Fuzzes one door with atheris: `python -m tests.fuzz.fuzz TARGET [options of libFuzzer] [CORPUS]`.

Without a target it prints the names of all. "feed" takes bytes of any format, as `papershelf import` does.
A target takes any bytes and may raise nothing but the errors that its users see. What crashes one is written
beside the current folder by libFuzzer; add it to seeds/TARGET/, or a test, once it is understood.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["papershelf"]):
    from papershelf.bot.pull_request_review import parsed
    from papershelf.bot.review_shape import ShapeError
    from papershelf.feeds import (
        arxiv_atom,
        bibtex_feed,
        csl_json,
        detect,
        endnote_xml,
        json_records,
        medline_feed,
        refer_feed,
        ris_feed,
        table_feed,
        zotero_json,
    )
    from papershelf.feeds.awesome_list import reader as awesome_list
    from papershelf.feeds.capture import Capture, decode, usable
    from papershelf.feeds.daily_papers import api as daily_api
    from papershelf.feeds.daily_papers import reader as daily_papers
    from papershelf.feeds.daily_papers.markdown_page import read_markdown
    from papershelf.feeds.daily_papers.saved_page import read_html
    from papershelf.feeds.mapped_list import reader as mapped_list
    from papershelf.feeds.mapped_list.field_map import read_map
    from papershelf.feeds.mapped_list.rows import rows_of
    from papershelf.library.located_yaml import parse
    from papershelf.limits import TooMuchError
    from papershelf.model import Candidate
    from papershelf.problems import InvalidInputError
    from papershelf.text import repair, shown

SEEDS = Path(__file__).with_name("seeds")


def _text_of(read: Callable[[str, str], Capture]) -> Callable[[bytes], object]:
    return lambda source: read(decode(source, "feed"), "feed")


def _json_of(read: Callable[[json_records.Document, str], Capture]) -> Callable[[bytes], object]:
    return lambda source: read(json_records.parse(decode(source, "feed"), "feed"), "feed")


def _mapped(source: bytes) -> None:
    """Read a list by a map, and again from the file that keeps both: but for its lines, it says the same."""
    rows = rows_of(source, "list")
    given = usable(lambda: mapped_list.read(rows, MAP), "list")
    kept = detect.read(mapped_list.kept(rows, MAP), "kept")
    assert _facts(kept) == _facts(given)


def _facts(capture: Capture) -> list[Candidate]:
    return [replace(candidate, line=0, blocks=()) for candidate in capture.candidates]


def _repaired(source: bytes) -> None:
    text = source.decode("utf-8", "replace")
    assert "".join(segment.raw for segment in repair(text)) == text
    shown(text)


MAP = read_map(b"headline: title\nwho: authors\nwhen: published\nid: arxiv\n", "map")

TARGETS: Mapping[str, Callable[[bytes], object]] = {
    "feed": lambda source: detect.read(source, "feed"),
    "arxiv": _text_of(arxiv_atom.read),
    "bibtex": _text_of(bibtex_feed.read),
    "csl": _json_of(csl_json.read),
    "daily-api": _json_of(daily_api.read),
    "daily-html": _text_of(read_html),
    "daily-markdown": lambda source: read_markdown(decode(source, "feed")),
    "daily-text": _text_of(daily_papers.read),
    "endnote": _text_of(endnote_xml.read),
    "list": _text_of(awesome_list.read),
    "map": lambda source: read_map(source, "map"),
    "mapped": _mapped,
    "medline": _text_of(medline_feed.read),
    "refer": _text_of(refer_feed.read),
    "ris": _text_of(ris_feed.read),
    "table": _text_of(table_feed.read),
    "zotero": _json_of(zotero_json.read),
    "yaml": lambda source: parse(source, lambda _line, _message: None),
    "text": _repaired,
    "review": lambda source: parsed(source, "review.json"),
}


def main() -> None:
    """Fuzz the target that is named first, from its seeds and from what else is given."""
    if not sys.argv[1:]:
        sys.stdout.write("".join(f"{name}\n" for name in TARGETS))
        return
    name = sys.argv.pop(1)
    target = TARGETS[name]

    def run(source: bytes) -> None:
        with suppress(InvalidInputError, ShapeError, TooMuchError):
            target(source)

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SEEDS / name, folder, dirs_exist_ok=True)  # libFuzzer writes what it finds into it
        atheris.Setup([*sys.argv, folder], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
