"""How a message to another system is signed, so that it knows who sent it and that it is no old one sent again."""

import hashlib
import hmac

# Seconds. A receiver refuses what was signed longer ago: somebody may have kept it to send it again.
WINDOW = 300


def signature(secret: str, at: int, body: bytes) -> str:
    """The header `Samverka-Signature`: the second of signing, and HMAC-SHA256 of that second, a point and the body."""
    return f"t={at},v1={_digest(secret, at, body)}"


def is_signed(secret: str, header: str, body: bytes, *, now: int, window: int = WINDOW) -> bool:
    """What a receiver asks: signed with the secret, and just now."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at, given = parts.get("t", ""), parts.get("v1", "")
    if not (at.isascii() and at.isdigit()) or abs(now - int(at)) > window:
        return False
    return hmac.compare_digest(_digest(secret, int(at), body).encode(), given.encode("utf-8", "replace"))


def _digest(secret: str, at: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
