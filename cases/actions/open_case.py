"""Open a case on an application that was sent in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases import audit, notices
from cases.domain.following_up import kind_of
from cases.domain.registry import format_number
from cases.domain.state import CaseState, Open
from cases.errors import CaseError
from cases.models import Case, CaseGroup, ChangeRequest, Obligation, RegistrySeries, RouteVersion
from cases.queries.received import Promised, Received, read_application
from cases.queries.standing_of_case import bodies_to_ask
from forms.models import Form, Submission, SubmissionRevision
from people.models import Body, User

from .begin_change import receive_change
from .finding import refresh_words
from .moving import after, carry_out, next_step
from .registering import register_sending


# Always inside the sending in, which is undone as a whole: no savepoint of its own.
@transaction.atomic(savepoint=False)
def open_case(
    submission: Submission,
    revision: SubmissionRevision,
    *,
    by: User,
    at: datetime | None = None,
    change: ChangeRequest | None = None,
) -> Case:
    """The case that the submission opens, entered at its route's first stage; `change` asks to amend another.

    Raises CaseError when no published route opens with the form, or nobody is there to answer;
    the submission is then undone with the transaction.
    """
    at = at or revision.sent_at
    if Case.objects.filter(submission=submission).exists():
        raise CaseError("already_opened")
    version = route_for(submission.version.form)
    received = read_application(version.parsed, revision)
    groups = _groups(received.groups)
    case = _register(submission, version, received, at, amends=change.amends_id if change else None)
    CaseGroup.objects.bulk_create(CaseGroup(case=case, body=group) for group in groups)
    case.named_groups = [group.name for group in groups]
    Obligation.objects.bulk_create(
        Obligation(case=case, row=found.row, **_said(found)) for found in received.obligations
    )
    register_sending(case, revision, by=by, at=at)
    refresh_words(case, new=True)

    keys = tuple(group.key for group in groups)
    bodies = bodies_to_ask(version.parsed, groups=keys, answers=revision.answers, on=timezone.localdate(at))
    result = next_step(case, Open(keys), at=at, state=CaseState(bodies=bodies))
    asked = carry_out(case, result, at=at)
    audit.record(
        case,
        "opened",
        by=by,
        at=at,
        data={
            "route": version.route.key,
            "version": version.number,
            "route_sha256": version.sha256,
            "submission": str(submission.uuid),
            "revision": revision.number,
            "answers_sha256": revision.sha256,
            "groups": list(keys),
            "applied": None if case.applied_total is None else f"{case.applied_total:.2f}",
            **({"amends": change.amends.number} if change else {}),
            "after": after(result),
        },
    )
    if change is not None:
        receive_change(case, change, revision, by=by, at=at)
    notices.opened(case, asked, at=at)
    return case


def route_for(form: Form) -> RouteVersion:
    """The published version of the route that opens with the form."""
    version = (
        RouteVersion.objects.filter(route__form=form, route__live=True)
        .select_related("route")
        .order_by("-published_at", "-number")
        .first()
    )
    if version is None:
        raise CaseError("no_route", form=form.title)
    return version


def keep_obligations(case: Case, promised: Iterable[Promised]) -> None:
    """The obligations that the answers promise, made or brought up to date; what is done stays as it was."""
    known = {each.row: each for each in case.obligations.exclude(row="")}
    kept, new = [], []
    for found in promised:
        obligation = known.get(found.row) if found.row else None
        said = _said(found)
        if obligation is None:
            new.append(Obligation(case=case, row=found.row, **said))
            continue
        kept.append(obligation.pk)
        if obligation.done_on is None and (obligation.title, obligation.due_on) != (found.title, found.due_on):
            for name, value in said.items():
                setattr(obligation, name, value)
            obligation.save()
    gone = [each.pk for each in known.values() if each.pk not in kept and each.done_on is None]
    if gone:
        case.obligations.filter(pk__in=gone).delete()
    Obligation.objects.bulk_create(new)


def _said(found: Promised) -> dict[str, Any]:
    """The columns of an obligation that the answers say; its words say which kind it is."""
    return {"title": found.title, "due_on": found.due_on, "kind": kind_of(found.title)}


def _groups(keys: tuple[str, ...]) -> list[Body]:
    found = Body.objects.in_bulk(list(keys), field_name="key")
    unknown = [key for key in keys if key not in found]
    if unknown:
        raise CaseError("unknown_groups", keys=", ".join(unknown))
    return [found[key] for key in keys]


def _register(
    submission: Submission, version: RouteVersion, received: Received, at: datetime, *, amends: int | None
) -> Case:
    year = timezone.localtime(at).year
    serial = _next_serial(year)
    return Case.objects.create(
        number=format_number(year, serial),
        year=year,
        serial=serial,
        title=received.title or version.route.title,
        route_version=version,
        submission=submission,
        received_at=at,
        period_from=received.period_from,
        period_to=received.period_to,
        applied_total=received.applied_total,
        amends_id=amends,
    )


def _next_serial(year: int) -> int:
    """The year's next number. The row stays locked until the case is kept or undone, so none is skipped."""
    series = RegistrySeries.objects.select_for_update().filter(year=year).first()
    if series is None:
        RegistrySeries.objects.get_or_create(year=year)
        series = RegistrySeries.objects.select_for_update().get(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
