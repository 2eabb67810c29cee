"""Who is told of requests for payment and call-offs by e-mail."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from people.models import Role

from .letters import site_url
from .models import CallOff, PaymentRequest
from .notices import applying_people, is_news, office_people, tell

OFFICE = (Role.CASE_OFFICER, Role.DIRECTOR)


def asked(payment: PaymentRequest, *, at: datetime) -> None:
    """To the office, which approves it."""
    if is_news(at):
        people = [user for user in office_people(*OFFICE, on=timezone.localdate(at)) if user.pk != payment.asked_by_id]
        tell(people, "payment_asked", f"payment:{payment.pk}:asked", payment.case, **_about(payment))


def settled(payment: PaymentRequest, *, at: datetime) -> None:
    """To who asked and the groups: approved, refused with the reason, or paid."""
    if is_news(at):
        people = {
            user.pk: user for user in [payment.asked_by, *applying_people(payment.case, on=timezone.localdate(at))]
        }
        key = f"payment:{payment.pk}:{payment.state}"
        tell(people.values(), f"payment_{payment.state}", key, payment.case, **_about(payment))


def called_off(made: CallOff, *, at: datetime) -> None:
    """To the office, which arranges the support."""
    if is_news(at):
        values: dict[str, Any] = {
            "body": made.body.name,
            "quantity": f"{made.quantity:f}".rstrip("0").rstrip(".").replace(".", ",") + f" {made.get_unit_display()}",
            "year": str(made.year),
            "amount": made.amount,
            "note": made.note,
            "by": made.by.name,
        }
        people = office_people(*OFFICE, on=timezone.localdate(at))
        tell(people, "called_off", f"call_off:{made.pk}", made.case, **values)


def _about(payment: PaymentRequest) -> dict[str, Any]:
    return {
        "payment": payment.name,
        "body": payment.body.name if payment.body else "",
        "year": str(payment.year),
        "amount": payment.amount,
        "by": payment.asked_by.name,
        "reason": payment.reason,
        "paid": payment.paid_on,
        "request": f"{site_url()}{payment.get_absolute_url()}",
    }
