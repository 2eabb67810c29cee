"""The arrows of docs/architecture.md hold."""

import re

from importlinter.cli import lint_imports

from tests.house.tree import ROOT, ours

LONGEST_FILE = 400
LONGEST_HOOKS = 40


def test_every_import_points_the_allowed_way(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_no_file_says_two_things():
    long = [path for path in ours("*.py") if len(path.read_text().splitlines()) > LONGEST_FILE]
    assert [str(path.relative_to(ROOT)) for path in long] == []


def test_hooks_only_register():
    for path in ours("wagtail_hooks.py"):
        source = path.read_text()
        assert len(source.splitlines()) <= LONGEST_HOOKS, path
        assert not re.search(r"^\s*class ", source, re.M), path
