"""The registers of bodies and of mandates."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from people.actions.change_mandate import change_mandate
from people.domain.swedish import day
from people.models import Body, BodyMunicipality, Mandate

from .payroll import PayrollOverheadRegister
from .registers import KeptByOffice, Register


class HoldsToday(SimpleListFilter):
    title = pgettext_lazy("mandate", "holds")
    parameter_name = "holds"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("now", pgettext_lazy("mandate", "now")),
            ("ended", pgettext_lazy("mandate", "ended")),
            ("coming", pgettext_lazy("mandate", "to come")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        today = timezone.localdate()
        if self.value() == "now":
            return queryset.filter(
                Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
            )
        if self.value() == "ended":
            return queryset.filter(valid_to__lt=today)
        if self.value() == "coming":
            return queryset.filter(valid_from__gt=today)
        return queryset


class KeyIsFixed(WagtailAdminModelForm):
    """The key is chosen once: answers, routes and the trail point at it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None


class MandateForm(WagtailAdminModelForm):
    """What the office changes here is told in the log, as everything that changes a role."""

    def save(self, commit: bool = True) -> Mandate:
        mandate = super().save(commit=False)
        return change_mandate(mandate, by=self.for_user) if commit else mandate


class DatedRegister(Register):
    """Both days as figures, which line up."""

    def from_day(self, item: Body | Mandate) -> str:
        return day(item.valid_from)

    from_day.short_description = _("from")
    from_day.admin_order_field = "valid_from"

    def to_day(self, item: Body | Mandate) -> str:
        return day(item.valid_to)

    to_day.short_description = _("to and including")
    to_day.admin_order_field = "valid_to"


class BodyRegister(DatedRegister):
    model = Body
    permission_helper_class = KeptByOffice
    menu_label = _("Bodies")
    menu_icon = "group"
    base_url_path = "organ"
    list_display = ("name", "kind", "where", "from_day", "to_day")
    list_filter = ("kind", HoldsToday)
    search_fields = ("name", "key", "municipalities__name")
    ordering = ("name", "pk")
    list_export = ("key", "name", "kind", "where", "valid_from", "valid_to")
    export_filename = "organ"
    inspect_view_fields = ["key", "name", "kind", "municipalities", "valid_from", "valid_to", "successors"]
    date_columns = ("from_day", "to_day")
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("key")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        InlinePanel(
            "coverage",
            heading=_("Municipalities"),
            label=_("Municipality"),
            panels=[
                FieldPanel("municipality"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            ],
        ),
        InlinePanel(
            "succeeded_by",
            heading=_("Succeeded by"),
            label=_("Successor"),
            help_text=_("When the group merges with others or is divided."),
            panels=[FieldRowPanel([FieldPanel("successor"), FieldPanel("on")])],
        ),
    ]
    edit_handler = ObjectList(panels, base_form_class=KeyIsFixed)

    def get_edit_handler(self) -> Any:
        return self.edit_handler.bind_to_model(self.model)

    def get_queryset(self, request: Any) -> Any:
        places = BodyMunicipality.objects.select_related("municipality").order_by("municipality__name")
        return super().get_queryset(request).prefetch_related(Prefetch("coverage", queryset=places))

    def where(self, body: Body) -> str:
        """Municipalities that the body covers or covered, each once."""
        return ", ".join(dict.fromkeys(place.municipality.name for place in body.coverage.all()))

    where.short_description = _("municipalities")


class MandateRegister(DatedRegister):
    model = Mandate
    permission_helper_class = KeptByOffice
    menu_label = _("Mandates")
    menu_icon = "user"
    base_url_path = "uppdrag"
    list_display = ("user", "body", "role", "deputy", "party", "from_day", "to_day")
    list_filter = ("role", "is_deputy", HoldsToday, "body__kind")
    search_fields = ("user__name", "user__email", "body__name")
    ordering = ("body__name", "role", "is_deputy", "user__name", "pk")
    list_select_related = ("user", "body", "party")
    list_export = ("user", "body", "role", "deputy", "party", "valid_from", "valid_to")
    export_filename = "uppdrag"
    inspect_view_fields = ["user", "body", "role", "is_deputy", "party", "valid_from", "valid_to"]
    date_columns = ("from_day", "to_day")
    panels = [
        MultiFieldPanel([FieldPanel("user"), FieldPanel("body")], heading=_("Who and where")),
        MultiFieldPanel([FieldPanel("role"), FieldPanel("is_deputy"), FieldPanel("party")], heading=_("Role")),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
    ]
    edit_handler = ObjectList(panels, base_form_class=MandateForm)

    def get_edit_handler(self) -> Any:
        return self.edit_handler.bind_to_model(self.model)

    def deputy(self, mandate: Mandate) -> str:
        return str(_("deputy")) if mandate.is_deputy else ""

    deputy.short_description = _("deputy")
    deputy.admin_order_field = "is_deputy"


class PeopleRegisters(ModelAdminGroup):
    menu_label = pgettext_lazy("menu", "People and bodies")
    menu_icon = "group"
    menu_order = 310
    items = (BodyRegister, MandateRegister, PayrollOverheadRegister)
