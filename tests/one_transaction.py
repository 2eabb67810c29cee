"""Whatever is asked of the site in a test is checked: what it writes, it writes in one transaction.

A process that is killed at any statement then leaves all of it or nothing. Tests themselves run in a transaction, so
the outermost of those inside it are counted; a statement outside of any is one of its own.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
OURS = ("cases_", "forms_", "people_")
# Kept beside what somebody does, and right without it: when a token was used last, and who has a section open.
BESIDE = frozenset({"people_accesstoken", "forms_presence"})
# What is written down first stays when the second is refused: a judgement that was made, a draft that was saved.
KEPT_FIRST = (
    re.compile(r"/arenden/[^/]+/lamna-ut/\d+/"),
    re.compile(r"/admin/(?:arendevagar|formular)/(?:add|edit/\d+)/"),
)


@contextmanager
def watched() -> Iterator[list[str]]:
    """The tables that were written to, a line for each transaction, in their order."""
    outside = len(connection.savepoint_ids)
    found: dict[Any, list[str]] = {}

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        table = match.group(1) if (match := WRITES.match(sql)) else ""
        if table.startswith(OURS) and table not in BESIDE:
            inside = connection.savepoint_ids[outside:]
            found.setdefault(inside[0] if inside else object(), []).append(table)
        return execute(sql, *rest)

    said: list[str] = []
    with connection.execute_wrapper(note):
        yield said
    said += [" ".join(sorted(set(tables))) for tables in found.values()]


def watching(ask: Callable[..., Any]) -> Callable[..., Any]:
    """A test client's `request` that fails when what it asked for was written in more than one transaction."""

    def request(client: Any, **asked: Any) -> Any:
        # A test with transactions of its own is told apart by their being none when it asks.
        if not connection.in_atomic_block or any(path.fullmatch(asked["PATH_INFO"]) for path in KEPT_FIRST):
            return ask(client, **asked)
        with watched() as written:
            response = ask(client, **asked)
        # A file is scanned while nothing is locked, after what was typed beside it is kept.
        written = [tables for tables in written if "forms_storedfile" not in tables.split()]
        said = f"{asked['REQUEST_METHOD']} {asked['PATH_INFO']} wrote in {len(written)} transactions: {written}"
        assert len(written) <= 1, said
        return response

    return request
