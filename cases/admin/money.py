"""Funds and their appropriations."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from cases.actions.record_appropriation import record_appropriation
from cases.actions.set_limit import set_limit
from cases.errors import CaseError, RouteError
from cases.models import AmountLimit, Appropriation, Fund, FundYear, Route
from cases.wording import problem_text
from people.domain.swedish import kr


class AmountColumn(NumberColumn):
    def get_value(self, instance: Any) -> str:
        return kr(super().get_value(instance))


class EditFund(EditView):
    """Its balances hold what the fund holds; a fund that has granted more than it has is not held."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                FundYear.objects.filter(fund=form.instance).update(is_held=form.cleaned_data["is_held"])
                return super().form_valid(form)
        except IntegrityError:
            form.add_error("is_held", _("More is granted out of the fund than is set aside in it for some year."))
            return self.form_invalid(form)


class FundViewSet(SnippetViewSet):
    model = Fund
    edit_view_class = EditFund
    icon = "folder-inverse"
    menu_label = _("Funds")
    url_prefix = "anslagstyper"
    list_display = ["name", "key"]
    ordering = ["name"]
    copy_view_enabled = False
    panels = [FieldPanel("name"), FieldPanel("key"), FieldPanel("is_held"), FieldPanel("is_activity")]


class CreateAppropriation(CreateView):
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
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)
        return super().form_valid(form)

    def save_instance(self) -> Appropriation:
        return self.made


class EnteredOnce(ModelPermissionPolicy):
    """What stands in the ledger is never changed or deleted: a change is an appropriation of its own."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"change", "delete"} and super().user_has_permission(user, action)


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


class EditLimit(EditView):
    """A new amount is a new version of each route that chooses by it."""

    changed: Sequence[Route] = ()

    def save_instance(self) -> AmountLimit:
        limit = super().save_instance()
        self.changed = set_limit(limit, limit.amount, by=self.request.user)
        return limit

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except RouteError as refused:
            for problem in refused.problems:
                form.add_error("amount", problem_text(problem))
            return self.form_invalid(form)

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
