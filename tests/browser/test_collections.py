"""Along a reading path."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

PATH = "How checkpoints got cheap"
STEPS = ("Efficient Large-Scale", "MegaScale", "Reliable and Efficient In-Memory")


def test_a_path_is_walked_by_click(visit: Visit) -> None:
    """From the home page to a collection, to its first step, and on and back along it."""
    page = visit()
    page.get_by_role("link", name=PATH).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PATH)
    steps = page.get_by_role("main").locator("ol > li[data-paper]")
    expect(steps).to_have_count(6)
    steps.first.get_by_role("heading").get_by_role("link").click()
    path = page.get_by_role("navigation", name=PATH)
    for number, (relation, title) in enumerate(
        [("Next", STEPS[1]), ("Next", STEPS[2]), ("Previous", STEPS[1]), ("Previous", STEPS[0])]
    ):
        expect(path).to_contain_text(f"Step {(1, 2, 3, 2)[number]} of 6 in {PATH}")
        path.get_by_role("link", name=relation).click()
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_contain_text(title)
    expect(path.get_by_role("link", name="Previous")).to_have_count(0)


def test_a_path_is_walked_by_keyboard(visit: Visit) -> None:
    """Tab goes from the collection to the previous paper and the next, and Enter opens it."""
    page = visit("papers/megascale-scaling-large-language-model-training-to-more-than/")
    path = page.get_by_role("navigation", name=PATH)
    path.get_by_role("link", name=PATH).focus()
    page.keyboard.press("Tab")
    expect(path.get_by_role("link", name="Previous")).to_be_focused()
    page.keyboard.press("Tab")
    following = path.get_by_role("link", name="Next")
    expect(following).to_be_focused()
    expect(following).to_have_attribute("rel", "next")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_contain_text(STEPS[2])


@pytest.mark.parametrize("width", [360, 1280])
def test_steps_are_numbered(visit: Visit, width: int) -> None:
    """Each number is seen beside its reason, without scripts too."""
    page = visit("collections/from-minhash-to-lsh-moe/", width=width, java_script_enabled=False)
    steps = page.locator("ol.ps-steps > li")
    expect(steps).to_have_count(5)
    shown = "step => [getComputedStyle(step, '::before').content, step.querySelector('p').offsetLeft >= 30]"
    assert [step.evaluate(shown) for step in steps.all()] == [["counter(step)", True]] * 5
