"""Who gets a letter: files of addresses as people write them, and what is wrong with them by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.mailing.addresses import Recipient, canonical_address, read_recipients, without_duplicates
from papershelf.problems import InvalidInputError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.Lovelace+list@Example.ORG ", "Ada.Lovelace+list@example.org"),
        ("o'neil_x=y@mail.example.co.uk", "o'neil_x=y@mail.example.co.uk"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("çağrı@example.org", "çağrı@example.org"),
        ("用户@例子.example", "用户@xn--fsqu00a.example"),
    ],
)
def test_what_is_an_address(text: str, address: str) -> None:
    """Domains are written as the network has them; what is before the @ stays."""
    assert canonical_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "@", "ada", "ada@", "@example.org", "ada@localhost", "ada@@example.org", "a b@example.org",
        "ada@exa mple.org", ".ada@example.org", "ada.@example.org", "a..b@example.org", "ada@-x.example",
        "ada@example..org", "ada@example.org.", "<ada@example.org>", "ada@example.org, bo@example.org",
        "ada@example.org\r\nBcc: x@y.example", "a\x00b@example.org", "a\u202eb@example.org",
        'a"b@example.org',
        f"{'a' * 65}@example.org", f"ada@{'a' * 64}.example", f"ada@{'a.' * 130}example", "ada@[127.0.0.1]",
        "ada@exämple\n.org", "ada@example.o_rg\n",
    ],
)  # fmt: skip
def test_what_is_not(text: str) -> None:
    """Nothing that could end a command or a header, name two people, or nobody."""
    found = canonical_address(text)
    assert found is None or (found == text.strip() and "\n" not in found)


def test_a_file_of_people() -> None:
    """Names, comments, blank lines, a byte order mark, Windows line ends; the place is the line."""
    content = (
        '\ufeff# us\r\nada@example.org\r\n\r\nBo Lind <bo@example.org>\r\n"Okoro, Cy" <cy@example.org>\r\n'
    )
    assert read_recipients(content.encode(), "us.txt") == [
        Recipient("ada@example.org", "us.txt:2"),
        Recipient("bo@example.org", "us.txt:4"),
        Recipient("cy@example.org", "us.txt:5"),
    ]
    assert read_recipients(b"", "us.txt") == []


def test_every_wrong_line_is_reported() -> None:
    """With file and line, and without the text of the line, which may be private."""
    with pytest.raises(InvalidInputError) as caught:
        read_recipients(b"ada@example.org\nnobody\na@b.example, c@d.example\n", "us.txt")
    told = "this is not an e-mail address; write one address on a line, like ada@example.org"
    assert [str(problem) for problem in caught.value.problems] == [f"us.txt:2: {told}", f"us.txt:3: {told}"]


def test_another_encoding() -> None:
    """The line of the first byte that is not UTF-8."""
    with pytest.raises(InvalidInputError, match=r"us\.txt:2: this is not UTF-8; save the file as UTF-8"):
        read_recipients("a@example.org\nç@example.org\n".encode("latin-1"), "us.txt")


def test_ten_thousand_people_each_once() -> None:
    """Addresses that differ in case are one; the first spelling counts."""
    rows = [f"Reader{number % 10_000}@example.org" for number in range(10_000)]
    people = read_recipients("\n".join([*rows, *map(str.lower, rows)]).encode(), "us.txt")
    kept = without_duplicates(people)
    assert [one.address for one in kept] == rows


@given(st.text())
def test_an_address_never_leaves_its_line(text: str) -> None:
    """Whatever is typed: no control characters, no blanks, one @ and a domain in ASCII."""
    address = canonical_address(text)
    if address is not None:
        assert address.isprintable()
        assert not any(char.isspace() or char in "<>," for char in address)
        assert address.count("@") == 1
        assert address.partition("@")[2].isascii()


@given(st.binary())
def test_any_file_is_read_or_refused(content: bytes) -> None:
    """With nothing but lines of it in what is reported."""
    try:
        people = read_recipients(content, "us.txt")
        lines = [int(one.place.rpartition(":")[2]) for one in people]
    except InvalidInputError as error:
        lines = [problem.line for problem in error.problems]
    assert all(1 <= line <= content.count(b"\n") + 1 for line in lines)
    assert len(set(lines)) == len(lines)
