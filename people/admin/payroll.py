"""The register of payroll overheads (PO): a rate per employer and year."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from people.domain.swedish import HARD_SPACE
from people.models import PayrollOverhead

from .registers import KeptByOffice, Register


class RateAsWritten(WagtailAdminModelForm):
    """48,33 and 48.33 are both taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rate = self.fields["rate"]
        rate.localize = True
        rate.widget.is_localized = True


class PayrollOverheadRegister(Register):
    model = PayrollOverhead
    permission_helper_class = KeptByOffice
    menu_label = _("Payroll overheads")
    menu_icon = "decimal"
    base_url_path = "po"
    list_display = ("whose", "year", "per_cent")
    list_filter = ("year",)
    search_fields = ("employer__name",)
    ordering = ("-year", "employer__name", "pk")
    list_select_related = ("employer",)
    list_export = ("whose", "year", "rate")
    export_filename = "po-palagg"
    inspect_view_fields = ["employer", "year", "rate"]
    figure_columns = ("year", "per_cent")
    panels = [
        FieldPanel("employer"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("rate")]),
    ]
    edit_handler = ObjectList(panels, base_form_class=RateAsWritten)

    def get_edit_handler(self) -> Any:
        return self.edit_handler.bind_to_model(self.model)

    def whose(self, overhead: PayrollOverhead) -> str:
        return str(overhead.employer or _("All employers without a rate of their own"))

    whose.short_description = _("employer")
    whose.admin_order_field = "employer__name"

    def per_cent(self, overhead: PayrollOverhead) -> str:
        return f"{written(overhead.rate)}{HARD_SPACE}%"

    per_cent.short_description = _("payroll overhead")
    per_cent.admin_order_field = "rate"


def written(rate: Decimal) -> str:
    return f"{rate:.2f}".replace(".", ",")
