"""What a browser calls a file that it saves (RFC 6266).

>>> save_as("RAR26-01 Tilläggsavtal 2.pdf")
'attachment; filename="RAR26-01 Tillaggsavtal 2.pdf"; filename*=UTF-8\\'\\'RAR26-01%20Till%C3%A4ggsavtal%202.pdf'
"""

import re
import unicodedata
from urllib.parse import quote

# What may stand in a parameter's value as it is (RFC 8187, attr-char).
PLAIN = "!#$&+-.^_`|~"


def save_as(name: str) -> str:
    """The header for a file that is never opened in the page: the name as it is, and without its dots for old ones."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'[\x00-\x1f\x7f"\\]', "", plain).strip()
    said = f'attachment; filename="{plain or "fil"}"'
    return said if plain == name else f"{said}; filename*=UTF-8''{quote(name, safe=PLAIN)}"
