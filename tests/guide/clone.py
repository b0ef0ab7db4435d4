"""Where the repository is, and what a clone of it has for the documentation."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
GIVEN = ROOT / "tests" / "fixtures" / "guide"
