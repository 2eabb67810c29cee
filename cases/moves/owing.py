"""What is done with what must follow a case: make it, change it, fill it in, look at it, tick it off."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.actions.add_obligation import add_obligation
from cases.actions.complete_obligation import complete_obligation, done_by_its_form
from cases.actions.fill_obligation import begin_obligation
from cases.actions.make_obligations import (
    Wanted,
    change_obligation,
    make_obligations,
    note_start,
    remove_obligation,
)
from cases.actions.review_obligation import approve_obligation, return_obligation
from cases.errors import CaseError
from cases.inputs.acts import ConfirmInput
from cases.inputs.follow_up import ChosenInput, ObligationInput, StartInput
from cases.inputs.office import ReasonInput
from cases.models import Case, FollowUp, Obligation
from cases.queries.case_page import CasePage
from cases.queries.follow_up import owed_by, title_of
from people.models import User

from .filing import ONLY_THE_OFFICE
from .kinds import Done, Move, Posted
from .turns import is_office
from .whole import alone, applies


def _open(page: CasePage, *, may: bool, when: Callable[[Obligation], bool]) -> Sequence[Obligation]:
    """Those that are not done, in a case that can still be changed."""
    can = may and page.case.status == Case.Status.ENDED and page.is_owed and page.case.archived_on is None
    return [each for each in page.obligations if each.done_on is None and when(each)] if can else []


def _settles(page: CasePage, thing: Any) -> bool:
    return page.moves.settles_obligations


def _to_settle(page: CasePage) -> Sequence[Obligation]:
    may = page.moves.settles_obligations
    return _open(page, may=may, when=lambda each: not each.waits_for_office and not _by_form(page, each))


def _by_form(page: CasePage, obligation: Obligation) -> bool:
    """Whether it is done by sending in its form alone; the office may say why it takes it as done otherwise."""
    return not page.found.is_office and obligation.pk in page.owed_forms


def _why_not_settled(page: CasePage, obligation: Obligation) -> CaseError | None:
    is_open = obligation.done_on is None and not obligation.waits_for_office
    return done_by_its_form(obligation) if is_open and _by_form(page, obligation) else None


def _to_fill(page: CasePage) -> Sequence[Obligation]:
    mine = page.owes_now and applies(page)
    return _open(page, may=mine, when=lambda each: not each.waits_for_office and each.pk in page.owed_forms)


def _to_look_at(page: CasePage) -> Sequence[Obligation]:
    return _open(page, may=page.found.is_office, when=lambda each: each.waits_for_office)


def _to_change(page: CasePage) -> Sequence[Obligation]:
    return _open(page, may=page.found.is_office, when=lambda each: True)


def _to_remove(page: CasePage) -> Sequence[Obligation]:
    return _open(page, may=page.found.is_office, when=lambda each: each.submission_id is None)


def _decides_what_follows(page: CasePage) -> bool:
    return page.found.is_office and page.owes_now


def _owed(page: CasePage, obligation: Obligation) -> str:
    return reverse("cases:owed", args=[page.case.number, obligation.pk])


def _owing(page: CasePage, thing: Any) -> str:
    return reverse("cases:owing", args=[page.case.number])


def _settle_form(page: CasePage, obligation: Any, posted: Posted, files: Posted = None) -> Any:
    """A reason is asked for where there is a form that nobody has sent in."""
    is_asked = obligation is not None and page.found.is_office and obligation.pk in page.owed_forms
    return ReasonInput(posted, auto_id="settle_%s") if is_asked else ConfirmInput(posted)


def _settle(page: CasePage, obligation: Obligation, form: Any, by: User) -> Done:
    complete_obligation(obligation, by=by, **form.cleaned_data)
    return Done(_("“%(what)s” is marked as done.") % {"what": obligation.title})


def _fill(page: CasePage, obligation: Obligation, form: Any, by: User) -> Done:
    return Done("", begin_obligation(obligation, by=by))


def _approve(page: CasePage, obligation: Obligation, form: Any, by: User) -> Done:
    approve_obligation(obligation, by=by)
    return Done(_("“%(what)s” is approved.") % {"what": obligation.title})


def _return(page: CasePage, obligation: Obligation, form: ReasonInput, by: User) -> Done:
    return_obligation(obligation, by=by, reason=form.cleaned_data["reason"])
    return Done(_("“%(what)s” is sent back.") % {"what": obligation.title})


def _return_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    return ReasonInput(posted)


def _change_form(page: CasePage, obligation: Any, posted: Posted, files: Posted = None) -> ObligationInput:
    now = {name: getattr(obligation, name) for name in ("title", "kind", "due_on")} if obligation else {}
    return ObligationInput(posted, initial=now)


def _change(page: CasePage, obligation: Obligation, form: ObligationInput, by: User) -> Done:
    return Done(_("The change is saved."), change_obligation(obligation, by=by, **form.cleaned_data))


def _remove(page: CasePage, obligation: Obligation, form: Any, by: User) -> Done:
    title = obligation.title
    remove_obligation(obligation, by=by)
    return Done(_("“%(what)s” is taken away.") % {"what": title})


def _add_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ObligationInput:
    return ObligationInput(posted)


def _add(page: CasePage, thing: Any, form: ObligationInput, by: User) -> Done:
    return Done(_("What must follow is saved."), add_obligation(page.case, by=by, **form.cleaned_data))


def _start_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> StartInput:
    return StartInput(posted, initial={"began_on": page.case.began_on})


def _start(page: CasePage, thing: Any, form: StartInput, by: User) -> Done:
    note_start(page.case, form.cleaned_data["began_on"], by=by)
    return Done(_("What must follow is saved."))


def _chosen_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ChosenInput:
    return ChosenInput(posted, proposed=owed_by(page.case, FollowUp.in_use().terms))


def _make(page: CasePage, thing: Any, form: ChosenInput, by: User) -> Done:
    wanted = [Wanted(each, title_of(each), each.due_on) for each in form.chosen]
    make_obligations(page.case, wanted, by=by)
    return Done(_("What must follow is saved."))


SETTLE_OBLIGATION = Move(
    key="settle_obligation",
    name=gettext_lazy("Mark as done"),
    about="obligation",
    why_not=gettext_lazy("Only those who apply and the office can mark this as done."),
    may=_settles,
    open_to=_to_settle,
    because=_why_not_settled,
    page=_owed,
    form=_settle_form,
    do=_settle,
)
FILL_OBLIGATION = Move(
    key="fill_obligation",
    name=gettext_lazy("Fill in what must follow"),
    about="obligation",
    why_not=gettext_lazy("Only those who apply can fill this in."),
    may=applies,
    open_to=_to_fill,
    page=_owed,
    do=_fill,
)
APPROVE_OBLIGATION = Move(
    key="approve_obligation",
    name=pgettext_lazy("obligation", "Approve"),
    about="obligation",
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=_to_look_at,
    page=_owed,
    do=_approve,
)
RETURN_OBLIGATION = Move(
    key="return_obligation",
    name=gettext_lazy("Send it back"),
    about="obligation",
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=_to_look_at,
    page=_owed,
    form=_return_form,
    do=_return,
)
CHANGE_OBLIGATION = Move(
    key="change_obligation",
    name=gettext_lazy("Change the day or the words"),
    about="obligation",
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=_to_change,
    page=_owed,
    form=_change_form,
    do=_change,
)
REMOVE_OBLIGATION = Move(
    key="remove_obligation",
    name=gettext_lazy("Take it away: it was never owed"),
    about="obligation",
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=_to_remove,
    page=_owed,
    do=_remove,
)
ADD_OBLIGATION = Move(
    key="add_obligation",
    name=gettext_lazy("Add something that must follow"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(_decides_what_follows(page)),
    page=_owing,
    form=_add_form,
    do=_add,
)
NOTE_START = Move(
    key="note_start",
    name=gettext_lazy("Note when the work really began"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(_decides_what_follows(page)),
    page=_owing,
    form=_start_form,
    do=_start,
)
MAKE_OBLIGATIONS = Move(
    key="make_obligations",
    name=gettext_lazy("Make what follows from the period"),
    why_not=ONLY_THE_OFFICE,
    may=is_office,
    open_to=lambda page: alone(_decides_what_follows(page) and bool(page.proposed)),
    page=_owing,
    form=_chosen_form,
    do=_make,
)
