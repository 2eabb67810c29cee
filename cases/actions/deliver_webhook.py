"""Tell one system of one event, and try again later where it does not take it."""

import http.client
import json
import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from cases import outgoing
from cases.domain.signing import signature
from cases.models import WebhookDelivery
from cases.webhooks import payload

logger = logging.getLogger(__name__)
State = WebhookDelivery.State
# Growing waits, a day and a half in all: a system that is down over night is told in the morning.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
# Longer than a call may take; a worker that dies keeps a delivery no longer than this.
# Kept as it stands and put into the reader's language where it is shown.
OFF = gettext_noop("The system is switched off.")
TAKEN_FOR = timedelta(minutes=2)


def deliver_webhook(delivery_id: int, *, at: datetime | None = None) -> str:
    """Gives what happened: "delivered", "already settled", "taken", "switched off", "waits" or "set aside".

    A worker that dies after the other system took it leaves a delivery that is made again, with the same event id.
    """
    at = at or timezone.now()
    delivery = _take(delivery_id, at)
    if isinstance(delivery, str):
        return delivery
    body = json.dumps(payload(delivery), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Samverka",
        "Samverka-Event": delivery.kind,
        "Samverka-Event-Id": str(delivery.uid),
        "Samverka-Signature": signature(delivery.webhook.secret, int(at.timestamp()), body),
    }
    try:
        status = outgoing.post(delivery.webhook.url, body, headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _failed(delivery, at, None, str(error) or type(error).__name__)
    if not 200 <= status < 300:
        return _failed(delivery, at, status, "")
    delivery.state, delivery.status, delivery.error = State.DELIVERED, status, ""
    delivery.delivered_at, delivery.taken_until, delivery.next_at = timezone.now(), None, None
    delivery.save()
    return "delivered"


@transaction.atomic
def _take(delivery_id: int, at: datetime) -> WebhookDelivery | str:
    of_no_case = ("year_event__body", "year_event__happening", "money_event__fund", "money_event__limit")
    about = ("webhook", "event__case", *of_no_case)
    rows = WebhookDelivery.objects.select_for_update(of=("self",)).select_related(*about)
    delivery = rows.filter(pk=delivery_id).first()
    if delivery is None or delivery.state != State.WAITING:
        return "already settled"
    if not delivery.webhook.active:
        delivery.state, delivery.error = State.SET_ASIDE, OFF
        delivery.save()
        return "switched off"
    if delivery.taken_until is not None and delivery.taken_until > at:
        return "taken"
    delivery.attempts += 1
    delivery.taken_until = at + TAKEN_FOR
    delivery.save(update_fields=["attempts", "taken_until"])
    return delivery


@transaction.atomic
def _failed(delivery: WebhookDelivery, at: datetime, status: int | None, error: str) -> str:
    from cases.tasks import deliver_webhook as task

    delivery.status, delivery.error, delivery.taken_until = status, error, None
    if delivery.attempts > len(WAITS):
        delivery.state, delivery.next_at = State.SET_ASIDE, None
        delivery.save()
        logger.error("Webhook %s was set aside after %s attempts", delivery.pk, delivery.attempts)
        return "set aside"
    delivery.next_at = at + WAITS[delivery.attempts - 1]
    delivery.save()
    task.using(run_after=delivery.next_at).enqueue(delivery.pk)
    return "waits"


@transaction.atomic
def send_again(delivery: WebhookDelivery) -> bool:
    """Begin anew with a delivery that was set aside; False where it is on its way or was taken already."""
    from cases.tasks import deliver_webhook as task

    delivery = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    if delivery.state != State.SET_ASIDE:
        return False
    delivery.state, delivery.attempts, delivery.next_at = State.WAITING, 0, None
    delivery.status, delivery.error, delivery.taken_until = None, "", None
    delivery.save()
    task.enqueue(delivery.pk)
    return True
