"""What an open pull request of ours already proposes."""

from __future__ import annotations

import base64

from papershelf.github.client import GitHub


def pending_files(github: GitHub, branch: str, base: str, folder: str) -> dict[str, bytes]:
    """The files in a folder that the open pull request of a branch adds to its base, by name.

    There are none without an open pull request: one that was closed has been decided.
    """
    wanted = {"state": "open", "head": f"{github.owner}:{branch}", "base": base}
    if not github.get_all("pulls", wanted):
        return {}
    before, after = (_blobs(github, name, f"{folder}/") for name in (base, branch))
    return {
        path.removeprefix(f"{folder}/"): base64.b64decode(github.get(f"git/blobs/{sha}")["content"])
        for path, sha in after.items()
        if path not in before
    }


def _blobs(github: GitHub, branch: str, prefix: str) -> dict[str, str]:
    commit = github.get(f"git/ref/heads/{branch}")["object"]["sha"]
    tree = github.get(f"git/commits/{commit}")["tree"]["sha"]
    listed = github.get(f"git/trees/{tree}", {"recursive": 1})["tree"]
    return {
        entry["path"]: entry["sha"]
        for entry in listed
        if entry["type"] == "blob" and entry["path"].startswith(prefix)
    }
