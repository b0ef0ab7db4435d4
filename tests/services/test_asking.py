"""Which questions go to which service, how many, and what happens when one fails."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from papershelf.model import Paper
from papershelf.services import arxiv, hugging_face
from papershelf.services.client import Client
from papershelf.services.endpoints import APIS, ApiError, configured
from papershelf.services.hugging_face import Period
from papershelf.services.lookup import SOURCES, Answer, Asker
from tests.services.misbehaving import Server, by_path, half, reply

FIXTURES = Path(__file__).parents[1] / "fixtures"
ATOM = reply((FIXTURES / "arxiv/search-15-results.atom.xml").read_bytes(), kind="application/atom+xml")
NOTHING = reply(
    (FIXTURES / "arxiv/search-15-results.atom.xml").read_bytes().split(b"<entry>")[0] + b"</feed>"
)
WORK = reply((FIXTURES / "crossref/written-work.json").read_bytes())
BATCH = reply((FIXTURES / "semantic_scholar/written-batch.json").read_bytes())


def answers(asker: Asker, source: str, papers: Sequence[Paper]) -> dict[str, Answer]:
    """The answers of one source by paper id."""
    return dict(asker(source, papers))


def test_arxiv_is_asked_for_fifty_ids_at_once(server: Server, client: Client) -> None:
    """Raw Atom of sixty ids comes in two replies."""
    server.will(ATOM)
    ids = [f"2501.{number:05}" for number in range(60)]
    assert len(arxiv.fetch(client, ids)) == 2
    assert [len(request.params["id_list"].split(",")) for request in server.requests] == [50, 10]


def test_arxiv_search_wants_the_newest(server: Server, client: Client) -> None:
    """A query goes to arXiv as it is, the newest first, no more than asked for; the Atom comes back raw."""
    server.will(ATOM)
    source = arxiv.search(client, "cat:cs.DB AND ti:hash", 15)
    assert source.startswith(b"<?xml")
    params = server.requests[0].params
    assert (params["search_query"], params["max_results"]) == ("cat:cs.DB AND ti:hash", "15")
    assert params["sortBy"] == "submittedDate"


def test_an_error_as_an_entry_is_an_error(server: Server, client: Client) -> None:
    """What arXiv says in an entry called Error is reported, and not taken for a paper."""
    server.will(reply((FIXTURES / "arxiv/bad-id.atom.xml").read_bytes(), kind="application/atom+xml"))
    with pytest.raises(ApiError, match=r"arXiv: the reply cannot be used: .*incorrect id format for abc"):
        arxiv.fetch(client, ["abc"])


@pytest.mark.parametrize(
    "period", [Period("date", "2026-07-29"), Period("week", "2026-W31"), Period("month", "2026-07")]
)
def test_daily_papers_are_fetched_page_by_page(period: Period, server: Server, client: Client) -> None:
    """All pages of a day, week or month come back raw; a page that is not full is the last."""
    row = json.loads((FIXTURES / "hf_daily_papers/2026-07-29.json").read_bytes())[0]
    full, rest = json.dumps([row] * hugging_face.PAGE).encode(), json.dumps([row]).encode()
    server.will(reply(full), reply(rest))
    assert hugging_face.fetch_daily_papers(client, period) == [full, rest]
    assert [request.params["p"] for request in server.requests] == ["0", "1"]
    assert all(request.params[period.unit] == period.value for request in server.requests)


def test_a_day_without_papers_is_no_error(server: Server, client: Client) -> None:
    """An empty list is a reply like others."""
    server.will(reply("[]"))
    assert hugging_face.fetch_daily_papers(client, Period("date", "2026-07-26")) == [b"[]"]


def test_papers_are_asked_for_by_id_and_else_by_title(server: Server, client: Client) -> None:
    """ArXiv gets all ids in one request, and a title only for the paper without one."""
    papers = [
        Paper("one", "One", arxiv="2202.12139"),
        Paper("two", "Two", arxiv="2405.13786v1"),
        Paper("three", "Three: a {TeX} “title”"),
        Paper("four", "Four", arxiv="9999.99999"),
    ]
    server.will(ATOM, NOTHING)
    found = answers(Asker(client), "arXiv", papers)
    assert {paper_id: (answer.by, answer.record.arxiv) for paper_id, answer in found.items()} == {
        "one": ("arxiv", "2202.12139"),
        "two": ("arxiv", "2405.13786"),
    }
    first, second = server.requests
    assert first.params["id_list"] == "2202.12139,2405.13786v1,9999.99999"
    assert second.params["search_query"] == 'ti:"Three a TeX title"'


def test_crossref_is_asked_by_doi_alone(server: Server, client: Client) -> None:
    """A DOI goes into the path; a paper that has only an arXiv id is asked for by title."""
    server.will(WORK, reply('{"message": {"items": []}}'))
    papers = [Paper("one", "One", doi="10.1145/1#2"), Paper("two", "Two", arxiv="2501.00001")]
    assert answers(Asker(client), "Crossref", papers)["one"].by == "doi"
    assert [request.path for request in server.requests] == [
        "/crossref/works/10.1145/1%232",
        "/crossref/works",
    ]
    assert server.requests[1].params["query.bibliographic"] == "Two"


def test_semantic_scholar_gets_one_list(server: Server, client: Client) -> None:
    """Three papers are one POST, and its records are matched to them in their order."""
    server.will(BATCH)
    papers = [Paper(name, name, arxiv=f"2501.0000{number}") for number, name in enumerate("abc")]
    found = answers(Asker(client), "Semantic Scholar", papers)
    assert {paper_id: answer.record.arxiv for paper_id, answer in found.items()} == {
        "a": "2501.01234",
        "c": "2502.00001",
    }
    (request,) = server.requests
    assert json.loads(request.body) == {"ids": ["ARXIV:2501.00000", "ARXIV:2501.00001", "ARXIV:2501.00002"]}


@pytest.mark.parametrize("source", [source.name for source in SOURCES])
def test_each_source_answers_nothing_well(source: str, server: Server, client: Client) -> None:
    """A source that knows neither ids nor title gives no answer, and that is not a failure."""
    empty = reply('{"message": {"items": []}, "results": [], "data": []}')
    paths = {
        "/arxiv": NOTHING,
        "/semantic_scholar/paper/batch": reply("[null]"),
        "/hugging_face/papers/search": reply("[]"),
        "/crossref/works": empty,
        "/crossref/works/": reply(status=404),
        "/openalex/works": empty,
        "/openalex/works/": reply(status=404),
    }
    server.will(by_path(paths))
    papers = [Paper("a", "A", arxiv="2501.00001"), Paper("b", "B", doi="10.1/b"), Paper("c", "C")]
    asker = Asker(client)
    assert answers(asker, source, papers) == {}
    assert (asker.answered, asker.failures) == ({source}, {})


def test_a_dead_source_is_asked_once(server: Server, client: Client) -> None:
    """After 403 no more is asked of it, and its failure is remembered."""
    server.will(reply(status=403))
    asker = Asker(client)
    papers = [Paper(name, name, doi=f"10.1/{name}") for name in "abcd"]
    assert answers(asker, "Crossref", papers) == {}
    assert len(server.requests) == 1
    assert asker.given_up == {"Crossref"}
    assert len(asker.failures["Crossref"]) == 1


def test_bad_replies_cost_their_papers_until_there_are_three(server: Server, client: Client) -> None:
    """One broken reply costs one paper; the third in a row ends the asking."""
    bad = reply("{")
    server.will(bad, WORK, bad, bad, bad)
    papers = [Paper(name, name, doi=f"10.1/{name}") for name in "abcdefg"]
    asker = Asker(client)
    assert list(answers(asker, "Crossref", papers)) == ["b"]
    assert len(server.requests) == 5
    assert len(asker.failures["Crossref"]) == 4


def test_half_replies_do_not_reach_the_other_sources(server: Server, client: Client) -> None:
    """While one source breaks off each reply, another one answers."""
    work = reply((FIXTURES / "openalex/written-work.json").read_bytes())
    server.will(by_path({"/crossref": half, "/openalex": work}))
    asker = Asker(client)
    papers = [Paper("a", "A", doi="10.1/a")]
    assert answers(asker, "Crossref", papers) == {}
    assert list(answers(asker, "OpenAlex", papers)) == ["a"]


def test_base_urls_and_keys_come_from_the_environment() -> None:
    """Each API has a variable for its URL, some for a key; what is not set is as published."""
    environ = {"PAPERSHELF_ARXIV_URL": "http://127.0.0.1:1/api/", "PAPERSHELF_OPENALEX_KEY": "s3cret"}
    apis = configured(environ)
    assert apis["arxiv"].url == "http://127.0.0.1:1/api"
    assert apis["openalex"].key == "s3cret"
    assert "s3cret" not in repr(apis["openalex"])
    assert {api.id: api.url for api in APIS if api.id != "arxiv"} == {
        name: api.url for name, api in apis.items() if name != "arxiv"
    }


@pytest.mark.parametrize("url", ["file:///etc/passwd", "example.org", "http://"])
def test_a_base_url_must_be_http(url: str) -> None:
    """Anything else is refused by the variable's name."""
    with pytest.raises(ApiError, match=r"PAPERSHELF_CROSSREF_URL is .* not an http"):
        configured({"PAPERSHELF_CROSSREF_URL": url})


def test_arxiv_waits_three_seconds() -> None:
    """The published interval of arXiv is in force."""
    assert configured({})["arxiv"].interval == 3.0
