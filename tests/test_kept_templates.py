"""Compiled templates come from the cache, where they are those of the same text and whole."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from papershelf.build_cache import BuildCache
from papershelf.kept_templates import KeptTemplates, keep_templates

KIND = "templates of pages"


@pytest.fixture
def cache(tmp_path: Path) -> BuildCache:
    return BuildCache(tmp_path / "cache")


def rendered(cache: BuildCache, text: str) -> tuple[str, KeptTemplates]:
    """What a new environment makes of a template, and what it keeps."""
    env = Environment(loader=DictLoader({"page": text}), autoescape=True)
    kept = keep_templates(env, cache, "pages")
    return env.get_template("page").render(name="A & B"), kept


def test_a_template_is_compiled_once(cache: BuildCache) -> None:
    """A second environment compiles nothing, so there is nothing new to keep."""
    text, kept = rendered(cache, "Hello {{ name }}")
    kept.save()
    before = cache.load(KIND)
    assert len(before) == 1
    again, kept = rendered(cache, "Hello {{ name }}")
    kept.save()
    assert again == text == "Hello A &amp; B"
    assert cache.load(KIND) == before


def test_a_template_that_changed_is_another(cache: BuildCache) -> None:
    """Its old code goes."""
    rendered(cache, "Hello {{ name }}")[1].save()
    text, kept = rendered(cache, "Goodbye {{ name }}")
    kept.save()
    assert text == "Goodbye A &amp; B"
    assert len(cache.load(KIND)) == 1


@pytest.mark.parametrize("part", [slice(0, 100), slice(0, 0), slice(None, None, -1)])
def test_damaged_code_is_compiled_again(cache: BuildCache, part: slice) -> None:
    """Be it truncated, empty or something else."""
    rendered(cache, "Hello {{ name }}")[1].save()
    code = {key: content[part] for key, content in cache.load(KIND).items()}
    cache.save(KIND, code, set(code))
    assert rendered(cache, "Hello {{ name }}")[0] == "Hello A &amp; B"


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    """A template is rendered all the same."""
    (tmp_path / "cache").write_text("a file where the folder would be")
    text, kept = rendered(BuildCache(tmp_path / "cache"), "Hello {{ name }}")
    kept.save()
    assert text == "Hello A &amp; B"
