"""`python -m bench NAME` runs one measurement, `python -m bench` all of them."""

from __future__ import annotations

import sys

from bench import import_growth, lighthouse, merge_conflicts, yaml_lines

BENCHES = {
    "yaml-lines": yaml_lines.main,
    "import-growth": import_growth.main,
    "merge-conflicts": merge_conflicts.main,
    "lighthouse": lighthouse.main,
}


def main(names: list[str]) -> int:
    """Run measurements by name; 1 where one of them is over its budget, 2 for an unknown name."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    return max(BENCHES[name]() for name in names or BENCHES)


sys.exit(main(sys.argv[1:]))
