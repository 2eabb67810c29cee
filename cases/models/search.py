"""The words that a case is found by: one row for each stem of its title, groups and open documents."""

from django.db import models


class CaseWord(models.Model):
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="words")
    stem = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "stem"], name="cases_word_once")]
        # The case stands in it, so a common word is found without reading its rows.
        indexes = [models.Index(fields=["stem", "case"], name="cases_word_cases")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stem}"
