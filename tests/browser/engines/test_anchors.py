"""Who follows a link to a part of a page sees the part's heading, not the header over it."""

import pytest

from tests.browser.engines.reader import Reader, until

pytestmark = pytest.mark.browser

PAPER = "papers/lsh-moe-communication-efficient-moe-training-via-locality/"
PAGES = [
    "about/",
    "authors/l/",
    "collections/from-minhash-to-lsh-moe/",
    "map/",
    PAPER,
    "statistics/",
    "tags/",
    "venues/",
    "years/2024/",
]
# Each part with a name, how far its top is below the header's foot, and whether the page scrolls no further.
DISTANCES = """
document.documentElement.style.scrollBehavior = "auto";
const foot = () => document.querySelector(".md-header").getBoundingClientRect().bottom;
const end = () => document.documentElement.scrollHeight - innerHeight - scrollY < 1;
const parts = [...document.querySelectorAll("main [id]")];
return parts.filter((part) => part.checkVisibility() && part.offsetHeight).map((part) => {
  scrollTo(0, 0);
  location.hash = part.id;
  return [part.id, part.getBoundingClientRect().top - foot(), end() || scrollY === 0];
});
"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_named_part_is_below_the_header(reader: Reader, address: str, path: str, width: int) -> None:
    """At the widths of a telephone, without a row of places in the header, and of a desk, with it."""
    reader.open(address + path, width=width)
    until(reader, "return document.readyState === 'complete'")
    for name, distance, stuck in reader.run(DISTANCES):
        assert distance >= 0, name
        assert distance < 100 or stuck, name


@pytest.mark.parametrize("width", [360, 1280])
def test_an_address_with_a_part_opens_at_it(reader: Reader, address: str, width: int) -> None:
    """The same for who comes from another page, or from elsewhere."""
    reader.open(f"{address}authors/l/#xiang-li", width=width)
    place = "document.getElementById('xiang-li').getBoundingClientRect().top"
    foot = "document.querySelector('.md-header').getBoundingClientRect().bottom"
    until(
        reader, f"return document.readyState === 'complete' && {place} >= {foot} && {place} < innerHeight / 2"
    )
