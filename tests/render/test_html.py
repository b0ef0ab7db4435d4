"""Text as HTML that shows it and nothing else."""

import html
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from papershelf.render.html import SNIPPET, inline, paragraphs, snippet
from papershelf.text import repair, shown

PIECES = st.sampled_from(
    [
        "<think>",
        "&amp;",
        "\\textbf{x}",
        "https://a.org/?a=1&b=2.",
        "``q''",
        '"',
        "'",
        " ",
        "\n",
        "]]>",
        "<!--",
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=12).map("".join)


def read(markup: str) -> str:
    """What a browser shows of markup that has links and no other element."""
    return html.unescape(re.sub(r"</?a(?: [^<>]*)?>", "", markup))


@given(TEXTS)
def test_inline_shows_what_readers_should_see(raw: str) -> None:
    """Its text is the repaired text on one line; without formulas, its only elements are links."""
    assume(all(segment.maths is None for segment in repair(" ".join(raw.split()))))
    markup = str(inline(raw))
    assert not re.sub(r'</?a(?: href="https?://[^"<>]*")?>', "", markup).count("<")
    assert read(markup).replace("\r", "\n") == html.unescape(
        html.escape(shown(" ".join(raw.split())))
    ).replace("\r", "\n")


def test_links() -> None:
    """Addresses become links, escaped, without the sentence's full stop."""
    assert inline("See https://a.org/?x=1&y=2.") == (
        'See <a href="https://a.org/?x=1&amp;y=2">https://a.org/?x=1&amp;y=2</a>.'
    )


@pytest.mark.parametrize(
    ("raw", "markup"),
    [
        ("one", "<p>one</p>"),
        ("one\ntwo", "<p>one two</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\r\n\r\ntwo\n\n\n", "<p>one</p>\n<p>two</p>"),
        ("  one \n\n  ", "<p>one</p>"),
        ("<p>\n\n</p>", "<p>&lt;p&gt;</p>\n<p>&lt;/p&gt;</p>"),
        ("", ""),
    ],
)
def test_paragraphs(raw: str, markup: str) -> None:
    """A blank line parts them; other white space is as good as a blank."""
    assert paragraphs(raw) == markup


@given(TEXTS)
def test_a_snippet_is_short(raw: str) -> None:
    """It is a start of what readers see, on one line."""
    text = snippet(raw)
    assert len(text) <= SNIPPET
    assert " ".join(shown(raw).split()).startswith(text.removesuffix("…"))
    assert text or not shown(raw).split()


def test_a_snippet_ends_with_a_word() -> None:
    """It is cut between words and says so; a word that fills it is cut inside."""
    assert snippet("word, " * 40).endswith("word…")
    assert len(snippet("word, " * 40)) > 150
    assert snippet("x" * 200) == "x" * 159 + "…"
    assert snippet("short") == "short"
