"""Note that somebody has a conflict of interest (jäv): they are taken out of the case, or of one stage of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases import audit, notices, notices_of_people
from cases.domain.state import LiftRecusal, Recuse
from cases.errors import CaseError
from cases.models import Assignment, Case, Recusal
from cases.permissions import keeps_meetings
from cases.queries.acting import acting
from people.models import User
from people.queries.mandates import standing

from .mandates import must_be_association
from .moving import after, carry_out, locked, next_step


@transaction.atomic
def recuse(
    case: Case,
    person: User,
    *,
    by: User,
    reason: str,
    stage: str = "",
    minuted: bool = False,
    at: datetime | None = None,
) -> Recusal:
    """The person neither answers nor is counted from now on; what they answered at the present stage is asked again.

    One recuses oneself where one could answer; the office notes it of anybody, and whoever keeps the meeting of a body
    that is asked (`minuted`) notes what was said in it. `stage` is a key, "" the whole case.
    Raises CaseError: 403 for others, 409 when the case is closed or the person is recused already, 422 without
    a reason or for an unknown stage.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    case = locked(case)
    found = standing(by, on=on)
    turns = list(case.assignments.filter(state=Assignment.State.WAITING).select_related("body"))
    asked = acting(turns, on=on)
    oneself = by.pk == person.pk and any(each.is_able(by.pk) for each in asked.values())
    keeper = minuted and any(keeps_meetings(found, turn.body_id) for turn in turns)
    if not (found.is_office or oneself or keeper):
        raise CaseError("not_the_association")
    reason = reason.strip()
    if not reason:
        raise CaseError("why_missing", field="reason")
    result = next_step(case, Recuse(person.pk, stage), at=at, field={"unknown_stage": "stage"})
    recusal = Recusal.objects.create(case=case, person=person, stage=stage, reason=reason, noted_by=by, noted_at=at)
    again = carry_out(case, result, at=at)
    data = {
        "recusal": recusal.pk,
        "person": person.pk,
        "stage": stage,
        "reason_sha256": audit.digest(reason),
        "after": after(result),
    }
    audit.record(case, "recused", by=by, at=at, data=data)
    notices_of_people.recused(recusal, by=by, at=at)
    notices.asked(again, at=at)
    notices_of_people.nobody_left(case, on=on, at=at)
    return recusal


@transaction.atomic
def lift_recusal(recusal: Recusal, *, by: User, at: datetime | None = None) -> Recusal:
    """The office takes back a recusal that was noted by mistake; what lapsed meanwhile stays lapsed.

    Raises CaseError: 403 for others, 409 when the case is closed or the recusal is lifted already.
    """
    at = at or timezone.now()
    must_be_association(by, on=timezone.localdate(at))
    case = locked(recusal.case)
    recusal = case.recusals.select_related("person").get(pk=recusal.pk)
    if recusal.lifted_at is not None:
        raise CaseError("not_recused", person=recusal.person.name)
    result = next_step(case, LiftRecusal(recusal.person_id, recusal.stage), at=at)
    recusal.lifted_by, recusal.lifted_at = by, at
    recusal.save(update_fields=["lifted_by", "lifted_at"])
    carry_out(case, result, at=at)
    data = {"recusal": recusal.pk, "person": recusal.person_id, "stage": recusal.stage, "after": after(result)}
    audit.record(case, "recusal_lifted", by=by, at=at, data=data)
    return recusal
