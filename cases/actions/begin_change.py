"""Ask to change what was granted: begin the form, filled in with what holds, and take it in when it is sent."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from cases import audit
from cases.domain import amending
from cases.errors import CaseError
from cases.models import Case, ChangeRequest, FollowUp
from cases.queries.agreements import is_given_notice_of
from cases.queries.changes import PARTS, Asked, Line, asked_in, budget_now, draft_of, granted_now, groups_now
from cases.sentences import language_day
from forms.actions.start_submission import start_submission
from forms.domain.kinds import kind_of
from forms.models import Form, Submission, SubmissionRevision
from people.domain.swedish import kr
from people.models import User
from people.queries.mandates import standing

from .make_obligations import must_be_granted
from .mandates import can_act_for_applicants
from .moving import locked

TITLE_LENGTH = 200


@transaction.atomic
def begin_change(case: Case, *, parts: Collection[str] = (), by: User, at: datetime | None = None) -> ChangeRequest:
    """A draft for the groups; what they have begun and not sent in is gone on with.

    Raises CaseError: 403 for others than those who apply and the office, 409 where nothing can be changed, where
    another request about the same is under way, or where the association has no form and route for it.
    """
    at = at or timezone.now()
    found = standing(by, on=timezone.localdate(at))
    case = locked(case)
    if not found.is_office and not can_act_for_applicants(found, case):
        raise CaseError("not_the_applicant")
    must_be_changeable(case)
    must_be_alone(case, parts)
    begun = draft_of(case, by)
    if begun is not None:
        return begun
    form = change_form()
    groups = groups_now(case, on=timezone.localdate(at))
    submission = start_submission(form, by, groups, follows=case.submission, at=at)
    submission.bodies.set(groups)
    submission.answers = _filled(submission, case, parts, [group.key for group in groups])
    submission.title = str(submission.answers.get("rubrik", submission.title))[:TITLE_LENGTH]
    submission.save(update_fields=["answers", "title"])
    return ChangeRequest.objects.create(
        amends=case,
        submission=submission,
        based_on=case.amendments.count(),
        parts=sorted(parts),
        begun_by=by,
        begun_at=at,
    )


@transaction.atomic
def renew_change(request: ChangeRequest, *, by: User, at: datetime | None = None) -> ChangeRequest:
    """Go on from what holds now: the answers stay, and the writer has seen what was changed in between."""
    at = at or timezone.now()
    found = standing(by, on=timezone.localdate(at))
    case = locked(request.amends)
    if not found.is_office and not can_act_for_applicants(found, case):
        raise CaseError("not_the_applicant")
    must_be_changeable(case)
    request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.case_id is not None:
        raise CaseError("change_sent")
    request.based_on = case.amendments.count()
    request.save(update_fields=["based_on"])
    return request


def change_form() -> Form:
    """Raises CaseError (409) where the association has none, or no route that opens with it."""
    key = FollowUp.in_use().change_form
    form = Form.objects.filter(key=key).first() if key else None
    if form is None or form.current_version is None or not form.routes.filter(live=True).exists():
        raise CaseError("no_change_form")
    return form


def must_be_changeable(case: Case) -> None:
    """A granted case that is still in the office's hands. Raises CaseError (409)."""
    must_be_granted(case)
    if case.closed_on is not None:
        raise CaseError("closed_to_changes")
    if is_given_notice_of(case):
        raise CaseError("agreement_ends")


def must_be_alone(case: Case, parts: Collection[str], *, besides: int | None = None) -> None:
    """Nobody else asks to change the same: the two would undo each other. Raises CaseError (409)."""
    for other in case.change_requests.running().select_related("case"):
        same = set(other.parts) & set(parts) - {amending.OTHER}
        if same and other.pk != besides and other.case is not None:
            raise CaseError("change_running", number=other.case.number)


def receive_change(
    change: Case, request: ChangeRequest, revision: SubmissionRevision, *, by: User, at: datetime
) -> None:
    """What was sent in is a case; both cases say so. The caller opens it in the same transaction.

    Raises CaseError: 409 as `begin_change` and where the first case was amended since, 422 for what was filled in.
    """
    first = locked(request.amends)
    must_be_changeable(first)
    if first.amendments.count() != request.based_on:
        raise CaseError("amended_since")
    asked = asked_in(revision.submission, revision.answers)
    must_be_alone(first, asked.parts, besides=request.pk)
    check_asked(first, asked)
    request.case, request.parts = change, sorted(asked.parts)
    request.save(update_fields=["case", "parts"])
    data = {"change": change.number, "parts": request.parts}
    audit.record(first, "change_asked", by=by, at=at, data=data)


def receive_again(change: Case, revision: SubmissionRevision) -> None:
    """A supplement to the request starts from what holds now. Raises CaseError as `receive_change`."""
    request = ChangeRequest.objects.select_related("amends").get(case=change)
    first = locked(request.amends)
    asked = asked_in(revision.submission, revision.answers)
    must_be_alone(first, asked.parts, besides=request.pk)
    check_asked(first, asked)
    request.based_on, request.parts = first.amendments.count(), sorted(asked.parts)
    request.save(update_fields=["based_on", "parts"])


def check_asked(first: Case, asked: Asked, now: amending.Granted | None = None) -> None:
    """Whether it can be carried out as things stand. Raises CaseError (409 or 422)."""
    if not asked.parts:
        raise CaseError("no_parts")
    if asked.case_number and asked.case_number.upper() != first.number:
        raise CaseError("other_case", number=first.number)
    if (line := asked.is_deducting) is not None:
        raise CaseError("negative_line", line=line.label)
    now = now or granted_now(first)
    if asked.period is not None and asked.wanted.ends_on is None and asked.period != now.period:
        raise CaseError("period_not_ticked")
    refused = amending.refusal(now, asked.wanted)
    if refused is not None:
        raise CaseError(refused.code, **_said(refused.params))
    if amending.PERSON in asked.parts:
        if asked.leads_from is None or not (asked.person or (asked.name and asked.email)):
            raise CaseError("nobody_leads")
        if asked.person and not User.objects.filter(pk=asked.person, is_active=True).exists():
            raise CaseError("nobody_leads")


def _said(params: Mapping[str, Any]) -> dict[str, Any]:
    """Amounts and days as they are read."""
    return {
        name: kr(value) if isinstance(value, Decimal) else language_day(value) if isinstance(value, date) else value
        for name, value in params.items()
    }


def _filled(submission: Submission, case: Case, parts: Collection[str], groups: list[str]) -> dict[str, Any]:
    """The first answers: what holds today, in the fields that the form has (docs/formats.md)."""
    fields = submission.version.parsed.fields
    with translation.override("sv"):
        title = gettext("Change of %(number)s: %(title)s") % {"number": case.number, "title": case.title}
    known: dict[str, Any] = {
        "rubrik": title[:TITLE_LENGTH],
        "arende": case.number,
        "sokande": groups,
        "vad": [key for key, part in PARTS.items() if part in parts] or None,
        "period": _period(case),
        "budget": _budget(case),
    }
    read = {
        key: kind_of(fields[key]).read(value, fields[key]).answer
        for key, value in known.items()
        if key in fields and value
    }
    return {**submission.answers, **{key: answer for key, answer in read.items() if answer is not None}}


def _period(case: Case) -> dict[str, str] | None:
    if case.period_from is None or case.period_to is None:
        return None
    return {"from": case.period_from.isoformat(), "to": case.period_to.isoformat()}


def _budget(case: Case) -> Mapping[str, Any] | None:
    """The lines that hold; where more was applied for than granted, a line says how much is to be taken away."""
    lines, now = [line for line in budget_now(case) if any(line.amounts.values())], granted_now(case)
    if not now.years:
        return None
    missing = {
        year: each.granted - sum((line.amounts.get(year, Decimal(0)) for line in lines), Decimal(0))
        for year, each in now.years.items()
    }
    missing = {year: amount for year, amount in missing.items() if amount}
    if missing:
        with translation.override("sv"):
            label = gettext("Granted") if not lines else gettext("To spread: not granted, or paid by others")
        lines.append(Line(uuid4().hex, label, "", missing))
    return {"unit": "kr", "lines": [{**line.as_json(), "key": ""} for line in lines]}
