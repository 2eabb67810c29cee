"""Asks ClamAV about a file before it is kept, where the site has one (CLAMAV_URL)."""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from forms.errors import FileRefused

logger = logging.getLogger(__name__)
CHUNK = 64 * 1024
LONGEST_REPLY = 4096
USUAL_PORT = 3310


def require_clean(content: bytes) -> None:
    """Raises FileRefused for a file that the scanner knows as harmful, and for any while the scanner cannot answer."""
    if not settings.CLAMAV_URL:
        return
    try:
        said = _ask(settings.CLAMAV_URL, content)
    except (OSError, ValueError) as error:
        logger.exception("The virus scanner cannot be asked")
        raise FileRefused("scanner_silent") from error
    if said.endswith(" FOUND"):
        logger.warning("A file was refused: %s", said)
        raise FileRefused("file_harmful")
    if said != "stream: OK":
        # Also what is too large for the scanner: it was not looked at, so it is not taken.
        logger.error("The virus scanner did not look at a file: %s", said)
        raise FileRefused("scanner_silent")


def _ask(url: str, content: bytes) -> str:
    """clamd's INSTREAM: pieces with their length before them, an empty one last; the answer ends in a NUL."""
    with _connected(url) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            clamd.sendall(struct.pack("!L", len(piece)) + piece)
        clamd.sendall(struct.pack("!L", 0))
        reply = b""
        while not reply.endswith(b"\0") and len(reply) < LONGEST_REPLY:
            more = clamd.recv(LONGEST_REPLY)
            if not more:
                break
            reply += more
    return reply.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(url: str) -> socket.socket:
    where = urlsplit(url)
    if where.scheme == "tcp" and where.hostname:
        return socket.create_connection((where.hostname, where.port or USUAL_PORT), settings.CLAMAV_TIMEOUT)
    if where.scheme == "unix" and where.path:
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        found.settimeout(settings.CLAMAV_TIMEOUT)
        try:
            found.connect(where.path)
        except OSError:
            found.close()
            raise
        return found
    raise ValueError(f"CLAMAV_URL is neither tcp://host:port nor unix:///path: {url}")
