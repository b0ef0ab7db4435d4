"""The sitemap as a table of addresses and dates."""

import re
import xml.etree.ElementTree as ET

from papershelf.sitemap import MOST, robots, sitemap

ROOT = "https://papers.example/list/"
NAMES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(text: str) -> list[str | None]:
    return [node.text for node in ET.fromstring(text).iter(f"{NAMES}loc")]  # noqa: S314 - our own


def test_a_short_list_is_one_file() -> None:
    """Whatever is in an address; a page without a date has none."""
    files = sitemap([(f"{ROOT}?a=1&b=<2>", "2024-05"), (ROOT, "")], ROOT)
    assert list(files) == ["sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [f"{ROOT}?a=1&b=<2>", ROOT]
    assert re.findall("<lastmod>(.*?)</lastmod>", files["sitemap.xml"]) == ["2024-05"]


def test_a_long_list_is_divided() -> None:
    """The index names the parts, each with the last of its dates; no page is lost or in two parts."""
    pages = [(f"{ROOT}{number}/", f"2024-{number % 12 + 1:02}") for number in range(2 * MOST + 1)]
    files = sitemap(pages, ROOT)
    parts = [f"sitemap-{number}.xml" for number in (1, 2, 3)]
    assert list(files) == ["sitemap.xml", *parts]
    assert addresses(files["sitemap.xml"]) == [ROOT + name for name in parts]
    assert "<lastmod>2024-12</lastmod>" in files["sitemap.xml"]
    assert [each for name in parts for each in addresses(files[name])] == [address for address, _ in pages]


def test_a_site_without_an_address_names_no_sitemap() -> None:
    """It has none."""
    assert "Sitemap" not in robots("")
