"""Plans of one or several groups."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from forms.models.streams import UnfrozenStreamField
from home.blocks import GoalBlock

from .base import TextPage


class PlanKind(models.TextChoices):
    DIRECTION = "direction", _("Direction plan")
    OPERATIONAL = "operational", _("Operational plan")
    ACTIVITY = "activity", _("Activity plan")


class PlanIndexPage(TextPage):
    parent_page_types = ["home.HomePage"]
    show_in_menus_default = True
    subpage_types = ["home.PlanPage"]
    template = "home/plan_index_page.html"

    class Meta:
        verbose_name = _("list of plans")
        verbose_name_plural = _("lists of plans")


class PlanPage(TextPage):
    kind = models.CharField(_("kind"), max_length=12, choices=PlanKind, default=PlanKind.ACTIVITY)
    groups = ParentalManyToManyField("people.Body", related_name="plan_pages", verbose_name=_("groups"))
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to and including"), null=True, blank=True)
    goals = UnfrozenStreamField([("goal", GoalBlock())], blank=True, verbose_name=_("goals and activities"))

    parent_page_types = ["home.PlanIndexPage"]
    subpage_types: list[str] = []
    template = "home/plan_page.html"
    content_panels = [
        *TextPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("groups", widget=CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
            ],
            _("The plan"),
        ),
        FieldPanel("goals"),
    ]
    search_fields = [
        *TextPage.search_fields,
        index.SearchField("goals"),
        index.RelatedFields("groups", [index.SearchField("name")]),
    ]
    api_fields = [
        *TextPage.api_fields,
        *(APIField(name) for name in ("kind", "group_keys", "period_from", "period_to", "goals")),
    ]

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    @property
    def group_keys(self) -> list[str]:
        return [body.key for body in self.groups.all()]

    def clean(self) -> None:
        super().clean()
        if self.period_from and self.period_to and self.period_to < self.period_from:
            raise ValidationError({"period_to": _("The last day is before the first.")})
