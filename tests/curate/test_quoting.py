"""Text of others in our Markdown stays text."""

from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.quoting import block, bullets

TEXTS = st.text(max_size=80) | st.text(alphabet="`~ab \n@#<>*|\\", max_size=80)


@given(TEXTS)
def test_a_code_block_has_no_way_out(text: str) -> None:
    """No line within could end the block."""
    first, *lines, last = block(text).split("\n")
    assert first == f"{last}text"
    assert set(last) == {"`"}
    assert not any(last in line for line in lines)


def test_a_code_block_with_fences_in_it() -> None:
    """Its own fence is longer."""
    assert block("```\n@all\n````\n") == "`````text\n```\n@all\n````\n`````"


def test_a_list_has_an_item_for_each_text() -> None:
    """Each is one line in a span of code."""
    assert bullets(["<b>x</b>\n@all", "`z`"]) == "- `<b>x</b> @all`\n- `` `z` ``"
