"""Check that every case's trail is whole and that the tables say what it says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import F

from cases.guards import missing_guards
from cases.models import Case, CaseEvent, RegistrySeries
from cases.queries.ledger_faults import ledger_faults
from cases.queries.trail import check_trail
from cases.queries.trail_of_funds import check_money_trail, money_trails
from cases.queries.trail_of_years import year_chain_faults, year_faults
from cases.wording import fault_text
from people.domain.swedish import figures

OF_YEARS = {
    "tick_missing": "markeringen som loggen berättar om finns inte.",
    "tick_without_event": "markeringen finns inte i loggen.",
    "tick_differs": "markeringen är en annan än den i loggen.",
    "tick_out_of_order": "loggen markerar två gånger, eller tar tillbaka det som inte var markerat.",
}


class Command(BaseCommand):
    help = "Replays the trail of every case and compares it with the tables. Exit code 1 if anything differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="*", help="registry numbers; all cases without any")

    def handle(self, *args: Any, number: list[str], **options: Any) -> None:
        cases = Case.objects.select_related("route_version", "submission").order_by("year", "serial")
        if number:
            cases = cases.filter(number__in=number)
            for unknown in sorted(set(number) - set(cases.values_list("number", flat=True))):
                raise CommandError(f"Det finns inget ärende {unknown}.")
        faults = [] if number else [*self._guards(), *self._numbers(), *self._ledger(), *self._years()]
        checked = trails = events = 0
        for subject in () if number else money_trails():
            faults += [fault_text(fault) for fault in check_money_trail(subject)]
            trails, events = trails + 1, events + subject.event_count
        for case in cases.iterator(chunk_size=200):
            found = check_trail(case)
            checked, events = checked + 1, events + case.event_count
            faults += [fault_text(fault) for fault in found]
        for fault in faults:
            self.stderr.write(fault)
        self.stdout.write(
            f"Kontrollerade {checked} ärenden, {trails} anslag och beloppsgränser och {events} händelser: kedjan, "
            f"steg, svar, beslut, belopp, meddelanden och inskickade svar, saldona mot sina poster och händelser "
            f"och årshjulen mot sin logg. "
            f"{len(faults) or 'Inga'} fel."
        )
        if faults:
            raise SystemExit(1)

    def _guards(self) -> list[str]:
        return [f"Tabellen {table} saknar sitt skydd mot ändringar i databasen." for table in missing_guards()]

    def _ledger(self) -> list[str]:
        """Every balance is the sum of its entries."""
        return [
            f"Saldot {what} är {figures(stands)}, men posterna ger {figures(entries)}."
            for what, stands, entries in ledger_faults()
        ]

    def _years(self) -> list[str]:
        """Every group's log is whole, and every tick in its year is the one that the log tells of."""
        broken = [fault_text(fault) for fault in year_chain_faults()]
        return broken or [
            f"Årshjulet för {fault.body}, {fault.happening} från {fault.span_from}: {OF_YEARS[fault.code]}"
            for fault in year_faults()
        ]

    def _numbers(self) -> list[str]:
        """No number was skipped or taken away, and no events are left of a case that is gone."""
        faults = []
        for series in RegistrySeries.objects.all():
            given = set(Case.objects.filter(year=series.year).values_list("serial", flat=True))
            missing = sorted(set(range(1, series.last + 1)) ^ given)
            faults += [f"Diarienummer {number} för {series.year} stämmer inte med serien." for number in missing]
        strays = CaseEvent.objects.filter(seq__gt=F("case__event_count")).count()
        return faults + ([f"{strays} händelser ligger efter sitt ärendes sista."] if strays else [])
