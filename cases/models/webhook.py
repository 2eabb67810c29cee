"""Systems that are told what happens in cases, and each time that they are."""

import ipaddress
import secrets
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def new_secret() -> str:
    return secrets.token_urlsafe(32)


class Webhook(models.Model):
    """An address at another system. It is told of the events that it asks for, from the day that it is switched on."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Which system it is, for those who see this list."))
    url = models.URLField(_("address"), max_length=500)
    secret = models.CharField(
        _("secret"),
        max_length=100,
        default=new_secret,
        help_text=_("What is sent is signed with it. Give it to the other system, and to nobody else."),
    )
    kinds = models.JSONField(_("what it is told of"), default=list, blank=True)
    active = models.BooleanField(_("switched on"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """What can be seen from the address itself; where its name leads is looked at each time that it is called."""
        where = urlsplit(self.url)
        if where.scheme != "https" and not (settings.DEBUG or settings.WEBHOOKS_TO_PRIVATE):
            raise ValidationError({"url": _("The address must begin with https://.")})
        if where.username or where.password:
            raise ValidationError({"url": _("Leave out user name and password: what is sent is signed.")})
        if not settings.WEBHOOKS_TO_PRIVATE and _is_inside(where.hostname or ""):
            raise ValidationError({"url": _("The address leads into a network of our own. Give one on the internet.")})
        if len(self.secret) < 20:
            raise ValidationError({"secret": _("Use a secret of at least 20 characters.")})

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


class DeliveryQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        return self.filter(state=WebhookDelivery.State.WAITING)


class WebhookDelivery(models.Model):
    """One event on its way to one system: told once, tried again for a while, then set aside."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "On its way")
        DELIVERED = "delivered", pgettext_lazy("delivery", "Delivered")
        SET_ASIDE = "set_aside", pgettext_lazy("delivery", "Set aside")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    event = models.ForeignKey(
        "cases.CaseEvent", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    # What happens in a group's year happens in no case.
    year_event = models.ForeignKey(
        "cases.YearEvent", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("event of a year")
    )
    # Nor what is done with a fund or an amount limit.
    money_event = models.ForeignKey(
        "cases.MoneyEvent", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("event of money")
    )
    # The same for every system and every try, so that a receiver can leave out what it has.
    uid = models.UUIDField(_("id of the event"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Who delivers it has it until then; a second worker keeps away.
    taken_until = models.DateTimeField(null=True, blank=True, editable=False)
    next_at = models.DateTimeField(_("tried again"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    error = models.CharField(_("what went wrong"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="cases_told_once"),
            models.UniqueConstraint(fields=["webhook", "year_event"], name="cases_told_once_of_a_year"),
            models.UniqueConstraint(fields=["webhook", "money_event"], name="cases_told_once_of_money"),
            models.CheckConstraint(
                condition=Q(event__isnull=False, year_event=None, money_event=None)
                | Q(event=None, year_event__isnull=False, money_event=None)
                | Q(event=None, year_event=None, money_event__isnull=False),
                name="cases_told_of_one_event",
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False), name="cases_told_has_a_time"
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="cases_deliveries_by_state")]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event_id or self.year_event_id or self.money_event_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.error = self.error[:300]
        super().save(*args, **kwargs)

    @property
    def kind(self) -> str:
        """As `cases.webhooks` names it; what happens in a year or with money has its own names."""
        if self.year_event is not None:
            return f"year_{self.year_event.kind}"
        if self.money_event is not None:
            return f"{self.money_event.of}_{self.money_event.kind}"
        return self.event.kind if self.event is not None else ""
