"""Changes to the text of `mkdocs.yml` that touch nothing but the value of a setting."""

from __future__ import annotations

import json
from collections.abc import Mapping

import yaml

from generator.problems import InvalidInputError, Problem


def with_settings(text: str, values: Mapping[str, str], path: str) -> str:
    """Give top-level settings new values; of `!ENV [NAME, default]` the default is what changes.

    Comments and all other bytes stay. Raises InvalidInputError where a setting is not there.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    nodes = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    missing = [name for name in values if name not in nodes]
    if missing:
        message = f"there is no setting {', '.join(missing)}; add it with any value, then run this again"
        raise InvalidInputError([Problem(path, 1, message)])
    changed = text
    for name in sorted(values, key=lambda name: nodes[name].start_mark.index, reverse=True):
        node = nodes[name]
        if isinstance(node, yaml.SequenceNode) and node.tag == "!ENV":
            node = node.value[-1]
        start, end = node.start_mark.index, node.end_mark.index
        ending = text[
            start + len(text[start:end].rstrip()) : end
        ]  # a folded text takes its last line end along
        changed = changed[:start] + json.dumps(values[name], ensure_ascii=False) + ending + changed[end:]
    return changed
