"""What a file is, told by its content; the name is only asked whether it agrees."""

import io
import re
import zipfile
from collections.abc import Collection
from pathlib import PurePosixPath

import filetype

from forms.domain.typed import one_line
from forms.errors import FileRefused

MOST_BYTES = 7 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 5_000
LONGEST_NAME = 150

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "txt": "text/plain",
    "csv": "text/csv",
}
# What only a document of that type has inside its package.
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENTS = {media.encode(): kind for kind, media in MEDIA_TYPES.items() if kind in ("odt", "ods", "odp")}
SAME = {"jpeg": "jpg", "jpe": "jpg"}


# No browser runs anything in these, and none takes them for something else when it is told what they are.
SAFE_TO_NAME = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "png", "jpg"})


def media_type(kind: str) -> str:
    return MEDIA_TYPES[kind]


def media_type_of(name: str) -> str:
    """By the name that a file got when its content was looked at; "" where it is better not told."""
    kind = _extension(name)
    return MEDIA_TYPES[kind] if kind in SAFE_TO_NAME else ""


def type_of(content: bytes, name: str, allowed: Collection[str]) -> str:
    """One of `allowed`; raises FileRefused for anything else, and where the name says another type."""
    kind = _package(content) if content.startswith(b"PK") else _plain(content, name)
    if kind not in allowed:
        raise FileRefused("file_type", allowed=sorted(allowed))
    named = _extension(name)
    if named and named != kind:
        raise FileRefused("file_not_what_it_says", named=named, kind=kind)
    return kind


def clean_name(name: str, kind: str) -> str:
    """The name without folders, control characters or anything that a file system minds."""
    base = re.split(r"[\\/]", one_line(name))[-1]
    base = re.sub(r'[<>:"|?*\u202a-\u202e\u2066-\u2069]', "", base).strip(". ")
    stem = base[: -len(PurePosixPath(base).suffix)] if _extension(base) else base
    return f"{stem[:LONGEST_NAME].rstrip('. ') or 'fil'}.{kind}"


def _extension(name: str) -> str:
    """The type that the name ends in, "" where it ends in none that we know."""
    ending = PurePosixPath(name.strip().lower()).suffix.lstrip(".")
    ending = SAME.get(ending, ending)
    return ending if re.fullmatch(r"[a-z0-9]{2,5}", ending) else ""


def _plain(content: bytes, name: str) -> str:
    guess = filetype.guess(content)
    if guess is not None:
        return SAME.get(guess.extension, guess.extension)
    return _extension(name) if _extension(name) in ("txt", "csv") and _is_text(content) else ""


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return all(byte >= 0x20 or byte in b"\t\r\n" for byte in content)  # an older 8-bit text
    return True


def _package(content: bytes) -> str:
    """An office document is a zip: told by its parts, and refused before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise FileRefused("file_bomb")
            names = {entry.filename for entry in entries}
            if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
                raise FileRefused("file_with_macros")
            return _office(package, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise FileRefused("file_damaged") from error


def _office(package: zipfile.ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in PARTS.items() if part in names), "")
    if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
        return OPEN_DOCUMENTS.get(package.read("mimetype").strip(), "")
    return ""
