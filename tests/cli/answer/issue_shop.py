"""A list with one paper, on a made-up GitHub, whose issues `papershelf answer` answers."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from papershelf.cli import papershelf
from papershelf.library import load
from papershelf.model import Paper
from papershelf.services.endpoints import APIS
from tests.bot.fake_github import FakeGitHub
from tests.bot.issue_makers import event
from tests.services.misbehaving import Server

FIXTURES = Path(__file__).parents[2] / "fixtures"
HOT_JUPITERS_ID = "frequency-of-hot-jupiters-and-very-hot-jupiters-from-the"
HOT_JUPITERS = (FIXTURES / "arxiv/old-style-id.atom.xml").read_bytes()
NOTHING = re.sub(rb"<entry>.*</entry>", b"", HOT_JUPITERS, flags=re.DOTALL).replace(b">1<", b">0<")
CSL = json.dumps(
    {
        "type": "article-journal",
        "title": "Sketching Graphs: A Made-up Study",
        "DOI": "10.1145/3999999.3999998",
        "author": [{"given": "Zoë", "family": "Müller-Løwe"}],
        "issued": {"date-parts": [[2025, 8, 3]]},
        "container-title": "Journal of Made-up Studies",
        "abstract": "We sketch planets, @all of them. `rm -rf /` | <b>&amp;</b> $(touch owned)",
    }
)
ATOM = "application/atom+xml"
TAGS = """\
- slug: planets
  label: Planets
  aliases: [hot jupiters]
- slug: stars
  label: 'Stars, and what is around'
"""
PAPERS = """\
# Kept by hand.
- id: a-paper
  title: A Paper
  authors: [Ada Lovelace]
  doi: '10.1234/a-paper'
  venue: VLDB 2023  # checked
  links:
    code: https://github.com/a/b
  tags: [stars]
  sources:
    venue: Crossref
    links.code: Hugging Face
"""
SETTINGS = "site_name: A List\nsite_url: https://reader.example/list/\n"
PERMISSIONS = {"contents": "write", "issues": "write", "pull_requests": "write"}


class Answered(NamedTuple):
    """How a run of the command ended."""

    returncode: int
    stdout: str
    stderr: str


@dataclass
class Shop:
    """A working copy, the repository that it is of, and the services."""

    folder: Path
    github: FakeGitHub
    services: Server
    papers: str = PAPERS

    def hold(self, papers: str) -> None:
        """Let the list be another, here and on GitHub."""
        self.papers = papers
        (self.folder / "data/papers.yaml").write_text(papers)
        self.github.repository.commit_files("main", {"data/papers.yaml": papers.encode()})

    def answer(self, body: str, *labels: str, **more: Any) -> Answered:
        """Open an issue with this text and answer it."""
        issue = self.github.repository.add_issue("Suggest: $(touch owned) `x`", body, **more)
        issue["labels"] = [{"name": name} for name in labels]
        return self.again(issue)

    def again(self, issue: dict[str, Any], action: str = "opened") -> Answered:
        """Answer an issue."""
        path = self.folder / "event.json"
        path.write_text(json.dumps(event(issue, self.github.repository.name, action)))
        done = CliRunner().invoke(papershelf, ["answer", "--cache", "cache"], env=self.environ)
        assert isinstance(done.exception, SystemExit | None)
        assert (self.folder / "data/papers.yaml").read_text() == self.papers
        return Answered(done.exit_code, done.stdout, done.stderr)

    def process(self) -> Answered:
        """Answer the event that is there by a process of its own."""
        command = [sys.executable, "-m", "papershelf", "answer", "--cache", "cache"]
        environ = {**os.environ, **self.environ}
        done = subprocess.run(
            command, cwd=self.folder, env=environ, capture_output=True, text=True, timeout=60, check=False
        )
        return Answered(done.returncode, done.stdout, done.stderr)

    @property
    def environ(self) -> dict[str, str]:
        """What a job has in its environment, and the addresses of those who play the services."""
        urls = {api.url_variable: f"{self.services.url}/{api.id}" for api in APIS}
        event_path = {"GITHUB_EVENT_PATH": str(self.folder / "event.json")}
        return {**self.github.environ("secret"), **urls, **event_path, "SOURCE_DATE_EPOCH": "1700000000"}

    @property
    def comment(self) -> str:
        """The only comment."""
        (comment,) = self.github.repository.comments.values()
        return str(comment["body"])

    @property
    def pull(self) -> dict[str, Any]:
        """The only pull request."""
        (pull,) = self.github.repository.pulls.values()
        return pull

    def proposed(self, number: int = 1) -> dict[str, bytes]:
        """What the branch of an issue holds beyond the default one."""
        before = self.github.repository.files("main")
        now = self.github.repository.files(f"papershelf/issue-{number}")
        assert before.keys() <= now.keys()
        return {path: content for path, content in now.items() if before.get(path) != content}

    def paper(self, paper_id: str, number: int = 1) -> Paper:
        """A paper of the proposed list, which is checked as the list is."""
        papers = self.proposed(number)["data/papers.yaml"]
        return load(self.folder / "data", papers=papers).by_id[paper_id]


def unquoted(markdown: str) -> str:
    """What is left of a Markdown text without its code spans and blocks: all that could act."""
    without = re.sub(r"^(`{3,})text\n.*?^\1$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "", without)
