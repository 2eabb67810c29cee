"""What is done with a case as a whole: recuse somebody from it, open it again, move it, withdraw it, write in it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.change_route import change_route
from cases.actions.recuse import lift_recusal, recuse
from cases.actions.reopen_case import reopen_case
from cases.actions.withdraw_case import withdraw_case
from cases.domain.state import Refused
from cases.inputs import MessageInput, WithdrawalInput
from cases.inputs.acts import ReasonInput, RecuseInput, ReopenInput
from cases.models import Recusal
from cases.permissions import holds_role, is_applicant
from cases.queries.case_page import CasePage, Recused
from cases.queries.newer_routes import newest_version, stops_of
from cases.queries.people_of_case import who_could_answer
from cases.wording import reason
from people.models import User

from .kinds import ONLY_OFFICE, Done, Move, Posted
from .turns import act_page, is_office


def alone(is_open: bool) -> tuple[None, ...]:
    """What a move that concerns the case alone is open to."""
    return (None,) if is_open else ()


def applies(page: CasePage, thing: Any = None) -> bool:
    return is_applicant(page.case, page.found, frozenset(group.pk for group in page.groups))


def _recuse_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> RecuseInput:
    if page.found.is_office:
        people = who_could_answer(page.case, page.route, on=page.on)
    else:
        able = [each for asked in page.asked.values() for each in asked.able if each.user_id == page.found.user_id]
        people = [(able[0].user, "")] if able else []
    stages = [(stage.key, stage.title) for stage in page.route.stages]
    return RecuseInput(posted, people=people, stages=stages)


def _recuse(page: CasePage, thing: Any, form: RecuseInput, by: User) -> Done:
    given = form.cleaned_data
    person = User.objects.get(pk=given["person"])
    made = recuse(page.case, person, by=by, stage=given["stage"], reason=given["reason"])
    return Done(_("It is noted that %(name)s is recused.") % {"name": person.name}, made)


def _may_recuse(page: CasePage, thing: Any) -> bool:
    return page.found.is_office or any(holds_role(page.found, each) for each in page.turns)


def _lift(page: CasePage, recused: Recused, form: Any, by: User) -> Done:
    return Done(_("The recusal is lifted."), lift_recusal(Recusal.objects.get(pk=recused.pk), by=by))


def _reopen_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReopenInput:
    return ReopenInput(posted, stages=[(stage.key, stage.title) for stage in page.route.stages])


def _reopen(page: CasePage, thing: Any, form: ReopenInput, by: User) -> Done:
    reopen_case(page.case, by=by, stage=form.cleaned_data["stage"], reason=form.cleaned_data["reason"])
    return Done(_("The case is opened again."))


def _route_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> ReasonInput:
    """Nothing is asked where nothing can be moved: the page says why."""
    form = ReasonInput(posted)
    form.is_settled = posted is None and (not page.has_newer_route or bool(_stops(page)))
    return form


def _stops(page: CasePage) -> tuple[Refused, ...]:
    version = newest_version(page.case)
    return stops_of(page.case, version, on=page.on) if version is not None else ()


def _change_route(page: CasePage, thing: Any, form: ReasonInput, by: User) -> Done:
    case = change_route(page.case, by=by, reason=form.cleaned_data["reason"])
    return Done(_("The case follows version %(number)s of the route now.") % {"number": case.route_version.number})


def _what_changes(page: CasePage, thing: Any) -> list[str]:
    """Which version it follows, which it would follow, and all that stops it."""
    version = newest_version(page.case)
    number = page.case.route_version.number
    if version is None:
        return [_("The case follows version %(number)s, which is the newest.") % {"number": number}]
    numbers = {"number": number, "newest": version.number}
    said = [_("The case follows version %(number)s; the newest is %(newest)s.") % numbers]
    stops = [reason(stop.code, stop.params) for stop in stops_of(page.case, version, on=page.on)]
    if not stops:
        return [*said, _("Nothing stops it from being moved.")]
    stays = _("It keeps to its version until nothing of this stops it, or until a version is published that fits it.")
    return [*said, _("It cannot be moved now."), *stops, stays]


def _withdrawal_form(page: CasePage, thing: Any, posted: Posted, files: Posted = None) -> WithdrawalInput:
    return WithdrawalInput(posted)


def _withdraw(page: CasePage, thing: Any, form: WithdrawalInput, by: User) -> Done:
    withdraw_case(page.case, by=by, reason=form.cleaned_data["reason"])
    return Done(_("The case is withdrawn."))


def message_form(page: CasePage, thing: Any = None, posted: Posted = None, files: Posted = None) -> MessageInput:
    groups = ", ".join(body.name for body in page.groups)
    return MessageInput(posted, may_be_internal=page.moves.writes_internally, groups=groups)


def _write_at(page: CasePage, thing: Any) -> str:
    return reverse("cases:tab", args=[page.case.number, "meddelanden"]) + "#skriv"


RECUSE = Move(
    key="recuse",
    name=gettext_lazy("Note a conflict of interest"),
    title=gettext_lazy("Note a conflict of interest"),
    lead=gettext_lazy(
        "Who is recused neither answers nor is counted, and is named in the decision. "
        "What they have answered at this stage is asked again."
    ),
    button=gettext_lazy("Note it"),
    why_not=gettext_lazy("Only the office, and who is to answer, can note a conflict of interest."),
    may=_may_recuse,
    open_to=lambda page: alone(page.moves.recuses),
    page=act_page("jav"),
    form=_recuse_form,
    do=_recuse,
)
LIFT_RECUSAL = Move(
    key="lift_recusal",
    name=gettext_lazy("Lift the recusal"),
    about="recusal",
    may=is_office,
    open_to=lambda page: [each for each in page.standing_recusals if each.may_lift],
    page=lambda page, recused: reverse("cases:lift_recusal", args=[page.case.number, recused.pk]),
    do=_lift,
)
REOPEN = Move(
    key="reopen",
    name=gettext_lazy("Open the case again"),
    title=gettext_lazy("Open the case again"),
    lead=gettext_lazy(
        "Earlier answers and decisions stand. A new decision counts in place of the last. "
        "The applicants and the office are told by e-mail."
    ),
    button=gettext_lazy("Open it again"),
    why_not=ONLY_OFFICE,
    too_late=gettext_lazy("The case is not closed."),
    may=is_office,
    open_to=lambda page: alone(page.moves.reopens),
    page=act_page("oppna-igen"),
    form=_reopen_form,
    do=_reopen,
)
CHANGE_ROUTE = Move(
    key="change_route",
    name=gettext_lazy("Move to a newer route"),
    title=gettext_lazy("Move the case to the newest version of its route"),
    lead=gettext_lazy("The case stands where it stands, and the answers that were given count."),
    button=gettext_lazy("Move the case"),
    why_not=ONLY_OFFICE,
    may=is_office,
    too_late=gettext_lazy("The case follows the newest version of its route already."),
    open_to=lambda page: alone(page.moves.changes_route and page.has_newer_route),
    page=act_page("ny-vag"),
    form=_route_form,
    do=_change_route,
    facts=_what_changes,
)
WITHDRAW = Move(
    key="withdraw",
    name=gettext_lazy("Withdraw the case"),
    why_not=gettext_lazy("Only those who apply can withdraw the case."),
    too_late=gettext_lazy("The case is already closed."),
    may=applies,
    open_to=lambda page: alone(page.moves.withdraws),
    page=lambda page, thing: reverse("cases:withdraw", args=[page.case.number]),
    form=_withdrawal_form,
    do=_withdraw,
)
WRITE = Move(
    key="write",
    operation="write_message",
    name=gettext_lazy("Write a message"),
    may=lambda page, thing: True,
    open_to=lambda page: alone(page.moves.writes),
    page=_write_at,
    form=message_form,
)
WRITE_INTERNALLY = Move(
    key="write_internally",
    operation="write_message",
    name=gettext_lazy("Write to the association alone"),
    may=lambda page, thing: page.moves.writes_internally,
    open_to=lambda page: alone(page.moves.writes and page.moves.writes_internally),
    page=_write_at,
    form=message_form,
)
