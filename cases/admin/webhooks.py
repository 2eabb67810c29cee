"""Systems that are told of what happens in cases, and each time that they were."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cases.actions.deliver_webhook import send_again
from cases.models import Webhook, WebhookDelivery
from cases.webhooks import KINDS
from people.admin.looking import LookedAt, LookedAtView, LookingViewSet

# As many as are put on their way by one click.
AT_ONCE = 500


class WebhookForm(WagtailAdminModelForm):
    kinds = django_forms.MultipleChoiceField(
        label=_("What it is told of"),
        required=False,
        widget=django_forms.CheckboxSelectMultiple,
        help_text=_("Choose none to tell it of everything, also of what is added later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = list(KINDS.items())


class WebhookViewSet(ModelViewSet):
    model = Webhook
    icon = "globe"
    menu_label = _("Webhooks")
    name = "webhookar"
    copy_view_enabled = False
    list_display = ["name", "url", BooleanColumn("active", label=_("Switched on"))]
    ordering = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldPanel("secret"),
        FieldPanel("kinds"),
        FieldPanel("active"),
    ]

    def get_form_class(self, for_update: bool = False) -> Any:
        return self.get_edit_handler().get_form_class()

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = WebhookForm
        return handler


class EventColumn(TitleColumn):
    def get_value(self, instance: Any) -> str:
        return said(instance)


def said(delivery: WebhookDelivery) -> str:
    """RAR26-14: somebody answers or decides."""
    return f"{_about(delivery)}: {KINDS.get(delivery.kind, delivery.kind)}"


def _about(delivery: WebhookDelivery) -> str:
    if delivery.event is not None:
        return delivery.event.case.number
    if delivery.year_event is not None:
        return delivery.year_event.body.name
    return delivery.money_event.subject_name if delivery.money_event is not None else ""


def stands(delivery: WebhookDelivery) -> str:
    """On its way for the first time and being tried again are two things to whoever waits for it."""
    if delivery.state == WebhookDelivery.State.WAITING and delivery.next_at is not None:
        return now("Tried again %(at)s") % {"at": date_format(timezone.localtime(delivery.next_at), "Y-m-d H:i")}
    return str(delivery.get_state_display())


def went_wrong(delivery: WebhookDelivery) -> str:
    """What the other system answered where it did not take it, or why it could not be reached."""
    if delivery.state == WebhookDelivery.State.DELIVERED:
        return ""
    if delivery.error:
        return now(delivery.error)
    return now("Answered %(status)s") % {"status": delivery.status} if delivery.status else ""


class StateColumn(Column):
    def get_value(self, instance: Any) -> str:
        return stands(instance)


class TroubleColumn(Column):
    def get_value(self, instance: Any) -> str:
        return went_wrong(instance)


class DeliveryView(LookedAtView):
    def get_page_subtitle(self) -> str:
        return said(self.object)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        told = {"event": said, "state": stands, "error": went_wrong}
        if field_name in told:
            return told[field_name](self.object) or "–"
        return super().get_field_display_value(field_name, field)


class DeliveryList(IndexView):
    def get_base_queryset(self) -> Any:
        return WebhookDelivery.objects.select_related(
            "webhook", "event__case", "year_event__body", "money_event__fund", "money_event__limit"
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        left = WebhookDelivery.objects.filter(state=WebhookDelivery.State.SET_ASIDE, webhook__active=True)
        return context | {"set_aside": left.count(), "most": AT_ONCE}


class DeliveryViewSet(LookingViewSet):
    index_view_class = DeliveryList
    inspect_view_class = DeliveryView
    model = WebhookDelivery
    icon = "mail"
    menu_label = _("Deliveries")
    name = "leveranser"
    list_display = [
        EventColumn("event", label=_("Event"), url_name="leveranser:inspect", width="35%"),
        Column("webhook", label=pgettext_lazy("delivery", "To"), sort_key="webhook__name"),
        StateColumn("state", label=_("State"), sort_key="state"),
        TroubleColumn("error", label=_("What went wrong")),
        DateColumn("created_at", label=_("Created"), sort_key="created_at"),
    ]
    list_filter = ["state", "webhook"]
    ordering = ["-pk"]
    inspect_template_name = "cases/admin/delivery.html"
    index_results_template_name = "cases/admin/deliveries.html"
    inspect_view_fields = [
        "webhook",
        "event",
        "uid",
        "state",
        "attempts",
        "status",
        "error",
        "created_at",
        "delivered_at",
        "next_at",
    ]


register_permission_policy(WebhookDelivery, LookedAt(WebhookDelivery))


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("cases.change_webhookdelivery"):
        raise PermissionDenied
    delivery = get_object_or_404(WebhookDelivery, pk=pk)
    if send_again(delivery):
        messages.success(request, now("The event is sent again."))
    else:
        messages.error(request, now("The event is on its way, or was delivered already."))
    return redirect(reverse("leveranser:inspect", args=[pk]))


@require_POST
def resend_all(request: HttpRequest) -> HttpResponse:
    """What was set aside, the oldest first: a system that was away for days gets what it missed."""
    if not request.user.has_perm("cases.change_webhookdelivery"):
        raise PermissionDenied
    left = WebhookDelivery.objects.filter(state=WebhookDelivery.State.SET_ASIDE, webhook__active=True)
    count = sum(send_again(delivery) for delivery in left.order_by("pk")[:AT_ONCE])
    said_so = ngettext("%(count)s event is sent again.", "%(count)s events are sent again.", count)
    messages.success(request, said_so % {"count": count})
    return redirect(reverse("leveranser:index"))
