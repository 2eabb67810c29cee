"""What a meeting is made of: who has a seat, which cases wait, what is left from before, what was decided."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from cases.domain import meetings as rules
from cases.domain.proposals import proposal_in
from cases.domain.words import stem, words_of
from cases.models import ActionItem, AgendaItem, Assignment, Case, Meeting, OutgoingEmail, Recusal, StageForm
from forms.models import SubmissionRevision
from people.domain.following import successors
from people.models import Body, BodyKind, Mandate, Role, User
from people.queries.mandates import Standing
from people.queries.successions import followings, with_predecessors

# As many as one agenda takes.
MOST_POINTS = 200
MOST_TASKS = 100


def seats_of(meeting: Meeting) -> list[Mandate]:
    """One mandate for each person with a seat on the day, whoever is no deputy first; a seminar's are every group's."""
    whose = Q(body=meeting.body)
    if meeting.kind == Meeting.Kind.SEMINAR:
        whose |= Q(body__kind=BodyKind.LOCAL_GROUP)
    seats = Mandate.objects.valid(meeting.on).filter(whose, user__is_active=True)
    found: dict[int, Mandate] = {}
    for seat in seats.select_related("user").order_by("is_deputy", "user__name", "pk"):
        found.setdefault(seat.user_id, seat)
    return list(found.values())


def called_to(meeting: Meeting) -> list[User]:
    """Everybody with a seat, and who writes."""
    people = [seat.user for seat in seats_of(meeting)]
    secretary = meeting.secretary
    return people if secretary is None or secretary in people else [*people, secretary]


def called_before(meeting: Meeting) -> list[User]:
    """In whose calendar it stands: whose last letter about the meeting invited them."""
    letters = OutgoingEmail.objects.filter(key__startswith=f"meeting:{meeting.pk}:").order_by("pk")
    last = dict(letters.values_list("to", "calendar"))
    invited = [person for person, calendar in last.items() if "METHOD:REQUEST" in calendar]
    return list(User.objects.filter(pk__in=invited).order_by("pk"))


def doers_for(meeting: Meeting) -> list[User]:
    """Who may be given something to do: those with a seat, and the office."""
    office = Mandate.objects.valid(meeting.on).filter(body__kind=BodyKind.OFFICE, user__is_active=True)
    people = [seat.user for seat in seats_of(meeting)] + [seat.user for seat in office.select_related("user")]
    return list(dict.fromkeys(people))


def waiting_for(meeting: Meeting):
    """Turns of the body that are open on the day and stand neither here nor on another coming agenda of it."""
    bodies = with_predecessors(meeting.body_id, meeting.on)
    on_agendas = AgendaItem.objects.filter(
        Q(meeting=meeting) | Q(meeting__status__in=rules.COMING), assignment__isnull=False
    )
    waiting = Assignment.objects.filter(
        Q(rests_until=None) | Q(rests_until__lte=meeting.on),
        body__in=bodies,
        state=Assignment.State.WAITING,
        case__status=Case.Status.WAITING,
    )
    return (
        waiting.exclude(pk__in=on_agendas.values("assignment"))
        .select_related("case")
        .order_by("due_on", "pk")[:MOST_POINTS]
    )


def proposals_for(cases: Iterable[int]) -> dict[int, str]:
    """What the director proposed last in each case: the clauses of the proposal that was filled in, or the answer."""
    answered = Assignment.objects.filter(case__in=list(cases), role=Role.DIRECTOR, state=Assignment.State.ANSWERED)
    rows = list(answered.order_by("answered_at").values_list("case", "stage", "body", "text"))
    filled = filled_proposals({case for case, *_rest in rows}) if rows else {}
    said = [(case, filled.get((case, stage, body)) or text) for case, stage, body, text in rows]
    return {case: words for case, words in said if words}


def filled_proposals(cases: Iterable[int]) -> dict[tuple[int, str, int], str]:
    """By case, stage and body: the clauses of what was last sent in there."""
    forms = StageForm.objects.filter(case__in=list(cases))
    sent = SubmissionRevision.objects.filter(submission__stage_form__in=forms.values("pk"))
    sent = sent.select_related("submission__stage_form", "submission__version")
    found = {}
    for revision in sent.order_by("number"):
        form = revision.submission.stage_form
        found[form.case_id, form.stage, form.body_id] = proposal_in(
            revision.submission.version.raised, revision.answers
        )
    return found


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    items = meeting.items.select_related("case", "assignment__case__route_version", "assignment__body")
    return list(
        items.prefetch_related(
            "files",
            "recusals__person",
            Prefetch("action_items", ActionItem.objects.select_related("who", "agreed_with", "done_by")),
        )[:MOST_POINTS]
    )


def open_tasks(body: int, *, on: date, before: date | None = None):
    """What the body, or one that it has followed by the day, has agreed on and is not done; at a meeting what was
    agreed before its day."""
    tasks = ActionItem.objects.filter(body__in=with_predecessors(body, on), done_on=None).select_related(
        "who", "agreed_with", "item__meeting"
    )
    if before is not None:
        tasks = tasks.filter(item__meeting__starts_at__date__lt=before)
    return tasks[:MOST_TASKS]


def doers_of(task: ActionItem, *, on: date) -> list[User]:
    """Who may take a task over: those with a seat on the day in its body or in the one that followed it, and the
    office; what a seminar agreed on, those of every local group too.
    """
    whose = Q(body__in=successors(task.body_id, followings(), on)) | Q(body__kind=BodyKind.OFFICE)
    if task.item.meeting.kind == Meeting.Kind.SEMINAR:
        whose |= Q(body__kind=BodyKind.LOCAL_GROUP)
    seats = Mandate.objects.valid(on).filter(whose, user__is_active=True).select_related("user")
    return list(dict.fromkeys(seat.user for seat in seats.order_by("user__name", "pk")))


def tasks_seen(found: Standing):
    """One's own and those of the bodies that one sits in; the office sees all."""
    tasks = ActionItem.objects.select_related("who", "agreed_with", "done_by", "body", "item__meeting")
    return tasks if found.is_office else tasks.filter(Q(body__in=found.body_ids) | Q(who=found.user_id))


def bodies_kept(found: Standing) -> list[Body]:
    """Whose meetings the person calls."""
    bodies = Body.objects.valid(found.on).order_by("name")
    if not found.is_office:
        bodies = bodies.filter(pk__in=found.bodies_as(Role.CHAIR, Role.PROCESS_LEADER))
    return list(bodies)


def bodies_seen(found: Standing) -> list[Body]:
    """Those with a meeting that the person sees."""
    seen = Meeting.objects.visible_in(found).order_by().filter(body=OuterRef("pk"))
    return list(Body.objects.filter(Exists(seen)).order_by("name"))


def meetings_seen(found: Standing):
    # Counted for the meetings of the page alone.
    points = AgendaItem.objects.order_by().filter(meeting=OuterRef("pk")).values("meeting").annotate(all=Count("pk"))
    number = Coalesce(Subquery(points.values("all")), 0)
    return Meeting.objects.visible_in(found).select_related("body").annotate(points=number).order_by("starts_at")


def decisions_about(found: Standing, words: str):
    """Points that have been dealt with, whose heading, notes, decision or case has every word; the newest first."""
    written = Q(meeting__status__in=(rules.HELD, rules.ADJUSTED))
    points = AgendaItem.objects.filter(written, settled_at__isnull=False)
    if not found.is_office:
        points = points.filter(meeting__in=Meeting.objects.visible_in(found).values("pk"))
    for word in words.split()[:8]:
        points = points.filter(_says(word))
    return (
        points.select_related("meeting__body", "case")
        .prefetch_related("action_items__who", "action_items__agreed_with")
        .order_by("-meeting__starts_at", "position")
    )


def is_recused_in_case(turn: Assignment, person: User) -> bool:
    standing_recusals = Recusal.objects.standing().filter(case=turn.case_id, person=person)
    return standing_recusals.filter(Q(stage="") | Q(stage=turn.stage)).exists()


def _says(word: str) -> Q:
    """In any form, by its stem; SQLite folds only a–z, so å, ä and ö are asked for as they may stand: in the middle,
    or first in a sentence.
    """
    found, tasks = Q(case__number__iexact=word), Q()
    stems = {stem(each) for each in words_of(word)}
    for each in {word, word.lower(), word.capitalize(), *stems, *(one.capitalize() for one in stems)}:
        found |= Q(title__icontains=each) | Q(notes__icontains=each) | Q(decision__icontains=each)
        found |= Q(proposal__icontains=each)
        tasks |= Q(what__icontains=each)
    return found | Q(pk__in=ActionItem.objects.filter(tasks).values("item"))
