"""What other plugins of a site see of the pages of a list in it."""

from papershelf.guest_pages import MOST_WITH_ABSTRACTS, NEEDS, GuestPages
from papershelf.settings import THEME, Settings

BODY = """\
<div data-search='{"id": "a"}'>
<h1 data-text="title">On <i>Kelp</i></h1>
<p data-text="authors">Ada</p>
<section class="ps-note" data-text="note"><h2>Why it is here</h2><p>Read this.</p></section>
<section data-text="abstract"><h2>Abstract</h2><p>It grows.</p></section>
<section>Cite</section>
</div>
"""


def found_by(body: str, papers: int) -> str:
    settings = Settings(name="What we <read>", description="Kelp & more", prefix="reading")
    return GuestPages(settings, "none", papers).found_by(body)


def test_a_search_gets_the_words_of_a_paper() -> None:
    """Without headings, which would be results of their own, and without what is beside the paper."""
    text = found_by(BODY, MOST_WITH_ABSTRACTS)
    for part in ("Ada", "Read this.", "It grows."):
        assert part in text
    for part in ("<h1", "<h2", "Abstract", "Cite"):
        assert part not in text


def test_a_search_gets_little_of_many_papers() -> None:
    """Browsers load its whole index; the list has a search of its own."""
    text = found_by(BODY, MOST_WITH_ABSTRACTS + 1)
    assert "Read this." in text
    assert "It grows." not in text


def test_the_first_page_is_found_by_what_the_list_is() -> None:
    """Escaped, as other pages are."""
    assert found_by("<h1>Home</h1><p>75 papers</p>", 75) == "<p>Kelp &amp; more</p>"


def test_each_kind_of_page_has_what_it_has_on_a_site_of_its_own() -> None:
    """The same styles and modules as the theme's template of that name."""
    for name, needed in NEEDS.items():
        template = (THEME / name).read_text(encoding="utf-8")
        styles, modules, preloaded = needed
        assert {f"assets/{style}.css" for style in styles} == {
            part for part in template.split("'") if part.endswith(".css")
        }
        assert {f"assets/{module}.js" for module in (*modules, *preloaded)} == {
            part for part in template.split("'") if part.endswith(".js")
        }
