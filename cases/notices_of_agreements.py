"""Who is told of agreements: to be signed, in force, cancelled, late."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from people.domain.swedish import kr
from people.models import Mandate, Role, User

from .letters import Letter, send, site_url
from .models import Agreement, AgreementParty, AgreementTermination, Obligation
from .notices import applying_people, is_news, office_people, tell

# Who answers for an employer's business here: those who represent it, in the bodies where they do.
REPRESENTS = (Role.CHAIR, Role.MEMBER, Role.PROCESS_LEADER)


def sent(agreement: Agreement, *, at: datetime) -> None:
    """To the groups' people, the employer's, and the director who signs for the association."""
    if is_news(at):
        on = timezone.localdate(at)
        people = [*parties_people(agreement, on=on), *office_people(Role.DIRECTOR, on=on)]
        tell(_once(people), "agreement_to_sign", f"agreement:{agreement.pk}:sent", agreement.case, **_about(agreement))


def in_force(agreement: Agreement, *, at: datetime) -> None:
    """To the groups' people, the employer's, and the office."""
    if is_news(at):
        on = timezone.localdate(at)
        people = [*parties_people(agreement, on=on), *office_people(Role.CASE_OFFICER, Role.DIRECTOR, on=on)]
        key = f"agreement:{agreement.pk}:in_force"
        tell(_once(people), "agreement_in_force", key, agreement.case, **_about(agreement))


def cancelled(agreement: Agreement, reason: str, *, at: datetime) -> None:
    """To those who were asked to sign it."""
    if is_news(at):
        people = parties_people(agreement, on=timezone.localdate(at))
        key = f"agreement:{agreement.pk}:cancelled"
        tell(people, "agreement_cancelled", key, agreement.case, **_about(agreement), reason=reason)


def terminated(made: AgreementTermination, *, at: datetime) -> None:
    """To the groups' people, the employer's, and the office."""
    _tell_of_notice(made, "agreement_terminated", made.reason.text, at=at)


def termination_withdrawn(made: AgreementTermination, *, at: datetime) -> None:
    """To the same."""
    assert made.withdraw_reason is not None  # it is taken back
    _tell_of_notice(made, "agreement_goes_on", made.withdraw_reason.text, at=at)


def _tell_of_notice(made: AgreementTermination, template: str, reason: str, *, at: datetime) -> None:
    if not is_news(at):
        return
    agreement, on = made.agreement, timezone.localdate(at)
    people = [*parties_people(agreement, on=on), *office_people(Role.CASE_OFFICER, Role.DIRECTOR, on=on)]
    gone = Obligation.objects.filter(cancelled_by=made).order_by("due_on", "pk")
    said: dict[str, Any] = {
        "party": made.party.name,
        "received_on": made.received_on,
        "ends_on": made.ends_on,
        "claims_until": made.claims_until,
        "owed_no_more": "\n".join(gone.values_list("title", flat=True)),
        "reason": reason,
    }
    key = f"agreement:{agreement.pk}:notice:{made.number}:{template}"
    tell(_once(people), template, key, agreement.case, **_about(agreement), **said)


def remind(agreement: Agreement, *, rule: int, on: date) -> None:
    """`rule` is so many days before, or below zero after; each is told once."""
    key = f"reminder:agreement:{agreement.pk}:{agreement.sign_by:%Y%m%d}:{rule}"
    send(_reminders(agreement, key, is_late=rule < 0, on=on))


def remind_again(agreement: Agreement, *, on: date) -> None:
    """The office reminds by hand, at most once a day whatever the schedule has sent."""
    send(reminders(agreement, on=on))


def reminders(agreement: Agreement, *, on: date) -> list[Letter]:
    """The letters that the office's reminder is, to those who are to sign."""
    key = f"reminder:office:agreement:{agreement.pk}:{on:%Y%m%d}"
    return _reminders(agreement, key, is_late=agreement.is_late(on), on=on)


def _reminders(agreement: Agreement, key: str, *, is_late: bool, on: date) -> list[Letter]:
    template = "agreement_late" if is_late else "agreement_soon"
    people = list(parties_people(agreement, on=on))
    if any(each.role == AgreementParty.Role.FINANCIER for each in agreement.unsigned):
        people += office_people(Role.DIRECTOR, on=on)
    about = _about(agreement)
    return [Letter(user, template, key, agreement.case, about, urgent=True) for user in _once(people)]


def parties_people(agreement: Agreement, *, on: date) -> list[User]:
    """Those who speak for the groups, and the groups' own people who represent the employer."""
    parties = [each.party_id for each in agreement.parties.all() if each.role == AgreementParty.Role.COUNTERPARTY]
    groups = agreement.case.case_groups.values("body")
    mandates = Mandate.objects.valid(on).filter(body__in=groups, party__in=[pk for pk in parties if pk])
    representing = mandates.filter(role__in=REPRESENTS, user__is_active=True).select_related("user")
    return _once([*applying_people(agreement.case, on=on), *(each.user for each in representing)])


def _once(people: Iterable[User]) -> list[User]:
    return list({user.pk: user for user in people}.values())


def _about(agreement: Agreement) -> dict[str, Any]:
    return {
        "agreement": agreement.name,
        "employer": next(
            (each.name for each in agreement.parties.all() if each.role == AgreementParty.Role.COUNTERPARTY), ""
        ),
        "amounts": "\n".join(f"{year}: {kr(amount)}" for year, amount in agreement.by_year.items()),
        "unsigned": [each.name for each in agreement.unsigned],
        "deadline": agreement.sign_by,
        "in_force": agreement.in_force_on,
        "page": f"{site_url()}{agreement.get_absolute_url()}",
    }
