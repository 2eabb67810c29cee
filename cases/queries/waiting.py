"""Rows that wait: for a person, or for others in that person's cases."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from cases.models import Agreement, Assignment, Case, CaseGroup, Obligation, Recusal, Supplement
from cases.permissions import SPEAKS_FOR_GROUP
from forms.models.submission import among_those_of
from people.models import Body, BodyKind, Mandate, Role
from people.queries.mandates import Standing

from .stages import StageNames

# Bodies that decide on applications and make none.
OF_THE_ASSOCIATION = {BodyKind.OFFICE, BodyKind.BOARD, BodyKind.EXECUTIVE_COMMITTEE, BodyKind.PREPARATORY_GROUP}
# How far ahead an obligation is shown.
AHEAD = timedelta(days=90)
# Of obligations: to be changed and sent in again.
SENT_BACK = Q(returned_on__isnull=False)


def my_turns(found: Standing):
    """Open turns of the bodies in which the person holds the role that answers."""
    seats = Q(pk__in=[])
    by_role: dict[str, list[int]] = {}
    for body_id, role in found.seats:
        by_role.setdefault(role, []).append(body_id)
    offices = Body.objects.filter(kind=BodyKind.OFFICE).values("pk")
    for role, bodies in by_role.items():
        others = [body_id for body_id in bodies if found.kinds[body_id] != BodyKind.OFFICE]
        # By their keys, not by their kind: so the turns are found by the index, not by all cases that wait.
        seats |= Q(role=role, body__in=others) if others else Q(pk__in=[])
        seats |= Q(role=role, body__in=offices) if len(others) < len(bodies) else Q(pk__in=[])
    mine = _waiting(seats).filter(Q(rests_until=None) | Q(rests_until__lte=found.on)).exclude(_waits_for_signatures())
    return (
        mine.exclude(_recused(found.user_id))
        .exclude(_with_a_colleague(found))
        .select_related("case", "body")
        .order_by("due_on", "pk")
    )


def _waiting(which: Any):
    """Open turns of running cases. Their cases are asked about one by one, so that the turns are found by the index."""
    runs = Case.objects.filter(pk=OuterRef("case"), status=Case.Status.WAITING)
    return Assignment.objects.filter(which, Exists(runs), state=Assignment.State.WAITING)


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
    return Case.objects.filter(_spoken_for(found))


def _spoken_for(found: Standing, at: str = "") -> Q:
    return of_own(found, found.bodies_as(*SPEAKS_FOR_GROUP), at)


def of_own(found: Standing, bodies: Iterable[int], at: str = "") -> Q:
    """That one of the bodies applied in the row's case, which `at` leads to, or the person wrote it.

    Asked of each row that is read. The association's own bodies apply in none, so that whoever sits in them alone has
    what they wrote, and it is found without looking at the rest.
    """
    written = among_those_of(found.user_id, f"{at}__submission" if at else "submission")
    groups = [body for body in bodies if found.kinds[body] not in OF_THE_ASSOCIATION]
    if not groups:
        return written
    return Q(Exists(CaseGroup.objects.filter(body__in=groups, case=OuterRef(at or "pk")))) | written


def my_supplements(found: Standing):
    return (
        Supplement.objects.filter(_spoken_for(found, "case"), answered_at=None, case__status=Case.Status.SUPPLEMENT)
        .select_related("case", "assignment__body")
        .order_by("due_on", "pk")
    )


def my_obligations(found: Standing, names: StageNames, *, on: date):
    """What my cases promised and is due; a case that was refused or withdrawn, or still runs, owes nothing yet."""
    return _owed(found, names).filter(due_on__lte=on + AHEAD).exclude(sent_on__isnull=False, returned_on=None)


def sent_back(found: Standing, names: StageNames):
    """What my cases promised and was sent back to them to be changed, whenever that is due."""
    return _owed(found, names).filter(SENT_BACK)


def _owed(found: Standing, names: StageNames):
    owes = Q(pk__in=[])
    for version, ends in names.carried.items():
        owes |= Q(route_version=version, end__in=ends - {""})
    # Their cases are asked about one by one, in the order that they are due: PostgreSQL would read all cases first.
    rows = Obligation.objects.filter(my_cases(found).filter(owes).of(), done_on=None)
    return rows.select_related("case").order_by("due_on", "pk")


def with_others(found: Standing):
    """Running cases of one's groups and one's own that wait for somebody else, the earliest due first."""
    return _of_others(found, of_own(found, found.body_ids))


def late_with_others(found: Standing, *, on: date):
    """Those of them that are late; for the office every case that is late with somebody else."""
    return _of_others(found, Q() if found.is_office else of_own(found, found.body_ids)).filter(due_on__lt=on)


def _of_others(found: Standing, whose: Q):
    # What waits for signatures stands among the agreements, and what I am to answer in my own list.
    signing = Agreement.objects.filter(case=OuterRef("pk"), status=Agreement.Status.SENT)
    turns, asked = (rows.order_by().filter(case=OuterRef("pk")) for rows in (my_turns(found), my_supplements(found)))
    # Whose they are is asked first: that costs least.
    running = Case.objects.running().filter(whose)
    return running.exclude(Exists(signing)).exclude(Exists(turns)).exclude(Exists(asked)).order_by("due_on", "pk")


def signing_of(found: Standing):
    """Agreements that are sent and not signed by all: of every case for the office, for others of their own."""
    sent = Agreement.objects.filter(status=Agreement.Status.SENT).order_by("sign_by", "pk")
    return sent if found.is_office else sent.filter(_spoken_for(found, "case"))


def silent_turns(on: date):
    """Open turns that nobody may answer: nobody holds the role, or all who do are recused."""
    seats = Mandate.objects.valid(on).filter(user__is_active=True)
    nobody = Q(pk__in=[])
    for role in Role.values:
        holders = seats.filter(role=role)
        in_an_office = Exists(holders.filter(body__kind=BodyKind.OFFICE))
        held = Exists(holders.filter(body=OuterRef("pk"))) | Q(in_an_office, kind=BodyKind.OFFICE)
        nobody |= Q(role=role, body__in=Body.objects.exclude(held).values("pk"))
    out = Recusal.objects.standing().filter(case=OuterRef(OuterRef("case")), person=OuterRef("user"))
    out = out.filter(Q(stage="") | Q(stage=OuterRef(OuterRef("stage"))))
    taken_out = Q(case__in=Recusal.objects.standing().values("case")) & ~Exists(_holders(on).exclude(Exists(out)))
    return _waiting(nobody | taken_out)


def nobody_answers(*, on: date):
    """Running cases with a turn that nobody may answer; `open_turns` are those turns alone."""
    silent = silent_turns(on)
    cases = Case.objects.filter(pk__in=silent.values("case")).order_by("due_on", "pk")
    return cases.prefetch_related(Prefetch("assignments", silent.select_related("body"), to_attr="open_turns"))
