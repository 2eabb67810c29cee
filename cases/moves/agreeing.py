"""What is done with an agreement in force: notice of it, and notice taken back."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.terminate_agreement import Notice, terminate_agreement
from cases.actions.withdraw_termination import withdraw_termination
from cases.inputs.office import ReasonInput
from cases.inputs.termination import TerminationInput
from cases.models import Agreement
from cases.queries.case_page import CasePage
from people.models import User

from .kinds import Done, Move, Posted
from .turns import is_office


def _in_status(page: CasePage, status: str) -> Sequence[Agreement]:
    """Those of the case with the status, where the office may go on; none while another is drawn up."""
    can = page.found.is_office and page.case.archived_on is None and not any(each.is_open for each in page.agreements)
    return [each for each in page.agreements if each.status == status] if can else []


def _to_end(page: CasePage) -> Sequence[Agreement]:
    return _in_status(page, Agreement.Status.IN_FORCE)


def _to_go_on(page: CasePage) -> Sequence[Agreement]:
    """The last one, where nothing else was agreed since."""
    is_agreed = any(each.status in Agreement.AGREED and each.ends_on is None for each in page.agreements)
    return [] if is_agreed else _in_status(page, Agreement.Status.TERMINATED)[:1]


def _page(page: CasePage, agreement: Agreement) -> str:
    return reverse("cases:agreement", args=[page.case.number, agreement.number])


def _notice_page(page: CasePage, agreement: Agreement) -> str:
    return reverse("cases:terminate_agreement", args=[page.case.number, agreement.number])


def _notice_form(page: CasePage, agreement: Agreement, posted: Posted, files: Any = None) -> TerminationInput:
    return TerminationInput(posted, files, agreement=agreement, initial={"received_on": page.on})


def _terminate(page: CasePage, agreement: Agreement, form: TerminationInput, by: User) -> Done:
    made = terminate_agreement(agreement, Notice(**form.notice), by=by)
    return Done(_("Notice of the agreement is noted, and the parties are told."), made)


def _reason_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted, auto_id="notice_%s")


def _go_on(page: CasePage, agreement: Agreement, form: ReasonInput, by: User) -> Done:
    made = withdraw_termination(agreement, reason=form.cleaned_data["reason"], by=by)
    return Done(_("The notice is taken back. The agreement holds as before."), made)


TERMINATE_AGREEMENT = Move(
    key="terminate_agreement",
    name=gettext_lazy("Note that notice is given"),
    about="agreement",
    may=is_office,
    open_to=_to_end,
    page=_notice_page,
    form=_notice_form,
    do=_terminate,
)
WITHDRAW_TERMINATION = Move(
    key="withdraw_termination",
    name=gettext_lazy("Take back the notice"),
    about="agreement",
    may=is_office,
    open_to=_to_go_on,
    page=_page,
    form=_reason_form,
    do=_go_on,
)
AGREEING = (TERMINATE_AGREEMENT, WITHDRAW_TERMINATION)
