"""What a list remembers of its start: answers, version, and its files as they were written for it.

The latter are what a newer version compares with, to tell an edit of the list from a change of its own.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from papershelf import __version__
from papershelf.problems import InvalidInputError, Problem
from papershelf.starter.start_answers import LICENCES, Answers

RECORD = ".papershelf.json"
LONGEST_TEXT = 16_384
"""Bytes; of what is longer, such as the locked requirements, only the digest is kept."""
_DIGEST = "sha256:"


@dataclass(frozen=True, slots=True)
class ListRecord:
    """`written` has the text of each file that follows the package, or its digest, by path."""

    version: str
    answers: Answers
    written: Mapping[str, str] = field(default_factory=dict)

    def is_as_written(self, path: str, content: bytes) -> bool:
        """Whether a file is as it was last written for the list."""
        return path in self.written and kept_form(content, like=self.written[path]) == self.written[path]

    def text(self, path: str) -> str | None:
        """Return a file as it was last written, if its text was kept."""
        kept = self.written.get(path)
        return None if kept is None or kept.startswith(_DIGEST) else kept


def record_of(answers: Answers, followed: Mapping[str, bytes], made: Mapping[str, bytes]) -> ListRecord:
    """Return the record of a list whose files are as this version writes them.

    Of what is made from the data nothing is to be merged, so only that it was there is of interest.
    """
    written = {path: kept_form(content) for path, content in followed.items()}
    written |= {path: kept_form(content, like=_DIGEST) for path, content in made.items()}
    return ListRecord(__version__, answers, written)


def kept_form(content: bytes, like: str = "") -> str:
    """Return how a content is kept: as its text, or as its digest, always if `like` is one."""
    if len(content) <= LONGEST_TEXT and not like.startswith(_DIGEST):
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _DIGEST + hashlib.sha256(content).hexdigest()


def record_text(record: ListRecord) -> str:
    """Return the text of the record's file. Texts are lists of lines, so that git shows what changed."""
    written = {
        path: kept if kept.startswith(_DIGEST) else kept.splitlines(keepends=True)
        for path, kept in sorted(record.written.items())
    }
    note = "Written by `papershelf init` and `papershelf upgrade`, which need it; edit the files themselves."
    whole = {"note": note, "version": record.version, "answers": record.answers.as_json(), "written": written}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def read_record(text: str, path: str) -> ListRecord:
    """Read what `record_text` returned. Raises InvalidInputError where it is anything else."""
    try:
        read = json.loads(text)
        answers = Answers.of_json(read["answers"])
        LICENCES[answers.licence]  # a KeyError for one that nobody can have chosen
        written = {
            str(name): kept if isinstance(kept, str) else "".join(kept)
            for name, kept in read["written"].items()
        }
        if strange := [name for name in written if not _is_inside(name)]:
            message = f"names {strange[0]!r}, which is not a file of this list; restore the record"
            raise InvalidInputError([Problem(path, 1, message)])
        return ListRecord(str(read["version"]), answers, written)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        message = f"cannot be read ({error}); restore it, for instance with `git checkout -- {path}`"
        raise InvalidInputError([Problem(path, line, " ".join(message.split()))]) from None


def _is_inside(name: str) -> bool:
    """Whether a path leads to a file in the list's folder, wherever this is run."""
    parts = name.split("/")
    return not any(part in ("", ".", "..", ".git") or "\\" in part or ":" in part for part in parts)
