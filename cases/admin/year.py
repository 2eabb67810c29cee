"""What a group's year asks for: an editor says what, when, for whom, and what makes it done."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from cases.models import Happening
from cases.year_wording import when_in_words
from people.models import Body, BodyKind


class HappeningForm(WagtailAdminModelForm):
    """The key never changes, since ticks and the trail name it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None
        self.fields["bodies"].queryset = Body.objects.filter(kind=BodyKind.LOCAL_GROUP)


class KeptWhileTicked(ModelPermissionPolicy):
    """One that somebody has ticked is given a last day and not deleted."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        may = super().user_has_permission_for_instance(user, action, instance)
        return may and not (action == "delete" and instance.marks.exists())


class WhenColumn(Column):
    def get_value(self, instance: Any) -> str:
        return when_in_words(instance)


class HappeningViewSet(SnippetViewSet):
    model = Happening
    icon = "calendar-alt"
    menu_label = _("The year of the groups")
    menu_name = "groups-year"
    menu_order = 320
    add_to_admin_menu = True
    url_prefix = "arshjul"
    list_display = [
        "name",
        WhenColumn("when", label=_("When")),
        Column("get_fulfilled_by_display", label=_("Done by")),
        Column("get_done_by_display", label=_("Who sees to it")),
    ]
    list_filter = ["fulfilled_by", "every", "done_by"]
    search_fields = ["name", "help"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("help"),
            FieldPanel("key"),
            FieldPanel("done_by"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("every"), FieldPanel("first_month")]),
                    FieldPanel("due"),
                    FieldRowPanel([FieldPanel("month"), FieldPanel("day"), FieldPanel("days")]),
                    FieldPanel("opens_days"),
                    FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
                ],
                _("When"),
            ),
            MultiFieldPanel(
                [FieldPanel("fulfilled_by"), FieldPanel("meeting_kind"), FieldPanel("plan_kind"), FieldPanel("form")],
                _("What makes it done"),
            ),
            FieldPanel("bodies"),
        ],
        base_form_class=HappeningForm,
    )


register_permission_policy(Happening, KeptWhileTicked(Happening))
