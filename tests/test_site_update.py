"""After an edit of the data, `mkdocs build` changes in the site what shows something of it, and no more."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import Abort

from papershelf import site_completion
from papershelf.site import BuildResult, Plan
from tests.small_site import EDITS, BuiltProject, built

pytestmark = pytest.mark.usefixtures("same_day")


@pytest.fixture(scope="module", autouse=True)
def no_index() -> Iterator[None]:
    """What is searched is another matter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_completion, "write_index", lambda *_: 0)
        yield


@pytest.fixture(scope="module")
def kept(same_day: None, no_index: None, tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """A project that has been built."""
    return BuiltProject(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def project(kept: BuiltProject) -> Path:
    return kept.restored()


def written(project: Path, edit: str) -> set[str]:
    """The files of the site that a build after an edit writes or removes."""

    def inodes() -> dict[str, tuple[int, int]]:
        paths = (path for path in (project / "site").rglob("*") if path.is_file())
        return {
            path.relative_to(project / "site").as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in paths
        }

    before = inodes()
    EDITS[edit](project)
    built(project)
    after = inodes()
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_a_word_of_an_abstract(project: Path) -> None:
    """The page of the paper, lists with its card, and files for readers that have all of it."""
    changed = written(project, "a word")
    assert {"papers/on-walruses/index.html", "papers/on-walruses.md"} <= changed
    assert "tags/sky/index.html" in changed
    assert not {"papers/on-kettles/index.html", "about/index.html", "sitemap.xml", "404.html"} & changed
    assert not any(path.startswith("assets/") for path in changed)


def test_a_paper_more(project: Path) -> None:
    """Its page comes, and is in the sitemap."""
    changed = written(project, "a paper added")
    assert {"papers/new/index.html", "sitemap.xml", "sitemap.xml.gz"} <= changed
    assert "papers/new/" in (project / "site" / "sitemap.xml").read_text()
    assert {"papers/new.md", "llms.txt", "llms-full.txt"} <= changed
    assert not {"404.html", "robots.txt", "about/index.html"} & changed


def test_a_paper_less(project: Path) -> None:
    """Its page goes, with its folder, as do the addresses that it had before."""
    changed = written(project, "a paper removed")
    assert {"papers/on-kettles/index.html", "papers/on-pots/index.html", "sitemap.xml"} <= changed
    assert not (project / "site" / "papers" / "on-kettles").exists()
    assert not (project / "site" / "papers" / "on-pots").exists()
    assert not (project / "site" / "papers" / "on-pots.md").exists()
    assert "404.html" not in changed


def test_addresses_that_lead_elsewhere(project: Path) -> None:
    """They, and those whose page is gone, ask search engines to forget them; the sitemap leaves them out."""

    def named() -> set[str]:
        return set(re.findall("<loc>https://small.example/(.*?)</loc>", (site / "sitemap.xml").read_text()))

    def forgotten() -> set[str]:
        texts = {path.parent: path.read_text() for path in site.rglob("index.html")}
        return {f"{path.relative_to(site)}/" for path, text in texts.items() if '"noindex"' in text}

    site = project / "site"
    assert "papers/on-kettles/" in named()
    assert forgotten() == {"papers/on-pots/"}
    assert not forgotten() & named()
    assert "about/index.html" not in written(project, "addresses moved")
    assert forgotten() == {"papers/on-pots/", "tags/sun/", "papers/gone/"}
    assert not forgotten() & named()


@pytest.mark.parametrize("edit", ["a hand-written page", "a setting", "a template"])
def test_other_edits_make_the_whole_site(project: Path, edit: str) -> None:
    """They may show on any page."""
    assert "papers/on-kettles/index.html" in written(project, edit)


def test_a_template_that_asks_for_other_pages(project: Path) -> None:
    """It may show on any page what has changed on one, so all are made."""
    footer = project / "overrides" / "partials" / "footer.html"
    footer.write_text("<footer>{{ pages | length }}</footer>")
    built(project)
    assert "papers/on-kettles/index.html" in written(project, "a word")


def test_a_link_to_a_paper_that_goes(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is broken, on a page that has not changed; with --strict each build fails."""
    (project / "docs" / "about.md").write_text("# About\n\nRead [this](papers/on-kettles.md).\n")
    built(project)
    EDITS["a paper removed"](project)
    for _ in range(2):
        caplog.clear()
        config = load_config(str(project / "mkdocs.yml"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        with pytest.raises(Abort):
            build(config)
        assert "on-kettles.md" in caplog.text


def test_a_link_to_a_paper_that_comes(project: Path) -> None:
    """Where a list lets broken links pass, a page that has one gets an address for it, and loses it again."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}validation: {{links: {{not_found: info}}}}\n")
    (project / "docs" / "about.md").write_text("# About\n\nRead [this](papers/new.md).\n")
    built(project)
    about = project / "site" / "about" / "index.html"
    for edit, address in (("a paper added", "../papers/new/"), ("a paper taken back", "papers/new.md")):
        assert "404.html" not in written(project, edit)
        assert f'href="{address}"' in about.read_text()


def test_a_page_by_hand_in_place_of_a_paper_that_goes(project: Path) -> None:
    """It has the address of the page that the same edit takes from the list."""
    EDITS["a paper removed"](project)
    (project / "docs" / "papers" / "on-kettles.md").write_text("# Kettles by hand\n")
    built(project)
    assert "Kettles by hand" in (project / "site/papers/on-kettles/index.html").read_text()


def test_drafts(project: Path) -> None:
    """A server shows them and a build does not; where a list has some, all is made again."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}draft_docs: papers/on-kettles.md\n")
    built(project)
    assert "about/index.html" in written(project, "a word")


def test_a_field_of_a_list_without_papers(project: Path) -> None:
    """The table has a column for it."""
    (project / "data" / "papers.yaml").write_text("")
    built(project)
    (project / "data" / "fields.yaml").write_text("- key: mood\n  kind: words\n")
    built(project)
    assert "mood" in (project / "site" / "exports" / "papers.csv").read_text()


def test_a_sitemap_of_its_own(project: Path) -> None:
    """It may show anything of all pages, so all are made again."""
    titles = "{% for file in pages %}{{ file.page.title }}{% endfor %}"
    (project / "overrides" / "sitemap.xml").write_text(titles)
    built(project)
    EDITS["a title"](project)
    built(project)
    assert "On Seals" in (project / "site" / "sitemap.xml").read_text()


def test_a_part_of_a_template_that_asks_for_other_pages(project: Path) -> None:
    """Whatever its name ends in."""
    footer = project / "overrides" / "partials" / "footer.html"
    footer.write_text("<footer>{% include 'partials/footer.txt' %}</footer>")
    footer.with_suffix(".txt").write_text("{{ pages | length }}")
    built(project)
    assert "papers/on-kettles/index.html" in written(project, "a word")


def test_files_that_a_page_shows_from_elsewhere(project: Path) -> None:
    """Where an extension reads files from anywhere, each build makes all."""
    (project / "includes").mkdir()
    words = project / "includes" / "words.md"
    words.write_text("*[HTML]: one\n")
    settings = project / "mkdocs.yml"
    settings.write_text(
        f"{settings.read_text()}markdown_extensions:\n  - abbr\n"
        f"  - pymdownx.snippets: {{auto_append: [words.md], base_path: ['{words.parent}']}}\n"
    )
    (project / "docs" / "about.md").write_text("# About\n\nHTML.\n")
    built(project)
    words.write_text("*[HTML]: another\n")
    built(project)
    assert 'title="another"' in (project / "site" / "about" / "index.html").read_text()


@pytest.mark.parametrize("watched", ["includes", "includes/words.md"])
def test_files_that_a_list_watches(project: Path, watched: str) -> None:
    """They may show on any page."""
    words = project / "includes" / "words.md"
    words.parent.mkdir()
    words.write_text("one")
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}watch: [{watched}]\n")
    built(project)
    assert "papers/on-kettles/index.html" not in written(project, "a word")
    words.write_text("another")
    assert "papers/on-kettles/index.html" in written(project, "a word back")


def test_a_style_sheet_that_is_edited_meanwhile(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of what readers have offline names the edited one after the next build at the latest."""
    sheet = project / "docs" / "assets" / "own.css"
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text("a {}")
    built(project)
    write = Plan.write

    def then_edited(plan: Plan) -> BuildResult:
        sheet.write_text("b {}")
        return write(plan)

    with monkeypatch.context() as patch:
        patch.setattr(Plan, "write", then_edited)
        EDITS["a word"](project)
        built(project)
    offline = project / "site" / "exports" / "offline-list.js"
    before = offline.read_bytes()
    built(project)
    assert offline.read_bytes() != before


def test_a_killed_update_is_made_up_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the pages are new, half are old: the next build makes them all."""

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(site_completion, "write_index", killed)
    EDITS["a word"](project)
    with pytest.raises(KeyboardInterrupt):
        built(project)
    monkeypatch.setattr(site_completion, "write_index", lambda *_: 0)
    assert "papers/on-kettles/index.html" in written(project, "a word")


def test_files_that_mkdocs_is_to_exclude_stay_out(project: Path) -> None:
    """Those that are made from the data too, from the first build on and after edits."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + "exclude_docs: /exports/*.bib\n")
    for edit in ("a word", "a word back"):
        EDITS[edit](project)
        made = built(project)
        assert "exports/papers.ris" in made
        assert "exports/papers.bib" not in made
