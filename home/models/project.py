"""Projects: who owns and steers them, who pays, how they stand."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable
from wagtail.search import index

from forms.models.streams import UnfrozenStreamField
from home.blocks import ContactBlock, ReportBlock

from .base import TextPage


class ProjectStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")


class ProjectIndexPage(TextPage):
    parent_page_types = ["home.HomePage"]
    show_in_menus_default = True
    subpage_types = ["home.ProjectPage"]
    template = "home/project_index_page.html"

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")


class ProjectPage(TextPage):
    status = models.CharField(_("status"), max_length=8, choices=ProjectStatus, default=ProjectStatus.RUNNING)
    status_year = models.PositiveSmallIntegerField(
        _("year of the status"),
        null=True,
        blank=True,
        help_text=_(
            "Leave it empty where the status is how it stands today. Where it is only known from older papers, "
            "write their year: the page then says that it ran, or was planned, in that year."
        ),
    )
    period_from = models.DateField(_("from"), null=True, blank=True)
    period_to = models.DateField(_("to and including"), null=True, blank=True)
    target_group = models.CharField(_("target group"), max_length=200, blank=True)
    financiers = UnfrozenStreamField(
        [("financier", blocks.CharBlock(label=_("Financier"), max_length=120))],
        blank=True,
        verbose_name=_("financiers"),
    )
    reports = UnfrozenStreamField([("report", ReportBlock())], blank=True, verbose_name=_("reports"))
    contacts = UnfrozenStreamField([("contact", ContactBlock())], blank=True, verbose_name=_("contacts"))

    parent_page_types = ["home.ProjectIndexPage"]
    subpage_types: list[str] = []
    template = "home/project_page.html"
    content_panels = [
        *TextPage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("status_year")]),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_to")]),
                FieldPanel("target_group"),
                FieldPanel("financiers"),
            ],
            _("The project"),
        ),
        InlinePanel("owners", heading=_("Owners and steering groups"), label=_("Owner")),
        FieldPanel("reports"),
        FieldPanel("contacts"),
    ]
    search_fields = [
        *TextPage.search_fields,
        index.SearchField("target_group"),
        index.SearchField("financiers"),
        index.SearchField("reports"),
    ]
    api_fields = [
        *TextPage.api_fields,
        *(
            APIField(name)
            for name in (
                "status",
                "status_year",
                "period_from",
                "period_to",
                "target_group",
                "owner_keys",
                "financiers",
                "reports",
                "contacts",
            )
        ),
    ]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    @property
    def is_known_today(self) -> bool:
        """What has ended stays ended; the rest may have changed since the papers were written."""
        return self.status_year is None or self.status == ProjectStatus.ENDED

    @property
    def standing(self) -> str:
        """How it stands, or how it stood when it was last written about."""
        if self.is_known_today:
            return str(ProjectStatus(self.status).label)
        said = _("Ran in %(year)s") if self.status == ProjectStatus.RUNNING else _("Planned in %(year)s")
        return str(said) % {"year": self.status_year}

    @property
    def owner_keys(self) -> list[str]:
        return [owner.group.key for owner in self.owners.select_related("group")]

    def clean(self) -> None:
        super().clean()
        if self.period_from and self.period_to and self.period_to < self.period_from:
            raise ValidationError({"period_to": _("The last day is before the first.")})


class ProjectOwner(Orderable):
    """A local group that owns the project, and the body that steers it there."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="owners")
    group = models.ForeignKey(
        "people.Body", models.PROTECT, related_name="owned_projects", verbose_name=_("local group")
    )
    steering_group = models.ForeignKey(
        "people.Body",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steered_projects",
        verbose_name=_("steering group"),
    )

    panels = [FieldRowPanel([FieldPanel("group"), FieldPanel("steering_group")])]

    class Meta(Orderable.Meta):
        verbose_name = _("owner")
        verbose_name_plural = _("owners")
        constraints = [models.UniqueConstraint(fields=["page", "group"], name="home_project_owner_once")]

    def __str__(self) -> str:
        return f"{self.page}: {self.group}"
