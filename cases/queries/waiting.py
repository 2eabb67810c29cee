"""Rows that wait: for a person, or for others in that person's cases."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from cases.models import Agreement, Assignment, Case, CaseGroup, Obligation, Recusal, Supplement
from cases.permissions import SPEAKS_FOR_GROUP
from forms.models.submission import among_those_of
from people.models import Body, BodyKind, Mandate
from people.queries.mandates import Standing

from .stages import StageNames

# How far ahead an obligation is shown.
AHEAD = timedelta(days=90)


def my_turns(found: Standing):
    """Open turns of the bodies in which the person holds the role that answers."""
    seats = Q(pk__in=[])
    by_role: dict[str, list[int]] = {}
    for body_id, role in found.seats:
        by_role.setdefault(role, []).append(body_id)
    for role, bodies in by_role.items():
        seats |= Q(role=role, body__in=bodies)
        if any(found.kinds[body_id] == BodyKind.OFFICE for body_id in bodies):
            seats |= Q(role=role, body__kind=BodyKind.OFFICE)
    waiting = Assignment.objects.filter(seats, state=Assignment.State.WAITING, case__status=Case.Status.WAITING)
    mine = waiting.filter(Q(rests_until=None) | Q(rests_until__lte=found.on)).exclude(_waits_for_signatures())
    return (
        mine.exclude(_recused(found.user_id))
        .exclude(_with_a_colleague(found))
        .select_related("case", "body")
        .order_by("due_on", "pk")
    )


def _waits_for_signatures():
    """Turns of a case whose agreement is sent: its parties have it, and their signatures answer the turn."""
    return Exists(Agreement.objects.filter(case=OuterRef("case"), status=Agreement.Status.SENT))


def _recused(person: Any):
    """Turns at which the person (an id, or a reference to one) is taken out."""
    recusals = Recusal.objects.standing().filter(case=OuterRef("case"), person=person)
    return Exists(recusals.filter(Q(stage="") | Q(stage=OuterRef("stage"))))


def _with_a_colleague(found: Standing):
    """Turns that somebody else has alone today, by `cases.domain.acting`: a name counts while its person is able."""
    me = found.user_id
    delegated = Q(delegated_until__gte=found.on) & _is_able("delegate", found.on)
    return (delegated & ~Q(delegate=me)) | (~delegated & _is_able("person", found.on) & ~Q(person=me))


def _is_able(name: str, on: date):
    """Whether the named one holds the role on the day, and is not recused."""
    return Exists(_holders(on).filter(user=OuterRef(name))) & ~_recused(OuterRef(name))


def _holders(on: date):
    """Mandates of the role that a turn asks for, in its body; one office answers for another."""
    seats = Mandate.objects.valid(on).filter(user__is_active=True, role=OuterRef("role"))
    asked = Body.objects.filter(pk=OuterRef(OuterRef("body")), kind=BodyKind.OFFICE)
    return seats.filter(Q(body=OuterRef("body")) | Q(body__kind=BodyKind.OFFICE) & Exists(asked))


def my_cases(found: Standing):
    """Cases that the person speaks for: their group applied, or they wrote it."""
    groups = CaseGroup.objects.filter(body__in=found.bodies_as(*SPEAKS_FOR_GROUP), case=OuterRef("pk"))
    return Case.objects.filter(Exists(groups) | among_those_of(found.user_id, "submission"))


def my_supplements(found: Standing):
    return (
        Supplement.objects.filter(my_cases(found).of(), answered_at=None, case__status=Case.Status.SUPPLEMENT)
        .select_related("case", "assignment__body")
        .order_by("due_on", "pk")
    )


def my_obligations(found: Standing, names: StageNames, *, on: date):
    """What my cases promised and is due; a case that was refused or withdrawn, or still runs, owes nothing yet."""
    owes = Q(pk__in=[])
    for version, ends in names.carried.items():
        owes |= Q(case__route_version=version, case__end__in=ends - {""})
    return (
        Obligation.objects.filter(owes, my_cases(found).of(), done_on=None, due_on__lte=on + AHEAD)
        .exclude(sent_on__isnull=False, returned_on=None)
        .select_related("case")
        .order_by("due_on", "pk")
    )


def waits_elsewhere(found: Standing, *, on: date):
    """Running cases that are mine and wait for somebody; for the office also all that are late."""
    of_my_groups = CaseGroup.objects.filter(body__in=found.body_ids, case=OuterRef("pk"))
    # What waits for signatures stands among the agreements.
    signing = Agreement.objects.filter(case=OuterRef("pk"), status=Agreement.Status.SENT)
    cases = Case.objects.running().exclude(Exists(signing))
    cases = cases.annotate(mine=Exists(of_my_groups) | among_those_of(found.user_id, "submission"))
    wanted = Q(mine=True) | Q(due_on__lt=on) if found.is_office else Q(mine=True)
    return _with_turns(cases.filter(wanted))


def nobody_answers(*, on: date):
    """Running cases with a turn that nobody holds the role for; `open_turns` are those turns alone."""
    turn = OuterRef(OuterRef("case"))
    out = Recusal.objects.standing().filter(case=turn, person=OuterRef("user"))
    out = out.filter(Q(stage="") | Q(stage=OuterRef(OuterRef("stage"))))
    able = _holders(on).exclude(Exists(out))
    silent = Assignment.objects.filter(state=Assignment.State.WAITING).exclude(Exists(able))
    cases = Case.objects.filter(status=Case.Status.WAITING, pk__in=silent.values("case"))
    return _with_turns(cases, silent.select_related("body"))


def _with_turns(cases, waiting=None):
    if waiting is None:
        waiting = Assignment.objects.filter(state=Assignment.State.WAITING).select_related("body")
    return cases.order_by("due_on", "pk").prefetch_related(
        Prefetch("assignments", waiting, to_attr="open_turns"),
    )
