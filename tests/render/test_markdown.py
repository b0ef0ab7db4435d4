"""Words as Markdown: whatever is in them, readers of Markdown show the same words, and nothing else."""

import html
import re

import markdown  # type: ignore[import-untyped] # has no types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from papershelf.render.markdown import destination, escaped, fenced, link, paragraphs
from papershelf.text import shown
from tests.hostile.payloads import PAYLOADS

UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

BARE = ["toc", "tables", "fenced_code"]  # what MkDocs reads with
MANY = [
    *BARE, "admonition", "attr_list", "def_list", "footnotes", "abbr", "md_in_html", "pymdownx.betterem",
    "pymdownx.caret", "pymdownx.details", "pymdownx.emoji", "pymdownx.keys", "pymdownx.mark",
    "pymdownx.tilde", "pymdownx.arithmatex", "pymdownx.critic", "pymdownx.tasklist", "pymdownx.snippets",
    "pymdownx.highlight", "pymdownx.inlinehilite",
]  # fmt: skip
HOSTILE = [
    "<think> a & b &amp; &#60; AT&T; </think>", "*a* **b** _c_ __d__ ~~e~~ ==f== ^^g^^ ++h++",
    "[x](y) ![i](j) [z][1] [[wiki]]", "[1]: a.example", "[^1]: foot", "*[HTML]: abbr",
    "{{ a }} {% b %} {: #c .d }", "---", "===", "***", "# heading #", "- item", "+ item", "1. item",
    "12) item", "> quote", "!!! note", "??? note", "/// note", ": meaning", "```", "~~~", "`code` ``",
    "| a | b |", "$x^2$ \\(y\\) \\[z\\]", "\\ \\\\ \\* \\x", ":smile: ::x::", "[TOC]", "%% hidden %%",
    "--8<-- 'file'", "C#", "a #tag @me", "<!-- x -->", "{++a++} {--b--}", "[ ] task", "- [x] task",
    "x^2 H~2~O", "\u202eאב", "😀", "x" * 300, "<script>alert(1)</script>",
    "https://a.example/x_y_z?a=1&copy=2;", "a.\nb", "===\n---", "&copy;", "Term\n: meaning",
]  # fmt: skip
PRINTED = [
    text for texts in PAYLOADS.values() for text in texts if not UNPRINTED.search(text) and text.strip()
]
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)
SIGNS = list("*_`[]()<>#+-!|~=^$:%{}\\&.1 ")
TEXTS = st.one_of(
    LINES, st.lists(st.one_of(st.sampled_from(HOSTILE), st.sampled_from(SIGNS)), max_size=8).map("".join)
)


def read(text: str, extensions: list[str]) -> str:
    """What a browser shows of it, and the elements, which have angle brackets."""
    made = markdown.markdown(text, extensions=extensions)
    return " ".join(html.unescape(made).split())


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("extensions", [BARE, MANY], ids=["MkDocs", "many"])
@pytest.mark.parametrize("text", [*HOSTILE, *PRINTED])
def test_hostile_text_is_a_paragraph(text: str, extensions: list[str]) -> None:
    """And one of plain words, with the extensions that MkDocs brings and with those that people add."""
    assert read(escaped(text), extensions) == f"<p>{one_line(text)}</p>"


@given(TEXTS)
@example("1.")
def test_any_text_is_a_paragraph(text: str) -> None:
    """Whatever is combined."""
    if one_line(text):
        assert read(escaped(text), BARE) == f"<p>{one_line(text)}</p>"


@given(TEXTS)
def test_any_text_is_a_paragraph_of_commonmark(text: str) -> None:
    """With the tables and strokes of GitHub, as most other programs read it."""
    if one_line(text):
        made = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(text))
        assert " ".join(html.unescape(made).split()) == f"<p>{one_line(text)}</p>"


@given(TEXTS)
@example("]:")
@example("a]: b")
def test_any_text_is_a_heading_an_item_and_a_label(text: str) -> None:
    """It has the same words wherever it stands."""
    words = one_line(text)
    if not words:
        return
    assert re.sub(' id="[^"]*"', "", read(f"# {escaped(text)}", BARE)) == f"<h1>{words}</h1>"
    assert read(f"- {link(text, 'x.md')}", BARE) == f'<ul> <li><a href="x.md">{words}</a></li> </ul>'


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_any_code_is_as_it_is(text: str) -> None:
    """Whatever fences are in it."""
    made = markdown.markdown(fenced(f"x{text}x", "bibtex"), extensions=BARE)
    code = re.fullmatch(r'<pre><code class="language-bibtex">(.*)\n</code></pre>', made, re.DOTALL)
    assert code
    assert html.unescape(code[1]) == f"x{text}x"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x_y*z?a=1&amp=2", "https://a.example/x_y%2Az?a=1&amp=2"),
        ("https://a.example/(x)[y]<z>`\\ \"'", "https://a.example/%28x%29%5By%5D%3Cz%3E%60%5C%20%22%27"),
        ("https://a.example/?a=1&copy;=2", "https://a.example/?a=1&amp;copy;=2"),
        ("https://a.example/é/#x", "https://a.example/é/#x"),
    ],
)
def test_an_address_ends_where_it_ends(address: str, kept: str) -> None:
    """What would end it, or be taken for markup, is percent-encoded."""
    assert destination(address) == kept
    made = markdown.markdown(link("x", address))
    assert made == f'<p><a href="{kept}">x</a></p>'.replace("&amp=", "&amp;amp=").replace("&a", "&amp;a", 0)


def test_text_is_repaired_and_linked() -> None:
    """As on pages: TeX is read, addresses are links, and a blank line begins a paragraph."""
    raw = "Uzna\\'{n}ski, see https://a.example/x_y. It's $O(n)$.\n\n# no heading"
    made = paragraphs(raw)
    assert len(made) == 2
    assert "](https://a.example/x_y)" in made[0]
    assert read(made[1], BARE) == "<p># no heading</p>"
    assert re.sub("<.*?>", "", read(made[0], BARE)) == shown(raw.split("\n", maxsplit=1)[0])
