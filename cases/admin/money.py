"""Funds and their appropriations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.log_actions import log
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from cases.actions.keep_fund import change_fund, make_fund
from cases.actions.record_appropriation import record_appropriation
from cases.actions.set_limit import make_limit, set_limit
from cases.errors import CaseError, RouteError
from cases.models import AmountLimit, Appropriation, Fund, Route
from cases.wording import problem_text
from people.domain.swedish import kr


class AmountColumn(NumberColumn):
    def get_value(self, instance: Any) -> str:
        return kr(super().get_value(instance))


class SaysNo:
    """An act that refuses what the form took: told at its field, with all that was typed kept."""

    def refuse(self, form: Any, error: CaseError) -> HttpResponse:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return self.kept(form)

    def kept(self, form: Any) -> HttpResponse:
        # Wagtail sets it where the form itself is not valid, and asks for it when the form is shown again.
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        answer: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]
        return answer


class FundForm(WagtailAdminModelForm):
    reason = forms.CharField(
        label=_("Why it is changed"),
        required=False,
        max_length=200,
        help_text=_("Stands in the history of the fund, which everybody with a role can read."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None


class CreateFund(CreateView):
    def save_instance(self) -> Fund:
        given = self.form.cleaned_data
        named = {name: given[name] for name in ("key", "name", "is_held", "is_activity", "reason")}
        fund = make_fund(**named, by=self.request.user)
        log(instance=fund, action="wagtail.create", user=self.request.user)
        return fund


class EditFund(SaysNo, EditView):
    """Its balances hold what the fund holds; a fund that has granted more than it has is not held."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except CaseError as error:
            return self.refuse(form, error)

    def save_instance(self) -> Fund:
        given = self.form.cleaned_data
        named = {name: given[name] for name in ("name", "is_held", "is_activity", "reason")}
        fund = change_fund(self.form.instance, **named, by=self.request.user)
        log(instance=fund, action="wagtail.edit", user=self.request.user)
        return fund


class FundViewSet(SnippetViewSet):
    model = Fund
    add_view_class = CreateFund
    edit_view_class = EditFund
    icon = "folder-inverse"
    menu_label = _("Funds")
    url_prefix = "anslagstyper"
    list_display = ["name", "key"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("name", "key", "is_held", "is_activity", "reason")], base_form_class=FundForm
    )


class CreateAppropriation(SaysNo, CreateView):
    """Written into the ledger too, or refused at its field."""

    def form_valid(self, form: Any) -> HttpResponse:
        given = form.cleaned_data
        try:
            self.made = record_appropriation(
                given["fund"],
                year=given["year"],
                amount=given["amount"],
                decision=given["decision"],
                note=given["note"],
                by=self.request.user,
            )
        except CaseError as error:
            return self.refuse(form, error)
        return super().form_valid(form)

    def save_instance(self) -> Appropriation:
        return self.made


class EnteredOnce(ModelPermissionPolicy):
    """What stands in the ledger is never changed or deleted: a change is an appropriation of its own."""

    never = frozenset({"change", "delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.never and super().user_has_permission(user, action)


class KeptForEver(EnteredOnce):
    """What has a trail is changed, never deleted."""

    never = frozenset({"delete"})


class AppropriationViewSet(SnippetViewSet):
    model = Appropriation
    add_view_class = CreateAppropriation
    inspect_view_enabled = True
    icon = "decimal"
    menu_label = _("Appropriations")
    url_prefix = "anslag"
    list_display = [
        Column("fund", label=_("Fund"), sort_key="fund__name"),
        Column("year", label=_("Year"), sort_key="year"),
        AmountColumn("amount", label=_("Amount"), sort_key="amount"),
        "note",
    ]
    list_filter = ["fund", "year"]
    ordering = ["-year", "fund__name", "pk"]
    list_select_related = ["fund"]
    copy_view_enabled = False
    panels = [
        FieldPanel("fund"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("amount")]),
        FieldPanel("decision"),
        FieldPanel("note"),
    ]


class LimitForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None


class CreateLimit(CreateView):
    def save_instance(self) -> AmountLimit:
        given = self.form.cleaned_data
        limit = make_limit(**{name: given[name] for name in ("key", "name", "amount", "note")}, by=self.request.user)
        log(instance=limit, action="wagtail.create", user=self.request.user)
        return limit


class EditLimit(SaysNo, EditView):
    """A new amount is a new version of each route that chooses by it."""

    changed: Sequence[Route] = ()

    def save_instance(self) -> AmountLimit:
        given, limit = self.form.cleaned_data, self.form.instance
        self.changed = set_limit(limit, given["amount"], name=given["name"], note=given["note"], by=self.request.user)
        limit.refresh_from_db()
        log(instance=limit, action="wagtail.edit", user=self.request.user)
        return limit

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except RouteError as refused:
            for problem in refused.problems:
                form.add_error("amount", problem_text(problem))
            return self.kept(form)

    def get_success_message(self, instance: Any = None) -> str:
        said = super().get_success_message(instance)
        if not self.changed:
            return said
        titles = ", ".join(f"“{route.title}”" for route in self.changed)
        more = _("Published anew with the new amount: %(routes)s. Cases that are under way keep the old.")
        return f"{said} {more % {'routes': titles}}"


class LimitViewSet(SnippetViewSet):
    model = AmountLimit
    icon = "decimal"
    menu_label = _("Amount limits")
    url_prefix = "beloppsgranser"
    add_view_class = CreateLimit
    edit_view_class = EditLimit
    list_display = ["name", AmountColumn("amount", label=_("Amount"), sort_key="amount"), "key", "note"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("amount"), FieldPanel("note"), FieldPanel("key")], base_form_class=LimitForm
    )


class MoneyGroup(SnippetViewSetGroup):
    items = (AppropriationViewSet, FundViewSet, LimitViewSet)
    menu_label = _("Money")
    menu_icon = "decimal"
    menu_order = 330


register_permission_policy(Appropriation, EnteredOnce(Appropriation))
register_permission_policy(Fund, KeptForEver(Fund))
register_permission_policy(AmountLimit, KeptForEver(AmountLimit))
