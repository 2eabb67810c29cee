"""Secrecy (OSL): what is marked, on which ground, by whom, and when it was lifted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SecrecyGround(models.Model):
    """A section of the law that marks are set by; the office keeps the list."""

    section = models.CharField(
        pgettext_lazy("law", "section"),
        max_length=40,
        unique=True,
        help_text=_("Chapter and section, such as OSL 26:1."),
    )
    name = models.CharField(_("what it protects"), max_length=200)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("A section that is no longer used stays where it has been used.")
    )

    class Meta:
        verbose_name = _("ground for secrecy")
        verbose_name_plural = _("grounds for secrecy")
        ordering = ["section"]

    def __str__(self) -> str:
        return f"{self.section} {self.name}"


class SecrecyMark(models.Model):
    """A mark on a case, or on one of its documents, for as long as it stands."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="secrecy_marks")
    document = models.ForeignKey("cases.Document", models.PROTECT, null=True, related_name="secrecy_marks")
    ground = models.ForeignKey(SecrecyGround, models.PROTECT, null=True, blank=True, related_name="+")
    # In words, where the list has no such section.
    ground_text = models.CharField(_("other ground"), max_length=200, blank=True)
    reason = models.TextField(_("why"), blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set"))
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_reason = models.TextField(_("why it was lifted"), blank=True)

    class Meta:
        verbose_name = _("mark of secrecy")
        verbose_name_plural = _("marks of secrecy")
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(document=None, lifted_at=None), name="cases_one_mark_on_a_case"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(lifted_at=None), name="cases_one_mark_on_a_document"
            ),
            models.CheckConstraint(
                condition=Q(ground__isnull=False) | ~Q(ground_text=""), name="cases_a_mark_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.law}"

    @property
    def law(self) -> str:
        """The section, and what was written beside it: “OSL 26:1”."""
        return ", ".join(part for part in (self.ground.section if self.ground else "", self.ground_text) if part)
