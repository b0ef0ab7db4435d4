"""The copy of a site that opens without a server."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.offline_copy import NoSiteError, for_files, markdown_copy, offline_copy, styles_for_files


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ('<a href="../">up</a>', '<a href="../index.html">up</a>'),
        ('<a href="..">up</a>', '<a href="../index.html">up</a>'),
        ('<a href="./">here</a>', '<a href="./index.html">here</a>'),
        (
            '<a class="x" href="a/b/?q=1&amp;r#c">b</a>',
            '<a class="x" href="a/b/index.html?q=1&amp;r#c">b</a>',
        ),
        ("<a href='a/'>a</a>", '<a href="a/index.html">a</a>'),
        ("<a href=a/ id=x>a</a>", '<a href="a/index.html" id=x>a</a>'),
        ('<form action="papers/">', '<form action="papers/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=../new/">',
            '<meta http-equiv="refresh" content="0; url=../new/index.html">',
        ),
        ('<script type="module" src="a.js"></script>', "</script>"),
        ('<link rel="modulepreload" href="a.js"><p>', "<p>"),
    ],
)
def test_what_needs_a_server_is_changed(given_: str, expected: str) -> None:
    """Addresses of folders become those of files, and what a browser refuses to load goes."""
    assert for_files(given_) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#top">', '<a href="a.html">', '<a href="https://x.example/a/">', '<a href="//x.example/">',
        '<a href="/a/">', '<a href="mailto:a@b.example">', '<a href="">', '<img src="a/b.png">',
        '<p>href="a/"</p>', '<!-- <a href="a/"> -->', '<script>let a = \'<a href="b/">\';</script>',
        '<a title="see href=a/" class="b">',
    ],
)  # fmt: skip
def test_the_rest_stays(html: str) -> None:
    """Other addresses, text, comments and scripts are as they were."""
    assert for_files(html) == html


class Shape(HTMLParser):
    """What a browser makes of a page, without addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


WORDS = st.text(alphabet="ab /.\n<>&é\U0001f4d6", max_size=6)
TAGS = st.builds(
    "<a title='{}' href=\"{}/\">{}</a>\n".format, st.text("ab\n", max_size=4), st.text("ab"), WORDS
)


@given(st.lists(TAGS | WORDS, max_size=6).map("".join))
def test_a_page_keeps_its_shape(html: str) -> None:
    """Elements and text are the same before and after, wherever lines break."""
    assert Shape(for_files(html)).seen == Shape(html).seen


def test_styles_show_what_they_show_without_scripts() -> None:
    """Controls that need a script are hidden, and so is search, which needs a server."""
    css = styles_for_files(
        "@media (scripting: none) { .a { display: none; } } @media (scripting: enabled) { .b { top: 0; } }"
    )
    assert css.startswith(
        "@media (min-width: 0) { .a { display: none; } } @media (max-width: 0) { .b { top: 0; } }"
    )
    assert ".ps-search" in css


def test_search_is_left_out(tmp_path: Path) -> None:
    """The index would only fail; other files are copied as they are."""
    for name, content in {
        "index.html": b'<a href="a/">', "a/index.html": b"", "search-index/start.json": b"", "404.html": b"",
        "assets/x.bin": b"\xff\x00",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert dict(offline_copy(tmp_path)) == {
        "a/index.html": b"", "assets/x.bin": b"\xff\x00", "index.html": b'<a href="a/index.html">',
    }  # fmt: skip


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    """A folder without a home page is not a built site."""
    with pytest.raises(NoSiteError, match=r"there is no built site in .*; build it first"):
        list(offline_copy(tmp_path))
    with pytest.raises(NoSiteError, match=r"there is no built site in .*; build it first"):
        list(markdown_copy(tmp_path))
