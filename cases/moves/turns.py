"""What is done with a turn: answer it, ask for more, fill its form in, pass it on, let it rest no longer."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.actions.delegate_turn import delegate_turn
from cases.actions.fill_stage_form import begin_stage_form
from cases.actions.reassign import reassign
from cases.actions.resume_turn import resume_turn
from cases.actions.take_over import take_over
from cases.inputs import AnswerInput, SupplementInput
from cases.inputs.acts import DelegateInput, ReassignInput
from cases.models import Assignment
from cases.permissions import holds_role
from cases.queries.case_page import CasePage
from cases.queries.people_of_case import bodies_instead
from cases.sentences import joined
from people.models import Body, User
from people.naming import in_sentence

from .kinds import ONLY_OFFICE, Done, Move, Posted


def act_page(slug: str) -> Any:
    """The address of a move that has a page of its own."""

    def page(page: CasePage, turn: Assignment | None) -> str:
        address = reverse("cases:act", args=[page.case.number, slug])
        return f"{address}?{urlencode({'turn': turn.pk})}" if turn is not None else address

    return page


def is_office(page: CasePage, thing: Any) -> bool:
    return page.found.is_office


def _at_turn(name: str) -> Any:
    def page(page: CasePage, turn: Assignment) -> str:
        return f"{reverse(name, args=[page.case.number])}?{urlencode({'turn': turn.pk})}"

    return page


def _holds(page: CasePage, turn: Any) -> bool:
    return turn is not None and holds_role(page.found, turn)


def _answers(page: CasePage, turn: Any) -> bool:
    return turn is not None and page.may_answer(turn)


def sections_to_open(page: CasePage) -> list[tuple[str, str]]:
    """Key and title of those sections of the form that the stage lets be opened."""
    outcome = page.stage.supplement if page.stage else None
    allowed = outcome.sections if outcome else ()
    sections = page.case.submission.version.parsed.sections
    return [(section.key, section.title) for section in sections if not allowed or section.key in allowed]


def _answer_form(page: CasePage, turn: Assignment, posted: Posted, files: Posted = None) -> AnswerInput:
    stage = page.route.stage(turn.stage)
    assert stage is not None
    return AnswerInput(posted, turn=turn, stage=stage, on=page.on)


def _supplement_form(page: CasePage, turn: Assignment, posted: Posted, files: Posted = None) -> SupplementInput:
    return SupplementInput(posted, sections=sections_to_open(page), on=page.on)


def _fillable(page: CasePage) -> Sequence[Assignment]:
    return [turn for turn in page.moves.answers if turn.pk in page.to_fill]


def _fill(page: CasePage, turn: Assignment, form: Any, by: User) -> Done:
    return Done("", begin_stage_form(turn, by=by))


def _reassign_form(page: CasePage, turn: Any, posted: Posted, files: Posted = None) -> ReassignInput:
    asked = page.asked.get(turn.pk) if turn else None
    if turn is None or asked is None:
        return ReassignInput(posted, people=(), bodies=(), having=())
    already = {each.body_id for each in page.turns if each.stage == turn.stage and each.state != "lapsed"}
    bodies = bodies_instead(turn, page.route, on=page.on, asked=already)
    return ReassignInput(posted, people=asked.able, bodies=bodies, having=[each.user_id for each in asked.having])


def _reassign(page: CasePage, turn: Assignment, form: ReassignInput, by: User) -> Done:
    kind, pk = form.chosen
    to = {"person": User.objects.get(pk=pk)} if kind == "person" else {"to": Body.objects.get(pk=pk)}
    given = reassign(turn, by=by, reason=form.cleaned_data["reason"], **to)
    name = given.person.name if given.person else in_sentence(given.body.name)
    return Done(_("The case is handed over to %(name)s.") % {"name": name}, given)


def _take_over(page: CasePage, turn: Assignment, form: Any, by: User) -> Done:
    return Done(_("The case is yours now."), take_over(turn, by=by))


def _who_has_it(page: CasePage, turn: Any) -> list[str]:
    asked = page.asked.get(turn.pk) if turn else None
    if asked is None:
        return []
    names = joined([mandate.user.name for mandate in asked.having])
    return [_("Answers today: %(names)s.") % {"names": names}] if names else []


def _delegate_form(page: CasePage, turn: Any, posted: Posted, files: Posted = None) -> DelegateInput:
    asked = page.asked.get(turn.pk) if turn else None
    return DelegateInput(posted, deputies=asked.stand_ins(page.found.user_id) if asked else (), on=page.on)


def _delegate(page: CasePage, turn: Assignment, form: DelegateInput, by: User) -> Done:
    to = User.objects.get(pk=form.cleaned_data["to"])
    given = delegate_turn(turn, by=by, to=to, until=form.cleaned_data["until"])
    return Done(_("%(name)s answers now.") % {"name": to.name}, given)


def _resume(page: CasePage, turn: Assignment, form: Any, by: User) -> Done:
    return Done(_("The matter is taken up again."), resume_turn(turn, by=by))


ONLY_WHO_ANSWERS = gettext_lazy("Only the one who is to answer at this stage can do this.")
ANSWER = Move(
    key="answer",
    name=gettext_lazy("Answer or decide"),
    about="turn",
    may=_answers,
    why_not=ONLY_WHO_ANSWERS,
    open_to=lambda page: page.moves.answers,
    page=_at_turn("cases:answer"),
    form=_answer_form,
)
ASK_FOR_SUPPLEMENT = Move(
    key="ask_for_supplement",
    name=gettext_lazy("Ask for a supplement"),
    about="turn",
    may=_answers,
    why_not=ONLY_WHO_ANSWERS,
    open_to=lambda page: page.moves.answers if page.stage and page.stage.supplement else (),
    page=_at_turn("cases:supplement"),
    form=_supplement_form,
)
FILL_FORM = Move(
    key="fill_form",
    name=gettext_lazy("Fill in the form of the stage"),
    about="turn",
    may=_answers,
    why_not=ONLY_WHO_ANSWERS,
    open_to=_fillable,
    page=_at_turn("cases:fill"),
    do=_fill,
)
ANSWER_SUPPLEMENT = Move(
    key="answer_supplement",
    name=gettext_lazy("Supplement the application"),
    may=lambda page, thing: page.moves.answers_supplement,
    open_to=lambda page: (None,) if page.supplement and page.moves.answers_supplement else (),
    page=lambda page, thing: reverse("forms:overview", args=[page.case.submission.uuid]),
)
RESUME = Move(
    key="resume",
    name=gettext_lazy("Take it up again"),
    about="turn",
    title=gettext_lazy("Take the matter up again?"),
    lead=gettext_lazy("It is asked about from today, with the stage's whole time."),
    button=gettext_lazy("Take it up again"),
    why_not=gettext_lazy("Only the office, and the one whose turn it is, can take the matter up again."),
    too_late=gettext_lazy("The matter is not deferred."),
    may=lambda page, turn: page.found.is_office or _holds(page, turn),
    open_to=lambda page: page.resumable,
    candidates=lambda page: page.resting or page.waiting,
    page=act_page("ta-upp-igen"),
    do=_resume,
)
TAKE_OVER = Move(
    key="take_over",
    name=pgettext_lazy("case", "Take over"),
    about="turn",
    title=gettext_lazy("Take the case over?"),
    lead=gettext_lazy("From then on only you answer it. Who has it now is told by e-mail."),
    button=pgettext_lazy("case", "Take over"),
    why_not=gettext_lazy("Only who holds the same role can take the case over."),
    may=_holds,
    open_to=lambda page: page.moves.takes_over,
    candidates=lambda page: page.moves.takes_over,
    page=act_page("ta-over"),
    do=_take_over,
    facts=_who_has_it,
)
DELEGATE = Move(
    key="delegate",
    name=gettext_lazy("Let a deputy answer"),
    about="turn",
    title=gettext_lazy("Let a deputy answer"),
    lead=gettext_lazy("The deputy answers in your place, and is told by e-mail."),
    button=gettext_lazy("Let the deputy answer"),
    why_not=gettext_lazy("Only the one whose turn it is can let a deputy answer."),
    may=_holds,
    open_to=lambda page: page.moves.delegates,
    candidates=lambda page: page.moves.delegates,
    page=act_page("delegera"),
    form=_delegate_form,
    do=_delegate,
)
REASSIGN = Move(
    key="reassign",
    name=gettext_lazy("Hand over"),
    about="turn",
    title=gettext_lazy("Hand the case over"),
    lead=gettext_lazy("Who you choose is told by e-mail, and so are those who had it."),
    button=gettext_lazy("Hand over"),
    why_not=ONLY_OFFICE,
    may=is_office,
    open_to=lambda page: page.moves.reassigns,
    candidates=lambda page: page.moves.reassigns,
    page=act_page("lamna-over"),
    form=_reassign_form,
    do=_reassign,
    facts=_who_has_it,
)
