"""Cases as reports read them, on the demo's own application form and route; rows alone, no actions."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.conf import settings

from cases.models import Assignment, Case, CaseGroup, Decision, GrantedAmount, Route, RouteVersion
from forms.gallery import ready_form
from forms.models import Form, FormVersion, Submission, SubmissionRevision
from people.models import Body, BodyKind, Mandate, Role, User

DEFINITIONS = settings.BASE_DIR / "cms" / "demo" / "definitions"
LINES = {"lon": "Lön", "lokal": "Lokal", "resor": "Resor", "telefon": "Telefon", "dator": "Dator"}
serials = count(1)

# The three applications: lines by years in kronor, and the sums that their papers print.
GNOT = {
    2016: (401_000, 9_000, 8_000, 5_000, 8_000),
    2017: (801_000, 18_000, 15_000, 10_000, 15_000),
    2018: (401_000, 9_000, 8_000, 5_000, 8_000),
}
KFV = {
    2014: (600_000, 15_000, 10_000, 10_000, 15_000),
    2015: (712_000, 18_000, 10_000, 10_000, 15_000),
    2016: (120_000, 3_000, 5_000, 2_000, 3_000),
}
KFV_PRINTED = {"years": {"2014": "650000", "2015": "764000", "2016": "133000"}, "total": "1547000"}
ESKILSTUNA_STRANGNAS = {
    2014: (356_000, 9_000, 10_000, 5_000, 7_500),
    2015: (712_000, 18_000, 15_000, 10_000, 15_000),
    2016: (356_000, 9_000, 10_000, 5_000, 7_500),
}


def person(name: str = "Someone", body: Body | None = None, role: str = Role.CHAIR) -> User:
    user = User.objects.create_user(f"user{next(serials)}@example.org", "a long password", name=name)
    if body is not None:
        Mandate.objects.create(user=user, body=body, role=role)
    return user


def group(name: str, kind: str = BodyKind.LOCAL_GROUP) -> Body:
    return Body.objects.create(key=f"body-{next(serials)}", name=name, kind=kind)


def budget(years: Mapping[int, Sequence[int | str]], printed: Mapping[str, Any] | None = None) -> dict[str, Any]:
    lines = [
        {
            "id": f"00000000-0000-4000-8000-{row:012d}",
            "key": key,
            "label": label,
            "measure": "",
            "amounts": {str(year): str(amounts[row]) for year, amounts in years.items()},
        }
        for row, (key, label) in enumerate(LINES.items())
    ]
    return {"unit": "kr", "lines": lines, **({"printed": printed} if printed else {})}


def case_about(
    title: str,
    groups: Sequence[Body],
    years: Mapping[int, Sequence[int | str]],
    *,
    printed: Mapping[str, Any] | None = None,
    year: int = 2014,
    granted: Mapping[int, int] | None = None,
) -> Case:
    writer = person("The writer")
    answers = {
        "rubrik": title,
        "period": {"from": f"{min(years)}-03-01", "to": f"{max(years)}-02-28"},
        "budget": budget(years, printed),
    }
    submission = Submission.objects.create(
        version=_form_version(),
        title=title,
        state=Submission.State.SUBMITTED,
        answers=answers,
        created_by=writer,
        saved_by=writer,
    )
    received = datetime(year, 2, 1, 9, tzinfo=UTC)
    SubmissionRevision.objects.create(
        submission=submission, number=1, answers=answers, sha256="", sent_by=writer, sent_at=received
    )
    serial = next(serials)
    case = Case.objects.create(
        number=f"RAR{year % 100:02d}-{serial}",
        year=year,
        serial=serial,
        title=title,
        route_version=_route_version(),
        submission=submission,
        received_at=received,
        period_from=date(min(years), 3, 1),
        period_to=date(max(years), 2, 28),
        applied_total=sum((Decimal(amount) for amounts in years.values() for amount in amounts), Decimal(0)),
        stage="lsg",
    )
    CaseGroup.objects.bulk_create(CaseGroup(case=case, body=body) for body in groups)
    if granted:
        _decide(case, granted, writer, received)
    return case


def _decide(case: Case, granted: Mapping[int, int], by: User, at: datetime) -> None:
    board = group("Styrelsen", BodyKind.BOARD)
    turn = Assignment.objects.create(
        case=case,
        stage="styrelsen",
        round=1,
        body=board,
        role=Role.CHAIR,
        state=Assignment.State.ANSWERED,
        opened_at=at,
        outcome="bifall",
        answered_by=by,
        answered_at=at,
    )
    decision = Decision.objects.create(
        case=case,
        assignment=turn,
        body=board,
        kind="approve",
        decided_on=at.date(),
        paragraph="7",
        text="=1+1",
        recorded_by=by,
        recorded_at=at,
    )
    GrantedAmount.objects.bulk_create(
        GrantedAmount(decision=decision, year=year, amount=amount) for year, amount in granted.items()
    )
    Case.objects.filter(pk=case.pk).update(
        granted_total=sum(granted.values()), status=Case.Status.ENDED, end="beviljad"
    )
    case.refresh_from_db()


def _form_version() -> FormVersion:
    form, _ = Form.objects.get_or_create(key="ansokan", defaults={"title": "Ansökan"})
    return form.current_version or FormVersion.objects.create(
        form=form, number=1, schema=1, definition=ready_form("ansokan").definition, sha256=""
    )


def _route_version() -> RouteVersion:
    form = Form.objects.get(key="ansokan")
    route, _ = Route.objects.get_or_create(key="ansokan", defaults={"title": "Ansökan", "form": form})
    return route.current_version or RouteVersion.objects.create(
        route=route, number=1, schema=1, definition=_definition("route-ansokan"), sha256=""
    )


def _definition(name: str) -> dict[str, Any]:
    return json.loads((DEFINITIONS / f"{name}.json").read_text())
