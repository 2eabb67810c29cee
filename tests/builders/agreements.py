"""Agreements in each state, in one line.

world = a_world(route_with_agreement())
agreement = sent(drawn_up(granted(world), by=world.officer), by=world.officer)
"""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.actions.draw_up_agreement import draw_up_agreement
from cases.actions.send_agreement import send_agreement
from cases.actions.sign_agreement import record_signature
from cases.models import Agreement, AgreementTemplate, Case
from cases.queries.agreement_text import Terms
from people.models import User

from . import cases as build

EMPLOYER, NUMBER = "Flens kommun", "212000-0332"


def route_with_agreement() -> dict[str, Any]:
    """The board's yes leads to the agreement, and that to the end."""
    route = build.route_json()
    board = route["stages"][-1]
    for outcome in board["outcomes"]:
        if outcome.get("to") == "beviljad":
            outcome["to"] = "avtal"
    route["stages"].append(
        build.stage(
            "avtal",
            {"kind": "office"},
            "case_officer",
            build.outcome("undertecknat", "submit", "beviljad"),
            build.outcome("inget_avtal", "reject", "utan_avtal", needs_reason=True),
            agreement=True,
            deadline={"days": 20},
        )
    )
    route["ends"].append(build.end("utan_avtal", "closed"))
    return route


def a_world() -> build.World:
    return build.a_world(route=route_with_agreement())


def terms(**more: Any) -> Terms:
    """As the office would fill them in."""
    given: dict[str, Any] = {
        "template": AgreementTemplate.objects.get(key="avtal"),
        "employer": EMPLOYER,
        "employer_number": NUMBER,
        "employer_signatory": "Anna Ek",
        "employer_title": "kommundirektör",
        "signatory": "Bo Lind",
        "signatory_title": "förbundschef",
        "period_from": date(2014, 7, 1),
        "period_to": date(2015, 12, 31),
    }
    return Terms(**(given | more))


def drawn_up(case: Case, *, by: User, **more: Any) -> Agreement:
    return draw_up_agreement(case, terms(**more), by=by)


def sent(agreement: Agreement, *, by: User, **more: Any) -> Agreement:
    return send_agreement(agreement, revision=agreement.revision, by=by, **more)


def a_scan(name: str = "avtal.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", content_type="application/pdf")


def signed(agreement: Agreement, place: int, *, by: User, **more: Any) -> Agreement:
    given: dict[str, Any] = {"signed_on": timezone.localdate(), "signed_by": "Anna Ek", "upload": a_scan()}
    return record_signature(agreement, place, by=by, **(given | more))


def in_force(case: Case, *, by: User, **more: Any) -> Agreement:
    agreement = sent(drawn_up(case, by=by, **more), by=by)
    for place in [party.place for party in agreement.unsigned]:
        agreement = signed(agreement, place, by=by)
    return Agreement.objects.get(pk=agreement.pk)
