"""`python -m tests.bench.editor 100 --site http://127.0.0.1:8000 --email … --password …`: the form editor in Chromium.

A form of so many fields is imported through the administration, opened and saved, each a few times. It needs a
running site and leaves the forms there, so a demo is the place for it.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, time
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.builders.forms import a_budget, a_column, a_field, a_form, a_section

RUNS = 3
KINDS = ("text", "long_text", "money", "date", "yes_no", "integer", "choice", "email")
OPTIONS = [{"key": "ja", "label": "Ja"}, {"key": "delvis", "label": "Delvis"}, {"key": "nej", "label": "Nej"}]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sizes", nargs="+", type=int)
    for name in ("--site", "--email", "--password"):
        arguments.add_argument(name, required=True)
    given = arguments.parse_args()
    with browser(given.site) as page:
        log_in(page, given.email, given.password)
        for size in given.sizes:
            sys.stdout.write(json.dumps({"fields": size} | figures(page, size)) + "\n")


@contextmanager
def browser(site: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(120_000)
        yield page
        chromium.close()


def log_in(page: Page, email: str, password: str) -> None:
    page.goto("/konto/login/")
    page.locator("input[name=login]:visible").fill(email)
    page.locator("input[name=password]:visible").fill(password)
    page.locator("input[name=password]:visible").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)


def figures(page: Page, size: int) -> dict[str, Any]:
    address = imported(page, a_long_form(size))
    opened = [seconds(lambda: opened_at(page, address)) for _run in range(RUNS)]
    weight = page.evaluate("Math.round(performance.getEntriesByType('navigation')[0].decodedBodySize / 1000)")
    nodes = page.evaluate("document.querySelectorAll('*').length")
    inputs = page.evaluate("document.querySelectorAll('[data-edit-form] [name]').length")
    saved = [saved_draft(page, address) for _run in range(RUNS)]
    opened_at(page, address)
    page.wait_for_load_state("networkidle")
    return {
        "ready_s": round(median(opened), 2),
        "page_kB": weight,
        "elements": nodes,
        "inputs": inputs,
        "save_s": round(median(taken for taken, _sent in saved), 2),
        "request_kB": round(median(sent for _taken, sent in saved) / 1000),
        "outline_ms": outline_time(page),
    }


def seconds(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


def a_long_form(size: int) -> dict[str, Any]:
    """Ten fields a section, one of them a table with columns, one with a condition; one budget in the whole form."""
    sections = []
    for number in range(0, size, 10):
        fields = [a_field(KINDS[at % len(KINDS)], f"falt_{at}", f"Fråga {at + 1}") for at in range(number, number + 9)]
        for field in fields:
            field |= {"options": OPTIONS} if field["kind"] == "choice" else {}
        fields[-1]["visible_when"] = {"field": f"falt_{number}", "op": "answered"}
        columns = [a_column(kind, f"kolumn_{at}") for at, kind in enumerate(("text", "date", "money"))]
        columns = [{**column, "id": f"{column['id']}-{number}"} for column in columns]
        fields.append(a_field("row_table", f"tabell_{number}", f"Tabell {number // 10 + 1}", columns=columns))
        sections.append(a_section(f"avsnitt_{number // 10}", *fields))
    sections[0]["fields"][1] = a_field("period", "period")
    sections[-1]["fields"][-1] = a_budget()
    return a_form(*sections, key=f"matning-{size}-{int(time())}", title=f"Mätning, {size} fält")


def imported(page: Page, definition: dict[str, Any]) -> str:
    """The address of its editor."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(definition, file)
        file.flush()
        page.goto("/admin/formular/importera/")
        page.set_input_files("input[type=file]", str(Path(file.name)))
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url("**/edit/*/")
    return page.url


def opened_at(page: Page, address: str) -> None:
    page.goto(address)
    last = "() => document.querySelectorAll('[data-outline] ol > li > ul > li').length > 0"
    page.wait_for_function(last)


def saved_draft(page: Page, address: str) -> tuple[float, int]:
    """How long until the page says that it is saved, and how many bytes were sent."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.locator("#id_introduction").fill(f"Ändrad {perf_counter()}")
    with page.expect_request(lambda request: request.method == "POST" and "/edit/" in request.url) as sent:
        started = perf_counter()
        page.keyboard.press("Control+s")
    answer = sent.value.response()
    if answer is not None:
        answer.finished()
    return perf_counter() - started, len(sent.value.post_data_buffer or b"")


def outline_time(page: Page) -> float:
    """What keeping the overview costs after a key, in milliseconds of the page's own time."""
    return float(
        page.evaluate(
            """async () => {
              const field = document.querySelector('[name=title]');
              const before = performance.now();
              let worst = 0, last = before;
              field.dispatchEvent(new Event('input', { bubbles: true }));
              while (performance.now() - before < 1200) {
                await new Promise((done) => setTimeout(done, 5));
                worst = Math.max(worst, performance.now() - last);
                last = performance.now();
              }
              return Math.round(worst);
            }"""
        )
    )


if __name__ == "__main__":
    main()
