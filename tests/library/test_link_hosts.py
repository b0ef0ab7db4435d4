"""Links that hide where they lead, or lead where no reader can follow."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library.deceptions import private_host
from papershelf.library.values import public_address_problem
from papershelf.link_hosts import is_private, look_alike
from papershelf.model import Paper

PRIVATE = [
    "localhost", "LOCALHOST", "a.localhost", "printer.local", "db.internal", "nas.lan", "router.home.arpa",
    "localhost.", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "10.0.0.8",
    "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "0", "::1", "fe80::1",  # noqa: S104
    "fc00::1", "fd12::1", "::ffff:10.0.0.1", "::",
    "2002:0a00:0001::", "224.0.0.1", "255.255.255.255", "192.0.2.1", "fe80::1%25eth0",
]  # fmt: skip
PUBLIC = [
    "github.com", "1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "localhost.example.org", "local.example",
    "16843009",
    "internal-affairs.org", "256.1.1.1", "1.2.3.4.5", "08.1.1.1", "0x.example", "a", "home.org", "1.1.1.256",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_hosts(host: str) -> None:
    """In each form in which a browser takes an address."""
    assert is_private(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_public_hosts(host: str) -> None:
    """Names that only begin so, and what is not an address."""
    assert not is_private(host)


@given(st.text(st.sampled_from("0123456789abcdefx.:%lo-"), max_size=40))
def test_any_host(host: str) -> None:
    """There is an answer for everything."""
    assert is_private(host) in {True, False}


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("https://github.com@evil.example/x", "leads to evil.example, after a user name that hides this"),
        ("https://a:b@github.com/", "leads to github.com, after a user name"),
        ("https://@github.com/", "after a user name"),
    ],
)
def test_links_that_are_refused(complaints: Callable[..., list[str]], address: str, part: str) -> None:
    """With their line; so are those that feeds and services give."""
    (told,) = complaints(f"- id: a\n  title: A\n  links:\n    code: {address}\n")
    assert told.startswith("papers.yaml:4: links: ")
    assert part in told
    assert public_address_problem(address)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254"),
    ],
)
def test_links_into_a_private_network(address: str, host: str) -> None:
    """A list of one's own may have them, which `check` doubts; feeds and services may not."""
    told = f"leads to {host}, which only one network reaches; give a public address"
    paper = Paper("a", "A", links={"code": address}, lines={"links": 3})
    assert list(private_host([paper], ())) == [(3, f"the link 'code' {told}")]
    assert public_address_problem(address) == f"'{address}' {told}"


@pytest.mark.parametrize(
    "address", ["https://medium.com/@who/post", "https://a.org/?q=x@y", "https://a.org/#@x"]
)
def test_links_with_an_at_sign_elsewhere(complaints: Callable[..., list[str]], address: str) -> None:
    """They are taken."""
    assert not complaints(f"- id: a\n  title: A\n  links:\n    code: '{address}'\n")


@pytest.mark.parametrize(
    ("host", "look"),
    [
        ("gіthub.com", "github.com"),
        ("xn--gthub-n4a.com", "github.com"),
        ("аrхіv.org", "arxiv.org"),
        ("xn--80ak6aa92e.com", "apple.com"),
        ("arχiv.org", "a mixture of GREEK and LATIN letters"),
        ("arx1v.org", "arxiv.org"),
        ("g1thub.com", "github.com"),
        ("qithub.com", None),
        ("doi.0rg", "doi.org"),
        ("googIe.com", "google.com"),
        ("githu6.com", None),
        ("github.com.evil.example", "github.com"),
        ("www.arxiv.org.evil.example", "arxiv.org"),
        ("fооbаr-жsite.org", "a mixture of CYRILLIC and LATIN letters"),
    ],
)
def test_hosts_that_look_like_another(host: str, look: str | None) -> None:
    """Letters of other scripts, signs like letters, and a known host as the beginning of another one."""
    assert look_alike(f"https://{host}/x") == look


@pytest.mark.parametrize(
    "host",
    ["github.com", "raw.github.com", "arxiv.org", "müller.de", "пример.рф", "例え.jp",
     "xn--e1afmkfd.xn--p1ai",
     "ρουτινα.gr", "a.io", "team.github.io", "dl.acm.org", "mygithub.community", "xn--", "localhost"],
)  # fmt: skip
def test_honest_hosts(host: str) -> None:
    """Known ones and below them, and names in one script of their own."""
    assert look_alike(f"https://{host}/") is None


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"])
def test_names_that_windows_cannot_have(complaints: Callable[..., list[str]], name: str) -> None:
    """No paper, former paper, tag or collection is called like a device: a clone there would fail."""
    message = f"'{name}' is a device on Windows, and names no file there; choose another"
    assert f"papers.yaml:1: id: {message}" in complaints(f"- id: {name}\n  title: A\n")
    assert f"papers.yaml:3: formerly: {message}" in complaints(f"- id: a\n  title: A\n  formerly: [{name}]\n")
    assert f"tags.yaml:1: slug: {message}" in complaints(tags=f"- slug: {name}\n  label: A\n")
    for longer in (f"{name}-2", f"x{name}", f"{name}x"):
        assert not complaints(f"- id: {longer}\n  title: A\n")
