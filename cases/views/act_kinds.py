"""What each act asks, who may do it, when it can be done, and which action does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.actions.change_route import change_route
from cases.actions.delegate_turn import delegate_turn
from cases.actions.reassign import reassign
from cases.actions.recuse import recuse
from cases.actions.reopen_case import reopen_case
from cases.actions.resume_turn import resume_turn
from cases.actions.take_over import take_over
from cases.inputs.acts import ConfirmInput, DelegateInput, ReasonInput, ReassignInput, RecuseInput, ReopenInput
from cases.models import Assignment, Case
from cases.permissions import holds_role
from cases.queries.case_page import CasePage
from cases.queries.newer_routes import newest_version, stops_of
from cases.queries.people_of_case import bodies_instead, who_could_answer
from cases.wording import reason
from people.models import Body, User

type Posted = Mapping[str, Any] | None
type Turn = Assignment | None


def _no_turns(page: CasePage) -> Sequence[Assignment]:
    return ()


def _no_facts(page: CasePage, turn: Turn) -> list[str]:
    return []


@dataclass(frozen=True)
class Act:
    """`may` is asked of the person (403), `is_open` of the case (409); `facts` stand above the question."""

    title: Promise
    lead: Promise
    button: Promise
    why_not: Promise
    too_late: Promise
    may: Callable[[CasePage, Turn], bool]
    is_open: Callable[[CasePage, Turn], bool]
    form: Callable[[CasePage, Turn, Posted], django_forms.Form]
    do: Callable[[CasePage, Turn, Any, User], str]
    turns: Callable[[CasePage], Sequence[Assignment]] = _no_turns
    facts: Callable[[CasePage, Turn], list[str]] = _no_facts


ONLY_OFFICE = gettext_lazy("Only the office can do this.")
GONE_ON = gettext_lazy("The case has gone on meanwhile, and this cannot be done any more.")


def _office(page: CasePage, turn: Turn) -> bool:
    return page.found.is_office


def _holds(page: CasePage, turn: Turn) -> bool:
    return turn is not None and holds_role(page.found, turn)


def _confirm(page: CasePage, turn: Turn, posted: Posted) -> ConfirmInput:
    return ConfirmInput(posted)


def _reassign_form(page: CasePage, turn: Turn, posted: Posted) -> ReassignInput:
    asked = page.asked.get(turn.pk) if turn else None
    if turn is None or asked is None:
        return ReassignInput(posted, people=(), bodies=(), having=())
    already = {each.body_id for each in page.turns if each.stage == turn.stage and each.state != "lapsed"}
    bodies = bodies_instead(turn, page.route, on=page.on, asked=already)
    return ReassignInput(posted, people=asked.able, bodies=bodies, having=[each.user_id for each in asked.having])


def _reassign(page: CasePage, turn: Turn, form: ReassignInput, by: User) -> str:
    assert turn is not None
    kind, pk = form.chosen
    to = {"person": User.objects.get(pk=pk)} if kind == "person" else {"to": Body.objects.get(pk=pk)}
    given = reassign(turn, by=by, reason=form.cleaned_data["reason"], **to)
    name = given.person.name if given.person else given.body.name
    return _("The case is handed over to %(name)s.") % {"name": name}


def _take_over(page: CasePage, turn: Turn, form: ConfirmInput, by: User) -> str:
    assert turn is not None
    take_over(turn, by=by)
    return _("The case is yours now.")


def _who_has_it(page: CasePage, turn: Turn) -> list[str]:
    asked = page.asked.get(turn.pk) if turn else None
    if asked is None:
        return []
    return [f"{mandate.user.name}, {mandate.body.name}" for mandate in asked.having]


def _delegate_form(page: CasePage, turn: Turn, posted: Posted) -> DelegateInput:
    asked = page.asked.get(turn.pk) if turn else None
    return DelegateInput(posted, deputies=asked.stand_ins(page.found.user_id) if asked else (), on=page.on)


def _delegate(page: CasePage, turn: Turn, form: DelegateInput, by: User) -> str:
    assert turn is not None
    to = User.objects.get(pk=form.cleaned_data["to"])
    delegate_turn(turn, by=by, to=to, until=form.cleaned_data["until"])
    return _("%(name)s answers now.") % {"name": to.name}


def _recuse_form(page: CasePage, turn: Turn, posted: Posted) -> RecuseInput:
    if page.found.is_office:
        people = who_could_answer(page.case, page.route, on=page.on)
    else:
        able = [each for asked in page.asked.values() for each in asked.able if each.user_id == page.found.user_id]
        people = [(able[0].user, "")] if able else []
    stages = [(stage.key, stage.title) for stage in page.route.stages]
    return RecuseInput(posted, people=people, stages=stages)


def _recuse(page: CasePage, turn: Turn, form: RecuseInput, by: User) -> str:
    given = form.cleaned_data
    person = User.objects.get(pk=given["person"])
    recuse(page.case, person, by=by, stage=given["stage"], reason=given["reason"])
    return _("It is noted that %(name)s is recused.") % {"name": person.name}


def _may_recuse(page: CasePage, turn: Turn) -> bool:
    return page.found.is_office or any(holds_role(page.found, each) for each in page.turns)


def _reopen_form(page: CasePage, turn: Turn, posted: Posted) -> ReopenInput:
    return ReopenInput(posted, stages=[(stage.key, stage.title) for stage in page.route.stages])


def _reopen(page: CasePage, turn: Turn, form: ReopenInput, by: User) -> str:
    reopen_case(page.case, by=by, stage=form.cleaned_data["stage"], reason=form.cleaned_data["reason"])
    return _("The case is opened again.")


def _resume(page: CasePage, turn: Turn, form: ConfirmInput, by: User) -> str:
    assert turn is not None
    resume_turn(turn, by=by)
    return _("The matter is taken up again.")


def _rests(page: CasePage, turn: Turn) -> bool:
    asked = page.asked.get(turn.pk) if turn else None
    return asked is not None and asked.rests


def _change_route(page: CasePage, turn: Turn, form: ReasonInput, by: User) -> str:
    case = change_route(page.case, by=by, reason=form.cleaned_data["reason"])
    return _("The case follows version %(number)s of the route now.") % {"number": case.route_version.number}


def _what_changes(page: CasePage, turn: Turn) -> list[str]:
    """Which version it follows, which it would follow, and all that stops it."""
    version = newest_version(page.case)
    number = page.case.route_version.number
    if version is None:
        return [_("The case follows version %(number)s, which is the newest.") % {"number": number}]
    numbers = {"number": number, "newest": version.number}
    said = [_("The case follows version %(number)s; the newest is %(newest)s.") % numbers]
    stops = [reason(stop.code, stop.params) for stop in stops_of(page.case, version, on=page.on)]
    return [*said, *([_("It cannot be moved:"), *stops] if stops else [_("Nothing stops it from being moved.")])]


ACTS: dict[str, Act] = {
    "lamna-over": Act(
        title=gettext_lazy("Hand the case over"),
        lead=gettext_lazy("Who you choose is told by e-mail, and so are those who had it."),
        button=gettext_lazy("Hand over"),
        why_not=ONLY_OFFICE,
        too_late=GONE_ON,
        may=_office,
        is_open=lambda page, turn: turn in page.moves.reassigns,
        form=_reassign_form,
        do=_reassign,
        turns=lambda page: page.moves.reassigns,
        facts=_who_has_it,
    ),
    "ta-over": Act(
        title=gettext_lazy("Take the case over?"),
        lead=gettext_lazy("From then on only you answer it. Who has it now is told by e-mail."),
        button=pgettext_lazy("case", "Take over"),
        why_not=gettext_lazy("Only who holds the same role can take the case over."),
        too_late=GONE_ON,
        may=_holds,
        is_open=lambda page, turn: turn in page.moves.takes_over,
        form=_confirm,
        do=_take_over,
        turns=lambda page: page.moves.takes_over,
        facts=_who_has_it,
    ),
    "delegera": Act(
        title=gettext_lazy("Let a deputy answer"),
        lead=gettext_lazy("The deputy answers in your place, and is told by e-mail."),
        button=gettext_lazy("Let the deputy answer"),
        why_not=gettext_lazy("Only the one whose turn it is can let a deputy answer."),
        too_late=GONE_ON,
        may=_holds,
        is_open=lambda page, turn: turn in page.moves.delegates,
        form=_delegate_form,
        do=_delegate,
        turns=lambda page: page.moves.delegates,
    ),
    "jav": Act(
        title=gettext_lazy("Note a conflict of interest"),
        lead=gettext_lazy(
            "Who is recused neither answers nor is counted, and is named in the decision. "
            "What they have answered at this stage is asked again."
        ),
        button=gettext_lazy("Note it"),
        why_not=gettext_lazy("Only the office, and who is to answer, can note a conflict of interest."),
        too_late=GONE_ON,
        may=_may_recuse,
        is_open=lambda page, turn: page.moves.recuses,
        form=_recuse_form,
        do=_recuse,
    ),
    "oppna-igen": Act(
        title=gettext_lazy("Open the case again"),
        lead=gettext_lazy(
            "Earlier answers and decisions stand. A new decision counts in place of the last. "
            "The applicants and the office are told by e-mail."
        ),
        button=gettext_lazy("Open it again"),
        why_not=ONLY_OFFICE,
        too_late=gettext_lazy("The case is not closed."),
        may=_office,
        is_open=lambda page, turn: page.case.status == Case.Status.ENDED and page.moves.reopens,
        form=_reopen_form,
        do=_reopen,
    ),
    "ta-upp-igen": Act(
        title=gettext_lazy("Take the matter up again?"),
        lead=gettext_lazy("It is asked about from today, with the stage's whole time."),
        button=gettext_lazy("Take it up again"),
        why_not=gettext_lazy("Only the office, and the one whose turn it is, can take the matter up again."),
        too_late=gettext_lazy("The matter is not deferred."),
        may=lambda page, turn: page.found.is_office or _holds(page, turn),
        is_open=_rests,
        form=_confirm,
        do=_resume,
        turns=lambda page: page.resting or page.waiting,
    ),
    "ny-vag": Act(
        title=gettext_lazy("Move the case to the newest version of its route"),
        lead=gettext_lazy("The case stands where it stands, and the answers that were given count."),
        button=gettext_lazy("Move the case"),
        why_not=ONLY_OFFICE,
        too_late=GONE_ON,
        may=_office,
        is_open=lambda page, turn: page.moves.changes_route,
        form=lambda page, turn, posted: ReasonInput(posted),
        do=_change_route,
        facts=_what_changes,
    ),
}
