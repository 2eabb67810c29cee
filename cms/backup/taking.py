"""Taking a backup of a running site."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from . import databases
from .contents import KEY, BackupRefused, Listed, kept_folders, listed, write_list


def take_backup(folder: Path) -> Listed:
    """A new folder, whole when it has its name; the site may go on working meanwhile."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder} finns redan. Ange en mapp som inte finns.")
    making = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True, mode=0o700)
    try:
        done = _fill(making)
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return done


def _fill(folder: Path) -> Listed:
    """The database first: a file is written before the row that names it, so that none is missed."""
    applied = sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())
    databases.dump(folder)
    for name, kept in kept_folders().items():
        if kept.is_dir():
            shutil.copytree(kept, folder / name, copy_function=_copy)
    own_key = settings.VAR_DIR / KEY
    if own_key.exists():
        shutil.copy2(own_key, folder / KEY)
    done = Listed(timezone.now().isoformat(timespec="seconds"), databases.kind(), applied, listed(folder))
    write_list(folder, done)
    return done


def _copy(source: str, target: str) -> str:
    """What is taken away while the copy is made is not in it; a row that names it went before, or goes with it."""
    try:
        return shutil.copy2(source, target)
    except FileNotFoundError:
        return target
