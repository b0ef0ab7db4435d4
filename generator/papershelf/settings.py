"""What `mkdocs.yml`, the one place for settings, says about a list: read and changed here."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped] # has no types

from papershelf.problems import InvalidInputError, Problem, did_you_mean

FILE = "mkdocs.yml"
PLUGIN = "papershelf"
MARKDOWN, HTML = "markdown", "html"
"""What the bodies of generated files in `docs/` can be."""
ASCII_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
ASKING = re.compile(r"(?:https://|mailto:)[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
FOLDER_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
ISSUE_FORMS = ".github/ISSUE_TEMPLATE"
THEME = Path(__file__).parent / "theme"


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """Addresses of the digest: of who sends it, and where one asks for it by e-mail, or to get no more."""

    sender: str | None = None
    subscribe: str | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """`source_url`, with a final slash, shows the repository's files, `issues_url` makes a new issue there.

    Both are None without a repository, and the latter for a site around a list that lacks our issue forms;
    `site_url` is where the site lives, where that is said. `embedding` names the model that helps to find
    related papers, if any; `tree` is the slug of the tree of tags that map and mosaic show, if one is named;
    `digest` has the addresses of the digest.
    A list inside another site is in a folder of it, `prefix`, which is part of `site_url`; else this is "".
    With `html_bodies` the files in `docs/` hold HTML, for engines that know nothing of the plugin.
    """

    name: str = "Papershelf"
    description: str = ""
    source_url: str | None = None
    issues_url: str | None = None
    site_url: str | None = None
    embedding: str | None = None
    tree: str | None = None
    digest: DigestSettings = DigestSettings()
    html_bodies: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the daily import proposes: papers on the topics with enough votes, at most so many a day.

    Topics are slugs of tags; a group stands for its tags. Without topics any tag will do. `zotero` is the
    address of a public Zotero group or collection to follow: all of its papers are wanted, so many a day.
    """

    topics: tuple[str, ...] = ()
    minimum_votes: int = 10
    most_a_day: int = 5
    zotero: str | None = None


class _Loader(yaml.CSafeLoader):
    """Reads `!ENV` as MkDocs does, and passes over the tags that only MkDocs understands."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(path: Path) -> Settings:
    """Read `mkdocs.yml`; without one the defaults hold. Raises InvalidInputError where it is not YAML."""
    config = _read(path)
    return settings_of(config, _options(config))


def settings_of(config: Mapping[str, Any], options: Mapping[str, Any]) -> Settings:
    """Take the settings out of MkDocs' configuration and the options of the plugin.

    Raises InvalidInputError where `bodies` is neither of its values.
    """
    repository = str(config.get("repo_url") or "").rstrip("/")
    extra = config.get("extra")
    branch = extra.get("branch", "main") if isinstance(extra, Mapping) else "main"
    own = extra.get(PLUGIN) if isinstance(extra, Mapping) else None
    bodies = own.get("bodies", MARKDOWN) if isinstance(own, Mapping) else MARKDOWN
    if bodies not in (MARKDOWN, HTML):
        message = f"extra: {PLUGIN}: bodies: must be '{MARKDOWN}' or '{HTML}', not '{bodies}'"
        raise InvalidInputError([Problem(FILE, 1, message)])
    embedding, tree = options.get("embedding"), options.get("tree")
    prefix = str(options.get("prefix") or "")
    if fault := prefix_fault(prefix):
        raise InvalidInputError([Problem(FILE, 1, f"plugins: {PLUGIN}: prefix: {fault}")])
    name, description = (
        _named(config, options) if prefix else (config.get("site_name"), config.get("site_description"))
    )
    return Settings(
        name=str(name or Settings().name),
        description=str(description or ""),
        source_url=f"{repository}/blob/{branch}/" if repository else None,
        issues_url=f"{repository}/issues/new" if repository and (not prefix or _has_forms(config)) else None,
        site_url=_address(str(config.get("site_url") or ""), prefix) or None,
        embedding=str(embedding) if embedding else None,
        tree=str(tree) if tree else None,
        digest=_digest(options.get("digest")),
        html_bodies=bodies == HTML and not prefix,
        prefix=prefix,
    )


def _has_forms(config: Mapping[str, Any]) -> bool:
    """Whether the repository of a site has the issue forms; it may be a folder of that."""
    file = Path(str(config.get("config_file_path") or FILE)).resolve()
    return any((folder / ISSUE_FORMS / "suggest.yml").is_file() for folder in file.parents)


def prefix_fault(prefix: str) -> str | None:
    """What is wrong with the folder of a list inside another site; None if nothing is."""
    if prefix and not all(FOLDER_NAME.fullmatch(name) for name in prefix.split("/")):
        return f"'{prefix}' is not a folder; write it like 'reading' or 'research/reading', in lower case"
    return None


def _named(config: Mapping[str, Any], options: Mapping[str, Any]) -> tuple[str, str]:
    """Name and description of a list inside another site, whose own say nothing of the list."""
    site = str(config.get("site_name") or "")
    name = str(options.get("name") or f"{site} reading list".strip())
    return name, str(options.get("description") or "")


def _address(site_url: str, prefix: str) -> str:
    """Where a list lives: inside another site, in a folder of it."""
    return f"{site_url.rstrip('/')}/{prefix}/" if site_url and prefix else site_url


def read_feed_settings(path: Path, slugs: Collection[str]) -> FeedSettings:
    """Read what the daily import may propose; what is not said is as in FeedSettings.

    `slugs` are the tags of the list. Raises InvalidInputError with everything that is wrong.
    """
    given = _options(_read(path)).get("feed") or {}
    wrong = feed_faults(given)
    topics = given.get("topics") or [] if isinstance(given, dict) else []
    unknown = [topic for topic in map(str, topics) if topic not in slugs] if isinstance(topics, list) else []
    wrong += [f"topics: unknown tag '{topic}'{did_you_mean(topic, slugs)}" for topic in unknown]
    if wrong:
        where = f"plugins: {PLUGIN}: feed:"
        raise InvalidInputError(Problem(str(path), 1, f"{where} {text}") for text in wrong)
    return FeedSettings(**{**given, "topics": tuple(topics)})


def read_digest_settings(path: Path) -> DigestSettings:
    """Read the addresses of the digest. Raises InvalidInputError with everything that is wrong."""
    given = _options(_read(path)).get("digest") or {}
    if wrong := digest_faults(given):
        raise InvalidInputError(Problem(str(path), 1, f"plugins: {PLUGIN}: digest: {text}") for text in wrong)
    return _digest(given)


def feed_faults(given: object) -> list[str]:
    """Everything wrong with the plugin's option `feed`, but for topics that are not in the vocabulary."""
    if not isinstance(given, dict):
        return ["this must be a mapping, like {topics: [], minimum_votes: 10, most_a_day: 5}"]
    names = tuple(FeedSettings.__dataclass_fields__)
    wrong = [f"unknown setting '{key}'{did_you_mean(str(key), names)}" for key in given if key not in names]
    if not isinstance(given.get("topics") or [], list):
        wrong.append("topics must be a list of tags")
    if not isinstance(given.get("zotero") or "", str):
        wrong.append("zotero must be the address of a group or collection")
    numbers = {key: given[key] for key in ("minimum_votes", "most_a_day") if key in given}
    return wrong + [
        f"{key} must be a number from 0 on"
        for key, value in numbers.items()
        if type(value) is not int or value < 0
    ]


def _digest(given: object) -> DigestSettings:
    """Return what is right of the plugin's option `digest`; `digest_faults` says what is not."""
    if not isinstance(given, Mapping) or digest_faults(given):
        return DigestSettings()
    return DigestSettings(given.get("from"), given.get("subscribe"), given.get("unsubscribe"))


def digest_faults(given: object) -> list[str]:
    """Everything wrong with the plugin's option `digest`."""
    if not isinstance(given, Mapping):
        return ["this must be a mapping, like {from: digest@example.org, subscribe: 'https://example.org/'}"]
    names = ("from", "subscribe", "unsubscribe")
    wrong = [f"unknown setting '{key}'{did_you_mean(str(key), names)}" for key in given if key not in names]
    if (sender := given.get("from")) is not None and not ASCII_ADDRESS.fullmatch(str(sender)):
        wrong.append("from must be an e-mail address in ASCII, like digest@example.org")
    return wrong + [
        f"{key} must begin with https:// or mailto:, and have no blanks, quotes or angle brackets"
        for key in ("subscribe", "unsubscribe")
        if given.get(key) is not None and not ASKING.fullmatch(str(given[key]))
    ]


def with_settings(text: str, values: Mapping[str, str], path: str) -> str:
    """Set top-level settings to new values; in `!ENV [NAME, default]` the default changes.

    Comments and all other bytes stay. Raises InvalidInputError where a setting is not there.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    nodes = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    missing = [name for name in values if name not in nodes]
    if missing:
        message = f"setting {', '.join(missing)} is missing; add it with any value, then run this again"
        raise InvalidInputError([Problem(path, 1, message)])
    changed = text
    for name in sorted(values, key=lambda name: nodes[name].start_mark.index, reverse=True):
        node = nodes[name]
        if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV":
            node = node.value[-1]
        start, end = node.start_mark.index, node.end_mark.index
        # The node of a folded text includes its last line end.
        ending = text[start + len(text[start:end].rstrip()) : end]
        changed = changed[:start] + json.dumps(values[name], ensure_ascii=False) + ending + changed[end:]
    return changed


def _read(path: Path) -> dict[str, Any]:
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


def _options(config: Mapping[str, Any]) -> dict[str, Any]:
    """The options of our plugin, in either form that `plugins` may have; none where it is not well-formed."""
    plugins = config.get("plugins")
    named = plugins if isinstance(plugins, list) else [plugins]
    options = [each[PLUGIN] for each in named if isinstance(each, dict) and PLUGIN in each]
    return options[0] if options and isinstance(options[0], dict) else {}
