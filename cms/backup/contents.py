"""What lies in a backup besides the database, and the list that says so."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

LIST = "backup.json"
FORMAT = 1
KEY = "secret-key"
# The storage's name in the settings, and its folder in a backup.
STORAGES = {"default": "files", "private": "private"}


class BackupRefused(Exception):
    """It cannot be taken or given back; the words say why, and nothing was changed."""


@dataclass(frozen=True)
class Listed:
    """The list of a backup. `files`: size and sha256 by path; `migrations`: those that its database has had."""

    taken_at: str
    database: str
    migrations: list[list[str]]
    files: dict[str, list[int | str]]
    format: int = FORMAT

    @property
    def size(self) -> int:
        return sum(int(size) for size, _digest in self.files.values())


def kept_folders() -> dict[str, Path]:
    """Where this site keeps uploads, by their folder in a backup; those in another service are not ours to copy."""
    found = {}
    for alias, name in STORAGES.items():
        storage = storages[alias]
        if isinstance(storage, FileSystemStorage):
            found[name] = Path(storage.location)
    return found


def listed(folder: Path) -> dict[str, list[int | str]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): [path.stat().st_size, _digest(path)] for path in paths}


def write_list(folder: Path, what: Listed) -> None:
    (folder / LIST).write_text(json.dumps(asdict(what), indent=1, ensure_ascii=False), encoding="utf-8")


def read_list(folder: Path) -> Listed:
    """The list of a whole backup; raises BackupRefused where anything is missing or is not what was written."""
    try:
        read = Listed(**json.loads((folder / LIST).read_text(encoding="utf-8")))
    except OSError:
        raise BackupRefused(f"I {folder} finns ingen säkerhetskopia ({LIST} saknas).") from None
    except (ValueError, TypeError):
        raise BackupRefused(f"{folder / LIST} går inte att läsa.") from None
    if read.format != FORMAT:
        raise BackupRefused(f"Säkerhetskopian har format {read.format}, och den här versionen läser {FORMAT}.")
    there = listed(folder)
    for path, seal in read.files.items():
        if path not in there:
            raise BackupRefused(f"{path} saknas i säkerhetskopian.")
        if there[path] != seal:
            raise BackupRefused(f"{path} är inte som den skrevs: filen är skadad eller ändrad.")
    return read


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
