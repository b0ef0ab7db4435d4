"""The command line: `papershelf`, with the commands in the modules beside this one."""

import atexit
import gc
import io
import os
import sys

import click

from papershelf import __version__
from papershelf.cli.command_group import CommandGroup, LazyCommand
from papershelf.problems import InvalidInputError

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}
YOUNG = 50_000
"""Objects until Python looks for cycles among them: with its own 700, a third of the time of a long list."""
COMMANDS = {
    "add": LazyCommand("add", "add", "Add papers by arXiv id, DOI or URL."),
    "answer": LazyCommand("answer", "answer", "Answer an issue that was created with a form."),
    "build": LazyCommand("build", "build", "Generate the site's Markdown pages from the data."),
    "changes": LazyCommand("changes", "changes", "Record what commits did to the papers of the list."),
    "check": LazyCommand("check", "check", "Report every error and warning in the data."),
    "comment": LazyCommand("review", "comment", "Post a review on its pull request."),
    "completion": LazyCommand("init", "completion", "Print the script that completes commands in a shell."),
    "diff": LazyCommand("check", "diff", "Show what changed in the list, by paper and field."),
    "digest": LazyCommand(
        "digest", "digest_", "Write what came to the list as a page and an e-mail; send it."
    ),
    "edit": LazyCommand("edit", "edit", "Open a paper's entry in an editor, then check the list."),
    "enrich": LazyCommand("enrich", "enrich", "Fill in missing details of papers."),
    "export-site": LazyCommand("build", "export_site", "Copy the site so that it opens without a server."),
    "format": LazyCommand("check", "format_", "Write papers.yaml in its canonical form."),
    "forms": LazyCommand("answer", "forms", "Write the issue forms."),
    "import": LazyCommand("import_", "import_", "Show what a feed would add to the list; add it."),
    "index": LazyCommand("build", "index", "Make the search index of a built site."),
    "init": LazyCommand("init", "init", "Start a list of your own in a new directory."),
    "keys": LazyCommand("keys", "keys_", "Give papers the citation keys that they lack."),
    "labels": LazyCommand("answer", "labels", "Create the labels of forms and workflows on GitHub."),
    "links": LazyCommand("links", "links_", "Find broken links on the list."),
    "merge": LazyCommand("papers", "merge", "Merge one entry into another."),
    "new": LazyCommand("new", "new", "Add a paper by hand."),
    "pages": LazyCommand("pages", "pages", "Say where GitHub Pages publishes a list, or what to click."),
    "permalinks": LazyCommand("addresses", "permalinks", "Record the addresses that are published."),
    "propose-feed": LazyCommand("links", "propose_feed", "Propose the papers of a day that fit the list."),
    "remove": LazyCommand("papers", "remove", "Remove papers from the list."),
    "rename": LazyCommand("papers", "rename", "Give a paper another id."),
    "rename-collection": LazyCommand("addresses", "rename_collection", "Give a collection another slug."),
    "rename-tag": LazyCommand("addresses", "rename_tag", "Give a tag another slug."),
    "review": LazyCommand("review", "review", "Write down what a pull request changes."),
    "schema": LazyCommand("check", "schema", "Write the JSON Schemas of the data files."),
    "show": LazyCommand("papers", "show", "Print the entry of a paper."),
    "suggest-path": LazyCommand("suggest_path", "suggest_path", "Suggest collections from citations."),
    "suggest-tags": LazyCommand("suggest_tags", "suggest_tags", "Suggest tags for papers, and say why."),
    "tags": LazyCommand("suggest_tags", "tags", "Review the tag vocabulary and its use."),
    "todo": LazyCommand("todo", "todo", "Show what curators can do next."),
    "upgrade": LazyCommand("upgrade", "upgrade", "Update a list's files to this version."),
}


@click.group(cls=CommandGroup, lazy=COMMANDS, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="papershelf")
def papershelf() -> None:
    """Keep a reading list of research papers and build its site.

    \b
    papershelf import FEED   shows what a captured feed would add; --write adds it
    papershelf check         reports what is wrong in data/
    papershelf build         turns data/ into Markdown pages in docs/
    mkdocs build             turns docs/ into site/
    """


def main() -> None:
    """Run the command line; print everything that is wrong with an input and exit with 1."""
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)  # else Python looks for cycles in all that goes
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # the same bytes in every locale, also where that knows ASCII only
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        papershelf(prog_name="papershelf")
    except InvalidInputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output is gone; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{error.strerror}", err=True)
        sys.exit(1)
