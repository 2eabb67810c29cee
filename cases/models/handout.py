"""What was handed out of a case, to whom, and what was masked or kept back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Handout(models.Model):
    """Somebody's wish to read documents, and the answer to it."""

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("handout", "Being prepared")
        HANDED_OUT = "handed_out", pgettext_lazy("handout", "Handed out")
        PARTLY = "partly", pgettext_lazy("handout", "Handed out in part")
        REFUSED = "refused", pgettext_lazy("handout", "Refused")
        DROPPED = "dropped", pgettext_lazy("handout", "Dropped")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="handouts")
    # Nobody has to say who they are (TF 2:18), so it may be empty.
    recipient = models.CharField(_("recipient"), max_length=200, blank=True)
    means = models.CharField(_("how"), max_length=100, blank=True)
    asked_on = models.DateField(_("asked"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    reason = models.TextField(_("reason"), blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True)

    class Meta:
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        ordering = ["case", "-pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.asked_on}"


class HandoutItem(models.Model):
    """One document of a handout: whole, masked or kept back."""

    class How(models.TextChoices):
        WHOLE = "whole", pgettext_lazy("handout", "Whole")
        MASKED = "masked", pgettext_lazy("handout", "Masked")
        REFUSED = "refused", pgettext_lazy("handout", "Kept back")

    handout = models.ForeignKey(Handout, models.CASCADE, related_name="items")
    document = models.ForeignKey("cases.Document", models.PROTECT, related_name="handout_items")
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.WHOLE)
    # Which passages, which stretches of them and which words (cases.domain.masking.Masks as JSON).
    masks = models.JSONField(default=dict, blank=True)
    ground = models.ForeignKey("cases.SecrecyGround", models.PROTECT, null=True, blank=True, related_name="+")
    ground_text = models.CharField(_("other ground"), max_length=200, blank=True)
    copy = models.OneToOneField("cases.Document", models.PROTECT, null=True, related_name="made_for")

    class Meta:
        ordering = ["handout", "document__number"]
        constraints = [models.UniqueConstraint(fields=["handout", "document"], name="cases_handed_out_once")]

    def __str__(self) -> str:
        return f"{self.handout_id}: {self.document_id} {self.how}"

    @property
    def law(self) -> str:
        return ", ".join(part for part in (self.ground.section if self.ground else "", self.ground_text) if part)
