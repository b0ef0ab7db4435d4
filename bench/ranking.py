"""How good the answers of MiniSearch are, on the lists and queries that our own search is held to."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.search_sets import query_sets, score, searched_papers

CLI = Path(__file__).parent / "minisearch_cli"


def main() -> int:
    """Print its scores; 1 where it is not installed."""
    if not (CLI / "node_modules").is_dir():
        print(f"MiniSearch is not installed: run `npm ci --prefix {CLI}`", file=sys.stderr)
        return 1
    for name in ("shelf", "daily-papers"):
        papers, _ = searched_papers(name)
        documents = [
            {
                "id": paper.id,
                "title": paper.title,
                "authors": " ".join(label for label, _ in paper.authors),
                "tags": " ".join(label for _, label in paper.more["tags"]),
                "abstract": paper.abstract,
            }
            for paper in papers
        ]
        for key, queries in query_sets(name).queries.items():
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump({"documents": documents, "queries": queries}, file)
                file.flush()
                command = ["node", str(CLI / "ask.mjs"), file.name]
                told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            found = score(json.loads(told))
            print(f"{name:12} {key:10} MRR {found.mrr:.3f}, right answer first {found.first:.3f}")
    return 0
