"""Cases, decisions and obligations as plain tables."""

from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from cases.models import Case, Decision, GrantedAmount, Obligation

from .columns import Column, RowSum, table
from .queries.rows import CaseRow, case_rows, decision_rows, obligation_rows
from .sheets import Sheet

type DecisionRow = tuple[CaseRow, Decision]
type ObligationRow = tuple[CaseRow, Obligation]

CASE_COLUMNS: list[Column[CaseRow]] = [
    Column(gettext_lazy("Registry number"), lambda row: row.case.number),
    Column(gettext_lazy("Title"), lambda row: row.case.subject),
    Column(gettext_lazy("Route"), lambda row: row.route_title),
    Column(gettext_lazy("Groups"), lambda row: row.groups),
    Column(pgettext_lazy("of a document", "Received"), lambda row: row.received_on, "date"),
    Column(gettext_lazy("Period from"), lambda row: row.case.period_from, "date"),
    Column(gettext_lazy("Period to"), lambda row: row.case.period_to, "date"),
    Column(gettext_lazy("Applied for"), lambda row: row.applied_total, "money", total=True),
    Column(gettext_lazy("Granted"), lambda row: row.granted_total, "money", total=True),
    Column(gettext_lazy("Set aside"), lambda row: row.set_aside, "money", total=True),
    Column(pgettext_lazy("of a case", "Status"), lambda row: row.standing),
    Column(gettext_lazy("Answer due"), lambda row: row.case.due_on, "date"),
    Column(pgettext_lazy("column", "Closed"), lambda row: row.ended_on, "date"),
    Column(gettext_lazy("Closed by the office"), lambda row: row.case.closed_on, "date"),
    Column(gettext_lazy("In the archive since"), lambda row: row.case.archived_on, "date"),
    Column(gettext_lazy("Disposed of"), lambda row: row.case.disposed_on, "date"),
    Column(gettext_lazy("Documents in"), lambda row: row.documents_in, "number"),
    Column(gettext_lazy("Documents out"), lambda row: row.documents_out, "number"),
    Column(gettext_lazy("Title in the public register"), lambda row: row.case.public_title or row.route_title),
]


def case_sheets(cases: QuerySet[Case]) -> list[Sheet]:
    return [table(pgettext("sheet", "Cases"), CASE_COLUMNS, case_rows(cases))]


def _outcome(row: DecisionRow) -> str:
    """What the route calls it; the word of the kind where the route has none."""
    _case, decision = row
    for stage in decision.case.route_version.raised["stages"]:
        for outcome in stage["outcomes"]:
            if stage["key"] == decision.assignment.stage and outcome["key"] == decision.assignment.outcome:
                return outcome["label"]
    return decision.kind


def _granted(row: DecisionRow) -> list[GrantedAmount]:
    """What still counts: a decision that a later one replaced is listed, and grants nothing more."""
    case, decision = row
    counts = case.is_application and decision.replaced_by_id is None
    return list(decision.granted.all()) if counts else []


def _set_aside(row: DecisionRow) -> Decimal | None:
    case, decision = row
    amounts = [amount.amount for amount in decision.granted.all()]
    return sum(amounts, Decimal(0)) if amounts and not case.is_application else None


def _granted_column(year: int) -> Column[DecisionRow]:
    def granted(row: DecisionRow) -> Decimal | None:
        return next((amount.amount for amount in _granted(row) if amount.year == year), None)

    return Column(str(year), granted, "money", group="granted", total=True)


def _decision_columns(years: list[int]) -> list[Column[DecisionRow]]:
    return [
        Column(gettext_lazy("Decided on"), lambda row: row[1].decided_on, "date"),
        Column(gettext_lazy("Registry number"), lambda row: row[0].case.number),
        Column(gettext_lazy("Title"), lambda row: row[0].case.subject),
        Column(gettext_lazy("Groups"), lambda row: row[0].groups),
        Column(gettext_lazy("Decided by"), lambda row: row[1].body.name),
        Column("§", lambda row: row[1].paragraph),
        Column(pgettext_lazy("heading", "Decision"), _outcome),
        *(_granted_column(year) for year in years),
        Column(
            gettext_lazy("Granted"),
            lambda row: RowSum("granted") if _granted(row) else None,
            "money",
            total=True,
        ),
        Column(gettext_lazy("Set aside"), _set_aside, "money", total=True),
        Column(gettext_lazy("Fund"), lambda row: row[1].fund.name if row[1].fund else None),
        Column(gettext_lazy("Text of the decision"), lambda row: row[1].text, "long"),
        Column(gettext_lazy("Conditions"), lambda row: row[1].conditions, "long"),
    ]


def decision_sheets(cases: QuerySet[Case]) -> list[Sheet]:
    rows = decision_rows(cases)
    years = sorted({amount.year for row in rows for amount in _granted(row)})
    return [table(pgettext("sheet", "Decisions"), _decision_columns(years), rows)]


def _standing(row: ObligationRow) -> str:
    obligation = row[1]
    if obligation.cancelled_by_id is not None:
        return pgettext("of an obligation", "Owed no more")
    if obligation.done_on:
        return pgettext("of an obligation", "Done")
    if obligation.due_on and obligation.due_on < timezone.localdate():
        return pgettext("of an obligation", "Late")
    return pgettext("of an obligation", "To come")


OBLIGATION_COLUMNS: list[Column[ObligationRow]] = [
    Column(pgettext_lazy("column", "Due"), lambda row: row[1].due_on, "date"),
    Column(pgettext_lazy("column", "What"), lambda row: row[1].title, "long"),
    Column(gettext_lazy("Registry number"), lambda row: row[0].case.number),
    Column(gettext_lazy("Title"), lambda row: row[0].case.subject),
    Column(gettext_lazy("Groups"), lambda row: row[0].groups),
    Column(pgettext_lazy("of an obligation", "Status"), _standing),
    Column(gettext_lazy("Done on"), lambda row: None if row[1].cancelled_by_id else row[1].done_on, "date"),
    Column(gettext_lazy("Noted by"), lambda row: row[1].done_by.name if row[1].done_by else None),
]


def obligation_sheets(cases: QuerySet[Case]) -> list[Sheet]:
    return [table(pgettext("sheet", "Obligations"), OBLIGATION_COLUMNS, obligation_rows(cases))]
