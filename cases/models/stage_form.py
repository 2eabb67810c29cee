"""What is filled in before an answer is given: an opinion, a proposal, a decision form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StageForm(models.Model):
    """One body's form at one stage of a case; asked again, the body goes on with the same."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="stage_forms")
    stage = models.CharField(_("stage"), max_length=60)
    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    submission = models.OneToOneField("forms.Submission", models.PROTECT, related_name="stage_form")

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "stage", "body"], name="cases_one_form_a_body_and_stage")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.stage}: {self.submission_id}"
