"""Migrations: none missing, each can be undone, none freezes a StreamField's blocks."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house.tree import APPS, ROOT


def ours():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [one for (app, _name), one in sorted(loader.disk_migrations.items()) if app in APPS]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_migration_can_be_undone():
    stuck = [f"{one}: {step}" for one in ours() for step in one.operations if not step.reversible]
    assert stuck == []


def test_no_migration_freezes_blocks():
    frozen = [
        str(path.relative_to(ROOT))
        for app in APPS
        if apps.is_installed(app)
        for path in (ROOT / app / "migrations").glob("*.py")
        if "wagtail.blocks" in path.read_text() or "block_lookup" in path.read_text() or ".blocks." in path.read_text()
    ]
    assert frozen == []


def test_migrations_have_names_that_say_what_they_do():
    assert [str(one) for one in ours() if "_auto_" in one.name] == []
