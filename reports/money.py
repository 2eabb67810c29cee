"""Money as plain tables: the ledger's entries, what was asked for, and what each year cost against its budget."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from cases.models import CallOff, Case, LedgerEntry, OutcomeReport, PaymentRequest
from cases.queries.outcomes import Reported, as_read
from cases.queries.statement import GRANTED, Asked, Line, entries_of, lines, with_names

from .columns import Column, table
from .sheets import Sheet

# A workbook of more entries than this is cut off, and says so.
MOST = 20_000
Kind = LedgerEntry.Kind
SET_ASIDE = (Kind.APPROPRIATED, Kind.MOVED)
type OutcomeRow = tuple[OutcomeReport, Reported]

ENTRY_COLUMNS: list[Column[Line]] = [
    Column(pgettext_lazy("money", "Year"), lambda row: row.entry.year, "number"),
    Column(gettext_lazy("Day"), lambda row: row.entry.on, "date"),
    Column(pgettext_lazy("ledger", "What"), lambda row: row.entry.get_kind_display()),
    Column(gettext_lazy("Fund"), lambda row: row.entry.fund.name if row.entry.fund else _("No fund")),
    Column(gettext_lazy("Registry number"), lambda row: row.case.number if row.case else None),
    Column(gettext_lazy("Title"), lambda row: row.case.subject if row.case else None),
    Column(gettext_lazy("Groups"), lambda row: row.groups),
    Column(pgettext_lazy("money", "Note"), lambda row: " ".join(filter(None, [row.entry.reference, row.entry.note]))),
    Column(gettext_lazy("Set aside"), lambda row: _of(row, *SET_ASIDE), "money", total=True),
    Column(pgettext_lazy("amount", "Granted"), lambda row: _of(row, *GRANTED), "money", total=True),
    Column(gettext_lazy("Of which outside the funds"), lambda row: _outside(row), "money", total=True),
    Column(pgettext_lazy("money", "Paid"), lambda row: _of(row, Kind.PAID), "money", total=True),
]
PAYMENT_COLUMNS: list[Column[PaymentRequest]] = [
    Column(gettext_lazy("Registry number"), lambda row: row.case.number),
    Column(pgettext_lazy("payment", "Request"), lambda row: row.name),
    Column(pgettext_lazy("money", "Year"), lambda row: row.year, "number"),
    Column(gettext_lazy("Group"), lambda row: row.body.name if row.body else None),
    Column(gettext_lazy("Asked for on"), lambda row: timezone.localdate(row.asked_at), "date"),
    Column(gettext_lazy("How it stands"), lambda row: row.get_state_display()),
    Column(gettext_lazy("Paid on"), lambda row: row.paid_on, "date"),
    Column(gettext_lazy("Kronor"), lambda row: row.amount, "money", total=True),
]
CALL_COLUMNS: list[Column[CallOff]] = [
    Column(gettext_lazy("Registry number"), lambda row: row.case.number),
    Column(pgettext_lazy("money", "Year"), lambda row: row.year, "number"),
    Column(gettext_lazy("Group"), lambda row: row.body.name),
    Column(gettext_lazy("How much"), lambda row: row.quantity, "money"),
    Column(gettext_lazy("Unit"), lambda row: row.get_unit_display()),
    Column(pgettext_lazy("call-off", "What for"), lambda row: row.note, "long"),
    Column(gettext_lazy("How it stands"), lambda row: row.standing),
    Column(gettext_lazy("Kronor"), lambda row: row.amount, "money", total=True),
]
OUTCOME_COLUMNS: list[Column[OutcomeRow]] = [
    Column(gettext_lazy("Registry number"), lambda row: row[0].case.number),
    Column(pgettext_lazy("money", "Year"), lambda row: row[0].year, "number"),
    Column(gettext_lazy("Cost"), lambda row: row[1].label),
    Column(gettext_lazy("Budget"), lambda row: row[1].budget, "money", total=True),
    Column(pgettext_lazy("money", "Outcome"), lambda row: row[1].outcome, "money", total=True),
    Column(gettext_lazy("Difference"), lambda row: row[1].deviation, "money", total=True),
    Column(gettext_lazy("Difference, %"), lambda row: row[1].percent, "money"),
    Column(gettext_lazy("Explanation"), lambda row: row[1].explanation, "long"),
]


def _of(row: Line, *kinds: str) -> Decimal | None:
    """The amount on its own side of the balance: what is set aside, granted and paid is never added together."""
    return row.entry.amount if row.entry.kind in kinds else None


def _outside(row: Line) -> Decimal | None:
    return _of(row, *GRANTED) if row.entry.fund_id is None else None


def money_sheets(cases: QuerySet[Case]) -> list[Sheet]:
    """Everything about the money of these cases."""
    chosen = cases.order_by().values("pk")
    entries = list(with_names(entries_of(Asked()).filter(case__in=chosen))[:MOST])
    seen = frozenset(entry.case_id for entry in entries if entry.case_id is not None)
    payments = PaymentRequest.objects.filter(case__in=chosen).select_related("case", "body")
    calls = CallOff.objects.filter(case__in=chosen).select_related("case", "body")
    return [
        table(pgettext("sheet", "Ledger"), ENTRY_COLUMNS, lines(entries, seen)),
        table(pgettext("sheet", "Requests"), PAYMENT_COLUMNS, list(payments.order_by("case__pk", "number"))),
        table(pgettext("sheet", "Call-offs"), CALL_COLUMNS, list(calls.order_by("case__pk", "pk"))),
        table(pgettext("sheet", "Outcome"), OUTCOME_COLUMNS, list(_outcomes(cases))),
    ]


def _outcomes(cases: QuerySet[Case]) -> Iterable[OutcomeRow]:
    reports = OutcomeReport.objects.filter(case__in=cases.order_by().values("pk")).select_related("case")
    latest = {(row.case_id, row.year): row for row in reports.prefetch_related("lines").order_by("number")}
    for _key, report in sorted(latest.items()):
        yield from ((report, line) for line in as_read(report))
