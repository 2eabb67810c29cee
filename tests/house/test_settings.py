"""Every environment variable that the site reads is described where one looks for it."""

import re

from tests.house.tree import ROOT, ours, tracked

READ = re.compile(
    r"""\benv(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']|environ(?:\.get\(|\[)\s*["']([A-Z][A-Z0-9_]+)["']"""
)
BY_DJANGO = {"DJANGO_SETTINGS_MODULE"}


def test_every_variable_is_described():
    read = {first or second for path in ours("*.py") for first, second in READ.findall(path.read_text())} - BY_DJANGO
    described = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs" / "running.md").read_text()))
    assert sorted(read - described) == []


def test_nothing_names_a_place_of_one_machine():
    """No home folders, and no host in the lock files: the repository works wherever it is cloned."""
    home = re.compile(r"/(?:home|Users|root)/\w")
    named = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in tracked()
        if path.suffix in {".py", ".sh", ".toml", ".txt", ".md", ".cfg", ".json", ".html", ".js", ".css", ""}
        if (found := home.search(path.read_text(errors="ignore")))
    ]
    assert named == []
    assert [path.name for path in (ROOT / "requirements").glob("*.txt") if "://" in path.read_text()] == []


def test_every_pinned_package_has_a_hash():
    for path in (ROOT / "requirements").glob("*.txt"):
        pinned = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", path.read_text(), re.M | re.S)
        assert [one.split()[0] for one in pinned if "==" not in one or "--hash=sha256:" not in one] == []
