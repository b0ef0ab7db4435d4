"""Papers with any or with all of the chosen tags, on 75 papers and on 2,000."""

import random
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from papershelf.library import Library
from tests.browser.browse_list import Asked, counts, found, titles, values
from tests.browser.browse_page import Visit, expect_found, settled, shown_counts, shown_titles, value
from tests.browser.conftest import MANY

pytestmark = pytest.mark.browser

PAIR = ("kv-cache", "llm-serving")  # of one group; some papers have both


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Papers with").get_by_role("radio", name=name)


def all_of(*tags: str) -> Asked:
    return Asked(all={"tag": frozenset(tags)})


def groups(library: Library) -> tuple[str, str]:
    """Two groups of tags that share papers."""
    of = values(library)
    outer = [tag.slug for tag in library.tags if not tag.parent]
    return next(
        (one, other)
        for one in outer
        for other in outer
        if one < other and any({one, other} <= of[paper.id]["tag"] for paper in library.papers)
    )


def test_a_reader_chooses_any_or_all_of_the_tags(visit: Visit, library: Library) -> None:
    """The choice narrows what is found, counts and address follow it, and it is taken back like any other."""
    page = settled(visit(f"papers/?tag={','.join(PAIR)}"))
    widened = Asked({"tag": frozenset(PAIR)})
    expect_found(page, len(found(library, widened)))
    expect(choice(page, "any tag")).to_be_checked()
    choice(page, "all tags").check()
    narrowed = found(library, all_of(*PAIR))
    assert 0 < len(narrowed) < len(found(library, widened))
    expect_found(page, len(narrowed))
    assert shown_titles(page) == titles(narrowed)
    expect(page).to_have_url(re.compile(r"\?tag=kv-cache,llm-serving&match=all$"))
    page.go_back()
    expect(choice(page, "any tag")).to_be_checked()
    expect_found(page, len(found(library, widened)))
    page.go_forward()
    expect(choice(page, "all tags")).to_be_checked()
    expect_found(page, len(narrowed))
    page.reload()
    expect(choice(page, "all tags")).to_be_checked()
    expect_found(page, len(narrowed))


def test_with_all_tags_a_count_is_what_is_left_when_the_tag_is_added(visit: Visit, library: Library) -> None:
    """Also across groups: a group stands for each of its tags."""
    pair = groups(library)
    page = settled(visit("papers/?match=all"))
    chosen: list[str] = []
    for tag in pair:
        before = shown_counts(page, "tag")[tag]
        value(page, "tag", tag).get_by_role("checkbox").check()
        chosen.append(tag)
        expect_found(page, before)
        assert before == len(found(library, all_of(*chosen)))
        right = counts(library, all_of(*chosen), "tag")
        assert shown_counts(page, "tag") == {name: right[name] for name in shown_counts(page, "tag")}


@pytest.mark.parametrize("seed", range(3))
def test_all_tags_are_right_among_many(visit: Visit, many: tuple[Library, str], seed: int) -> None:
    """On 2,000 papers, with tags of one paper, a tag left out, and another facet."""
    library, address = many
    dice = random.Random(seed)  # noqa: S311 - repeatable choices, no secret
    of = values(library)
    paper = dice.choice([each for each in library.papers if len(of[each.id]["tag"]) > 2])
    wanted = frozenset(dice.sample(sorted(of[paper.id]["tag"]), k=2))
    unwanted = frozenset(
        {dice.choice([tag.slug for tag in library.tags if tag.slug not in of[paper.id]["tag"]])}
    )
    asked = Asked({"code": frozenset({"yes"})}, {"tag": unwanted}, {"tag": wanted})
    query = f"tag={','.join(sorted(wanted))}&not-tag={','.join(unwanted)}&match=all&code=yes"
    page = settled(visit(f"{address}papers/?{query}"))
    expect_found(page, len(found(library, asked)), MANY)
    for facet in ("tag", "venue", "code"):
        right = counts(library, asked, facet)
        assert shown_counts(page, facet) == {name: right[name] for name in shown_counts(page, facet)}


def test_what_is_set_says_whether_one_or_all_are_needed(visit: Visit) -> None:
    """Between the chosen tags stands "or" or "and"."""
    page = settled(visit(f"papers/?tag={','.join(PAIR)}"))
    said = page.get_by_role("list", name="Active filters")
    expect(said).to_have_text(re.compile(r"KV cache\W*or\W*LLM serving"))
    choice(page, "all tags").check()
    expect(said).to_have_text(re.compile(r"KV cache\W*and\W*LLM serving"))
    said.get_by_role("button", name="Clear all").click()
    expect(choice(page, "any tag")).to_be_checked()
    expect(page).to_have_url(re.compile("/papers/$"))


def test_where_no_paper_has_all_tags_any_is_offered(visit: Visit, library: Library) -> None:
    """With the number of papers that it finds."""
    pair = ("hash-grids", "kv-cache")
    page = settled(visit(f"papers/?tag={','.join(pair)}&match=all"))
    expect_found(page, 0)
    expected = len(found(library, Asked({"tag": frozenset(pair)})))
    page.get_by_role("button", name=f"With any of the tags: {expected} papers").click()
    expect_found(page, expected)
    expect(choice(page, "any tag")).to_be_checked()


def test_the_choice_is_made_by_key(visit: Visit, library: Library) -> None:
    """The arrows switch between the two, as between all radio buttons, and the focus stays."""
    page = settled(visit(f"papers/?tag={','.join(PAIR)}"))
    choice(page, "any tag").focus()
    page.keyboard.press("ArrowRight")
    expect(choice(page, "all tags")).to_be_focused()
    expect_found(page, len(found(library, all_of(*PAIR))))
    expect(choice(page, "all tags")).to_be_focused()


def test_the_filters_explain_not(visit: Visit) -> None:
    """Before anybody has found the button."""
    page = visit("papers/")
    expect(page.get_by_text("not, beside a name, leaves its papers out")).to_be_visible()
