"""Workbooks as people's own programs leave them."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook


def without_values(content: bytes) -> bytes:
    """The same book with its formulas alone, so that whatever is read next was calculated."""
    book = load_workbook(BytesIO(content))
    bare = BytesIO()
    book.save(bare)
    return bare.getvalue()


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    """Opened, calculated and saved by LibreOffice."""
    source = folder / "in" / "bok.xlsx"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(without_values(content))
    profile = (folder / "profile").as_uri()
    command = [shutil.which("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(  # noqa: S603
        [*command, "--outdir", str(folder / "out"), str(source)], check=True, capture_output=True, timeout=180
    )
    return (folder / "out" / "bok.xlsx").read_bytes()


def parts_of(content: bytes) -> set[str]:
    with ZipFile(BytesIO(content)) as package:
        return set(package.namelist())
