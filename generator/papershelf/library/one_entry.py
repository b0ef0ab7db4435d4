"""One entry of a list, read without the others: a list of ten thousand takes a second."""

import re
from pathlib import Path

from papershelf.library.known_entries import read_alone
from papershelf.library.load import PAPERS, own_fields
from papershelf.model import Paper


def one_entry(data: Path, paper_id: str) -> Paper | None:
    """Return the paper with an id; None where only the whole list can tell, or where there is none.

    An entry that is right on its own is found even if another one, or another file, has an error.
    """
    try:
        text = f"\n{(data / PAPERS).read_bytes().decode()}"
    except (OSError, UnicodeDecodeError):
        return None
    starts = [match.start() + 1 for match in re.finditer(rf"\n- id: (['\"]?){re.escape(paper_id)}\1\n", text)]
    if len(starts) != 1:
        return None
    end = text.find("\n- ", starts[0])
    entry = text[starts[0] : end + 1 if end >= 0 else None]
    paper = read_alone(entry, text.count("\n", 0, starts[0]), own_fields(data))
    return paper if paper and paper.id == paper_id else None
