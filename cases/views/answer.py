"""Answering for a body: an opinion or a check in the case's own page, a decision on a page of its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.answer_assignment import answer_assignment
from cases.errors import CaseError
from cases.inputs import AnswerInput, DecisionInput
from cases.models import Assignment, Case, Fund
from cases.permissions import holds_role, require
from cases.queries.answers import Sent, last_sent
from cases.queries.case_money import fund_of
from cases.queries.case_page import CasePage, case_page
from cases.queries.change_page import change_page
from cases.queries.meetings import proposals_for
from cases.queries.money import left_by_year
from cases.sentences import language_day
from people.models import BodyKind, Role
from people.naming import in_sentence
from people.posting import posted_from
from people.requests import ReaderRequest

from .case import render_case
from .refusals import conflict, put_beside, refused, typed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: ReaderRequest, number: str) -> HttpResponse:
    page = case_page(request.user, number)
    turn = _turn(page, request.POST.get("turn") or request.GET.get("turn", ""))
    if turn is None:
        mine = page.moves.answers or page.moves.resumes
        require(bool(mine), _no_turn(page))
        turn = mine[0]
    if not page.may_answer(turn):
        # Whoever wrote an answer while the turn passed to a colleague has it back; nobody else is told more than no.
        require(request.method == "POST" and holds_role(page.found, turn), why_not(page, turn))
        typed = typed_in(input_for(page, turn, request.POST))
        return conflict(request, number, why_not(page, turn), typed=typed)
    if request.method != "POST":
        return _show(request, page, turn)
    if _is_repeated(page, turn, request):
        return redirect(page.case)
    if turn not in page.moves.answers:
        return conflict(request, number, _too_late(page, turn), typed=typed_in(input_for(page, turn, request.POST)))
    form = input_for(page, turn, request.POST)
    if "recount" in request.POST:
        form.tell_of_amounts_alone()
        return _show(request, page, turn, form=form, status=200)
    if not form.is_valid():
        return _show(request, page, turn, form=form, status=422)
    return _act(request, page, turn, form)


def _act(request: ReaderRequest, page: CasePage, turn: Assignment, form: AnswerInput) -> HttpResponse:
    try:
        answer_assignment(turn, by=request.user, **_arguments(form))
    except CaseError as error:
        if put_beside(form, error):
            return _show(request, page, turn, form=form, status=422)
        return refused(request, page, error, typed=typed_in(form))
    messages.success(request, _("The answer is registered."))
    return redirect(page.case)


@login_required
@posted_from("cases:answer", "number")
def decision_sums(request: ReaderRequest, number: str) -> HttpResponse:
    """The sums of what is typed so far, for htmx; nothing is saved."""
    page = case_page(request.user, number)
    turn = _turn(page, request.POST.get("turn", ""))
    if turn is None or page.stage is None or not page.stage.decides:
        raise Http404
    require(page.may_answer(turn), why_not(page, turn))
    return render(request, "cases/decide.html#sums", {"form": input_for(page, turn, request.POST), "oob": True})


def input_for(
    page: CasePage,
    turn: Assignment,
    posted: Mapping[str, str] | None = None,
    *,
    left: Mapping[int, Mapping[int, Decimal]] | None = None,
) -> AnswerInput:
    """The form of the stage where the body was asked, also when the case has gone on since."""
    stage = page.route.stage(turn.stage)
    assert stage is not None
    if not stage.decides:
        return AnswerInput(posted, turn=turn, stage=stage, on=page.on)
    applied = applied_by_year(page.case, on=page.on, sent=page.last_sent)
    pays = any(outcome.pays for outcome in stage.outcomes)
    fund = fund_of(page.case.amends) if page.case.amends else usual_fund(left or {}, applied, pays=pays)
    proposal = proposals_for([page.case.pk]).get(page.case.pk, "") if posted is None else ""
    first = {"fund": fund, "text": proposal}
    return DecisionInput(
        posted, turn=turn, stage=stage, applied=applied, on=page.on, initial=first, proposed=bool(proposal)
    )


def usual_fund(
    left: Mapping[int, Mapping[int, Decimal]], applied: Mapping[int, Decimal], *, pays: bool = False
) -> int | None:
    """The fund with the most left in the years applied for; none where nothing is left.

    What is paid out at once (`pays`) is drawn from the activity fund, where there is one.
    """
    if pays and (drawn := Fund.objects.filter(is_activity=True).order_by("pk").first()) is not None:
        return drawn.pk
    sums = {fund: sum((years.get(year, Decimal(0)) for year in applied), Decimal(0)) for fund, years in left.items()}
    best = max(sums, key=lambda fund: sums[fund], default=None)
    return best if best is not None and sums[best] > 0 else None


def applied_by_year(case: Case, *, on: date, sent: Sent | None = None) -> dict[int, Decimal]:
    """What was applied for by year: the decision's rows. A case without a budget is granted in this year.

    A change that asks for no more money grants nothing.
    """
    applied = (sent or last_sent(case)).applied
    return applied if applied or case.amends_id else {on.year: case.applied_total or Decimal(0)}


def _show(
    request: ReaderRequest, page: CasePage, turn: Assignment, *, form: AnswerInput | None = None, status: int = 200
) -> HttpResponse:
    if turn not in page.moves.answers:
        return conflict(request, page.case.number, _too_late(page, turn))
    assert page.stage is not None
    if not page.stage.decides:
        others = [input_for(page, each) for each in page.moves.answers if each != turn]
        return render_case(request, page, status=status, answer_forms=[form or input_for(page, turn), *others])
    left = left_by_year()
    form = form or input_for(page, turn, left=left)
    context = {
        "page": page,
        "case": page.case,
        "turn": turn,
        "at_desk": turn.body.kind == BodyKind.OFFICE,
        "form": form,
        "sent": page.last_sent,
        "change": change_page(page.case) if page.case.amends_id else None,
        "funds": [(fund, [(year, left[fund.pk].get(year)) for year in form.applied]) for fund in _funds(form)],
    }
    return render(request, "cases/decide.html", context, status=status)


def _funds(form: AnswerInput) -> Iterable[Fund]:
    return form.fields["fund"].queryset if "fund" in form.fields else ()  # type: ignore[attr-defined]


def _turn(page: CasePage, asked: str) -> Assignment | None:
    return next((turn for turn in page.turns if str(turn.pk) == asked), None)


def _is_repeated(page: CasePage, turn: Assignment, request: ReaderRequest) -> bool:
    """The same person sent the same answer twice: two clicks are one answer."""
    return (
        turn.state != Assignment.State.WAITING
        and turn.answered_by_id == request.user.pk
        and turn.outcome == request.POST.get("outcome")
        and turn.text.split() == request.POST.get("text", "").split()
    )


def _arguments(form: AnswerInput) -> dict[str, Any]:
    cleaned = form.cleaned_data
    given: dict[str, Any] = {"outcome": cleaned["outcome"], "text": cleaned["text"], "until": cleaned.get("until")}
    if isinstance(form, DecisionInput):
        given |= {
            "decided_on": cleaned["decided_on"],
            "paragraph": cleaned.get("paragraph", ""),
            "conditions": cleaned["conditions"],
            "granted": form.granted if form.grants else {},
            "fund": cleaned.get("fund") if form.grants else None,
        }
    return given


def _too_late(page: CasePage, turn: Assignment) -> str:
    if turn.state == Assignment.State.ANSWERED:
        return _("%(body)s has already answered here: “%(answer)s”. Your answer was not registered.") % {
            "body": turn.body.name,
            "answer": page.outcome_label(turn),
        }
    if turn in page.moves.resumes:
        return _("The matter is deferred until %(day)s. Take it up again before you answer.") % {
            "day": language_day(turn.rests_until)
        }
    if page.case.status == Case.Status.SUPPLEMENT:
        return _("The case waits for a supplement first. Your answer was not registered.")
    if page.case.status == Case.Status.ENDED:
        return _("The case is closed. Your answer was not registered.")
    return _("That stage is settled and the case has gone on. Your answer was not registered.")


def why_not(page: CasePage, turn: Assignment) -> str:
    """Why the reader may not answer the turn: another's role, another's turn, or a conflict of interest."""
    asked = page.asked.get(turn.pk)
    if asked is not None and page.found.user_id in asked.recused:
        return str(CaseError("you_are_recused"))
    if asked is not None and asked.is_able(page.found.user_id):
        return str(CaseError("somebody_has_it", person=asked.having[0].user.name))
    return _no_mandate(turn)


def _no_mandate(turn: Assignment) -> str:
    return _("Only the one who holds the role %(role)s in %(body)s can answer here.") % {
        "role": str(Role(turn.role).label).lower(),
        "body": in_sentence(turn.body.name),
    }


def _no_turn(page: CasePage) -> str:
    """Of the turn that would be the reader's, were somebody else not to answer it; else of the first."""
    if page.waiting:
        own = (turn for turn in page.waiting if holds_role(page.found, turn))
        return why_not(page, next(own, page.waiting[0]))
    return _("The case does not wait for an answer from you.")
