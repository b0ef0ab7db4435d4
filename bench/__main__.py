"""`python -m bench NAME` runs one measurement, `python -m bench` all of them."""

import argparse
import sys
from functools import partial
from pathlib import Path

from bench import (
    build,
    import_growth,
    lighthouse,
    merge_conflicts,
    ranking,
    related,
    scripts,
    search,
    views,
    yaml_lines,
)
from bench import map as paper_map

BENCHES = {
    "build": build.main,
    "guard": build.guard,
    "yaml-lines": yaml_lines.main,
    "import-growth": import_growth.main,
    "map": paper_map.main,
    "merge-conflicts": merge_conflicts.main,
    "lighthouse": lighthouse.main,
    "ranking": ranking.main,
    "related": related.main,
    "scripts": scripts.main,
    "search": search.main,
    "views": views.main,
}


def main(arguments: list[str]) -> int:
    """Run measurements by name; 1 where one of them is over its budget, 2 for an unknown name."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--papers", type=int, default=search.PAPERS, help="size of the list for `search`")
    parser.add_argument(
        "--list",
        action="append",
        type=Path,
        default=[],
        help="a papers.yaml for `build` instead of made-up ones",
    )
    parser.add_argument(
        "--counts", nargs="+", type=int, default=[], help="papers to which `build` cuts its lists"
    )
    parser.add_argument(
        "--sites", nargs="+", type=Path, default=[], help="built sites for `scripts` and `views`"
    )
    parser.add_argument("--page", type=Path, help="the page that `build` writes its tables to as well")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in BENCHES]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    benches = BENCHES | {
        "build": partial(build.main, asked.list, asked.counts, asked.page),
        "search": partial(search.main, asked.papers),
        "scripts": partial(scripts.main, asked.sites),
        "views": partial(views.main, asked.sites),
    }
    return max(benches[name]() for name in asked.names or benches)


sys.exit(main(sys.argv[1:]))
