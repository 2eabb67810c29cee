"""`python -m tests.bench 1000 10000 --out FOLDER`: the figures as Markdown and JSON. `make bench` calls it."""

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from time import perf_counter
from typing import Any


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sizes", nargs="+", type=int)
    arguments.add_argument("--out", type=Path, required=True)
    given = arguments.parse_args()

    import django

    django.setup()
    from django.db import connection

    from . import evaluating, meetings_and_money, pages, world

    measured: dict[str, Any] = {}
    for size in sorted(given.sizes):
        started = perf_counter()
        world.reach(size)
        measured.setdefault("evaluate", [each.as_json() for each in evaluating.figures()])
        say(f"{size} cases on {connection.vendor} after {perf_counter() - started:.0f} s; measuring …")
        gathered = meetings_and_money.figures(pages.client_of("handlaggare"))
        measured[f"{size} cases"] = [each.as_json() for each in (*pages.figures(), *gathered)]
        # After each size: who stops the largest keeps what was measured before.
        found = {"machine": machine(connection), "documents": world.checksum(), "figures": measured}
        given.out.mkdir(exist_ok=True)
        target = given.out / connection.vendor
        target.with_suffix(".json").write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        target.with_suffix(".md").write_text(markdown(found))
    say(f"\n{markdown(found)}\nWritten to {target}.md and {target}.json.")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def machine(connection: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "cores": cores,
        "processor": platform.machine(),
        "python": platform.python_version(),
        "database": f"{connection.display_name} {version}",
        "load": round(os.getloadavg()[0], 1),
    }


def markdown(found: dict[str, Any]) -> str:
    about = found["machine"]
    lines = [
        f"{about['cores']} cores ({about['processor']}), Python {about['python']}, {about['database']}; "
        f"load {about['load']} at the end. Median of 20 warm runs.",
        "",
    ]
    sizes = [name for name in found["figures"] if name != "evaluate"]
    lines += ["| " + " | ".join(["page or step", *(f"{name}: ms | queries | × bare | kB" for name in sizes)]) + " |"]
    lines += ["|---" + "|--:" * (4 * len(sizes)) + "|"]
    for rows in zip(*(found["figures"][name] for name in sizes), strict=True):
        cells = [cell for row in rows for cell in (row["milliseconds"], row["queries"], row["times"], row["kilobytes"])]
        lines.append(
            "| " + " | ".join([rows[0]["what"], *("" if cell is None else str(cell) for cell in cells)]) + " |"
        )
    lines += ["", "| the evaluator | ms | × half of it |", "|---|--:|--:|"]
    for row in found["figures"]["evaluate"]:
        lines.append(f"| {row['what']} | {row['milliseconds']} | {row['times'] or ''} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
