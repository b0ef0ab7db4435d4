"""Lighthouse's verdict on the site, on a telephone and at a desk; fails below what we promise."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.served_site import ROOT, served_site
from papershelf.library import load

CLI = Path(__file__).parent / "lighthouse_cli" / "node_modules" / ".bin" / "lighthouse"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_SHIFT = 0.0
FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}


def main() -> int:
    """Print the scores of each kind of page; 1 where one is too low or Lighthouse is not installed."""
    if not CLI.exists():
        print("Lighthouse is not installed: run `make lighthouse`", file=sys.stderr)
        return 1
    failures: list[str] = []
    with served_site() as (_, address):
        for name, path in kinds().items():
            for form, options in FORMS.items():
                report = ask(address + path, options)
                failures += judge(f"{name}, {form}", report)
    print("\n".join(failures) or "all as promised")
    return int(bool(failures))


def kinds() -> dict[str, str]:
    """The kinds of pages that are promised to be quick, by name."""
    library = load(ROOT / "data")
    kinds = {"home": "", "browse": "papers/"}
    if library.papers:
        paper = max(library.papers, key=lambda paper: (len(paper.authors), paper.id))
        kinds |= {"paper": f"papers/{paper.id}/", "tag": f"tags/{(paper.tags or ('',))[0]}/"}
    return kinds


def ask(url: str, options: list[str]) -> dict[str, Any]:
    """Lighthouse's report on one page, on a cold cache."""
    command = [str(CLI), url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}", *options]
    command.append(f"--only-categories={','.join(LEAST)}")
    browser = {"CHROME_PATH": os.environ.get("CHROMIUM", "")} if "CHROMIUM" in os.environ else {}
    done = subprocess.run(command, env={**os.environ, **browser}, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def judge(what: str, report: dict[str, Any]) -> list[str]:
    """Print a page's scores, and name each that is too low with the audits that cost it."""
    scores = {key: round(100 * (report["categories"][key]["score"] or 0)) for key in LEAST}
    audits = report["audits"]
    times = "  ".join(
        f"{short} {audits[name]['displayValue']}"
        for short, name in (
            ("FCP", "first-contentful-paint"),
            ("LCP", "largest-contentful-paint"),
            ("TBT", "total-blocking-time"),
            ("CLS", "cumulative-layout-shift"),
        )
    )
    print(f"{what:18} " + "  ".join(f"{key} {score}" for key, score in scores.items()) + f"   {times}")
    failures = [
        f"{what}: {key} {score}, promised {LEAST[key]}: {_culprits(report, key)}"
        for key, score in scores.items()
        if score < LEAST[key]
    ]
    if audits["cumulative-layout-shift"]["numericValue"] > MOST_SHIFT:
        failures.append(f"{what}: the layout shifts")
    return failures


def _culprits(report: dict[str, Any], category: str) -> str:
    low = [
        audit["id"]
        for audit in report["categories"][category]["auditRefs"]
        if audit["weight"] and (report["audits"][audit["id"]]["score"] or 0) < 1
    ]
    return ", ".join(low)
