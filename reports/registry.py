"""Which reports there are; the page, the download and the command all ask here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case

from . import budgets, money, registers
from .sheets import Sheet


@dataclass(frozen=True)
class Report:
    name: str
    title: str | Promise
    about: str | Promise
    sheets: Callable[[QuerySet[Case]], list[Sheet]]
    # With more cases than this it is made in the background.
    most_at_once: int = 2000


REPORTS = {
    report.name: report
    for report in (
        Report(
            "budgets",
            pgettext_lazy("report", "Budgets"),
            _(
                "An overview with every year as a column, one row per budget line and year, "
                "and a sheet for each case with sums that live."
            ),
            budgets.sheets,
            most_at_once=100,  # each case has a sheet of its own
        ),
        Report(
            "cases",
            pgettext_lazy("report", "Cases"),
            _("One row per case: groups, period, applied for and granted, and where it stands."),
            registers.case_sheets,
        ),
        Report(
            "decisions",
            pgettext_lazy("report", "Decisions"),
            _("One row per decision: when, by whom, §, the amount granted each year, and the conditions."),
            registers.decision_sheets,
        ),
        Report(
            "obligations",
            pgettext_lazy("report", "Obligations"),
            _("One row for each thing that must be sent in: what, by when, and whether it is done."),
            registers.obligation_sheets,
        ),
        Report(
            "money",
            pgettext_lazy("report", "Money"),
            _(
                "One row per entry of the ledger, per request for payment and per call-off, and the outcome of "
                "each budget line and year against its budget with the difference explained."
            ),
            money.money_sheets,
        ),
    )
}
