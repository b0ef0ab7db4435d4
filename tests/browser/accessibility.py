"""What breaks a rule of accessibility on a page, according to axe-core."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The current axe-core, which `make test` fetches where npm is there; a Python package has an older one.
CURRENT = Path(__file__).parents[2] / "bench/page_checks_cli/node_modules/axe-core/axe.min.js"
# Older versions have this rule, but do not apply it unasked.
OPTIONS = {"resultTypes": ["violations"], "rules": {"label-content-name-mismatch": {"enabled": True}}}


def violations(page: Page) -> str:
    """A report; empty where no rule that a machine can check is broken."""
    axe = Axe.from_file(CURRENT) if CURRENT.is_file() else Axe()
    results = axe.run(page, options=OPTIONS)
    return str(results.generate_report()) if results.violations_count else ""
