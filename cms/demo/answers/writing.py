"""How an answer is written down: rows with an id of their own, budgets year by year."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

DEMO = UUID("f2c1a7ce-0d5a-4d0b-8a43-b6d4b7c6a001")

LINES = {"lon": "Lön", "lokal": "Lokal", "resor": "Resor", "telefon": "Telefon", "dator": "Dator"}


def rows(table: str, items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The items as rows; `table` names the table, so that the ids are the same at every load."""
    return [{"id": str(uuid5(DEMO, f"{table}/{number}")), **item} for number, item in enumerate(items)]


def activities(table: str, *texts: str) -> list[dict[str, Any]]:
    return rows(table, [{"aktivitet": text} for text in texts])


def period(first: str, last: str) -> dict[str, str]:
    return {"from": first, "to": last}


def budget(
    table: str,
    amounts: Mapping[str, Mapping[int, int]],
    *,
    unit: str = "kr",
    measures: Mapping[str, str] | None = None,
    printed: tuple[Mapping[int, int], int] | None = None,
) -> dict[str, Any]:
    """A budget answer; `amounts` are kronor by line and year whatever the unit, `printed` the paper's own sums."""
    answer: dict[str, Any] = {
        "unit": unit,
        "lines": rows(
            table,
            [
                {
                    "key": key,
                    "label": LINES[key],
                    "measure": (measures or {}).get(key, ""),
                    "amounts": {str(year): str(amount) for year, amount in years.items()},
                }
                for key, years in amounts.items()
            ],
        ),
    }
    if printed is not None:
        years, total = printed
        answer["printed"] = {"years": {str(year): str(amount) for year, amount in years.items()}, "total": str(total)}
    return answer
