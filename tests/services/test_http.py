"""The client's patience and manners, against a server that has neither."""

import gc
import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
import urllib3
from urllib3.exceptions import MaxRetryError

from papershelf.http_client import Limits, explain
from papershelf.services.client import WEEK, Cache, Client, Query
from papershelf.services.endpoints import Api, ApiError
from tests.mailing.post_office import PEM, tls
from tests.services import misbehaving
from tests.services.conftest import Clock
from tests.services.misbehaving import Behaviour, Server, redirect, reply

MakeClient = Callable[..., Client]
QUERY = Query("crossref", "works", {"query": "hashing"})
HTML = b"<!DOCTYPE html><title>Sign in</title>"

FAULTS: dict[str, tuple[Behaviour, str, int]] = {
    "drops the line": (misbehaving.hang_up, "Crossref: the reply broke off; try again later", 3),
    "half a reply": (misbehaving.half, "Crossref: the reply broke off; try again later", 3),
    "half a chunk": (misbehaving.broken_chunks, "Crossref: the reply broke off; try again later", 3),
    "bad gzip": (misbehaving.bad_gzip, "Crossref: the reply cannot be decompressed; try again later", 4),
    "50 MB": (misbehaving.flood, "Crossref: the reply is larger than 10 MB; it was cut off", 1),
    "gzip bomb": (misbehaving.bomb, "Crossref: the reply is larger than 10 MB; it was cut off", 1),
    "broken JSON": (reply(b'{"message": '), "Crossref: the reply cannot be read (broken", 1),
    "nested JSON": (reply(b"[" * 100_000), "Crossref: the reply cannot be read (broken", 1),
    "HTML named so": (reply(HTML, kind="text/html"), "Crossref: sent a web page instead of data; check", 1),
    "HTML named JSON": (reply(HTML), "Crossref: sent a web page instead of data; check", 1),
    "500": (reply(HTML, status=500), "Crossref: failed (500); try again later", 4),
    "429": (reply(status=429), "Crossref: received too many requests (429); try again later", 4),
    "403": (reply(status=403), "Crossref: refused the request (403); set PAPERSHELF_CONTACT", 1),
    "400": (reply(status=400), "Crossref: rejected the request (400); check PAPERSHELF_CROSSREF", 1),
    "404": (reply(status=404), "(404); correct PAPERSHELF_CROSSREF_URL if you set it", 1),
    "a redirect loop": (redirect("/{n}"), "Crossref: redirects more than 5 times; check its address", 6),
    "a redirect to a file": (
        redirect("file:///etc/passwd"),
        "Crossref: redirects to an address that is not http(s); it was not followed",
        1,
    ),
    "a redirect to nowhere": (redirect("http://[broken"), "Crossref: redirects to an address that is not", 1),
}


@pytest.fixture
def no_collection() -> Iterator[None]:
    """No garbage is collected meanwhile: as deep as nested JSON leads, finalizers have no room."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_reported_in_words(fault: str, server: Server, client: Client) -> None:
    """Whatever a server does is reported as who, what and what to do, after a bounded number of tries."""
    behaviour, message, requests = FAULTS[fault]
    server.will(behaviour)
    with pytest.raises(ApiError, match=re.escape(message)):
        client.ask(QUERY, json.loads)
    assert len(server.requests) == requests


def test_a_silent_server_is_left(server: Server, make_client: MakeClient) -> None:
    """A server that takes the question and says nothing is given up, and reported as down."""
    server.will(misbehaving.silence)
    with pytest.raises(ApiError, match=r"Crossref: sent nothing for 0\.1 s; try again later") as caught:
        make_client(limits=Limits(read=0.1)).ask(QUERY, json.loads)
    assert caught.value.lasting


@pytest.mark.parametrize("behaviour", [misbehaving.drip, misbehaving.slow_head, misbehaving.only_continue])
def test_a_slow_drip_ends_at_the_total(behaviour: Behaviour, server: Server, make_client: MakeClient) -> None:
    """A reply that comes byte by byte, each in time, is left when the time for the whole is over."""
    server.will(behaviour)
    client = make_client(limits=Limits(read=5, total=0.2), now=time.monotonic)
    with pytest.raises(ApiError, match=r"Crossref: the reply was not complete after 0\.2 s"):
        client.ask(QUERY, json.loads)


def test_nobody_there(make_client: MakeClient) -> None:
    """A refused connection is reported as such."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        client = make_client()
        client.apis = {"crossref": replace(client.apis["crossref"], url=f"http://127.0.0.1:{port}")}
        with pytest.raises(ApiError, match="Crossref: cannot be reached; check your connection") as caught:
            client.ask(QUERY, json.loads)
    assert caught.value.lasting


def test_a_passing_fault_is_waited_out(server: Server, client: Client, clock: Clock) -> None:
    """After 500 and half a reply the third try brings the answer, and none came sooner than allowed."""
    server.will(reply(status=500), misbehaving.half, reply('{"message": 1}'))
    assert client.ask(QUERY, json.loads) == {"message": 1}
    assert len(server.requests) == 3
    assert clock.time >= 2 * client.apis["crossref"].interval


def test_redirects_are_followed_unread(server: Server, client: Client) -> None:
    """A redirect leads to the answer, whatever it sends along itself, which is more than a reply may hold."""
    page = b" " * (11 * misbehaving.MEGABYTE)
    server.will(redirect("../moved?x=1", page), reply('{"message": 1}'))
    assert client.ask(QUERY, json.loads) == {"message": 1}
    assert (server.requests[1].path, server.requests[1].params) == ("/moved", {"x": "1"})


def test_retry_after_is_kept(server: Server, client: Client, clock: Clock) -> None:
    """Asked to wait seven seconds, the client waits seven seconds."""
    server.will(reply(status=429, Retry_After="7"), reply('{"message": 1}'))
    assert client.ask(QUERY, json.loads) == {"message": 1}
    assert clock.time >= 7


def test_a_long_retry_after_ends_the_asking(server: Server, client: Client, clock: Clock) -> None:
    """Asked to wait an hour, the client neither waits nor asks again, and says when to come back."""
    server.will(reply(status=503, Retry_After="3600"))
    with pytest.raises(ApiError, match="asks us to wait for 3600 s; run this again after that"):
        client.ask(QUERY, json.loads)
    assert len(server.requests) == 1
    assert clock.slept == []


def test_a_senseless_retry_after_is_no_reason_to_fail(server: Server, client: Client) -> None:
    """A Retry-After that is neither seconds nor a date counts as none."""
    server.will(reply(status=503, Retry_After="soon"), reply('{"message": 1}'))
    assert client.ask(QUERY, json.loads) == {"message": 1}


def test_requests_to_a_host_keep_their_distance(server: Server, client: Client, clock: Clock) -> None:
    """Between two questions to one host lies its interval, less what has passed anyway."""
    server.will(reply())
    client.ask(Query("arxiv", "query"), json.loads)
    clock.time += 1
    client.ask(Query("arxiv", "query"), json.loads)
    assert clock.slept == [2.0]


def test_the_client_says_who_asks(server: Server, make_client: MakeClient) -> None:
    """Name, version and contact address are in each request; Crossref gets the address as it asks for it."""
    server.will(reply())
    make_client(contact="me@example.org").ask(QUERY, json.loads)
    (request,) = server.requests
    assert re.fullmatch(r"papershelf/[0-9.]+ \(mailto:me@example.org\)", request.headers["User-Agent"])
    assert request.params == {"query": "hashing", "mailto": "me@example.org"}


@pytest.mark.parametrize("contact", ["nobody", "me@example.org\r\nX-Evil: 1", "<me@example.org>"])
def test_a_contact_must_be_an_address(contact: str, make_client: MakeClient) -> None:
    """Anything but an e-mail address, or a text that would write headers of its own, is refused."""
    with pytest.raises(ApiError, match="is not an e-mail address; write"):
        make_client(contact=contact)


def test_keys_go_to_their_api_only(
    server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key is sent as its API wants it, and not on to another host that the API redirects to."""
    client = make_client(keys={"semantic_scholar": "s3cret", "openalex": "k3y"})
    client.apis = {**client.apis, "semantic_scholar": public(client.apis["semantic_scholar"])}
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.will(redirect("http://elsewhere.example/moved"), reply(), reply())
    client.ask(Query("semantic_scholar", "paper"), json.loads)
    client.ask(Query("openalex", "works"), json.loads)
    first, moved, openalex = server.requests
    assert first.headers["x-api-key"] == "s3cret"
    assert (moved.headers["Host"], moved.path) == ("elsewhere.example", "/moved")
    assert "x-api-key" not in moved.headers
    assert openalex.params == {"api_key": "k3y"}


def public(api: Api) -> Api:
    """The API at a public address, which a proxy on this machine answers for."""
    return replace(api, url="http://api.example")


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:{port}/x",
        "http://localhost:{port}/x",
        "http://2130706433:{port}/x",
        "http://[::ffff:127.0.0.1]:{port}/x",
        "http://10.1.2.3/x",
        "http://169.254.169.254/latest/meta-data",
        "http://rebound.example:{port}/x",
    ],
)
def test_no_redirect_leads_into_a_private_network(
    place: str, server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public server cannot send us to a private one, by its address or by a name that becomes one."""
    resolve = socket.getaddrinfo

    def rebound(host: str, *rest: Any, **more: Any) -> Any:
        return resolve("127.0.0.1" if host == "rebound.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost,2130706433,[::ffff:127.0.0.1],rebound.example")
    client = make_client()
    client.apis = {"crossref": public(client.apis["crossref"])}
    server.will(redirect(place.format(port=server.url.rpartition(":")[2])), reply())
    with pytest.raises(ApiError, match="Crossref: redirects to an address that only one network reaches"):
        client.ask(QUERY, json.loads)
    assert [request.headers["Host"] for request in server.requests] == ["api.example"]


def test_no_redirect_leads_from_https_to_http(
    server: Server, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked for in secret is not asked for again in the open, and no key goes there."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(PEM))
    client = make_client(keys={"semantic_scholar": "s3cret"})
    with misbehaving.serving(tls()) as secure:
        port = secure.url.rpartition(":")[2]
        api = replace(client.apis["semantic_scholar"], url=f"https://localhost:{port}")
        client.apis = {"semantic_scholar": api}
        secure.will(redirect(f"{server.url}/moved"))
        with pytest.raises(ApiError, match="redirects from https to http, which others can read"):
            client.ask(Query("semantic_scholar", "paper"), json.loads)
        assert len(secure.requests) == 1
    assert not server.requests


@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("fault", FAULTS)
def test_keys_are_not_shown(fault: str, server: Server, make_client: MakeClient) -> None:
    """No message of a failure shows the key that was sent."""
    server.will(FAULTS[fault][0])
    client = make_client(keys={"openalex": "s3cret"})
    with pytest.raises(ApiError) as caught:
        client.ask(Query("openalex", "works"), json.loads)
    assert "s3cret" not in f"{caught.value}{caught.value.__cause__}"


def test_a_second_run_asks_nothing(server: Server, make_client: MakeClient, tmp_path: Path) -> None:
    """Replies, and that there is none, come from the cache for all who use the same directory."""
    server.will(reply('{"message": 1}'), reply(status=404), misbehaving.hang_up)
    unknown = Query("crossref", "works/10.1/none")
    for _ in range(2):
        client = make_client(cache=Cache(tmp_path))
        assert client.ask(QUERY, json.loads) == {"message": 1}
        assert client.find(unknown, json.loads) is None
    assert len(server.requests) == 2


def test_what_is_no_answer_is_not_kept(server: Server, make_client: MakeClient, tmp_path: Path) -> None:
    """After a broken reply, and a 404 where there must be something, the question is asked again."""
    server.will(reply("{"), reply(status=404), reply('{"message": 1}'))
    client = make_client(cache=Cache(tmp_path))
    for _ in range(2):
        with pytest.raises(ApiError):
            client.ask(QUERY, json.loads)
    assert client.ask(QUERY, json.loads) == {"message": 1}


def test_old_replies_are_asked_for_again(server: Server, make_client: MakeClient, tmp_path: Path) -> None:
    """A reply is kept for a week; `fresh` does not wait for that."""
    server.will(reply('{"message": 1}'))
    make_client(cache=Cache(tmp_path, now=lambda: 0.0)).ask(QUERY, json.loads)
    make_client(cache=Cache(tmp_path, now=lambda: WEEK)).ask(QUERY, json.loads)
    assert len(server.requests) == 1
    make_client(cache=Cache(tmp_path, now=lambda: WEEK + 1)).ask(QUERY, json.loads)
    assert len(server.requests) == 2
    make_client(cache=Cache(tmp_path, now=lambda: WEEK + 1)).ask(replace(QUERY, fresh=True), json.loads)
    assert len(server.requests) == 3


def test_who_asks_does_not_matter_to_the_cache(
    server: Server, make_client: MakeClient, tmp_path: Path
) -> None:
    """The same question from another address, or with a key, is known; another body is another question."""
    server.will(reply())
    make_client(cache=Cache(tmp_path)).ask(QUERY, json.loads)
    make_client(cache=Cache(tmp_path), contact="me@example.org").ask(QUERY, json.loads)
    assert len(server.requests) == 1
    for body in (b'{"ids": [1]}', b'{"ids": [2]}', b'{"ids": [1]}'):
        make_client(cache=Cache(tmp_path)).ask(Query("semantic_scholar", "batch", body=body), json.loads)
    assert [request.body for request in server.requests[1:]] == [b'{"ids": [1]}', b'{"ids": [2]}']


@pytest.mark.parametrize("make_path", [lambda path: path / "file" / "below", lambda path: path / "spoilt"])
def test_a_cache_that_cannot_be_used_costs_no_answer(
    server: Server, make_client: MakeClient, tmp_path: Path, make_path: Callable[[Path], Path]
) -> None:
    """A directory that cannot be made, or a damaged file, is reported once and the question is asked."""
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "spoilt").mkdir()
    (tmp_path / "spoilt" / "replies.sqlite3").write_bytes(b"no database " * 100)
    cache = Cache(make_path(tmp_path))
    server.will(reply('{"message": 1}'))
    assert make_client(cache=cache).ask(QUERY, json.loads) == {"message": 1}
    assert cache.trouble
    assert "replies are not kept" in cache.trouble


def test_a_cache_spoilt_on_the_way_costs_no_answer(
    server: Server, make_client: MakeClient, tmp_path: Path
) -> None:
    """The same where the file is damaged, or goes, while the command runs."""
    server.will(reply('{"message": 1}'))
    for spoil in (lambda path: path.write_bytes(b"no database " * 100), Path.unlink):
        cache = Cache(tmp_path)
        spoil(cache.path)
        assert make_client(cache=cache).ask(QUERY, json.loads) == {"message": 1}
        assert "replies are not kept" in (cache.trouble or "")
        cache.path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("below", "words"),
    [
        (urllib3.exceptions.ConnectTimeoutError(), "cannot be reached within 10 s; check your connection"),
        (urllib3.exceptions.SSLError(), "its certificate cannot be trusted; check your clock"),
    ],
)
def test_the_error_below_is_explained(below: Exception, words: str) -> None:
    """Faults that no server here can play are found under the wrappings in which requests delivers them."""
    wrapped = requests.ConnectionError(MaxRetryError(None, "https://x/?api_key=s3cret", below))  # type: ignore[arg-type]
    error = explain(wrapped, connect=10, read=30)
    assert str(error).startswith(words)
    assert error.lasting
    assert error.reason is below
