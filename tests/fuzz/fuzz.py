"""Fuzzes one door with atheris: `python -m tests.fuzz.fuzz TARGET [options of libFuzzer] [CORPUS]`.

A target takes any bytes and may raise nothing but the errors that its users see. What crashes one is written
beside the current folder by libFuzzer; add it to SEEDS, or a test, once it is understood.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["papershelf"]):
    from papershelf.bot.pull_request_review import parsed
    from papershelf.bot.review_shape import ShapeError
    from papershelf.feeds import detect
    from papershelf.feeds.bibtex_feed import read as read_bibtex
    from papershelf.feeds.capture import Capture
    from papershelf.feeds.ris_feed import read as read_ris
    from papershelf.library.located_yaml import parse
    from papershelf.limits import TooMuchError
    from papershelf.problems import InvalidInputError
    from papershelf.text import repair, shown

SEEDS: Mapping[str, tuple[bytes, ...]] = {
    "feed": (
        b"Daily Papers\n\nA title of a paper\n\nAn abstract, long enough to be one.\n",
        b'[{"id": "a", "type": "book", "title": "T", "author": [{"family": "B"}]}]',
        b'[{"paper": {"id": "2401.00001", "title": "T", "summary": "S"}}]',
        b"title,authors\nT,B\n",
        b"%0 Journal Article\n%T A title\n%A B, C\n",
        b"PMID- 1\nTI  - A title\nAU  - B C\n",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title></entry></feed>',
        b"<xml><records><record><titles><title>T</title></titles></record></records></xml>",
        b"<html><body><article><h3><a href='/papers/2401.00001'>T</a></h3></article></body></html>",
        b"# papershelf: quarantine\n@article{k, title={T}}\n",
    ),
    "bibtex": (
        b'@string{a = "B"}\n@article{k, title={{T} \\"o $x_1$}, author={A, B and C}, year=2020 # a}\n',
    ),
    "ris": (b"TY  - JOUR\nTI  - T\nAU  - A, B\nPY  - 2020/01/02\nER  - \n",),
    "yaml": (b"- id: a\n  title: >-\n    T\n  tags: [b, 'c']\n  links: {code: \"https://a.org\"}\n",),
    "text": (b"12times12 \\textbf{x} $x^2$ Uzna\\'{n}ski lceil sim500 https: //a.org. `` ''",),
    "review": (b'{"version": 1, "pull_request": 1, "head_sha": "a", "counts": {}, "problems": []}',),
}


def _text_of(read: Callable[[str, str], Capture]) -> Callable[[bytes], object]:
    return lambda source: read(source.decode("utf-8", "replace"), "feed")


def _repaired(source: bytes) -> None:
    text = source.decode("utf-8", "replace")
    assert "".join(segment.raw for segment in repair(text)) == text
    shown(text)


TARGETS: Mapping[str, Callable[[bytes], object]] = {
    "feed": lambda source: detect.read(source, "feed"),
    "bibtex": _text_of(read_bibtex),
    "ris": _text_of(read_ris),
    "yaml": lambda source: parse(source, lambda _line, _message: None),
    "text": _repaired,
    "review": lambda source: parsed(source, "review.json"),
}


def main() -> None:
    """Fuzz the target that is named first, from its seeds and from what else is given."""
    name = sys.argv.pop(1)
    target = TARGETS[name]

    def run(source: bytes) -> None:
        with suppress(InvalidInputError, ShapeError, TooMuchError):
            target(source)

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[name]):
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup([*sys.argv, folder], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
