"""What is asked of the browse page, as an address that says all of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ROUND_TRIP = """async texts => {
  const state = await import(new URL('assets/browse-state.js', new URL('..', location.href)));
  return texts.map(text => {
    const once = state.parse(text);
    return [state.format(once), state.format(state.parse(state.format(once))), JSON.stringify(once),
            JSON.stringify(state.parse(state.format(once)))];
  });
}"""
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
AWKWARD = st.text(st.sampled_from("ab ,\\é&=+%#"), min_size=1, max_size=8)
KEYS = st.sampled_from(
    [
        "q",
        "tag",
        "not-tag",
        "author",
        "not-author",
        "year",
        "not-year",
        "match",
        "sort",
        "seed",
        "view",
        "show",
    ]
)
WORDS = st.one_of(
    NAMES,
    st.sampled_from(
        ["a,b", "a\\,b,c", "2019-2024", "2024-2019", "-2019", "random", "table", "60", "all", "venue"]
    ),
)


@pytest.fixture
def states(visit: Callable[..., Page]) -> Page:
    return visit("papers/")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.tuples(KEYS, WORDS), max_size=6), min_size=1, max_size=30))
def test_an_address_says_all_that_is_asked(states: Page, queries: list[list[tuple[str, str]]]) -> None:
    """Whatever an address holds, writing and reading what was understood changes nothing."""
    texts = ["?" + urlencode(query) for query in queries]
    for written, again, meant, meant_again in states.evaluate(ROUND_TRIP, texts):
        assert again == written
        assert meant_again == meant


@given(st.lists(st.one_of(NAMES, AWKWARD).filter(str.strip), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_survives_the_address(states: Page, names: list[str]) -> None:
    """Commas, backslashes and all other characters of a name come back as they were."""
    chosen: dict[str, Any] = states.evaluate(
        """async names => {
          const state = await import(new URL('assets/browse-state.js', new URL('..', location.href)));
          let asked = state.parse('');
          for (const name of names) asked = state.withValue(asked, 'author', name, 'any');
          return {given: asked.any.author, read: state.parse(state.format(asked)).any.author};
        }""",
        [name.strip() for name in names],
    )
    assert chosen["read"] == chosen["given"]
