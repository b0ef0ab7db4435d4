"""Text with HTML, JATS, MathML and entities, as every feed may hold it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds.markup import plain_text
from tests.growth import grows_linearly


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("H<sub>2</sub>O and <i>E. coli</i> at 5 &lt; 6", "H2O and E. coli at 5 < 6"),
        ("CO<inf>2</inf>, 10<sup>-5</sup> and the 4<sup>th</sup>", "CO2, 10⁻⁵ and the 4th"),
        (
            "<jats:title>Abstract</jats:title><jats:p>One &amp;  two.</jats:p><jats:p>3.</jats:p>",
            "One & two. 3.",
        ),
        ("<p>Line one<br/>Line two</p>", "Line one Line two"),
        (
            'See <a href="https://a.org/?b=1">here</a> and <span class="sc">there</span>.',
            "See here and there.",
        ),
        ("<mml:math><mml:mi>x</mml:mi></mml:math> caf&eacute; 5&ndash;6 &#x3b1;", "x café 5–6 α"),
        ("<!-- hidden --><SCP>Title</SCP>", "Title"),
    ],
)
def test_markup_is_removed(raw: str, text: str) -> None:
    """Tags go, paragraphs stay apart, entities become their characters, powers stay powers."""
    assert plain_text(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "a <b and c> d",
        "with <think> and <claim, title>",
        "p < 0.05 and x > 3",
        "<a> or <s>",
        "R&D; AT&T",
        "x <i, j> y",
    ],
)
def test_other_angle_brackets_stay(text: str) -> None:
    """What only looks like a tag or an entity is text."""
    assert plain_text(text) == text


@given(st.text(st.characters(exclude_categories=["C", "Z"])))
def test_escaped_text_comes_back(text: str) -> None:
    """Whatever text is escaped as HTML is read as it was."""
    assert plain_text(html.escape(text)) == text


@pytest.mark.parametrize("piece", ["<", "<b ", "<i a=", "<!--", "<sup>1", "&amp", "<jats:title>", '<p a="'])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """Eight times as many tags that never end take about eight times as long."""
    assert grows_linearly(lambda size: plain_text(piece * (size // len(piece))), 500_000)
