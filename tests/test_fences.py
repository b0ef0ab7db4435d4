"""Fenced blocks that name papers, in Markdown that people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.fences import fences, filled, first_line, with_places

PAGE = """\
# Read

```papershelf
tag: sky
```

~~~~ papershelf
latest: 5
~~~~

- A list:

    ``` papershelf
    year: 2024
    ```
"""


def bodies(markdown: str) -> list[str]:
    return [fence.body for fence in fences(markdown)]


def test_fences_of_any_form_are_found() -> None:
    """Of back-quotes and tildes, of any length, with blanks before the name, and indented, as in a list."""
    assert bodies(PAGE) == ["tag: sky", "latest: 5", "year: 2024"]
    assert [fence.start for fence in fences(PAGE)] == [2, 6, 12]


def test_what_another_fence_shows_is_no_fence() -> None:
    """A page may explain how it is done; other code, and code in a line, is left alone too."""
    shown = "````markdown\n```papershelf\ntag: sky\n```\n````\n"
    for text in (
        shown,
        "```yaml\ntag: sky\n```\n",
        "```papershelf tag: sky```\n",
        "    code\n",
        "```papershelfs\n```\n",
        "```papershelf-list\n```\n",
    ):
        assert bodies(text) == []
        assert with_places(text, list(fences(text))) == text


@pytest.mark.parametrize("beside", ["{tag: kelp}", "tag: kelp", ": kelp"])
def test_what_stands_behind_the_word_is_not_passed_over(beside: str) -> None:
    """The fence is one all the same, so that it can be told."""
    (fence,) = fences(f"```papershelf{beside if beside[0] in '{:' else f' {beside}'}\n```\n")
    assert (fence.beside, fence.body) == (beside, "")


def test_a_fence_that_is_not_closed_goes_on_to_the_end() -> None:
    """As in Markdown; a shorter line of marks does not close it."""
    assert bodies("````papershelf\ntag: sky\n```\n") == ["tag: sky\n```\n"]


def test_selections_come_where_the_fences_were() -> None:
    """Indented as they were; what is around them stays."""
    page = with_places(PAGE, list(fences(PAGE)))
    assert "papershelf\n" not in page
    assert '    <div data-papershelf="2"></div>' in page
    html = filled(page, ["<p>one</p>", "<p>two</p>", "<p>three</p>"])
    assert html.index("one") < html.index("two") < html.index("A list") < html.index("three")


def test_lines_are_those_of_the_file() -> None:
    """A page may have front matter, with blank lines after it and line ends of Windows."""
    assert first_line("# A\n", "# A\n") == 0
    assert first_line("---\ntitle: A\n---\n\n# A\n", "# A") == 4
    assert first_line("---\r\ntitle: A\r\n---\r\n# A\r\n", "# A\n") == 3
    assert first_line("# A\n", "# A, as a plugin changed it\n") == 0


@given(st.text(alphabet="`~p \n", max_size=60))
def test_any_text_is_read(text: str) -> None:
    """Without an error, and nothing of a page without fences changes."""
    found = list(fences(text.replace("p", "papershelf")))
    assert found or with_places(text, found) == text
