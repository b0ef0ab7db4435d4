"""`papershelf answer` as a process, against a made-up GitHub and a server that plays arXiv and Crossref."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from papershelf.cli import papershelf
from papershelf.library import load
from papershelf.model import Paper, PartialDate
from papershelf.services.endpoints import APIS
from tests.bot.fake_github import FakeGitHub
from tests.bot.issue_makers import correction, event, paper_request
from tests.services.misbehaving import Server, reply, serving

FIXTURES = Path(__file__).parents[1] / "fixtures"
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


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A list with one paper; arXiv sends its recorded reply, Crossref a made-up one."""
    files = {"data/papers.yaml": PAPERS, "data/tags.yaml": TAGS, "mkdocs.yml": SETTINGS}
    (tmp_path / "data").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    with FakeGitHub() as github, serving() as services:
        github.tokens["secret"] = dict(PERMISSIONS)
        github.repository.commit_files("main", {name: text.encode() for name, text in files.items()})
        services.will(reply(HOT_JUPITERS, kind=ATOM))
        yield Shop(tmp_path, github, services)
        assert [refusal for refusal in github.refused if "404" not in refusal] == []


def unquoted(markdown: str) -> str:
    """What is left of a Markdown text without its code spans and blocks: all that could act."""
    without = re.sub(r"^(`{3,})text\n.*?^\1$", "", markdown, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "", without)


def test_a_paper_request_becomes_a_pull_request(shop: Shop) -> None:
    """The entry has arXiv's facts, the tags and words of the issue, and the reply is kept as its feed."""
    body = paper_request(
        "https://arxiv.org/abs/astro-ph/0601001v2",
        "Stars, and what is around (stars), Planets (planets)",
        "It counted\nthem first.",
    )
    done = shop.answer(body, "suggestion")
    assert done.returncode == 0, done.stderr
    paper = shop.paper(HOT_JUPITERS_ID)
    assert paper.title.startswith("Frequency of Hot Jupiters")
    assert paper.authors[:2] == ("Andrew Gould", "Susan Dorsher")
    assert (paper.arxiv, paper.published) == ("astro-ph/0601001", PartialDate(2006, 1, 2))
    assert (paper.tags, paper.note) == (("stars", "planets"), "It counted them first.")
    assert paper.added == PartialDate(2023, 11, 14)
    assert paper.feed == "feeds/arxiv-astro-ph-0601001.atom.xml"
    assert shop.proposed() == {
        "data/papers.yaml": shop.proposed()["data/papers.yaml"],
        f"data/{paper.feed}": HOT_JUPITERS,
    }
    assert shop.proposed()["data/papers.yaml"].decode().startswith(PAPERS)
    assert [request.params["id_list"] for request in shop.services.requests] == ["astro-ph/0601001"]


def test_the_pull_request_says_where_all_comes_from(shop: Shop) -> None:
    """It closes the issue, names each field's source, and holds the receipt; the issue gets its address."""
    shop.answer(paper_request("astro-ph/0601001", why="Good."), "suggestion")
    assert shop.pull["title"] == f"Add {HOT_JUPITERS_ID}"
    body = shop.pull["body"]
    assert body.startswith("Closes #1\n")
    assert "- arxiv, from arXiv: `astro-ph/0601001`\n" in body
    assert "- tags, from its title and abstract: `planets`\n" in body
    assert "- note, from the issue: `Good.`\n" in body
    assert "1 paper in the feed" in body
    assert "`papershelf check` finds nothing wrong" in body
    assert (shop.pull["head"]["ref"], shop.pull["base"]["ref"]) == ("papershelf/issue-1", "main")
    assert [label["name"] for label in shop.pull["labels"]] == ["suggestion"]
    assert shop.pull["html_url"] in shop.comment


def test_the_pull_request_holds_what_the_check_remarks(shop: Shop) -> None:
    """Warnings about the entry are for whoever looks at it; those about other papers are not."""
    shop.hold(PAPERS + "- id: b\n  title: NOTHING BUT SHOUTING\n")
    shop.answer(correction("title", "A PAPER THAT IS ALL SHOUTED"), "correction")
    remarks = shop.pull["body"].partition("`papershelf check` reports:\n\n")[2].partition("\n\n")[0]
    assert "- `the title is all in capitals; write it as the paper does`" in remarks.splitlines()
    assert "no tag" not in remarks


def test_an_edited_issue_updates_its_pull_request(shop: Shop) -> None:
    """There is one pull request and one comment for an issue, however often it is edited."""
    shop.answer(paper_request("nonsense"), "suggestion")
    assert "is not understood" in shop.comment
    issue = shop.github.repository.issues[1]
    for why in ("One.", "Two."):
        issue["body"] = paper_request("astro-ph/0601001", why=why)
        assert shop.again(issue, "edited").returncode == 0
    assert shop.paper(HOT_JUPITERS_ID).note == "Two."
    assert shop.pull["html_url"] in shop.comment
    before = shop.github.repository.refs["heads/papershelf/issue-1"]
    shop.again(issue, "edited")
    assert shop.github.repository.refs["heads/papershelf/issue-1"] == before


def test_a_doi_is_asked_of_crossref(shop: Shop) -> None:
    """A DOI's facts come from Crossref, and what they hold of markup stays text in the pull request."""
    shop.services.will(reply(CSL))
    done = shop.answer(paper_request("https://doi.org/10.1145/3999999.3999998"), "suggestion")
    assert done.returncode == 0, done.stderr
    paper = shop.paper("sketching-graphs-a-made-up-study")
    assert (paper.doi, paper.authors) == ("10.1145/3999999.3999998", ("Zoë Müller-Løwe",))
    assert paper.feed == "feeds/doi-10-1145-3999999-3999998.json"
    assert "- title, from Crossref: `Sketching Graphs: A Made-up Study`\n" in shop.pull["body"]
    left = unquoted(shop.pull["body"])
    assert not set("@$<") & set(left)


def test_a_paper_of_the_list_is_named(shop: Shop) -> None:
    """A duplicate by identifier is answered with the address of its page, without asking anybody."""
    shop.answer(paper_request("https://doi.org/10.1234/A-PAPER"), "suggestion")
    assert "[a-paper](https://reader.example/list/papers/a-paper/)" in shop.comment
    assert shop.github.repository.pulls == {}
    assert shop.services.requests == []


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (
            "Frequency of Hot Jupiters and Very Hot Jupiters from the OGLE-III",
            "Thank you! This paper is already",
        ),
        ("Frequencies of Hot Jupiters & Very Hot Jupiters from the OGLE-III", "This may be a paper"),
    ],
)
def test_a_paper_with_the_title_of_another_is_named(shop: Shop, title: str, told: str) -> None:
    """Title and authors make a duplicate; a title merely like it is a question to whoever suggested it."""
    title += " Transit Surveys Toward the Galactic Bulge and Carina"
    authors = "Andrew Gould, Susan Dorsher, B. S. Gaudi, Andrzej Udalski"
    listed = PAPERS.replace("title: A Paper", f"title: {title}").replace("Ada Lovelace", authors)
    shop.hold(listed)
    shop.answer(paper_request("astro-ph/0601001"), "suggestion")
    assert "[a-paper](https://reader.example/list/papers/a-paper/)" in shop.comment
    assert told in shop.comment
    assert shop.github.repository.pulls == {}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("  authors: [Ada Okoro]\n", "the same title with other authors ("),
        ("  arxiv: '2401.00009'\n", "the same title with another arXiv id"),
        ("  published: '1990'\n", "the same title with another year ("),
    ],
)
def test_another_paper_of_the_same_title(shop: Shop, fields: str, told: str) -> None:
    """It is a question, with what tells the two apart, and nothing is said to be listed."""
    title = "Frequency of Hot Jupiters and Very Hot Jupiters from the OGLE-III"
    title += " Transit Surveys Toward the Galactic Bulge and Carina"
    shop.hold(PAPERS.replace("title: A Paper\n  authors: [Ada Lovelace]\n", f"title: {title}\n{fields}"))
    shop.answer(paper_request("astro-ph/0601001"), "suggestion")
    assert "This may be a paper already on the list" in shop.comment
    assert told in shop.comment
    assert shop.github.repository.pulls == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (paper_request("https://example.org/$(id)"), "Link: 'https://example.org/$(id)' is not understood"),
        (paper_request("1603.09320 1603.09321"), "Link: name one paper"),
        (paper_request("_No response_"), "Link: there is no answer"),
        (paper_request(tags="Nothing (nothing)"), "Tags: unknown tag 'nothing'"),
        (paper_request(tags=", ".join(f"T ({c})" for c in "abcdef")), "6 tags are more than 5"),
        (paper_request(tags="T (a--b)"), "'a--b' is not a valid slug"),
        (paper_request(why="x" * 5_000_000), "shorten it"),
        ("Please add my paper!", "Link: there is no answer"),
        ("", "Link: there is no answer"),
    ],
)
def test_what_is_wrong_is_told(shop: Shop, body: str, told: str) -> None:
    """One comment says it in plain words; nobody is asked and nothing is proposed."""
    assert shop.answer(body, "suggestion").returncode == 0
    assert told in shop.comment
    assert shop.github.repository.pulls == {}
    assert shop.services.requests == []


def test_a_paper_that_nobody_knows(shop: Shop) -> None:
    """ArXiv's reply without an entry is told as what it is."""
    shop.services.will(reply(NOTHING, kind=ATOM))
    assert shop.answer(paper_request("1603.09320"), "suggestion").returncode == 0
    assert "arXiv has no paper `1603.09320`" in shop.comment
    assert shop.github.repository.pulls == {}


def test_another_paper_than_was_asked_for(shop: Shop) -> None:
    """A reply about another paper makes no entry."""
    shop.answer(paper_request("1603.09320"), "suggestion")
    assert "arXiv has no paper `1603.09320`" in shop.comment


def test_a_service_that_is_down(shop: Shop) -> None:
    """The issue is told to try again, the job fails, and what the service said is not repeated there."""
    shop.services.will(reply(b"@all `oops`", status=400))
    done = shop.answer(paper_request("1603.09320"), "suggestion")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: arXiv: ")
    assert "arXiv can't be reached right now" in shop.comment
    assert "@all" not in shop.comment


def test_a_correction_becomes_a_pull_request(shop: Shop) -> None:
    """The field is set, every other byte stays, and it is no longer said to come from a service."""
    done = shop.answer(correction(why="See @acm's page"), "correction")
    assert done.returncode == 0, done.stderr
    paper = shop.paper("a-paper")
    assert paper.venue == "VLDB 2024"
    assert paper.sources == {"links.code": "Hugging Face"}
    text = shop.proposed()["data/papers.yaml"].decode()
    assert text == PAPERS.replace("VLDB 2023", "VLDB 2024").replace("    venue: Crossref\n", "")
    assert shop.pull["title"] == "Correct venue of a-paper"
    assert "- before: `VLDB 2023`\n- after: `VLDB 2024`\n" in shop.pull["body"]
    assert "@" not in unquoted(shop.pull["body"])


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", "A  Better\nPaper", "A Better Paper"),
        ("authors", "Ada Lovelace, Zoë Müller-Løwe", ("Ada Lovelace", "Zoë Müller-Løwe")),
        ("published", "'2024-05'", PartialDate(2024, 5)),
        ("arxiv", "https://arxiv.org/abs/1603.09320v4", "1603.09320"),
        ("doi", "https://doi.org/10.1145/3575693", "10.1145/3575693"),
        ("tags", "planets, stars", ("planets", "stars")),
        ("abstract", "One: `x`\n\n# Two", "One: `x`\n\n# Two"),
        ("note", "<!-- $(touch owned) --> @all", "<!-- $(touch owned) --> @all"),
        (
            "links",
            "project: https://a.example/\n",
            {"code": "https://github.com/a/b", "project": "https://a.example/"},
        ),
    ],
)
def test_each_field_is_read_as_its_kind(shop: Shop, field: str, typed: str, value: object) -> None:
    """What people type is read as the field wants it."""
    assert shop.answer(correction(field, typed), "correction").returncode == 0
    assert getattr(shop.paper("a-paper"), field) == value
    assert not set("@<$#") & set(unquoted(shop.pull["body"]).replace("Closes #1", ""))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (correction("id", "another"), "the id is the paper's URL and stays"),
        (correction("feed", "x"), "Field: choose one of title"),
        (correction(paper="a-papers"), "no paper on the list is called 'a-papers', did you mean 'a-paper'?"),
        (correction("published", "soon"), "soon is not a valid date"),
        (correction("doi", "none"), "'none' is not a valid DOI"),
        (correction("tags", "planets, nothing"), "unknown tag 'nothing'"),
        (correction("links", "code: javascript:alert(1)"), "is not an http(s) link"),
        (correction("venue", "VLDB 2023"), "Nothing to change"),
        (correction("arxiv", "'; rm -rf / #"), "is not a valid arXiv id"),
    ],
)
def test_what_cannot_be_corrected_is_told(shop: Shop, body: str, told: str) -> None:
    """A value that the list could not hold is refused in the words of `papershelf check`."""
    assert shop.answer(body, "correction").returncode == 0
    assert told in shop.comment
    assert shop.github.repository.pulls == {}


def test_a_long_list_of_problems_is_cut(shop: Shop) -> None:
    """Twenty are told, and how many more there are."""
    shop.answer(
        correction("links", "\n".join(f"a-{number}: x{number}" for number in range(50))), "correction"
    )
    assert shop.comment.count("\n- `") == 20
    assert "… and 30 more." in shop.comment


@pytest.mark.parametrize(
    "text",
    [
        "$(touch owned) `touch owned` ${{ github.token }}",
        "@everyone #1 GH-1 https://evil.example <!-- x --> <img src=x> **b** [a](https://evil.example)",
        "``` \n::set-output name=x::y\n::add-mask::z\n```",
        "`" * 200,
        "x|y\\|z \u202e\x1b[31m\0",
    ],
)
def test_hostile_text_changes_nothing(shop: Shop, text: str) -> None:
    """In comments it stands in code alone; no file appears, no command reaches the runner."""
    for body, label in (
        (paper_request(text), "suggestion"),
        (correction(paper=text), "correction"),
        (correction("doi", text), "correction"),
        (paper_request(tags=f"A ({text})"), "suggestion"),
        (text, "suggestion"),
    ):
        done = shop.answer(body, label)
        assert done.returncode == 0
        assert not re.search("^::", done.stdout + done.stderr, re.MULTILINE)
    for comment in shop.github.repository.comments.values():
        left = unquoted(comment["body"].partition("\n")[2])
        assert not set("@#<*`\x1b\u202e") & set(left), comment["body"]
    assert shop.github.repository.pulls == {}
    assert {path.name for path in shop.folder.iterdir()} <= {"data", "mkdocs.yml", "event.json", "cache"}


@pytest.mark.parametrize(("labels", "state"), [((), "open"), (("bug",), "open"), (("suggestion",), "closed")])
def test_other_issues_are_left_alone(shop: Shop, labels: tuple[str, ...], state: str) -> None:
    """Without a form's label, or once it is closed, an issue gets no answer."""
    done = shop.answer(paper_request("astro-ph/0601001"), *labels, state=state)
    assert (done.returncode, shop.github.calls) == (0, [])
    assert "nothing to answer" in done.stderr


def test_a_list_that_moved_on_is_not_overwritten(shop: Shop) -> None:
    """Where the default branch has another list than the working copy, nothing is proposed."""
    changed = {"data/papers.yaml": PAPERS.replace("A Paper", "Another").encode()}
    shop.github.repository.commit_files("main", changed)
    done = shop.answer(correction(), "correction")
    assert done.returncode == 1
    assert "has changed on main since this job began" in done.stderr
    assert shop.github.repository.pulls == {}


def test_the_work_of_people_stays(shop: Shop) -> None:
    """A pull request to which somebody has committed is left as it is, and the issue says so."""
    shop.answer(correction(), "correction")
    shop.github.repository.commit_files("papershelf/issue-1", {"data/papers.yaml": b"[]\n"}, "By hand")
    shop.again(shop.github.repository.issues[1] | {"body": correction(new="VLDB 2022")}, "edited")
    assert shop.github.repository.files("papershelf/issue-1")["data/papers.yaml"] == b"[]\n"
    assert "A maintainer has worked on" in shop.comment


def test_a_token_without_permission(shop: Shop) -> None:
    """What GitHub refuses ends the job with one line."""
    shop.github.tokens["secret"]["contents"] = "read"
    done = shop.answer(correction(), "correction")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "permissions" in done.stderr
    shop.github.refused.clear()


@pytest.mark.parametrize("content", ["", "[]", "null", '{"issue": {}}', "{" * 100_000, '{"issue": 1}'])
def test_what_is_no_event(shop: Shop, content: str) -> None:
    """It is an error with its file, and nothing is asked of GitHub."""
    (shop.folder / "event.json").write_text(content)
    done = shop.process()
    assert done.returncode == 1
    assert "this is not the event of an issue" in done.stderr
    assert "Traceback" not in done.stderr
    assert shop.github.calls == []


def test_the_data_is_part_of_the_repository(
    shop: Shop, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data elsewhere is a usage error: it would have no path in a pull request."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    (shop.folder / "event.json").write_text("{}")
    arguments = ["answer", "--data", str(shop.folder / "data")]
    done = CliRunner().invoke(papershelf, arguments, env=shop.environ)
    assert done.exit_code == 2
    assert "run this in the repository's top folder" in done.stderr


def test_it_runs_as_a_process(shop: Shop) -> None:
    """A second run, by a process that has nothing of the first, proposes and says the same."""
    first = shop.answer(paper_request("astro-ph/0601001"), "suggestion")
    proposed = shop.proposed()
    assert shop.process() == first
    assert shop.proposed() == proposed
