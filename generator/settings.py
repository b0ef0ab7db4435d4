"""What the site is called and where it lives: read from `mkdocs.yml`, the one place for settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped] # has no types

from generator.problems import InvalidInputError, Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """`source_url`, with a final slash, shows the repository's files, `issues_url` makes a new issue there.

    Both are None without a repository; `site_url` is where the site lives, where that is said. `embedding`
    names the model that helps to find related papers, if any.
    """

    name: str = "Papershelf"
    description: str = ""
    source_url: str | None = None
    issues_url: str | None = None
    site_url: str | None = None
    embedding: str | None = None


class _Loader(yaml.CSafeLoader):
    """Reads `!ENV` as MkDocs does, and passes over the tags that only MkDocs understands."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(path: Path) -> Settings:
    """Read `mkdocs.yml`; without one the defaults hold. Raises InvalidInputError where it is not YAML."""
    config = read_config(path)
    repository = str(config.get("repo_url") or "").rstrip("/")
    extra = config.get("extra")
    branch = extra.get("branch", "main") if isinstance(extra, dict) else "main"
    own = extra.get("papershelf") if isinstance(extra, dict) else None
    embedding = own.get("embedding") if isinstance(own, dict) else None
    return Settings(
        name=str(config.get("site_name") or Settings().name),
        description=str(config.get("site_description") or ""),
        source_url=f"{repository}/blob/{branch}/" if repository else None,
        issues_url=f"{repository}/issues/new" if repository else None,
        site_url=str(config.get("site_url") or "") or None,
        embedding=str(embedding) if embedding else None,
    )


def read_config(path: Path) -> dict[str, Any]:
    """All that `mkdocs.yml` says; nothing without one. Raises InvalidInputError where it is not YAML."""
    try:
        config: Any = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        return {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or getattr(error, "reason", "unreadable")
        message = f"not valid YAML: {reason}; look at this line and the one above it"
        raise InvalidInputError([Problem(str(path), line, message)]) from None
    if not isinstance(config, dict):
        raise InvalidInputError([Problem(str(path), 1, "this must be a mapping of MkDocs settings")])
    return config
