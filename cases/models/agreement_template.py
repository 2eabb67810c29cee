"""The texts of agreements, as editors change them."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin

from cases.domain.agreeing import MOST_NOTICE_MONTHS, NOTICE_MONTHS
from cases.domain.shipped_agreements import AGREEMENT, AMENDMENT, SHIPPED_AGREEMENTS, ShippedAgreement

from .case import Case
from .decision import GrantedAmount

# A made-up case, and so many real ones, are offered for the preview.
MADE_UP, MOST_REAL = "", 10


class AgreementTemplateQuerySet(models.QuerySet):
    def offered(self, use: str) -> Self:
        """Those that can be chosen when an agreement is drawn up; what the system came with stands first."""
        return self.filter(use=use, is_offered=True).order_by("pk")


class AgreementTemplate(PreviewableMixin, RevisionMixin, models.Model):
    class Use(models.TextChoices):
        AGREEMENT = AGREEMENT, pgettext_lazy("template", "Agreement")
        AMENDMENT = AMENDMENT, pgettext_lazy("template", "Agreement that amends another")

    key = models.SlugField(_("key"), max_length=60, unique=True, help_text=_("Names the text; it never changes."))
    use = models.CharField(_("used for"), max_length=10, choices=Use, default=Use.AGREEMENT)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title on the paper"), max_length=150)
    body = models.TextField(_("text"), max_length=40_000)
    notice_months = models.PositiveSmallIntegerField(
        _("period of notice, in months"),
        default=NOTICE_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_NOTICE_MONTHS)],
        help_text=_("What {notice} becomes in the text, and what an agreement's last day is counted by."),
    )
    is_offered = models.BooleanField(
        _("can be chosen"), default=True, help_text=_("Agreements that are drawn up already keep their text.")
    )
    # Counted up each time that the title or the text changes: an agreement says which one it was made from.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    # False: the text is the one that the system comes with, and follows it when a new edition has a better one.
    is_changed = models.BooleanField(_("changed here"), default=False, editable=False)

    objects = AgreementTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement template")
        verbose_name_plural = _("agreement templates")
        ordering = ["use", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shipped(self) -> ShippedAgreement | None:
        return SHIPPED_AGREEMENTS.get(self.key)

    @property
    def preview_modes(self) -> list:
        """On a made-up case, or on one of the latest that were granted money."""
        real = [(case.number, f"{case.number} {case.subject}") for case in latest_granted()[:MOST_REAL]]
        return [(MADE_UP, gettext("A case that is made up")), *real]

    @property
    def default_preview_mode(self) -> str:
        return MADE_UP

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cases.admin.agreement_preview import preview  # Wagtail asks the model, the house draws it further up

        return preview(request, self, mode_name)


def latest_granted() -> models.QuerySet[Case]:
    """Cases that were granted money and have no mark of secrecy, the latest first."""
    granted = GrantedAmount.objects.in_force().filter(amount__gt=0).values("decision__case")
    return Case.objects.open().filter(pk__in=granted, disposed_on=None).order_by("-received_at")


def agreement_as_shipped(shipped: ShippedAgreement) -> dict[str, str]:
    """The columns of a template as the system comes with it."""
    return {"use": shipped.use, "name": shipped.name, "title": shipped.title, "body": shipped.body}
