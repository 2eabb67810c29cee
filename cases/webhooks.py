"""Which systems are told of an event: one row a system and event, made in the transaction of what it tells about."""

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .models import CaseEvent, MoneyEvent, Webhook, WebhookDelivery, YearEvent

# What a system may ask for, in the order that it is shown; `docs/formats.md` says what each event is.
EVENTS = {
    "opened": _("An application is received and registered"),
    "answered": _("Somebody answers or decides"),
    "supplement_requested": _("Somebody asks for a supplement"),
    "supplement_answered": _("A supplement is sent in"),
    "reassigned": _("A turn is given to somebody else"),
    "taken_over": _("Somebody takes a turn over"),
    "delegated": _("A turn is delegated to a deputy"),
    "recused": _("Somebody is taken out because of a conflict of interest"),
    "recusal_lifted": _("Somebody who was taken out is back"),
    "resumed": _("What was deferred is taken up again"),
    "reopened": _("A closed case is opened again"),
    "form_filled": _("A form of a stage is filled in"),
    "route_changed": _("A case goes on by a newer version of its route"),
    "body_followed": _("Another body takes a case over"),
    "withdrawn": _("A case is withdrawn"),
    "message_posted": _("A message is written"),
    "reminded": _("The office reminds of something late"),
    "letter_sent_again": _("The office sends a letter again"),
    "letter_settled": _("The office leaves a letter that did not get through"),
    "obligation_added": _("Something that must be done is written in"),
    "obligation_completed": _("Something that must be done is done"),
    "obligations_made": _("What a grant owes is written in"),
    "obligation_changed": _("Something that must be done is changed"),
    "obligation_removed": _("Something that must be done is taken away"),
    "obligations_cancelled": _("What must be done is owed no more, since an agreement ends"),
    "obligations_restored": _("What was owed no more must be done again"),
    "obligation_sent": _("What must be done is sent in"),
    "obligation_returned": _("What was sent in is sent back"),
    "obligation_approved": _("What was sent in is approved"),
    "obligation_reminded": _("The office reminds of something that must be done"),
    "start_noted": _("The real start is noted"),
    "appropriation_recorded": _("Money is set aside"),
    "document_registered": _("The office registers a document"),
    "secrecy_marked": _("Something is marked as secret"),
    "secrecy_lifted": _("A mark of secrecy is lifted"),
    "named_publicly": _("The office chooses a public title"),
    "handout_started": _("Somebody asks for documents"),
    "handed_out": _("Documents are handed out or refused"),
    "handout_dropped": _("Documents are no longer asked for"),
    "closed": _("The office closes a case"),
    "closing_undone": _("The office opens a closed case again"),
    "archived": _("A case is put in the archive"),
    "taken_out_of_archive": _("A case is taken out of the archive"),
    "disposal_decided": _("It is decided to dispose of a case"),
    "disposed": _("A case is disposed of"),
    "money_moved": _("Money is moved between years"),
    "payment_asked": _("Somebody asks for payment"),
    "payment_approved": _("A request for payment is approved"),
    "payment_refused": _("A request for payment is refused"),
    "payment_paid": _("A request for payment is paid"),
    "payment_taken_back": _("A request for payment is taken back"),
    "called_off": _("Somebody calls off support"),
    "call_off_taken_back": _("A call-off is taken back"),
    "grant_released": _("What is left of a grant is given back"),
    "agreement_drawn_up": _("An agreement is drawn up"),
    "agreement_changed": _("A draft of an agreement is changed"),
    "agreement_sent": _("An agreement is sent to be signed"),
    "agreement_signed": _("A party signs an agreement"),
    "agreement_in_force": _("An agreement comes into force"),
    "agreement_replaced": _("An agreement is replaced by another"),
    "agreement_cancelled": _("An agreement is cancelled"),
    "agreement_terminated": _("Notice is given of an agreement"),
    "agreement_termination_withdrawn": _("Notice of an agreement is taken back"),
    "agreement_ended_elsewhere": _("The last day of an agreement follows from another case"),
    "agreement_reminded": _("The office reminds of an agreement to sign"),
    "change_asked": _("Somebody asks to change what was granted"),
    "change_ended": _("A request for a change ends without one"),
    "amended": _("What was granted is changed"),
    "took_effect": _("A request for a change takes effect"),
    "outcome_reported": _("Somebody reports what a year cost"),
}
# What happens in the year of a group, and not in a case.
YEAR_EVENTS = {
    "year_ticked": _("Something in a group's year is ticked by hand"),
    "year_tick_taken_back": _("A tick in a group's year is taken back"),
    "year_reminded": _("The office reminds a group of its year"),
}
# What is done with the association's funds and amount limits. What a case does with a fund's money happens in the case.
MONEY_EVENTS = {
    "fund_made": _("A fund is made"),
    "fund_changed": _("A fund is changed"),
    "fund_appropriated": _("Money is set aside in a fund"),
    "fund_moved": _("Money of a fund is moved between years"),
    "limit_made": _("An amount limit is made"),
    "limit_changed": _("An amount limit is changed"),
}
# All of them, in the order that they are shown.
KINDS = EVENTS | YEAR_EVENTS | MONEY_EVENTS
EVENT_NAMESPACE = uuid5(NAMESPACE_URL, "samverka:case-event")


def event_id(number: str, seq: int) -> UUID:
    """The same however often it is made: case and place in its trail never change."""
    return uuid5(EVENT_NAMESPACE, f"{number}#{seq}")


def queue(*events: CaseEvent) -> None:
    """One delivery for each system that asks for the kind. Called by `cases.audit`, in the caller's transaction."""
    hooks = list(Webhook.objects.filter(active=True))
    _put_on_their_way(
        WebhookDelivery(webhook=hook, event=event, uid=event_id(event.case.number, event.seq))
        for event in events
        for hook in hooks
        if hook.wants(event.kind)
    )


def queue_of_year(event: YearEvent) -> None:
    """As `queue`, of what was done in a group's year."""
    _queue_one(uuid5(EVENT_NAMESPACE, f"year#{event.pk}"), year_event=event)


def queue_of_money(event: MoneyEvent) -> None:
    """As `queue`, of what was done with a fund or an amount limit."""
    _queue_one(uuid5(EVENT_NAMESPACE, f"{event.of}:{_key_of(event)}#{event.seq}"), money_event=event)


def _queue_one(uid: UUID, **about: Any) -> None:
    told = (WebhookDelivery(webhook=hook, uid=uid, **about) for hook in Webhook.objects.filter(active=True))
    _put_on_their_way(delivery for delivery in told if delivery.webhook.wants(delivery.kind))


def _put_on_their_way(deliveries: Iterable[WebhookDelivery]) -> None:
    from .tasks import deliver_webhook

    for delivery in WebhookDelivery.objects.bulk_create(deliveries):
        deliver_webhook.enqueue(delivery.pk)


def payload(delivery: WebhookDelivery) -> dict[str, Any]:
    """What is sent: which case, what kind of thing, where it stands, and the event's seal. Never what somebody wrote.

    Who wants to know more asks the JSON API, where rights and secrecy hold.
    """
    if delivery.event is not None:
        return _of_case(delivery, delivery.event)
    if delivery.year_event is not None:
        return _of_year(delivery, delivery.year_event)
    return _of_money(delivery, delivery.money_event) if delivery.money_event is not None else {}


def _of_case(delivery: WebhookDelivery, event: CaseEvent) -> dict[str, Any]:
    case = event.case
    after = event.data.get("after") or {}
    return {
        "id": str(delivery.uid),
        "kind": event.kind,
        "at": event.at.isoformat(),
        "case": {"number": case.number, "api": reverse("api-1:get_case", args=[case.number])},
        "event": event.seq,
        "sha256": event.sha256,
        "status": after.get("status", case.status),
        "stage": after.get("stage", case.stage),
    }


def _of_year(delivery: WebhookDelivery, event: YearEvent) -> dict[str, Any]:
    """Which group, what of its year and for which period; of a tick how it stands."""
    said = {name: event.data[name] for name in ("state", "done_on") if name in event.data}
    return {
        "id": str(delivery.uid),
        "kind": delivery.kind,
        "at": event.at.isoformat(),
        "group": event.body.key,
        "happening": event.happening.key,
        "period_from": event.data["span_from"],
        **said,
    }


def _of_money(delivery: WebhookDelivery, event: MoneyEvent) -> dict[str, Any]:
    """Which fund or limit, and the event's seal. How much stands in the API, for those with a mandate."""
    return {
        "id": str(delivery.uid),
        "kind": delivery.kind,
        "at": event.at.isoformat(),
        event.of: _key_of(event),
        "event": event.seq,
        "sha256": event.sha256,
    }


def _key_of(event: MoneyEvent) -> str:
    subject = event.fund or event.limit
    assert subject is not None  # the database holds it
    return subject.key
