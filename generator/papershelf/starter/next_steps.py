"""What somebody does who has started a list: the last words of `papershelf init`."""

import shlex
from pathlib import Path

from papershelf.starter.engine_source import ENGINE, ENGINE_IS_A_PLACEHOLDER
from papershelf.starter.start_answers import Answers

_FIRST = """\
{count} files are in {folder}. Next:

{change_folder}  git init --initial-branch main && git add --all && git commit --message "Start the list"
  make serve

The last shows the site at http://127.0.0.1:8000 until you press Ctrl+C. Write docs/about.md in your own
words and your vocabulary into data/tags.yaml; then run `papershelf forms`.
"""
_PUSH = """
To publish the list, make an empty repository at {repository},
choose Source: GitHub Actions in its Settings, Pages, and push:

  git remote add origin {repository}.git
  git push --set-upstream origin main
"""
_PUSH_ELSEWHERE = """
To keep the list there, make an empty repository at {repository}, and push:

  git remote add origin {repository}.git
  git push --set-upstream origin main

The workflows and forms in .github work on GitHub only. Any web server can serve the site: publish the folder
site/ that `make site` writes; site_url in mkdocs.yml is the address where you do.
"""
_NO_REPOSITORY = """
To publish the list, make an empty repository on GitHub, choose Source: GitHub Actions in its Settings,
Pages, and push to it; GitHub shows the commands, with its address.
"""
_PLACEHOLDER = f"""
The workflows in .github/workflows call those of {ENGINE}, which is a placeholder:
on GitHub they fail until they name the repository that has them.
"""


def next_steps(folder: Path, count: int, answers: Answers) -> str:
    """Return what to do with a new list of so many files; it names a remote only where one was given."""
    is_here = folder == Path()
    first = _FIRST.format(
        count=count,
        folder="this folder" if is_here else folder,
        change_folder="" if is_here else f"  cd {shlex.quote(str(folder))}\n",
    )
    if answers.repository and not answers.is_on_github:
        return first + _PUSH_ELSEWHERE.format(repository=answers.repository)
    publish = _PUSH.format(repository=answers.repository) if answers.repository else _NO_REPOSITORY
    return first + publish + (_PLACEHOLDER if ENGINE_IS_A_PLACEHOLDER else "")
