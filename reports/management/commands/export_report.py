"""`manage.py export_report budgets --out budgetar.xlsx`: a report as a workbook, with every case in it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Case
from reports.inputs import ReportFilter
from reports.registry import REPORTS
from reports.selection import selection
from reports.workbook import workbook


class Command(BaseCommand):
    help = "Write a report as an Excel workbook, with everything that the office sees."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", help="which report: " + ", ".join(REPORTS))
        parser.add_argument("--list", action="store_true", help="say which reports there are")
        parser.add_argument("--out", type=Path, help="the file to write; it is replaced where there is one")
        parser.add_argument("--year", default="", help="cases registered in this year")
        parser.add_argument("--group", default="", help="cases of this group (its key, such as lsg-flen)")
        parser.add_argument("--status", default="", help="; ".join(Case.Status.values))
        parser.add_argument("--case", default="", help="one case, by its registry number")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(f"{one.name:<12} {one.title}: {one.about}" for one in REPORTS.values()))
            return
        report = REPORTS.get(options["name"] or "")
        if report is None:
            raise CommandError(f"Which report? There are: {', '.join(REPORTS)}.")
        if options["out"] is None:
            raise CommandError("Say where to: --out FILE.xlsx")
        asked = {name: options[name] for name in ReportFilter.base_fields}
        form = ReportFilter(asked, cases=Case.objects.open())
        if not form.is_valid():
            raise CommandError(" ".join(f"--{name}: {' '.join(errors)}" for name, errors in form.errors.items()))  # type: ignore[arg-type]
        self._write(options["out"], workbook([*report.sheets(form.chosen()), *selection(form)]))

    def _write(self, path: Path, content: bytes) -> None:
        try:
            path.write_bytes(content)
        except OSError as problem:
            raise CommandError(f"{path} cannot be written: {problem.strerror}") from problem
        self.stdout.write(f"{path}")
