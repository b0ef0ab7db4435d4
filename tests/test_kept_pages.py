"""Builds that start from an earlier one make the same site as a build from nothing."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papershelf.build_cache import NAME, BuildCache, packed, unpacked
from tests.small_site import EDITS, SETTINGS, built, built_from_nothing, make_project

pytestmark = pytest.mark.usefixtures("same_day")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
def test_any_edits_make_the_site_that_nothing_kept_makes(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    """Byte for byte, after each edit."""
    project = make_project(tmp_path_factory.mktemp("edits") / "project")
    built(project)
    for name in names:
        EDITS[name](project)
        assert built(project) == built_from_nothing(project), name


def test_the_site_is_the_one_that_mkdocs_makes(project: Path) -> None:
    """Another plugin or a hook needs each page to come the usual way, which gives the same bytes."""
    ours = built(project)
    (project / "hook.py").write_text("")
    (project / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n")
    assert built(project) == ours


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_cache_is_made_again(project: Path, damage: bytes | None) -> None:
    """Whether it holds something else or was cut off, the site is right and the next build is quick again."""
    whole = built(project)
    cache = project / ".cache" / NAME
    cache.write_bytes(cache.read_bytes()[:9000] if damage is None else damage)
    EDITS["no site"](project)
    assert built(project) == whole
    assert BuildCache(project / ".cache").load("paper")


def test_kept_text_that_is_damaged_is_made_again(project: Path) -> None:
    """Each text is held against its digest."""
    whole = built(project)
    with sqlite3.connect(project / ".cache" / NAME) as database:
        database.execute("UPDATE made SET content = zeroblob(100)")
    database.close()
    EDITS["no site"](project)
    assert built(project) == whole


def test_a_cache_that_cannot_be_written_is_no_hindrance(project: Path) -> None:
    """Here a file is where its folder would be."""
    (project / ".cache").write_text("")
    assert "index.html" in built(project)


@pytest.mark.parametrize(
    "asked", ["{% for file in pages %}{{ file.page.title }}, {% endfor %}", "{{ build_date_utc }}"]
)
def test_a_template_that_asks_for_more_than_its_page(
    project: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """What a list's own template shows of other pages, or of the day, is always of this build."""
    (project / "overrides" / "partials" / "footer.html").write_text(f"<footer>{asked}</footer>")
    built(project)
    EDITS["a title"](project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert built(project) == built_from_nothing(project)


@given(st.binary())
def test_a_file_is_kept_as_it_is(content: bytes) -> None:
    """Whatever is in it."""
    assert unpacked(packed(content)) == content
