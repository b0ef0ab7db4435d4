"""Pages that are set into a frame are the pages that the theme's templates make, byte for byte."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import get_context
from mkdocs.config.base import load_config
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from bench.make_papers import papers_text
from papershelf import page_frames
from papershelf.generated_pages import adopt
from papershelf.page_frames import Frames, GeneratedPage, Theming
from tests.small_site import SETTINGS, make_project

COUNT = 1000
HARD = """\
- id: hard
  title: "<b>Less</b> & more: \\"a\\" 'b' $x<y$  psframebodyend"
  authors: ["O'Neil <x>", '"Quoted" & Co']
  abstract: "It isn't </script> <h1> & 'so'. psframetitleend"
  venue: 'Proc. of <X> & "Y"'
  published: '2024-05-01'

- id: bare
  title: Bare

- id: moved
  title: 'Moved  twice'
  formerly: [once, before]
  arxiv: '2401.00001'

"""


OURS = SETTINGS.replace(", custom_dir: overrides", "")


pytestmark = pytest.mark.usefixtures("same_day")


@pytest.fixture
def project(list_dir: Path, tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "project")
    shutil.rmtree(folder / "overrides")
    shutil.copy(list_dir / "tags.yaml", folder / "data")
    return folder


def pages_of(project: Path, settings: str, papers: str) -> tuple[Theming, list[GeneratedPage]]:
    """What MkDocs has when it is about to render the generated pages of a list."""
    (project / "data" / "papers.yaml").write_text(papers, encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings)
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = config.plugins.on_files(get_files(config), config=config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    pages = adopt(files, nav, config, ())
    for page in pages:
        page.read_source(config)
        page.render(config, files)
    return Theming(config, config.theme.get_env(), nav, files.documentation_pages()), pages


@pytest.mark.parametrize(
    "settings",
    [
        OURS,
        OURS.replace("site_url: https://small.example/\n", ""),
        f"{OURS}edit_uri: edit/main/docs/\n",
        f"{OURS}use_directory_urls: false\n",
    ],
)
def test_each_page_of_a_small_list(project: Path, settings: str) -> None:
    """Whatever is in its title, and whatever the settings are."""
    theming, pages = pages_of(project, settings, HARD + papers_text(40))
    frames = Frames(theming)
    for page in pages:
        assert frames.render(page) == frames.whole(page), page.file.src_uri


def test_each_page_of_a_thousand_papers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme's templates are asked for a fifth of them at most."""
    theming, pages = pages_of(project, OURS, HARD + papers_text(COUNT))
    whole = [Frames(theming).whole(page) for page in pages]
    asked = []

    def context(*given: Any) -> Any:
        asked.append(given)
        return get_context(*given)

    monkeypatch.setattr(page_frames, "get_context", context)
    frames = Frames(theming)
    assert [frames.render(page) for page in pages] == whole
    assert len(asked) < len(pages) / 5


def test_a_template_of_the_list_is_asked_for_each_page(project: Path, tmp_path: Path) -> None:
    """It may show anything of a page."""
    theming, pages = pages_of(project, OURS, papers_text(10))
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("{{ page.file.src_uri }}")
    theming.config.theme.dirs.insert(0, str(tmp_path / "theme"))
    frames = Frames(theming._replace(env=theming.config.theme.get_env()))
    plain = [page for page in pages if "template" not in page.meta]
    assert plain
    assert [frames.render(page) for page in plain] == [page.file.src_uri for page in plain]
