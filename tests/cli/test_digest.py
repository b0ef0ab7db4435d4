"""`papershelf digest`: files, a dry run, and sending to a real server."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.settings import read_settings
from papershelf.site import build
from tests.cli.command_line import Done, run
from tests.mailing.post_office import HANG_UP, PostOffice, post_office

PAPERS = """\
- id: on-walruses
  title: On Walruses
  tags: [animals]
  added: '2024-04-24'

- id: on-teapots
  title: On Teapots
  tags: [pots]
  added: '2024-04-30'
"""
SETTINGS = """\
site_name: Reading Group
site_url: https://lists.example/read/
theme: {name: material}
plugins:
  - papershelf:
      digest: {from: digest@lists.example, subscribe: 'https://lists.example/join'}
"""
WEEK = ["digest", "--weekly"]
SINCE = ["digest", "--since", "2024-04-01"]


@pytest.fixture
def desk(shelf: Path) -> Path:
    """A list on 1 May 2024, with a paper of the week before and one of this week, and three recipients."""
    (shelf / "data" / "papers.yaml").write_text(PAPERS)
    (shelf / "mkdocs.yml").write_text(SETTINGS)
    (shelf / "docs").mkdir()
    (shelf / "readers.txt").write_text("ada@readers.example\nBo <bo@readers.example>\ncy@readers.example\n")
    return shelf


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    for name in ("PAPERSHELF_SMTP_USER", "PAPERSHELF_SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    with post_office() as office:
        monkeypatch.setenv("PAPERSHELF_SMTP_SERVER", office.address)
        yield office


def send(*arguments: str) -> Done:
    return run(*(arguments or WEEK), "--send", "--recipients", "readers.txt")


def test_a_week_is_written(desk: Path) -> None:
    """A page, the feed, the list of digests and an e-mail; each is named, and nothing is sent."""
    done = run(*WEEK)
    assert done.code == 0
    assert done.out.splitlines() == [
        "docs/digests/2024-w17.md",
        "docs/digests/feed.xml",
        "docs/digests/index.md",
        ".digests/2024-w17.eml",
    ]
    assert done.err == "nothing sent; send it with --send\n"
    page = (desk / "docs/digests/2024-w17.md").read_text()
    assert "On Walruses" in page
    assert "On Teapots" not in page
    mail = message_from_bytes((desk / ".digests/2024-w17.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"] == "Reading Group: 1 paper in the week of 22 April 2024"
    assert mail["From"] == "Reading Group <digest@lists.example>"
    assert not mail["To"]


def test_the_same_day_gives_the_same_files(desk: Path) -> None:
    """What has not changed has the same bytes when it is written again."""

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}

    run(*SINCE)
    before = files()
    run(*SINCE)
    assert files() == before


def test_a_day_and_a_tag(desk: Path) -> None:
    """All that came since the day, or what of it has the tag."""
    run(*SINCE)
    page = (desk / "docs/digests/since-2024-04-01.md").read_text()
    assert "On Walruses" in page
    assert "On Teapots" in page
    run(*SINCE, "--tag", "pots")
    page = (desk / "docs/digests/since-2024-04-01-pots.md").read_text()
    assert "1 paper on Pots since 1 April 2024" in page
    assert "On Walruses" not in page
    index = (desk / "docs/digests/index.md").read_text()
    assert index.count("../digests/since-") == 2
    assert "https://lists.example/join" in index


def test_a_build_leaves_digests_alone(desk: Path) -> None:
    """They are not made from the data, so a build neither removes nor changes them."""
    run(*WEEK)
    before = {path: path.read_bytes() for path in (desk / "docs/digests").iterdir()}
    data = desk / "data"
    for _ in range(2):
        build(data, desk / "docs", read_settings(desk / "mkdocs.yml"))
    assert load(data).papers
    assert {path: path.read_bytes() for path in (desk / "docs/digests").iterdir()} == before


@pytest.mark.parametrize("period", [WEEK, ["digest", "--since", "2024-05-01"]])
def test_nothing_came(desk: Path, office: PostOffice, period: list[str]) -> None:
    """Nobody gets an empty letter; this is said, and is not a failure."""
    (desk / "data" / "papers.yaml").write_text("- id: old\n  title: Old\n  added: '2020-01-01'\n")
    done = send(*period)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("no papers ")
    assert done.err.endswith(": nothing to write, nothing to send\n")
    assert not (desk / "docs/digests").exists()
    assert office.messages == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["digest"], "choose a period: --weekly, or --since with a day"),
        ([*WEEK, "--since", "2024-01-01"], "choose a period"),
        (["digest", "--since", "2024-05-02"], "--since: 2024-05-02 is after today"),
        (["digest", "--since", "2024-02-30"], "'2024-02-30' is not a valid date; write it as 2026-07-29"),
        (["digest", "--since", "yesterday"], "'yesterday' is not a valid date; write it as 2026-07-29"),
        ([*WEEK, "--tag", "pot"], "unknown tag 'pot', did you mean 'pots'?"),
        ([*WEEK, "--tag", ""], "unknown tag ''"),
        ([*WEEK, "--to", "nobody"], "--to: 'nobody' is not an e-mail address"),
        ([*WEEK, "--recipients", "none.txt"], "File 'none.txt' does not exist"),
        ([*WEEK, "--send"], "nobody to send it to; name recipients with --recipients or --to"),
        ([*WEEK, "--send", "--to", "a@b.example"], "no mail server; name one with --server"),
        ([*WEEK, "--send", "--to", "a@b.example", "--server", "b.example"], "the mail server must be like"),
    ],
)
def test_what_is_wrong_is_said(
    desk: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    """In one line, without a traceback."""
    monkeypatch.delenv("PAPERSHELF_SMTP_SERVER", raising=False)
    done = run(*arguments)
    assert done.code in {1, 2}
    assert told in done.err
    assert "Traceback" not in done.err


def test_lines_that_are_wrong_are_all_named_before_anything_is_written(
    desk: Path, office: PostOffice
) -> None:
    """Each with file and line."""
    (desk / "readers.txt").write_text("ada@readers.example\nnobody\n\nx@\n")
    done = send()
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.err.splitlines()] == ["readers.txt:2", "readers.txt:4"]
    assert not (desk / "docs/digests").exists()
    assert office.messages == []


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("{from: nobody}", "plugins: papershelf: digest: from must be an e-mail address in ASCII"),
        ("{from: 'a@b.example\\r\\nBcc: c@d.example'}", "from must be an e-mail address"),
        ("{subscribe: 'javascript:alert(1)'}", "subscribe must begin with https:// or mailto:"),
        ("{unsubscribe: 'https://a.example/\"> <b>'}", "unsubscribe must begin with https:// or mailto:"),
        ("{form: a@b.example}", "unknown setting 'form', did you mean 'from'?"),
        ("[a]", "this must be a mapping"),
        ("{}", "from is not set; name the address that sends the digest"),
    ],
)
def test_wrong_settings(desk: Path, office: PostOffice, option: str, told: str) -> None:
    """They are named with their file and place."""
    text = SETTINGS.replace("{from: digest@lists.example, subscribe: 'https://lists.example/join'}", option)
    (desk / "mkdocs.yml").write_text(text)
    done = send()
    assert done.code == 1
    assert done.err.startswith("mkdocs.yml:1: plugins: papershelf: digest: ")
    assert told in done.err
    assert office.messages == []


def test_without_an_address_of_the_site(desk: Path) -> None:
    """A letter needs whole addresses."""
    (desk / "mkdocs.yml").write_text("site_name: L\n")
    assert "site_url is not set" in run(*WEEK).err


def test_sending(desk: Path, office: PostOffice) -> None:
    """Each recipient gets a message, and the command says how many."""
    done = send()
    assert (done.code, done.err) == (0, "3 sent\n")
    assert office.recipients == [f"{name}@readers.example" for name in ("ada", "bo", "cy")]
    found = office.parsed()
    assert found["Subject"] == "Reading Group: 1 paper in the week of 22 April 2024"
    assert found["List-Unsubscribe"] == "<mailto:digest@lists.example?subject=unsubscribe>"
    html, text = found.get_body(("html",)), found.get_body(("plain",))
    assert html is not None
    assert text is not None
    for body in (html.get_content(), text.get_content()):
        assert "https://lists.example/read/papers/on-walruses/" in body
        assert "mailto:digest@lists.example?subject=unsubscribe" in body


def test_duplicates_and_a_list(desk: Path, office: PostOffice) -> None:
    """One message each, wherever an address is named; a mailing list is one recipient."""
    done = run(
        *WEEK,
        "--send",
        "--to",
        "list@lists.example",
        "--to",
        "ADA@readers.example",
        "--recipients",
        "readers.txt",
    )
    assert "1 duplicate left out" in done.err
    assert office.recipients == [
        "list@lists.example", "ADA@readers.example", "bo@readers.example", "cy@readers.example",
    ]  # fmt: skip


def test_recipients_from_standard_input(desk: Path, office: PostOffice) -> None:
    """So that a workflow can take them from a secret."""
    done = run(*WEEK, "--send", "--recipients", "-", stdin=b"ada@readers.example\n")
    assert (done.code, office.recipients) == (0, ["ada@readers.example"])


def test_a_dry_run_says_who_would_get_it(desk: Path, office: PostOffice) -> None:
    """After a failure, those who do not have it."""
    assert "of 3 recipients 3 would get it" in run(*WEEK, "--recipients", "readers.txt").err
    assert office.messages == []
    office.once["bo@readers.example"] = "450 later"
    assert send().code == 1
    assert "of 3 recipients 1 would get it" in run(*WEEK, "--recipients", "readers.txt").err


def test_a_failure_is_made_up_for_by_the_same_command(desk: Path, office: PostOffice) -> None:
    """It names the line, not the person; the second run sends what is missing, and a third nothing."""
    office.once["bo@readers.example"] = "550 no mailbox bo@readers.example"
    done = send()
    assert done.code == 1
    assert done.err == "readers.txt:2: refused: 550 no mailbox …\n2 sent, 1 not sent\n"
    done = send()
    assert (done.code, done.err) == (0, "1 sent, 2 sent earlier\n")
    done = send()
    assert (done.code, done.err) == (0, "3 sent earlier\n")
    assert len(office.messages) == 3


def test_what_is_in_doubt_is_said_each_time(desk: Path, office: PostOffice) -> None:
    """With the line to remove for another try; it fails the run in which it happens, and no other."""
    office.once["END"] = HANG_UP
    done = send()
    assert done.code == 1
    assert done.err.startswith(
        "readers.txt:1: may have arrived, since the connection was lost at the very end"
    )
    done = send()
    assert done.code == 0
    assert (
        "readers.txt:1: left in doubt by an earlier run; to send it, remove .digests/2024-w17.sent:3"
        in done.err
    )
    assert office.recipients == ["bo@readers.example", "cy@readers.example"]


def test_a_server_that_cannot_be_used(desk: Path, office: PostOffice) -> None:
    """Why is said, and that nobody got it."""
    office.replies["MAIL"] = "550 who are you"
    done = send()
    assert done.code == 1
    assert "stopped: smtp://127.0.0.1" in done.err
    assert "550 who are you" in done.err


def test_a_digest_that_some_have_stays_the_same(
    desk: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next day the rest get what the others got, and nobody gets it again."""
    office.once["bo@readers.example"] = "450 later"
    assert send(*SINCE).code == 1
    more = PAPERS + "\n- id: new\n  title: The Next Day\n  added: '2024-05-02'\n"
    (desk / "data" / "papers.yaml").write_text(more)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714723200")  # 2024-05-03
    done = send(*SINCE)
    assert done.code == 0
    assert "with papers until 2024-05-01; it stays so" in done.err
    assert sorted(office.recipients) == [f"{name}@readers.example" for name in ("ada", "bo", "cy")]
    assert all(b"The Next Day" not in message for _, message in office.messages)


def test_a_feed_that_somebody_broke(desk: Path) -> None:
    """It is named, and nothing is overwritten."""
    (desk / "docs/digests").mkdir()
    (desk / "docs/digests/feed.xml").write_text("<feed>")
    done = run(*WEEK)
    assert done.code == 1
    assert done.err.startswith(
        "docs/digests/feed.xml:1: this is not the feed that `papershelf digest` writes"
    )
    assert (desk / "docs/digests/feed.xml").read_text() == "<feed>"
