"""How often git cannot merge two branches that change the list, by where new entries go in the file.

Each pair is two branches of a real repository, merged by `git merge-tree`, as hosting services do. `union` is
git's driver that keeps both sides of every conflict.
"""

import bisect
import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.make_papers import REAL, make_papers
from papershelf.curate.titles import new_id
from papershelf.library import load
from papershelf.library.edit import remove_entries, set_fields
from papershelf.library.load import TAGS
from papershelf.library.write import MODELINE, entry_text, with_entries
from papershelf.model import Paper
from papershelf.problems import InvalidInputError

PAIRS = 100
SIZES = (1, 75, 2_000)
MOST = {75: 5, 2_000: 1}
SEED = 4
UNION = "papers.yaml merge=union"
TAG = load(REAL).tags[0].slug

Change = Callable[[str, Paper, random.Random], str]
Done = subprocess.CompletedProcess[str]


def main() -> int:
    """Print the pairs of PAIRS that conflict, and those that merge into a broken list; 1 over a budget.

    The longest list takes too long to be edited, or read again, hundreds of times: it is only added to.
    """
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        repository = _Repository(Path(folder))
        print(f"{'of ' + str(PAIRS) + ' pairs':<44}" + "".join(f"{size:>18,}" for size in SIZES))
        for name, (one, other, attributes) in KINDS.items():
            cells = []
            for size in SIZES if one in ADDITIONS and other in ADDITIONS else SIZES[:-1]:
                conflicts, broken = _measure(repository, size, one, other, attributes)
                cells.append(f"{conflicts:>3} conflicts" + (f", {broken} broken" if broken else ""))
                over += name == CHOSEN and conflicts > MOST.get(size, PAIRS)
                over += bool(broken) and not attributes
            print(f"{name:<44}" + "".join(f"{cell:>18}" for cell in cells))
    return int(bool(over))


def _append(text: str, paper: Paper, _dice: random.Random) -> str:
    return f"{text}\n{entry_text(paper)}"


def _by_alphabet(text: str, paper: Paper, _dice: random.Random) -> str:
    """Put an entry below the one whose id is the greatest smaller one, wherever that stands."""
    ids = re.findall("^- id: (.+)$", text, re.MULTILINE)
    ordered = sorted(ids)
    place = bisect.bisect(ordered, paper.id)
    follower = ids.index(ordered[place - 1]) + 1 if place else 0
    parts = re.split("(?=^- id: )", text, flags=re.MULTILINE)
    parts[follower] = parts[follower].rstrip("\n") + "\n\n"
    parts.insert(follower + 1, entry_text(paper) + ("\n" if follower + 1 < len(parts) else ""))
    return "".join(parts)


def _by_hash(text: str, paper: Paper, _dice: random.Random) -> str:
    return with_entries(text, [paper])


def _edit(text: str, _paper: Paper, dice: random.Random) -> str:
    """Set one field of one entry."""
    changes: list[dict[str, Any]] = [
        {"venue": f"Venue {dice.random()}"},
        {"note": f"Because {dice.random()}"},
        {"tags": (TAG,)},
    ]
    return set_fields(text, {_any_id(text, dice): dice.choice(changes)})


def _rewrite(text: str, _paper: Paper, dice: random.Random) -> str:
    """Change the first words of an abstract that stands in the first entry."""
    return text.replace("abstract: >-\n    ", f"abstract: >-\n    Word {dice.random()} ", 1)


def _remove(text: str, _paper: Paper, dice: random.Random) -> str:
    return remove_entries(text, [_any_id(text, dice)])


def _any_id(text: str, dice: random.Random) -> str:
    return str(dice.choice(re.findall("^- id: (.+)$", text, re.MULTILINE)))


ADDITIONS = (_append, _by_alphabet, _by_hash)
CHOSEN = "add, add: at a place chosen by hash"
KINDS: dict[str, tuple[Change, Change, str]] = {
    "add, add: at the end": (_append, _append, ""),
    "add, add: at the end, union": (_append, _append, UNION),
    "add, add: in alphabetical order": (_by_alphabet, _by_alphabet, ""),
    CHOSEN: (_by_hash, _by_hash, ""),
    "add, add: by hash and at the end": (_by_hash, _append, ""),
    "add by hash, edit any": (_by_hash, _edit, ""),
    "add by hash, remove any": (_by_hash, _remove, ""),
    "edit any, edit any": (_edit, _edit, ""),
    "edit any, remove any": (_edit, _remove, ""),
    "remove any, remove any": (_remove, _remove, ""),
    "edit the same abstract": (_rewrite, _rewrite, ""),
    "edit the same abstract, union": (_rewrite, _rewrite, UNION),
    "edit any, remove any, union": (_edit, _remove, UNION),
}


class _Repository:
    """A bare repository whose branches hold one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "--quiet", "--bare")
        self.git("config", "user.name", "bench")
        self.git("config", "user.email", "bench@example.org")

    def git(self, *command: str, told: str | None = None) -> str:
        """What git answers; raises where git fails."""
        return self.run(*command, told=told, check=True).stdout.strip()

    def run(self, *command: str, told: str | None = None, check: bool = False) -> Done:
        """Run git in the repository."""
        return subprocess.run(
            ["git", *command], cwd=self.path, input=told, capture_output=True, text=True, check=check
        )

    def commit(self, text: str, *parents: str) -> str:
        """Commit the list; the name of the commit."""
        blob = self.git("hash-object", "-w", "--stdin", told=text)
        tree = self.git("mktree", told=f"100644 blob {blob}\tpapers.yaml\n")
        return self.git("commit-tree", tree, "-m", "list", *(part for one in parents for part in ("-p", one)))

    def merged(self, one: str, other: str) -> str | None:
        """What the list is after a merge; None where git leaves it to a person."""
        done = self.run("merge-tree", "--write-tree", one, other)
        if done.returncode > 1:
            raise RuntimeError(done.stderr)
        tree = done.stdout.partition("\n")[0]
        return None if done.returncode else self.run("show", f"{tree}:papers.yaml", check=True).stdout


def _measure(
    repository: _Repository, size: int, one: Change, other: Change, attributes: str
) -> tuple[int, int]:
    (repository.path / "info" / "attributes").write_text(attributes)
    dice = random.Random(SEED)
    text, new = _papers(size)
    base = repository.commit(text)
    conflicts = broken = 0
    for pair in range(PAIRS):
        sides = (one(text, new[2 * pair], dice), other(text, new[2 * pair + 1], dice))
        commits = [repository.commit(side, base) for side in sides]
        merged = repository.merged(*commits)
        conflicts += merged is None
        broken += size < SIZES[-1] and merged is not None and not _is_sound(merged)
    return conflicts, broken


def _papers(size: int) -> tuple[str, Sequence[Paper]]:
    """A list, and two papers for each pair, with ids as they are made from titles."""
    named: list[Paper] = []
    taken: set[str] = set()
    for paper in make_papers(size + 2 * PAIRS):
        named.append(replace(paper, id=new_id(paper.title, taken)))
        taken.add(named[-1].id)
    return MODELINE + "".join(f"\n{entry_text(paper)}" for paper in named[:size]), named[size:]


def _is_sound(text: str) -> bool:
    """Tell whether the list can be read, and no abstract holds both sides of an edit."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / TAGS).write_bytes((REAL / TAGS).read_bytes())
        try:
            library = load(Path(folder), papers=text.encode())
        except InvalidInputError:
            return False
    return all((paper.abstract or "").count("Word 0.") < 2 for paper in library.papers)  # noqa: PLR2004
