"""A route as its editors draw it, and the versions that were published of it."""

from typing import TYPE_CHECKING

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from cases.blocks import RouteStagesBlock
from cases.domain.converters import ROUTES
from forms.models.streams import UnfrozenStreamField
from forms.models.versions import FrozenVersion

if TYPE_CHECKING:
    from cases.domain.route import RouteDefinition


class Route(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    key = models.SlugField(_("key"), max_length=60, unique=True, help_text=_("Names the route; it never changes."))
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    # Which form opens cases on this route, and which of its answers the case is made from.
    form = models.ForeignKey("forms.Form", models.PROTECT, related_name="routes", verbose_name=_("form"))
    title_field = models.CharField(_("field with the title"), max_length=60, blank=True)
    groups_field = models.CharField(_("field with the applying groups"), max_length=60, blank=True)
    period_field = models.CharField(_("field with the period"), max_length=60, blank=True)
    budget_field = models.CharField(_("field with the budget"), max_length=60, blank=True)
    obligations_field = models.CharField(_("field with the dated obligations"), max_length=60, blank=True)
    stages = UnfrozenStreamField(RouteStagesBlock(), blank=True, verbose_name=_("stages"))

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cases.admin.preview import preview  # Wagtail asks the model, the house draws it further up

        return preview(request, self)

    @property
    def current_version(self) -> "RouteVersion | None":
        return self.versions.order_by("-number").first()


class RouteVersion(FrozenVersion):
    converters = ROUTES
    route = models.ForeignKey(Route, models.PROTECT, related_name="versions", verbose_name=_("route"))

    class Meta:
        verbose_name = _("route version")
        verbose_name_plural = _("route versions")
        ordering = ["route", "-number"]
        constraints = [models.UniqueConstraint(fields=["route", "number"], name="cases_route_version_number_once")]

    def __str__(self) -> str:
        return f"{self.route_id} v{self.number}"

    @property
    def parsed(self) -> "RouteDefinition":
        from cases.domain.route import parse_route

        return parse_route(self.definition)
