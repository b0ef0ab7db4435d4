"""Within the limits, what is read and shown takes time in proportion to its size."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf import site
from papershelf.feeds import detect
from papershelf.settings import Settings

SMALL, LARGE = 1_000, 8_000
FEW, MANY = 2_000, 16_000  # of what takes less time than the rest of a build
MOST = 12
"""Eight times as much may take so many times as long; a square would take 64 times."""
START = 0.2  # seconds that anything may take


def csl(count: int = 1, **more: object) -> str:
    return json.dumps(
        [{"id": f"a{place}", "type": "book", "title": f"On {place}", **more} for place in range(count)]
    )


def people(count: int) -> list[str]:
    return [f"Ada Okoro{place}" for place in range(count)]


FEEDS: dict[str, Callable[[int], str]] = {
    "CSL-JSON": csl,
    "RIS": lambda count: "".join(f"TY  - JOUR\nTI  - On {place}\nER  - \n\n" for place in range(count)),
    "BibTeX": lambda count: "".join(f"@misc{{a{place}, title={{On {place}}}}}\n" for place in range(count)),
    "Daily Papers": lambda count: json.dumps(
        [{"paper": {"id": f"2401.{place:05}", "title": f"On {place}"}} for place in range(count)]
    ),
    "blocks": lambda count: (
        "Daily Papers\n\nJul 29\n\n" + "".join(f"On {place}\n\n" for place in range(count))
    ),
    "authors": lambda count: csl(author=[{"literal": name} for name in people(count)]),
    "authors in BibTeX": lambda count: f"@misc{{a, title={{On}}, author={{{' and '.join(people(count))}}}}}",
}
ENTRIES: dict[str, Callable[[int], str]] = {
    "authors": lambda count: f"authors: {json.dumps(people(count))}",
    "formulas": lambda count: f"abstract: {' '.join(f'$x_{{{place}}}$' for place in range(count))}",
}


def seconds(work: Callable[[], object]) -> float:
    """The processors' time for it, that of helping processes included."""
    before = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - before


@pytest.mark.parametrize("kind", FEEDS)
def test_a_long_feed(kind: str) -> None:
    """Records, blocks and authors are read one after another."""
    small, large = (FEEDS[kind](count).encode() for count in (SMALL, LARGE))
    detect.read(FEEDS[kind](1).encode(), "feed")  # loads what reading needs
    once = seconds(lambda: detect.read(small, "feed"))
    assert seconds(lambda: detect.read(large, "feed")) < START + MOST * once


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_page_of_much(kind: str, tmp_path: Path) -> None:
    """A paper of thousands of authors or formulas holds up a build no longer than they need."""
    data, docs = tmp_path / "data", tmp_path / "docs"
    data.mkdir()
    (data / "tags.yaml").write_text("- slug: a\n  label: A\n")

    def build(count: int) -> None:
        (data / "papers.yaml").write_text(f"- id: a\n  title: A\n  {ENTRIES[kind](count)}\n")
        site.build(data, docs, Settings(site_url="https://papers.example/"))

    build(1)  # loads and compiles what each build needs
    once = seconds(lambda: build(FEW))
    assert seconds(lambda: build(MANY)) < START + MOST * once
