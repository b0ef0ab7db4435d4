"""What browser tests ask of the search: its box, and the module that answers."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]

# What the module answers: [number found, query that was answered instead, titles of the first].
ANSWER = """async ([address, query, options]) => {
  const { search } = await import(address);
  const { total, instead, results } = await search(query, options);
  const first = await Promise.all(results.slice(0, 5).map(result => result.load(160)));
  return [total, instead, first.map(({ title }) => title)];
}"""


LACKING = """async ([address, query]) => {
  const { results } = await (await import(address)).search(query);
  return (await Promise.all(results.map((result) => result.load(160)))).map(({ lacking }) => lacking);
}"""


def query(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search").get_by_role("searchbox")


def results(page: Page) -> Locator:
    return page.get_by_role("list", name="Papers found").get_by_role("link")


def named(page: Page) -> Locator:
    """Authors, tags and venues."""
    return page.get_by_role("list", name="Authors, tags and venues").get_by_role("link")


def look_for(page: Page, words: str) -> None:
    """Press / and type."""
    page.keyboard.press("/")
    expect(query(page)).to_be_focused()
    query(page).press_sequentially(words)


def ask(page: Page, site: str, words: str, **options: object) -> tuple[int, str | None, list[str]]:
    total, instead, titles = page.evaluate(ANSWER, [f"{site}assets/search.js", words, options])
    return total, instead, titles


def lacking(page: Page, site: str, words: str) -> list[list[str]]:
    """What each paper that is found lacks of the words."""
    return page.evaluate(LACKING, [f"{site}assets/search.js", words])  # type: ignore[no-any-return]
