"""What tests of the library share: made-up data directories and what is wrong with them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.problems import InvalidInputError

TAGS = "- slug: hashing\n  label: Hashing\n- slug: graphs\n  label: Graphs\n"

Complaints = Callable[..., list[str]]


@pytest.fixture
def complaints(tmp_path: Path) -> Complaints:
    """Tell what `load` says of files with this content, a line a problem, the directory's name left out."""

    def load_them(
        papers: bytes | str = b"", tags: bytes | str = TAGS, collections: bytes | str = b""
    ) -> list[str]:
        files = {"papers.yaml": papers, "tags.yaml": tags, "collections.yaml": collections}
        for name, content in files.items():
            (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        try:
            load(tmp_path)
        except InvalidInputError as error:
            return [str(problem).removeprefix(f"{tmp_path}/") for problem in error.problems]
        return []

    return load_them
