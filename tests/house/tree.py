"""Which files are ours."""

import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("people", "forms", "cases", "reports", "home", "cms")


@cache
def tracked() -> tuple[Path, ...]:
    """What git keeps or would keep; without git, everything beside what a running site writes."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
        found = [ROOT / line for line in listed.splitlines()]
    except (OSError, subprocess.CalledProcessError):
        leave = {".git", ".venv", ".uv", "var", "__pycache__"}
        found = [path for path in ROOT.rglob("*") if not leave & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file() and not path.is_symlink()))


def ours(name: str) -> list[Path]:
    """The apps' own files of this name, migrations aside."""
    return [
        path
        for path in tracked()
        if path.relative_to(ROOT).parts[0] in APPS and fnmatch(path.name, name) and "migrations" not in path.parts
    ]
