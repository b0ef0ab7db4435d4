"""The pull request by which a workflow puts the pages of digests into the repository."""

from pathlib import Path

from papershelf.bot.github import GitHub
from papershelf.bot.pull_requests import Proposal, propose, proposed_files

BRANCH = "papershelf/digest"
BODY = """\
What came to the list, as a page for the site: the same papers as in the letter.

Merging this publishes the page and its entry in the feed of digests; closing it publishes neither.
"""


class ProposedDigests:
    """One pull request with the files of a folder; as long as it is open, later digests are added to it."""

    def __init__(self, github: GitHub, folder: Path) -> None:
        self._github = github
        self._base = str(github.get("")["default_branch"])
        self._folder = folder
        self._name = folder.resolve().relative_to(Path.cwd().resolve()).as_posix()

    def fetch(self) -> None:
        """Write what is proposed already into the folder."""
        for name, content in proposed_files(self._github, BRANCH, self._base, self._name).items():
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / Path(name).name).write_bytes(content)

    def write(self, summary: str) -> str | None:
        """Propose all files of the folder; return the pull request's URL, None if the base has them."""
        paths = sorted(path for path in self._folder.iterdir() if path.is_file())
        files: dict[str, bytes | None] = {f"{self._name}/{path.name}": path.read_bytes() for path in paths}
        return propose(self._github, Proposal(BRANCH, self._base, files, f"Digest: {summary}", BODY))
