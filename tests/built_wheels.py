"""The package as a list installs it: built into a wheel, which an environment of its own holds."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path


def run(*command: str | Path, cwd: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a program far from the tests' own Python, and expect this exit code."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=told | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def built_wheel(project: Path, folder: Path) -> Path:
    """Build the wheel of a project into a folder; nothing is downloaded for it."""
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "wheel", *options, project, cwd=folder)
    (built,) = folder.glob("papershelf-*.whl")
    return built


def installed(wheel: Path, folder: Path) -> Path:
    """Install a wheel in a new environment, which sees the packages that it needs; return its programs."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, wheel, cwd=wheel.parent)
    place = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=wheel.parent)
    installed_here = sysconfig.get_path("purelib")
    (Path(place.stdout.strip()) / "dependencies.pth").write_text(f"{installed_here}\n", encoding="utf-8")
    return python.parent
