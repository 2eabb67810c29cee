"""Takes away the bytes of files whose rows are gone, after the transaction that took the rows."""

from collections.abc import Iterable

from cases.models import Document


def forget_files(names: Iterable[str]) -> int:
    """Deletes each file of the private storage; one that is gone already is no error. Gives how many were there."""
    storage = Document._meta.get_field("file").storage
    gone = 0
    for name in names:
        if storage.exists(name):
            storage.delete(name)
            gone += 1
    return gone
